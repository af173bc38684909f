import { z } from 'zod'
import { closureGeometrySchema, vehicleListSchema } from '../../../../shared/domain/closure/state'
import { outsideTimeSchema } from '../../feeds/time'
import { run } from '../commands'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { commandIdOf } from '../http/idempotency'
import { accepted } from '../reply'
import { param, sender, type Route } from '../http/route'

const closureSchema = z.object({
  geometry: closureGeometrySchema.describe('GeoJSON LineString or Polygon, WGS-84.'),
  vehicles: vehicleListSchema.nullable().optional().describe('Whom it stops; left out: everybody.'),
  until: outsideTimeSchema.nullable().optional().describe('When it ends by itself; left out: until it is lifted.'),
  reason: z.string().trim().min(1).max(500),
})

const GEOMETRY = { type: 'LineString', coordinates: [[120.4401, 27.2812], [120.4419, 27.2831]] }

export function closureRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/closures',
      roles: ['officer', 'wall', 'team'],
      doc: {
        tag: 'closures',
        summary: 'The closures in force',
        replies: { 200: { description: 'Closures that are not lifted.', example: { closures: [{ id: 'clo_2b', geometry: GEOMETRY, vehicles: null, until: null, reason: '塌方' }] } } },
      },
      handle() {
        const closures = [...hub.world.closures.values()].filter((closure) => closure.liftedAt === null)
        return Promise.resolve({ status: 200, body: { seq: hub.world.seq, closures } })
      },
    },
    {
      method: 'POST',
      path: '/api/v1/closures',
      roles: ['officer'],
      doc: {
        tag: 'closures',
        summary: 'Close a road or an area',
        description: 'It is in the next recommendation.',
        idempotencyKey: 'optional',
        body: { 'application/json': { schema: closureSchema, example: { geometry: GEOMETRY, reason: '塌方', until: '2026-07-28T20:00:00+08:00' } } },
        replies: { 201: { description: 'Closed.', example: { closureId: 'clo_2b', seq: 48225 } } },
      },
      async handle(exchange) {
        const commandId = commandIdOf(exchange, 'optional')
        const { vehicles = null, until = null, ...rest } = await readBodyAs(exchange.request, closureSchema)
        const data = { ...rest, vehicles, until }
        const reply = accepted(await run(hub, sender(exchange), { commandId, type: 'declareClosure', data }))
        return { status: 201, body: { closureId: reply.result.closureId, seq: reply.seq } }
      },
    },
    {
      method: 'DELETE',
      path: '/api/v1/closures/{id}',
      roles: ['officer'],
      doc: {
        tag: 'closures',
        summary: 'Open it again',
        idempotencyKey: 'optional',
        query: { reason: { description: 'Why.', schema: z.string().max(500) } },
        replies: {
          200: { description: 'Lifted, or it had been.', example: { closureId: 'clo_2b', seq: 48230 } },
          404: { description: 'There is no such closure.' },
        },
      },
      async handle(exchange) {
        const data = { closureId: param(exchange, 'id'), reason: exchange.url.searchParams.get('reason') ?? '' }
        const commandId = commandIdOf(exchange, 'optional')
        const reply = accepted(await run(hub, sender(exchange), { commandId, type: 'liftClosure', data }))
        return { status: 200, body: { closureId: reply.result.closureId, seq: reply.seq } }
      },
    },
  ]
}
