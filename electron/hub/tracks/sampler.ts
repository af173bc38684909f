import type { EpochMs } from '../../../shared/base/time'
import { distanceM } from '../../../shared/geo/position'
import { trackGroupOf, type TrackPoint } from '../../../shared/protocol/track-frame'
import type { Fix } from './history-protocol'

/** Shortest time between two kept positions of one object that moves, and of one that stands. Milliseconds. */
export const MOVING_MS = 10_000
export const STANDING_MS = 60_000
/** Nearer than this to the last kept one an object stands, metres: the scatter of a receiver is no movement. */
const STANDING_M = 25
/**
 * Positions kept a second, whatever moves: 8,000 vessels under way are kept every 40 s then. It bounds the file: three
 * days are at most 52 million positions, about 1.5 GB. Teams are few and always kept in full.
 */
export const MOST_A_SECOND = 200

interface Kept {
  readonly id: string
  readonly at: EpochMs
  readonly lon: number
  readonly lat: number
}

/** Decides which positions are worth keeping. */
export interface Sampler {
  /** The position in a slot of the table; null: its object was forgotten. Returns what is to be kept, or null. */
  take(slot: number, point: TrackPoint | null): Fix | null
}

export function createSampler(): Sampler {
  const kept: (Kept | undefined)[] = []
  let held = 0
  return {
    take(slot, point) {
      const last = kept[slot]
      if (!point) {
        if (last) held -= 1
        kept[slot] = undefined
        return null
      }
      if (last?.id === point.id) {
        const crowd = trackGroupOf(point.id) === 'team' ? 0 : (held / MOST_A_SECOND) * 1000
        const shortest = distanceM(last, point) < STANDING_M ? STANDING_MS : MOVING_MS
        if (point.at - last.at < Math.max(shortest, crowd)) return null
      } else if (!last) held += 1
      const { id, at, lon, lat, headingDeg, speedMps, name = null } = point
      kept[slot] = { id, at, lon, lat }
      return { id, name, at, lon, lat, headingDeg, speedMps }
    },
  }
}
