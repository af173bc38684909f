import type { EpochMs } from '../base/time'
import { FORCE_MPS, type WindForce } from '../domain/typhoon/state'
import { EARTH_RADIUS_M } from '../geo/position'
import { stormAt, type StormState, type Track } from './track'
import { longestRadius, radiusAt } from './wind'

/** Things that a wind can reach: guard codes, people by cell, shelters, factories, vessels … */
export interface Exposed {
  readonly id: string
  readonly size: number
  /** [lon, lat] pairs, degrees WGS-84; may be longer than `size`. */
  readonly lonLat: Float64Array
  /** How much each counts (persons of a cell); null: one each. */
  readonly weight: Float32Array | null
}

/** Of each kind, in the order given, how much lies inside a circle. */
export interface CircleCount {
  readonly force: WindForce
  readonly counts: readonly number[]
}

const RAD = Math.PI / 180

/** What lies inside each of a storm's circles at its moment, the strongest wind first. */
export function countInside(storm: StormState, exposed: readonly Exposed[]): CircleCount[] {
  const circles = storm.circles.toSorted((a, b) => FORCE_MPS[b.force] - FORCE_MPS[a.force])
  if (circles.length === 0) return []
  const reach = Math.max(...circles.map(({ shape }) => longestRadius(shape)))
  const latReach = reach / EARTH_RADIUS_M / RAD
  const { lon: lon0, lat: lat0 } = storm.centre
  const cos0 = Math.cos(lat0 * RAD)
  // The box is widened to the pole's side, where a degree of longitude is shortest.
  const lonReach = latReach / Math.max(0.05, Math.cos((Math.abs(lat0) + latReach) * RAD))
  const counts = circles.map(() => exposed.map(() => 0))

  exposed.forEach(({ size, lonLat, weight }, kind) => {
    for (let i = 0; i < size; i++) {
      const lat = lonLat[i * 2 + 1] ?? NaN
      if (!(Math.abs(lat - lat0) <= latReach)) continue
      let dLon = (lonLat[i * 2] ?? NaN) - lon0
      if (dLon > 180) dLon -= 360
      else if (dLon < -180) dLon += 360
      if (!(Math.abs(dLon) <= lonReach)) continue
      // Haversine and initial course, as `distanceM` and `bearingDeg` have them, without making objects.
      const cosLat = Math.cos(lat * RAD)
      const sinHalfLat = Math.sin(((lat - lat0) * RAD) / 2)
      const sinHalfLon = Math.sin((dLon * RAD) / 2)
      const metres = 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(sinHalfLat * sinHalfLat + cos0 * cosLat * sinHalfLon * sinHalfLon)))
      if (metres > reach) continue
      const y = Math.sin(dLon * RAD) * cosLat
      const x = cos0 * Math.sin(lat * RAD) - Math.sin(lat0 * RAD) * cosLat * Math.cos(dLon * RAD)
      const bearing = Math.atan2(y, x) / RAD
      const one = weight === null ? 1 : (weight[i] ?? 0)
      for (let c = 0; c < circles.length; c++) {
        const circle = circles[c]
        const row = counts[c]
        if (circle && row && metres <= radiusAt(circle.shape, bearing)) row[kind] = (row[kind] ?? 0) + one
      }
    }
  })
  return circles.map(({ force }, c) => ({ force, counts: counts[c] ?? [] }))
}

/** One moment of the time axis. Null circles: the storm's place is not known then. */
export interface AxisStep {
  readonly at: EpochMs
  readonly circles: readonly CircleCount[] | null
}

/** The counts at every `stepMs` of a track, from its first fix to its last. */
export function exposureAlong(track: Track, exposed: readonly Exposed[], stepMs: number): AxisStep[] {
  const first = track.fixes[0]?.at
  const last = track.fixes.at(-1)?.at
  if (first === undefined || last === undefined) return []
  const steps: AxisStep[] = []
  for (let at = first; ; at = Math.min(at + stepMs, last)) {
    const storm = stormAt(track, at)
    steps.push({ at, circles: storm && countInside(storm, exposed) })
    if (at >= last) return steps
  }
}
