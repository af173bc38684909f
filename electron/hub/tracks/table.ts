import type { EpochMs } from '../../../shared/base/time'
import type { Bounds } from '../../../shared/pack/bounds'
import { trackGroupOf, type TrackPoint } from '../../../shared/protocol/track-frame'

/** How far a sender's clock may run ahead (milliseconds) before its position is refused as one from the future. */
export const FUTURE_TOLERANCE_MS = 60_000
/**
 * What has not been heard for so long is taken off the map, unless it is a team: those are the pack's own and few. A
 * fishing vessel in a dead zone is heard again within hours; what the receivers never see again must not pile up.
 */
export const FORGET_AFTER_MS = 6 * 3_600_000
/** More than so many moving objects are not kept: a sender gone wild must not eat the hub's memory. */
export const MAX_TRACKS = 200_000

export type PutOutcome = 'accepted' | 'older' | 'future' | 'full'

/** One object that moves: its slot is its own until it is forgotten, and then another's, under another `epoch`. */
export interface Track {
  readonly slot: number
  /** Differs for every object that ever had the slot. */
  readonly epoch: number
  readonly point: TrackPoint
}

/** `slot`: where something changed; `point`: its new position, or null where it was forgotten. */
export type TrackListener = (slot: number, point: TrackPoint | null) => void

/**
 * Last known position of everything that moves: in memory, never in the log. A position older than the one held is not
 * taken, so reordered reports cannot move anything backwards.
 */
export interface TrackTable {
  readonly size: number
  put(point: TrackPoint, now: EpochMs): PutOutcome
  get(id: string): TrackPoint | undefined
  all(): Iterable<TrackPoint>
  /** What is in a slot now, if anything. Slots are dense from 0 to `slots`. */
  at(slot: number): Track | undefined
  readonly slots: number
  /** Forgets what was last heard before `before`, teams excepted. Returns how many. */
  forget(before: EpochMs): number
  /** Calls back after every accepted position and everything forgotten. Returns the remover. */
  onChange(listener: TrackListener): () => void
}

export function createTrackTable(): TrackTable {
  const slotOf = new Map<string, number>()
  const tracks: (Track | undefined)[] = []
  const free: number[] = []
  const listeners = new Set<TrackListener>()
  let epochs = 0
  const tell: TrackListener = (slot, point) => {
    for (const listener of listeners) listener(slot, point)
  }
  return {
    get size() {
      return slotOf.size
    },
    get slots() {
      return tracks.length
    },
    put(point, now) {
      if (point.at > now + FUTURE_TOLERANCE_MS) return 'future'
      let slot = slotOf.get(point.id)
      const held = slot === undefined ? undefined : tracks[slot]
      if (held && held.point.at >= point.at) return 'older'
      // It would be forgotten at the next turn: whoever empties a buffer of yesterday must not make ghosts.
      if (point.at < now - FORGET_AFTER_MS && trackGroupOf(point.id) !== 'team') return 'older'
      if (slot === undefined) {
        if (slotOf.size >= MAX_TRACKS) return 'full'
        slot = free.pop() ?? tracks.length
        slotOf.set(point.id, slot)
      }
      // A new name is announced like a new object: names hardly ever change.
      const epoch = held && held.point.name === point.name ? held.epoch : ++epochs
      tracks[slot] = { slot, epoch, point }
      tell(slot, point)
      return 'accepted'
    },
    get(id) {
      const slot = slotOf.get(id)
      return slot === undefined ? undefined : tracks[slot]?.point
    },
    *all() {
      for (const track of tracks) if (track) yield track.point
    },
    at: (slot) => tracks[slot],
    forget(before) {
      let forgotten = 0
      for (const track of tracks) {
        if (!track || track.point.at >= before || trackGroupOf(track.point.id) === 'team') continue
        slotOf.delete(track.point.id)
        tracks[track.slot] = undefined
        free.push(track.slot)
        forgotten += 1
        tell(track.slot, null)
      }
      return forgotten
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** True if a position is within the bounds (degrees); none: everything is. */
export function within({ lon, lat }: TrackPoint, bounds: Bounds | null): boolean {
  return bounds === null || (lon >= bounds[0] && lat >= bounds[1] && lon <= bounds[2] && lat <= bounds[3])
}
