import { z } from 'zod'
import { HOUR } from '../../../../shared/base/time'
import { outsideTimeSchema } from '../../feeds/time'
import { MOMENT_AGE_MS } from '../../tracks/history'
import { FUTURE_TOLERANCE_MS } from '../../tracks/table'
import type { GatewayContext } from '../context'
import { notFound, Refusal } from '../http/refusal'
import type { Route } from '../http/route'
import { validate } from '../validate'

/** Points of one trail; a longer one is thinned evenly. */
const MOST_POINTS = 2_000
const DEFAULT_SPAN_MS = HOUR

/** In a query everything is text: digits are epoch milliseconds. */
const timeSchema = z
  .string()
  .max(40)
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
  .pipe(outsideTimeSchema)
const trailQuery = z.object({ id: z.string().min(3).max(64), from: timeSchema.optional(), to: timeSchema.optional() })
const momentQuery = z.object({ time: timeSchema })

const TIME = z.union([z.string(), z.number()])
const NO_HISTORY = 'The hub keeps no positions, or cannot: it says why in its health.'

/** Where things were: for trails and the time slider. */
export function trackRoutes({ hub, history }: GatewayContext): Route[] {
  function kept(): NonNullable<GatewayContext['history']> {
    if (!history) throw new Refusal({ code: 'unavailable', message: 'this hub keeps no positions' })
    return history
  }

  return [
    {
      method: 'GET',
      path: '/api/v1/tracks/trail',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'tracks',
        summary: 'The way of one moving object',
        description: `Kept positions, oldest first, at most ${MOST_POINTS}: a longer way is thinned evenly. Moving objects are kept every 10 s at the most, standing ones every 60 s.`,
        query: {
          id: { description: '`team:ID`, `vessel:MMSI` …', schema: z.string(), required: true },
          from: { description: 'Left out: an hour before `to`.', schema: TIME },
          to: { description: 'Left out: now.', schema: TIME },
        },
        replies: {
          200: {
            description: 'Columns of one length. `headingDeg` and `speedMps` are null where not known.',
            example: { id: 'vessel:412000001', name: '演示渔 00001', at: [1785218580000], lon: [120.71], lat: [27.31], headingDeg: [204], speedMps: [4.1] },
          },
          404: { description: 'Nothing of that id was ever kept.' },
          503: { description: NO_HISTORY },
        },
      },
      async handle(exchange) {
        const query = validate(trailQuery, Object.fromEntries(exchange.url.searchParams))
        if (!query.ok) throw new Refusal(query.error)
        const { id, to = hub.now(), from = to - DEFAULT_SPAN_MS } = query.value
        if (from >= to) throw new Refusal({ code: 'invalid', message: 'from: not before to', field: 'from' })
        const trail = await kept().trail(id, from, to, MOST_POINTS)
        if (!trail.ok) throw new Refusal(trail.error)
        if (!trail.value) throw notFound(`nothing was kept of ${id}`, 'id')
        return { status: 200, body: trail.value }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/tracks/at',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'tracks',
        summary: 'Where everything was at a moment',
        description: `A binary track frame that stands for itself, as the socket sends them (shared/protocol/track-frame.ts). What was last heard more than ${MOMENT_AGE_MS / 60_000} minutes before the moment is not in it.`,
        query: { time: { description: 'Epoch milliseconds, or ISO 8601 with a zone.', schema: TIME, required: true } },
        replies: {
          200: { description: 'Each position with the time when it was measured.', contentType: 'application/octet-stream', example: 'DHT2…' },
          503: { description: NO_HISTORY },
        },
      },
      async handle(exchange) {
        const query = validate(momentQuery, Object.fromEntries(exchange.url.searchParams))
        if (!query.ok) throw new Refusal(query.error)
        const { time } = query.value
        if (time > hub.now() + FUTURE_TOLERANCE_MS) throw new Refusal({ code: 'invalid', message: 'time: has not come yet', field: 'time' })
        const frame = await kept().at(time)
        if (!frame.ok) throw new Refusal(frame.error)
        return { status: 200, body: new Uint8Array(frame.value), headers: { 'content-type': 'application/octet-stream' } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/tracks/span',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'tracks',
        summary: 'From when to when positions were kept',
        replies: {
          200: { description: '`span` is null before the first.', example: { span: { from: 1785218580000, to: 1785222180000 } } },
          503: { description: NO_HISTORY },
        },
      },
      async handle() {
        const span = await kept().span()
        if (!span.ok) throw new Refusal(span.error)
        return { status: 200, body: { span: span.value } }
      },
    },
  ]
}
