import { distanceM } from '../../shared/geo/position'
import type { MovingColumns } from './moving-types'

/** Nearer than this to the last corner is standing still, metres: a phone's position wanders. */
const STEP_M = 15
/** Corners that are kept of each object: about an hour of driving. */
const MOST = 240

/** Remembers where objects have been since this screen was opened. */
export class TrailRecorder {
  readonly #paths = new Map<string, number[]>()

  /** Takes over positions; true if a trail grew. */
  note({ size, ids, lonLat }: MovingColumns): boolean {
    let grew = false
    for (let row = 0; row < size; row++) {
      const id = ids[row]
      const lon = lonLat[row * 2] ?? NaN
      const lat = lonLat[row * 2 + 1] ?? NaN
      if (id === undefined || Number.isNaN(lon + lat)) continue
      let path = this.#paths.get(id)
      if (!path) this.#paths.set(id, (path = []))
      const last = path.length > 0 ? { lon: path.at(-2) ?? NaN, lat: path.at(-1) ?? NaN } : null
      if (last && distanceM(last, { lon, lat }) < STEP_M) continue
      path.push(lon, lat)
      if (path.length > MOST * 2) path.splice(0, path.length - MOST * 2)
      grew = true
    }
    return grew
  }

  /** [lon, lat] pairs, oldest first; null for fewer than two corners. */
  path(id: string): Float64Array | null {
    const path = this.#paths.get(id)
    return path && path.length >= 4 ? Float64Array.from(path) : null
  }
}
