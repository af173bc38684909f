import { z } from 'zod'
import { isRecallOpen, recallScopeSchema } from '../../../../shared/domain/recall/state'
import type { SeaKeeper } from '../../sea/keeper'
import { run } from '../commands'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { answerFixed, fixed, type Fixed } from '../http/fixed'
import { commandIdOf } from '../http/idempotency'
import { notFound, Refusal } from '../http/refusal'
import { accepted } from '../reply'
import { sender, type Reply, type Route } from '../http/route'

const orderSchema = z.strictObject({ scope: recallScopeSchema, reason: z.string().trim().min(1).max(500) })
const SCOPE = { kind: 'grid', id: 'static-04' }

/** The sea: what does not change, what is worked out of the positions, and calls back to port. */
export function seaRoutes({ hub }: GatewayContext): Route[] {
  let planBody: Fixed | null = null

  function keeper(): SeaKeeper {
    if (!hub.sea) throw notFound('this pack has no sea')
    return hub.sea
  }

  function scoped(scope: z.output<typeof recallScopeSchema>) {
    const counted = keeper().count(scope)
    if (!counted.ok) throw new Refusal(counted.error)
    return counted.value
  }

  function orderedBy({ seq, result: { recallId } }: ReturnType<typeof accepted>): Reply {
    const recall = recallId && hub.world.recalls.get(recallId)
    return { status: 201, body: { recallId, vessels: recall ? recall.vessels.length : 0, seq } }
  }

  return [
    {
      method: 'GET',
      path: '/api/v1/sea',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'sea',
        summary: 'Ports, sea grids, formations with their members, and the limits',
        description: 'With an ETag: it does not change while the hub runs. Owners and telephones are in the file of each vessel, for officers.',
        replies: {
          200: { description: 'The sea of the pack.', example: { settings: {}, ports: [], grids: [], formations: [{ id: 'f001', name: '演示霞关001组', leader: '412900001', port: 'xiaguan-harbour', members: ['412900001'] }] } },
          304: { description: 'It has not changed.' },
          404: { description: 'The pack has no sea.json.' },
        },
      },
      handle(exchange) {
        planBody ??= fixed(JSON.stringify(keeper().plan))
        return answerFixed(planBody, exchange, 'application/json; charset=utf-8')
      },
    },
    {
      method: 'GET',
      path: '/api/v1/sea/state',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'sea',
        summary: 'What the hub last worked out of the positions',
        description: 'Vessels at sea, in port, silent; by grid and by town; warnings of collision; who cannot be in port before a storm. The same as the socket sends every few seconds. Null before the first look.',
        replies: { 200: { description: 'The state.', example: { state: { at: 1785218592000, total: 8000, atSea: 6100, inPort: 1900, silent: 12, warnings: [], late: null } } }, 404: { description: 'The pack has no sea.json.' } },
      },
      handle: () => Promise.resolve({ status: 200, body: { state: keeper().state() } }),
    },
    {
      method: 'GET',
      path: '/api/v1/recalls',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'sea',
        summary: 'The calls back to port that are open, with every vessel',
        description: 'A vessel has `answer` and `answeredAt` when somebody recorded its answer, `movingAt` and `inPortAt` when its positions told so; what has not happened is missing.',
        replies: { 200: { description: 'Open calls.', example: { recalls: [{ id: 'rec_2b', title: '霞关近岸网格', orderedAt: 1785218000000, vessels: [{ mmsi: '412900001', answer: 'coming', answeredAt: 1785218100000 }] }] } } },
      },
      handle(exchange) {
        const recalls = [...hub.world.recalls.values()].filter(isRecallOpen)
        // As on the walls' own connection: why somebody is called may name people.
        const shown = sender(exchange).role === 'officer' ? recalls : recalls.map((recall) => ({ ...recall, reason: '' }))
        return Promise.resolve({ status: 200, body: { seq: hub.world.seq, recalls: shown } })
      },
    },
    {
      method: 'POST',
      path: '/api/v1/recalls/count',
      roles: ['officer'],
      doc: {
        tag: 'sea',
        summary: 'How many vessels a call back to port would be for',
        description: 'Nothing is ordered. `called`: already called by another order; `inPort`: in port; both are left out of `vessels`.',
        body: { 'application/json': { schema: z.strictObject({ scope: recallScopeSchema }), example: { scope: SCOPE } } },
        replies: { 200: { description: 'The numbers.', example: { title: '霞关近岸网格', vessels: 412, called: 3, inPort: 25 } }, 404: { description: 'There is no such formation or grid.' } },
      },
      async handle(exchange) {
        const { scope } = await readBodyAs(exchange.request, z.strictObject({ scope: recallScopeSchema }))
        const { title, vessels, called, inPort } = scoped(scope)
        return { status: 200, body: { title, vessels: vessels.length, called, inPort } }
      },
    },
    {
      method: 'POST',
      path: '/api/v1/recalls',
      roles: ['officer'],
      doc: {
        tag: 'sea',
        summary: 'Call vessels back to port',
        description: 'All at sea, one formation, one sea grid, a circle, or those that cannot be in port before a storm. The order names the vessels that are in the scope now; another one names only who is new, the same one (by its key) is answered as before.',
        idempotencyKey: 'optional',
        body: { 'application/json': { schema: orderSchema, example: { scope: SCOPE, reason: '台风红色预警' } } },
        replies: {
          201: { description: 'Ordered.', example: { recallId: 'rec_2b', vessels: 412, seq: 48225 } },
          404: { description: 'There is no such formation or grid.' },
          409: { description: 'Nobody is left to call.' },
        },
      },
      async handle(exchange) {
        const commandId = commandIdOf(exchange, 'optional')
        const asked = await readBodyAs(exchange.request, orderSchema)
        const answered = await hub.answerTo({ commandId, type: 'orderRecall', data: asked }, sender(exchange).actor)
        if (answered) return orderedBy(accepted(answered))
        const { scope, reason } = asked
        const { title, vessels } = scoped(scope)
        if (vessels.length === 0) throw new Refusal({ code: 'already_done', message: 'no vessel at sea is left to call', field: 'scope' })
        return orderedBy(accepted(await run(hub, sender(exchange), { commandId, type: 'orderRecall', data: { scope, title, reason, vessels }, asked })))
      },
    },
  ]
}
