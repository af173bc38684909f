import type { EpochMs } from '../../../shared/base/time'
import type { TrackPoint } from '../../../shared/protocol/track-frame'

/** How far a sender's clock may run ahead (milliseconds) before its position is refused as one from the future. */
const FUTURE_TOLERANCE_MS = 60_000

export type PutOutcome = 'accepted' | 'older' | 'future'

/**
 * Last known position of everything that moves: in memory, never in the log. A position older than the one held is not
 * taken, so reordered reports cannot move anything backwards.
 */
export interface TrackTable {
  put(point: TrackPoint, now: EpochMs): PutOutcome
  get(id: string): TrackPoint | undefined
  all(): Iterable<TrackPoint>
  /** Calls back after every accepted position. Returns the remover. */
  onChange(listener: (point: TrackPoint) => void): () => void
}

export function createTrackTable(): TrackTable {
  const points = new Map<string, TrackPoint>()
  const listeners = new Set<(point: TrackPoint) => void>()
  return {
    put(point, now) {
      if (point.at > now + FUTURE_TOLERANCE_MS) return 'future'
      const held = points.get(point.id)
      if (held && held.at >= point.at) return 'older'
      points.set(point.id, point)
      for (const listener of listeners) listener(point)
      return 'accepted'
    },
    get: (id) => points.get(id),
    all: () => points.values(),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
