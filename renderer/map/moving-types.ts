import type { EpochMs } from '../../shared/base/time'
import type { TeamTone } from './types'

/**
 * Positions in dense columns, rows 0 to `size`; the arrays may be longer and may be changed in place, which a larger
 * `generation` tells. `TrackColumns` of the state are such.
 */
export interface MovingColumns {
  readonly generation: number
  readonly size: number
  readonly ids: readonly string[]
  /** [lon, lat] pairs, degrees WGS-84. */
  readonly lonLat: Float64Array
  /** Degrees clockwise from north, NaN if not known. */
  readonly heading: Float32Array
  /** Metres a second, NaN if not known. */
  readonly speed: Float32Array
  /** Time of the position, epoch milliseconds. */
  readonly at: Float64Array
  /** As people call it. */
  readonly names?: readonly (string | null)[]
}

/**
 * Objects that move several times a second. The map listens by itself, so that a frame of positions draws no component
 * of the screen again. Keep the same object as long as the source is the same.
 */
export interface MovingSource {
  /** Calls back after positions changed; the result ends it. */
  subscribe(changed: () => void): () => void
  read(): MovingColumns
  /** The moment that ages are counted from: the hub's time, or the time slider's. */
  now(): EpochMs
  /** A position older than this is drawn grey and hollow. Milliseconds. */
  readonly staleMs: number
}

/** Another kind of moving objects than vessels (vehicles, drones), with its own switch. */
export interface Movers {
  /** Its switch; no layer's name. */
  readonly id: string
  /** In the officer's language. */
  readonly name: string
  readonly source: MovingSource
}

/** Where an object was. */
export interface TrailMark {
  readonly id: string
  /** [lon, lat] pairs, oldest first. */
  readonly path: Float64Array
  readonly tone: TeamTone
}
