import { z } from 'zod'
import type { GatewayContext } from '../context'
import { Refusal } from '../http/refusal'
import type { Route } from '../http/route'
import { validate } from '../validate'

const querySchema = z.object({
  since: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
})

/** The log itself. */
export function eventRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/events',
      roles: ['officer'],
      doc: {
        tag: 'events',
        summary: 'The log, in order',
        description: 'Ask again with `since` = the last `seq` until `events` is empty. Nothing is ever skipped.',
        query: {
          since: { description: 'Events after this `seq` (default 0).', schema: z.number().int().min(0) },
          limit: { description: 'At most so many (default 500).', schema: z.number().int().min(1).max(5000) },
        },
        replies: {
          200: {
            description: 'Events with `seq` greater than `since`.',
            example: {
              logId: 'Zk2…', seq: 48230,
              events: [{ seq: 48200, eventId: 'e1', stream: 'incident:inc_4f7Qd2', streamVersion: 1, type: 'incident.reported', v: 1, at: 1785218580000, actor: 'feed:110', commandId: 'feed:…', causedBy: null, drill: false, data: {} }],
            },
          },
        },
      },
      async handle(exchange) {
        const query = validate(querySchema, Object.fromEntries(exchange.url.searchParams))
        if (!query.ok) throw new Refusal(query.error)
        const events = await hub.readEvents(query.value.since, query.value.limit)
        return { status: 200, body: { logId: hub.logId, seq: hub.world.seq, events } }
      },
    },
  ]
}
