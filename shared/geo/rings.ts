import type { Bounds } from '../pack/bounds'

/** Places [lon, lat], degrees WGS-84, round an area; closed or not. */
export type Ring = readonly (readonly [number, number])[]

/** True if a place lies inside an odd number of the rings: outlines and holes alike (even-odd rule, on degrees). */
export function insideRings(rings: Iterable<Ring>, lon: number, lat: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i]
      const b = ring[j]
      if (!a || !b) continue
      if (a[1] > lat !== b[1] > lat && lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
    }
  }
  return inside
}

/** The smallest box round all of them, [west, south, east, north]; round nothing it is inside out, from +∞ to -∞. */
export function boundsOfRings(rings: Iterable<Ring>): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings) {
    for (const [lon, lat] of ring) {
      west = Math.min(west, lon)
      east = Math.max(east, lon)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  }
  return [west, south, east, north]
}
