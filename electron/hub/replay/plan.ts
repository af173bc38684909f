import { setImmediate as nextTurn } from 'node:timers/promises'
import { err, ok, type Result } from '../../../shared/base/result'
import { DAY, type EpochMs } from '../../../shared/base/time'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import type { Rejection } from '../../../shared/domain/rejection'
import { ROWS } from '../../../shared/domain/table'
import { upcast } from '../../../shared/domain/upcast'
import { applyEvent, emptyWorld, tableOf, type World } from '../../../shared/domain/world'
import { worldSnapshot } from '../gateway/snapshot'

/** Most events and longest time of one recording: a player holds all of it. */
export const MAX_EXPORTED_EVENTS = 200_000
export const MAX_EXPORTED_MS = 31 * DAY
const PAGE = 500

/** Where events are read from: a hub, or a log that no hub has open. */
export interface EventSource {
  /** Events with `seq > since`, in order, at most `limit`. */
  read(since: number, limit: number): Promise<readonly EventEnvelope[]>
}

/** The stretch of a log that a recording takes. */
export interface RecordingPlan {
  readonly from: EpochMs
  readonly to: EpochMs
  /** First and last event; none if `toSeq` is smaller. */
  readonly fromSeq: number
  readonly toSeq: number
  readonly tables: Readonly<Record<string, readonly unknown[]>>
}

export function checkStretch(from: EpochMs, to: EpochMs): Result<null, Rejection> {
  if (from >= to) return err({ code: 'invalid', message: 'from: not before to', field: 'from' })
  if (to - from > MAX_EXPORTED_MS) return err({ code: 'invalid', message: `to: a recording covers at most ${MAX_EXPORTED_MS / DAY} days`, field: 'to' })
  return ok(null)
}

/**
 * Folds the log up to `from` and looks which events follow until `to`, both included. The starting world holds what a
 * screen had then, and besides all that the stretch speaks of: no more, because a file for one incident must not carry
 * everybody who called in a year.
 */
export async function planRecording(source: EventSource, from: EpochMs, to: EpochMs): Promise<Result<RecordingPlan, Rejection>> {
  const allowed = checkStretch(from, to)
  if (!allowed.ok) return allowed
  const world = emptyWorld()
  const touched = new Set<string>()
  let latest = 0
  let fromSeq: number | null = null
  let toSeq = 0
  let cursor = 0
  reading: for (;;) {
    const page = await source.read(cursor, PAGE)
    for (const event of page) {
      // As the player takes it: never earlier than the one before.
      latest = Math.max(latest, event.at)
      if (latest > to) break reading
      cursor = event.seq
      if (latest < from) {
        applyEvent(world, upcast(event))
        continue
      }
      fromSeq ??= event.seq
      toSeq = event.seq
      touched.add(event.stream)
      if (toSeq - fromSeq >= MAX_EXPORTED_EVENTS) {
        return err({ code: 'invalid', message: `to: more than ${MAX_EXPORTED_EVENTS} events: choose a shorter time`, field: 'to' })
      }
    }
    if (page.length === 0) break
    await nextTurn()
  }
  return ok({ from, to, fromSeq: fromSeq ?? world.seq + 1, toSeq: fromSeq === null ? world.seq : toSeq, tables: startOf(world, from, touched) })
}

function startOf(world: World, from: EpochMs, touched: ReadonlySet<string>): RecordingPlan['tables'] {
  const shown = worldSnapshot(world, from)
  return Object.fromEntries(
    ROWS.map(({ name, table }) => {
      const kept = new Set<string>(shown[table].map(({ id }) => id))
      return [table, [...tableOf(world, table).values()].filter(({ id }) => kept.has(id) || touched.has(`${name}:${id}`))] as const
    }),
  )
}
