import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createGzip, type Gzip } from 'node:zlib'
import { endLine, eventLine, headerLine, RECORDED_TABLES, tableLine, wayLine, type RecordedWay, type RecordingHeader } from '../../../shared/replay/format'
import type { EventSource, RecordingPlan } from './plan'

/** Values of the starting world in one line, and events read at once. */
const VALUES = 200
const PAGE = 500

export interface RecordingParts {
  readonly header: RecordingHeader
  readonly plan: RecordingPlan
  readonly source: EventSource
  /** Ways of moving objects in the time; in any order. */
  readonly ways: AsyncIterable<RecordedWay> | Iterable<RecordedWay>
}

/** The recording as the bytes of its file. A failure of what is read destroys the stream: what was sent then breaks off. */
export function recordingBytes(parts: RecordingParts): Gzip {
  const packed = createGzip({ level: 6 })
  const lines = Readable.from(linesOf(parts), { objectMode: true })
  lines.on('error', (error) => packed.destroy(error))
  packed.on('close', () => lines.destroy())
  lines.pipe(packed)
  return packed
}

async function* linesOf({ header, plan, source, ways }: RecordingParts): AsyncGenerator<string, void, void> {
  const sum = createHash('sha256')
  const summed = (line: string): string => {
    sum.update(line).update('\n')
    return `${line}\n`
  }
  yield summed(headerLine(header))
  for (const table of RECORDED_TABLES) {
    const values = plan.tables[table] ?? []
    for (let at = 0; at < values.length; at += VALUES) yield summed(tableLine(table, values.slice(at, at + VALUES)))
  }
  let events = 0
  for (let cursor = plan.fromSeq - 1; cursor < plan.toSeq; ) {
    const page = await source.read(cursor, Math.min(PAGE, plan.toSeq - cursor))
    const last = page.at(-1)
    if (!last || page[0]?.seq !== cursor + 1) throw new Error(`the log has no event ${cursor + 1}`)
    // As text of one page: a gzip that gets one event at a time spends itself on calls.
    yield page.map((event) => summed(eventLine(event))).join('')
    events += page.length
    cursor = last.seq
  }
  let count = 0
  for await (const way of ways) {
    yield summed(wayLine(way))
    count += 1
  }
  yield `${endLine({ events, ways: count, sha256: sum.digest('hex') })}\n`
}
