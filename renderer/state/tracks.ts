import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import { decodeTrackFrame, type TrackPoint } from '../../shared/protocol/track-frame'

/**
 * Last known positions in columns: one row per object, rows dense from 0 to `size`, so that a layer can hand the arrays
 * to the graphics card as they are. A removed row is filled by the last one: a row number is good for one frame only.
 */
export class TrackTable {
  size = 0
  /** Grows with every change. */
  generation = 0
  /** [lon, lat] pairs, degrees WGS-84. */
  lonLat = new Float64Array(128)
  /** Hub time of the position, epoch milliseconds. */
  at = new Float64Array(64)
  /** Degrees clockwise from north, NaN if not known. */
  heading = new Float32Array(64)
  /** Metres a second, NaN if not known. */
  speed = new Float32Array(64)
  /** Metres, NaN if not known. */
  accuracy = new Float32Array(64)
  readonly ids: string[] = []
  readonly #rows = new Map<string, number>()

  row(id: string): number | undefined {
    return this.#rows.get(id)
  }

  /** The position of `id`, or null. */
  get(id: string): TrackPoint | null {
    const row = this.#rows.get(id)
    return row === undefined ? null : this.point(row)
  }

  point(row: number): TrackPoint {
    return {
      id: this.ids[row] ?? '',
      lon: this.lonLat[row * 2] ?? NaN,
      lat: this.lonLat[row * 2 + 1] ?? NaN,
      headingDeg: this.heading[row] ?? NaN,
      speedMps: this.speed[row] ?? NaN,
      accuracyM: this.accuracy[row] ?? NaN,
      at: this.at[row] ?? NaN,
    }
  }

  /** Takes over new positions; an older one than is known is ignored. */
  put(points: readonly TrackPoint[]): void {
    for (const point of points) {
      let row = this.#rows.get(point.id)
      if (row === undefined) {
        row = this.size++
        if (row >= this.at.length) this.#grow()
        this.#rows.set(point.id, row)
        this.ids[row] = point.id
      } else if ((this.at[row] ?? 0) > point.at) continue
      this.lonLat[row * 2] = point.lon
      this.lonLat[row * 2 + 1] = point.lat
      this.at[row] = point.at
      this.heading[row] = point.headingDeg
      this.speed[row] = point.speedMps
      this.accuracy[row] = point.accuracyM
    }
    this.generation++
  }

  remove(id: string): boolean {
    const row = this.#rows.get(id)
    if (row === undefined) return false
    const last = --this.size
    this.#rows.delete(id)
    if (row !== last) {
      const moved = this.ids[last] ?? ''
      this.ids[row] = moved
      this.#rows.set(moved, row)
      this.lonLat.copyWithin(row * 2, last * 2, last * 2 + 2)
      for (const column of [this.at, this.heading, this.speed, this.accuracy]) column.copyWithin(row, last, last + 1)
    }
    this.ids.length = last
    this.generation++
    return true
  }

  clear(): void {
    this.size = 0
    this.ids.length = 0
    this.#rows.clear()
    this.generation++
  }

  #grow(): void {
    const wider = <A extends Float64Array | Float32Array>(column: A, make: (length: number) => A): A => {
      const bigger = make(column.length * 2)
      bigger.set(column)
      return bigger
    }
    this.lonLat = wider(this.lonLat, (length) => new Float64Array(length))
    this.at = wider(this.at, (length) => new Float64Array(length))
    this.heading = wider(this.heading, (length) => new Float32Array(length))
    this.speed = wider(this.speed, (length) => new Float32Array(length))
    this.accuracy = wider(this.accuracy, (length) => new Float32Array(length))
  }
}

/** All positions of this screen. Read it after `useTracksGeneration` says that it has changed. */
export const tracks = new TrackTable()

interface TracksState {
  readonly generation: number
  /** Hub time of the last frame. */
  readonly frameAt: EpochMs | null
}
const useTracksState = create<TracksState>(() => ({ generation: 0, frameAt: null }))

/** Decodes one frame into the table. Throws on anything that is not a whole track frame. */
export function receiveTracks(buffer: ArrayBuffer): void {
  const { hubTime, points } = decodeTrackFrame(buffer)
  tracks.put(points)
  useTracksState.setState({ generation: tracks.generation, frameAt: hubTime })
}

export function clearTracks(): void {
  tracks.clear()
  useTracksState.setState({ generation: tracks.generation, frameAt: null })
}

/** Draws the component again whenever positions changed; the value only says that they did. */
export function useTracksGeneration(): number {
  return useTracksState((state) => state.generation)
}

/** The position of a team's phone, or null. */
export function teamTrack(teamId: string): TrackPoint | null {
  return tracks.get(`team:${teamId}`)
}
