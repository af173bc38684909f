import type { EpochMs } from '../../../shared/base/time'
import { trackGroupOf, type TrackPoint } from '../../../shared/protocol/track-frame'
import type { RecordedWay } from '../../../shared/replay/format'
import { FORGET_AFTER_MS, type Track, type TrackListener, type TrackTable } from '../tracks/table'

/** Positions of a recording as a table of tracks: what `seek` says, and nothing that anybody sends. */
export interface ReplayTracks extends TrackTable {
  seek(at: EpochMs): void
}

interface Way {
  readonly slot: number
  readonly id: string
  readonly name: string | null
  readonly stays: boolean
  readonly at: Float64Array
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly heading: Float32Array
  readonly speed: Float32Array
  /** Position shown, -1: none. */
  shown: number
  track: Track | undefined
}

const column = (values: readonly (number | null)[]) => Float32Array.from(values, (value) => value ?? Number.NaN)

export function createReplayTracks(ways: readonly RecordedWay[]): ReplayTracks {
  const held: Way[] = ways.map(({ id, name, at, lon, lat, headingDeg, speedMps }, slot) => ({
    slot, id, name, stays: trackGroupOf(id) === 'team',
    at: Float64Array.from(at), lon: Float64Array.from(lon), lat: Float64Array.from(lat), heading: column(headingDeg), speed: column(speedMps),
    shown: -1, track: undefined,
  }))
  const slotOf = new Map(held.map(({ id, slot }) => [id, slot]))
  const listeners = new Set<TrackListener>()
  let size = 0

  /** Index of the last position at or before the moment; the one shown is nearly always it, or the one before it. */
  function indexAt(way: Way, moment: EpochMs): number {
    const { at, shown } = way
    if (shown >= 0 && (at[shown] ?? 0) <= moment && (at[shown + 1] ?? Infinity) > moment) return shown
    let low = 0
    let high = at.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((at[middle] ?? 0) <= moment) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  function pointOf(way: Way, index: number): TrackPoint {
    return {
      id: way.id,
      lon: way.lon[index] ?? 0,
      lat: way.lat[index] ?? 0,
      headingDeg: way.heading[index] ?? Number.NaN,
      speedMps: way.speed[index] ?? Number.NaN,
      accuracyM: Number.NaN,
      at: way.at[index] ?? 0,
      ...(way.name === null ? {} : { name: way.name }),
    }
  }

  return {
    get size() {
      return size
    },
    get slots() {
      return held.length
    },
    // No live position shows in a replay.
    put: () => 'older',
    get: (id) => held[slotOf.get(id) ?? -1]?.track?.point,
    *all() {
      for (const { track } of held) if (track) yield track.point
    },
    at: (slot) => held[slot]?.track,
    forget: () => 0,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    seek(moment) {
      for (const way of held) {
        const found = indexAt(way, moment)
        const isGone = found >= 0 && !way.stays && moment - (way.at[found] ?? 0) > FORGET_AFTER_MS
        const index = isGone ? -1 : found
        if (index === way.shown) continue
        if ((way.shown < 0) !== (index < 0)) size += index < 0 ? -1 : 1
        way.shown = index
        way.track = index < 0 ? undefined : { slot: way.slot, epoch: way.slot, point: pointOf(way, index) }
        for (const listener of listeners) listener(way.slot, way.track?.point ?? null)
      }
    },
  }
}
