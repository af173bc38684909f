import { z } from 'zod'
import type { EpochMs } from '../base/time'

/** How fast a recording can be played. */
export const SPEEDS = [1, 4, 16, 60] as const
export type Speed = (typeof SPEEDS)[number]

/** Where a replay is. `at` was true at `since`, a reading of whatever clock the owner uses; both milliseconds. */
export interface Playhead {
  readonly at: EpochMs
  readonly since: number
  readonly playing: boolean
  readonly speed: Speed
}

/** What can be done with a replay. The same for all screens of its hub: a room looks at one moment. */
export const replayActionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('play') }),
  z.object({ do: z.literal('pause') }),
  z.object({ do: z.literal('speed'), speed: z.union([z.literal(1), z.literal(4), z.literal(16), z.literal(60)]) }),
  z.object({ do: z.literal('seek'), at: z.number().int().min(0) }),
  /** To the next or previous moment at which something happened. */
  z.object({ do: z.literal('step'), by: z.union([z.literal(1), z.literal(-1)]) }),
])
export type ReplayAction = z.infer<typeof replayActionSchema>

/** What the screens are told of a replay. */
export interface ReplayState {
  readonly at: EpochMs
  readonly playing: boolean
  readonly speed: Speed
  /** The ends of the recording. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** Last event that has happened at `at`. */
  readonly seq: number
}

/** The moment that is shown when the clock says `now`. It stands still at the end of the recording. */
export function momentAt({ at, since, playing, speed }: Playhead, now: number, to: EpochMs): EpochMs {
  return playing ? Math.min(to, Math.round(at + Math.max(0, now - since) * speed)) : at
}

/**
 * When each event is taken to have happened: its own time, or that of the one before where a clock was set back in
 * between. So the order of the log and that of time are one.
 */
export function momentsOf(events: readonly { readonly at: EpochMs }[]): Float64Array {
  const moments = new Float64Array(events.length)
  let latest = 0
  events.forEach(({ at }, index) => {
    latest = Math.max(latest, at)
    moments[index] = latest
  })
  return moments
}

/** How many of the moments lie at or before `at`: the events that have happened then. */
export function happenedBy(moments: Float64Array, at: EpochMs): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The next moment after `at` (`by` 1) or the last before it (-1) at which something happened; null: there is none. */
export function stepFrom(moments: Float64Array, at: EpochMs, by: 1 | -1): EpochMs | null {
  return (by === 1 ? moments[happenedBy(moments, at)] : moments[happenedBy(moments, at - 1) - 1]) ?? null
}
