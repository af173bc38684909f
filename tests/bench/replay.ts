import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { asActorId, asCommandId, asEventId, asIncidentId } from '../../shared/base/ids'
import type { LoggedEvent } from '../../shared/domain/event'
import { applyEvent, emptyWorld } from '../../shared/domain/world'
import { createReplayFold } from '../../shared/replay/fold'
import { exportRecording } from '../../electron/hub/replay/export'
import { readRecording } from '../../electron/hub/replay/read'
import { testPack } from '../../electron/hub/gateway/testing/harness'
import { call, T0 } from '../fixtures/domain'
import type { Report } from './report'

const EVENTS = 100_000
/** Events of one incident: reported, answered, verified and two notes. */
const EACH = 5
const SEEKS = 40

/** A busy year in one file: twenty thousand incidents, one every 25 minutes. */
function events(): LoggedEvent[] {
  return Array.from({ length: EVENTS }, (_, index) => {
    const incident = Math.floor(index / EACH)
    const step = index % EACH
    const incidentId = asIncidentId(`i${incident}`)
    const said = [
      { type: 'incident.reported', data: { incidentId, number: `2026-0728-${incident}`, ...call(`s${incident}`) } },
      { type: 'incident.answered', data: { incidentId } },
      { type: 'incident.verified', data: { incidentId, note: '一人' } },
      { type: 'incident.noteAdded', data: { incidentId, text: '溪流上涨' } },
      { type: 'incident.noteAdded', data: { incidentId, text: '水位回落' } },
    ][step]
    return {
      seq: index + 1, eventId: asEventId(`e${index}`), stream: `incident:${incidentId}`, streamVersion: step + 1, v: 1, at: T0 + index * 300_000,
      actor: asActorId('officer:jia'), commandId: asCommandId(`c${index}`), causedBy: null, drill: false, ...said,
    } as LoggedEvent
  })
}

const spent = (run: () => void): number => {
  const start = performance.now()
  run()
  return performance.now() - start
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** A player must go anywhere at once: what it takes against folding everything from the beginning, as one without checkpoints would. */
export async function benchReplay(report: Report): Promise<void> {
  const log = events()
  const whole = median(
    Array.from({ length: 5 }, () =>
      spent(() => {
        const world = emptyWorld()
        for (const event of log) applyEvent(world, event)
      }),
    ),
  )
  const fold = createReplayFold(emptyWorld(), log)
  // The same places at every run, all over the recording and in no order.
  const places = Array.from({ length: SEEKS }, (_, i) => (i * 61_803 + 17) % EVENTS)
  const seeks = places.map((place) => spent(() => fold.seek(place)))
  const gain = whole / median(seeks)
  report({ name: 'seek in a recording of 100,000 events, median', value: Math.round(median(seeks) * 10) / 10, unit: 'ms' })
  report({ name: 'the slowest of the seeks', value: Math.round(Math.max(...seeks) * 10) / 10, unit: 'ms' })
  report({ name: 'seek in a recording of 100,000 events, against folding all from the start', value: Math.round(gain * 10) / 10, unit: 'x', target: '>= 5', met: gain >= 5 })

  const folder = await mkdtemp(join(tmpdir(), 'dinghai-bench-replay-'))
  try {
    const path = join(folder, 'a.dhlog')
    const source = { read: (since: number, limit: number) => Promise.resolve(log.slice(since, since + limit)) }
    const from = log.at(-30_000)?.at ?? 0
    const start = performance.now()
    // A month at most in one file; the fold of what is before it is part of the price.
    const made = await exportRecording({ source, positions: null, pack: testPack(), logId: 'log', drill: true, app: '0', by: 'bench', at: T0, from, to: from + 31 * 86_400_000 })
    if (!made.ok) throw new Error(made.error.message)
    await pipeline(made.value.bytes, createWriteStream(path))
    const written = performance.now()
    const read = await readRecording(path)
    if (!read.ok) throw new Error(read.error.message)
    const { size } = await stat(path)
    const count = read.value.events.length
    report({ name: `a month out of 100,000 events (${count}) written as a file`, value: Math.round(written - start), unit: 'ms' })
    report({ name: 'the same file read and checked', value: Math.round(performance.now() - written), unit: 'ms' })
    report({ name: 'size of the file for one event', value: Math.round(size / Math.max(1, count)), unit: 'bytes' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
