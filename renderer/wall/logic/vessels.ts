import type { EpochMs } from '../../../shared/base/time'
import type { TrackColumns } from '../../state/track-group'

export interface VesselTally {
  readonly total: number
  /** Faster than drifting, and heard within the limit. */
  readonly moving: number
  readonly still: number
  /** Heard, but longer ago than the limit. */
  readonly stale: number
  /** Time of the newest position; null: there is none. */
  readonly newestAt: EpochMs | null
}

/** Slower than this a vessel drifts or lies at anchor: half a knot, metres a second. */
const MOVING_MPS = 0.257

/** How many vessels there are and what they do. A speed that nobody knows counts as lying still. */
export function vesselTally({ size, speed, at }: Pick<TrackColumns, 'size' | 'speed' | 'at'>, now: EpochMs, staleMs: number): VesselTally {
  let moving = 0
  let stale = 0
  let newestAt: EpochMs | null = null
  for (let i = 0; i < size; i++) {
    const time = at[i] ?? 0
    newestAt = Math.max(newestAt ?? 0, time)
    if (now - time > staleMs) stale++
    else if ((speed[i] ?? NaN) > MOVING_MPS) moving++
  }
  return { total: size, moving, still: size - moving - stale, stale, newestAt }
}
