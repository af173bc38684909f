import { z } from 'zod'
import { asIncidentId } from '../../../../shared/base/ids'
import { happenedBy, momentsOf } from '../../../../shared/replay/playhead'
import type { GatewayContext } from '../context'
import { Refusal } from '../http/refusal'
import type { Route } from '../http/route'
import { validate } from '../validate'

const MOST_AROUND = 200
const aroundSchema = z.object({
  at: z.coerce.number().int().min(0),
  before: z.coerce.number().int().min(0).max(MOST_AROUND).default(30),
  after: z.coerce.number().int().min(0).max(MOST_AROUND).default(30),
})

/** What a replay plays. Where its playhead is goes over the socket (`replay`). */
export function replayRoutes({ hub }: GatewayContext): Route[] {
  const { replay } = hub
  const moments = replay ? momentsOf(replay.events) : null

  function playing(): NonNullable<typeof replay> {
    if (!replay) throw new Refusal({ code: 'wrong_state', message: 'this hub plays no recording' })
    return replay
  }

  return [
    {
      method: 'GET',
      path: '/api/v1/replay',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'replay',
        summary: 'The recording that this hub plays',
        replies: {
          200: {
            description: 'What the file says of itself, where the playhead is, and what is worth finding on the line of time.',
            example: {
              header: { format: 'dinghai-recording', version: 1, from: 1785218400000, to: 1785222000000, fromSeq: 48_100, toSeq: 48_230, drill: true },
              state: { at: 1785218580000, playing: false, speed: 1, from: 1785218400000, to: 1785222000000, seq: 48_200 },
              marks: [{ kind: 'incident', at: 1785218580000, severity: 'red', count: 1 }],
            },
          },
          409: { description: 'This hub plays no recording.' },
        },
      },
      handle() {
        const { header, state, marks } = playing()
        return Promise.resolve({ status: 200, body: { header, state: state(), marks } })
      },
    },
    {
      method: 'GET',
      path: '/api/v1/replay/events',
      roles: ['officer'],
      doc: {
        tag: 'replay',
        summary: 'What happened round a moment of the recording',
        description: 'Also what has not happened yet at the playhead. `names` says how the incidents are called that are spoken of.',
        query: {
          at: { description: 'UTC epoch milliseconds.', schema: z.number().int().min(0), required: true },
          before: { description: `Events up to the moment (default 30, at most ${MOST_AROUND}).`, schema: z.number().int().min(0).max(MOST_AROUND) },
          after: { description: 'Events after it.', schema: z.number().int().min(0).max(MOST_AROUND) },
        },
        replies: { 200: { description: 'Events of the log, in order.', example: { events: [], names: {} } }, 409: { description: 'This hub plays no recording.' } },
      },
      handle(exchange) {
        const query = validate(aroundSchema, Object.fromEntries(exchange.url.searchParams))
        if (!query.ok) throw new Refusal(query.error)
        const { events, world } = playing()
        const middle = moments ? happenedBy(moments, query.value.at) : 0
        const found = events.slice(Math.max(0, middle - query.value.before), middle + query.value.after)
        const names: Record<string, string> = {}
        for (const event of found) {
          if (event.type === 'incident.reported') names[event.data.incidentId] = event.data.number
          else if ('incidentId' in event.data && event.data.incidentId) names[event.data.incidentId] ??= world.incidents.get(asIncidentId(event.data.incidentId))?.number ?? ''
        }
        return Promise.resolve({ status: 200, body: { events: found, names } })
      },
    },
  ]
}
