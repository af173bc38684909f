import { dirname, join } from 'node:path'
import { z } from 'zod'
import { asUnitId } from '../../../../shared/base/ids'
import { searchHouseholds } from '../../../../shared/relocation/search'
import { openRosters } from '../../relocation/roster-archive'
import type { GatewayContext } from '../context'
import { notFound, Refusal } from '../http/refusal'
import { param, sender, type Route } from '../http/route'

/** A search answers with so many at most: more is a wrong question, and fewer names leave the hub. */
const MOST_FOUND = 50

const HOUSEHOLD = {
  id: 'mazhan-v01-03', villageId: 'village:mazhan-v01', head: '演示王甲', people: 4, elderly: 1, disabled: 0, infants: 0,
  reason: 'coastal', at: { lon: 120.4461, lat: 27.2772 }, phone: '0577-0000-3001', shelterId: 'shelter-012',
}

/** Names and telephones of households to move: for officers, and for the village itself. Asked for, never broadcast. */
export function relocationRoutes({ hub, log, attachmentsDir }: GatewayContext): Route[] {
  const rosters = openRosters(hub, join(dirname(attachmentsDir), 'rosters'), log)
  return [
    {
      method: 'GET',
      path: '/api/v1/relocation/villages/{id}',
      roles: ['officer', 'unit'],
      doc: {
        tag: 'relocation',
        summary: 'The households of one village, with names and telephones',
        description: 'A unit is given its own village only. With `hash` the list as it was when a sheet was opened. Every reading is written to the hub\'s log with who read.',
        query: { hash: { description: 'Of a sheet (`rosterHash`); left out: the list of the pack.', schema: z.string() } },
        replies: {
          200: { description: 'The list and its hash.', example: { hash: 'f'.repeat(64), households: [HOUSEHOLD] } },
          403: { description: 'Another village\'s list.' },
          404: { description: 'Nobody is listed there, or the list of that time was not kept.' },
        },
      },
      async handle(exchange) {
        const villageId = asUnitId(param(exchange, 'id'))
        const { role, unitId, actor } = sender(exchange)
        if (role === 'unit' && unitId !== villageId) throw new Refusal({ code: 'forbidden', message: `${unitId ?? 'nobody'} may not read the list of ${villageId}` })
        const hash = exchange.url.searchParams.get('hash')
        const roster = hash === null ? rosters.current(villageId) : await rosters.byHash(villageId, hash)
        if (!roster) throw notFound(hash === null ? `no household to move is listed for ${villageId}` : 'the list of that time was not kept', hash === null ? 'id' : 'hash')
        log.info({ by: actor.id, village: villageId }, 'a list of households was read')
        return { status: 200, body: roster, headers: { 'cache-control': 'private, no-store' } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/relocation/households',
      roles: ['officer'],
      doc: {
        tag: 'relocation',
        summary: 'Households by name, telephone or number',
        description: `At most ${MOST_FOUND}. Two characters at least. Every search is written to the hub's log with who searched, without the words.`,
        query: { q: { description: 'Part of the head\'s name, of the telephone or of the household\'s number.', schema: z.string().min(2).max(40), required: true } },
        replies: {
          200: { description: 'In the order of the list; `more`: there are others.', example: { households: [HOUSEHOLD], more: false } },
          422: { description: 'Too short or too long.' },
        },
      },
      handle(exchange) {
        const asked = (exchange.url.searchParams.get('q') ?? '').trim()
        if (asked.length < 2 || asked.length > 40) throw new Refusal({ code: 'invalid', message: 'q: two to forty characters', field: 'q' })
        const found = searchHouseholds(rosters.all(), asked, MOST_FOUND + 1)
        log.info({ by: sender(exchange).actor.id, found: found.length }, 'households were searched')
        const body = { households: found.slice(0, MOST_FOUND), more: found.length > MOST_FOUND }
        return Promise.resolve({ status: 200, body, headers: { 'cache-control': 'private, no-store' } })
      },
    },
  ]
}
