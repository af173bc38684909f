import { EARTH_RADIUS_M } from '../../../shared/geo/position'
import type { LonLat } from '../../../shared/geo/position'
import type { Position } from '../../../shared/dispatch/travel'
import { COORDINATE_SCALE } from './graph'

const RAD = Math.PI / 180
/** Metres of one degree of latitude on the mean sphere. */
export const METRES_PER_DEGREE = EARTH_RADIUS_M * RAD

export const toFixed7 = (degrees: number): number => Math.round(degrees * COORDINATE_SCALE)
export const toDegrees = (fixed: number): number => fixed / COORDINATE_SCALE

/**
 * A plane tangent at a place: metres east and north of it. Good to 0.1 % within some tens of kilometres, and many
 * times cheaper than great circles; used for matching to roads, never for the length of roads.
 */
export interface LocalPlane {
  readonly lon: number
  readonly lat: number
  readonly metresPerLon: number
  readonly metresPerLat: number
}

export function localPlane(at: LonLat): LocalPlane {
  return {
    lon: at.lon,
    lat: at.lat,
    metresPerLon: METRES_PER_DEGREE * Math.cos(at.lat * RAD),
    metresPerLat: METRES_PER_DEGREE,
  }
}

/** Great-circle metres between two points in degrees (haversine). */
export function metresBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const sinLat = Math.sin(((latB - latA) * RAD) / 2)
  const sinLon = Math.sin(((lonB - lonA) * RAD) / 2)
  const h = sinLat * sinLat + Math.cos(latA * RAD) * Math.cos(latB * RAD) * sinLon * sinLon
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Compass heading in degrees (0 north, 90 east) from a to b, for points near each other. */
export function headingDeg(lonA: number, latA: number, lonB: number, latB: number): number {
  const east = (lonB - lonA) * Math.cos(((latA + latB) / 2) * RAD)
  return (Math.atan2(east, latB - latA) / RAD + 360) % 360
}

/** Do the segments ab and cd share a point? Any planar coordinates. */
export function segmentsCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const d1 = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  const d2 = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
  const d3 = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)
  const d4 = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx)
  if (d1 === 0 && d2 === 0) {
    return (
      Math.min(ax, bx) <= Math.max(cx, dx) &&
      Math.min(cx, dx) <= Math.max(ax, bx) &&
      Math.min(ay, by) <= Math.max(cy, dy) &&
      Math.min(cy, dy) <= Math.max(ay, by)
    )
  }
  return d1 * d2 <= 0 && d3 * d4 <= 0
}

/** Even-odd rule over all rings of a polygon (holes work). Planar coordinates. */
export function insideRings(rings: readonly (readonly Position[])[], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!
      const [xj, yj] = ring[j]!
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
    }
  }
  return inside
}
