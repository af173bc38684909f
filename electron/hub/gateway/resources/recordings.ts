import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { EpochMs } from '../../../../shared/base/time'
import type { Result } from '../../../../shared/base/result'
import type { Rejection } from '../../../../shared/domain/rejection'
import { exportRecording, recordingName } from '../../replay/export'
import { checkStretch, MAX_EXPORTED_EVENTS, MAX_EXPORTED_MS, type EventSource } from '../../replay/plan'
import { READ_ONLY } from '../../replay/hub'
import type { KeptPositions } from '../../replay/ways'
import type { TrackHistory } from '../../tracks/history'
import { outsideTimeSchema } from '../../feeds/time'
import type { GatewayContext } from '../context'
import { Refusal } from '../http/refusal'
import { sender, type Route } from '../http/route'
import { worldSnapshot } from '../snapshot'
import { validate } from '../validate'

/** In a query everything is text: digits are epoch milliseconds. */
const timeSchema = z
  .string()
  .max(40)
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
  .pipe(outsideTimeSchema)
const stretchSchema = z.object({ from: timeSchema, to: timeSchema, ways: z.enum(['yes', 'no']).default('yes') })

/** Events that are packed to guess the size of all, and what one kept position takes in the file, bytes. */
const SAMPLE = 200
const POSITION_BYTES = 9
/** One position a minute is a fair guess for what moves. */
const POSITION_EVERY_MS = 60_000

const packed = promisify(gzip)
const TIME = z.union([z.string(), z.number()])
const QUERY = {
  from: { description: 'Beginning: epoch milliseconds, or ISO 8601 with a zone.', schema: TIME, required: true },
  to: { description: 'End, likewise.', schema: TIME, required: true },
  ways: { description: '`no`: without the ways of teams and vessels (default yes).', schema: z.enum(['yes', 'no']) },
} as const

/** Stretches of the log as files that can be played (docs/replay.md). */
export function recordingRoutes(context: GatewayContext): Route[] {
  const { hub, access, history, log, version } = context
  const source: EventSource = { read: (since, limit) => hub.readEvents(since, limit) }
  /** Each reads the log from its beginning: several at a time would only wait for one another. */
  let busy = false

  function stretchOf(url: URL): z.output<typeof stretchSchema> {
    if (hub.replay) throw new Refusal(READ_ONLY)
    const query = validate(stretchSchema, Object.fromEntries(url.searchParams))
    if (!query.ok) throw new Refusal(query.error)
    const to = Math.min(query.value.to, hub.now())
    const allowed = checkStretch(query.value.from, to)
    if (!allowed.ok) throw new Refusal(allowed.error)
    return { ...query.value, to }
  }

  /** Events before a moment, by halving: the log is in the order of time but for clocks that were set back. */
  async function eventsBefore(at: EpochMs): Promise<number> {
    let low = 0
    let high = hub.world.seq
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const [event] = await hub.readEvents(middle, 1)
      if (event && event.at < at) low = middle + 1
      else high = middle
    }
    return low
  }

  async function estimate(from: EpochMs, to: EpochMs, withWays: boolean): Promise<{ events: number; bytes: number }> {
    const first = await eventsBefore(from)
    const events = (await eventsBefore(to + 1)) - first
    const sample = await hub.readEvents(first, Math.min(SAMPLE, events))
    const each = sample.length === 0 ? 0 : (await packed(JSON.stringify(sample))).byteLength / sample.length
    const start = (await packed(JSON.stringify(worldSnapshot(hub.world, to)))).byteLength
    const ways = withWays && history ? hub.tracks.size * Math.ceil((to - from) / POSITION_EVERY_MS) * POSITION_BYTES : 0
    return { events, bytes: Math.round(start + events * each + ways) }
  }

  return [
    {
      method: 'GET',
      path: '/api/v1/recordings/size',
      roles: ['officer'],
      doc: {
        tag: 'replay',
        summary: 'How large a recording would be',
        query: QUERY,
        replies: { 200: { description: 'Events, and bytes as a guess.', example: { from: 1785218400000, to: 1785222000000, events: 131, bytes: 48_000, mostEvents: MAX_EXPORTED_EVENTS } } },
      },
      async handle(exchange) {
        const { from, to, ways } = stretchOf(exchange.url)
        return { status: 200, body: { from, to, ...(await estimate(from, to, ways === 'yes')), mostEvents: MAX_EXPORTED_EVENTS } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/recordings',
      roles: ['officer'],
      doc: {
        tag: 'replay',
        summary: 'A stretch of the log as a file that can be played',
        description: `Everything between two moments, with the world as it was at the first, and the ways of what moved. At most ${MAX_EXPORTED_EVENTS} events and ${MAX_EXPORTED_MS / 86_400_000} days; one at a time. It holds names and telephone numbers: who took which stretch is kept.`,
        query: QUERY,
        replies: {
          200: { description: 'A `.dhlog` file (docs/replay.md).', contentType: 'application/vnd.dinghai.recording', example: '…' },
          422: { description: 'The times are wrong, or the stretch is too long.' },
          429: { description: 'Another recording is being written.' },
        },
      },
      async handle(exchange) {
        const { from, to, ways } = stretchOf(exchange.url)
        if (busy) throw new Refusal({ code: 'rate_limited', message: 'another recording is being written: try again in a moment' }, 429, { 'retry-after': '5' })
        busy = true
        try {
          const { actor } = sender(exchange)
          const positions = ways === 'yes' && history ? asked(history) : null
          const opened = await exportRecording({
            source, positions, pack: hub.pack, logId: hub.logId, drill: hub.drill, app: version, by: actor.id, at: Date.now(), from, to,
          })
          if (!opened.ok) throw new Refusal(opened.error)
          const { header, bytes } = opened.value
          const { fromSeq, toSeq } = header
          access.audit(actor.id, 'recording.export', '', `${new Date(from).toISOString()} ${new Date(to).toISOString()} seq ${fromSeq}-${toSeq}`)
          log.info({ actor: actor.id, from, to, fromSeq, toSeq }, 'a recording is exported')
          exchange.response.writeHead(200, {
            'content-type': 'application/vnd.dinghai.recording',
            'content-disposition': `attachment; filename="${recordingName(header)}"`,
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          })
          // Whoever asked sees it break off: a file without its end is refused when it is opened.
          await pipeline(bytes, exchange.response).catch((error: unknown) => log.warn({ error }, 'a recording was not written whole'))
          return null
        } finally {
          busy = false
        }
      },
    },
  ]
}

/** Positions of the running hub; a question that fails ends the recording, so that no half of it looks whole. */
function asked(history: TrackHistory): KeptPositions {
  function must<T>(told: Result<T, Rejection>): T {
    if (!told.ok) throw new Error(told.error.message)
    return told.value
  }
  return {
    at: async (time, since) => must(await history.at(time, time - since)),
    trail: async (id, from, to, most) => must(await history.trail(id, from, to, most)),
  }
}
