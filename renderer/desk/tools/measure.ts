import { distanceM, EARTH_RADIUS_M, type LonLat } from '../../../shared/geo/position'

const RAD = Math.PI / 180

/** Length of a line along great circles, metres. */
export function lengthM(points: readonly LonLat[]): number {
  return points.slice(1).reduce((sum, point, i) => sum + distanceM(points[i] ?? point, point), 0)
}

/**
 * Area of a polygon on the sphere, square metres, whichever way round it is drawn; no ring needs to be closed. R. G.
 * Chamberlain and W. H. Duquette, Some Algorithms for Polygons on a Sphere, JPL 07-03, 2007 (exact for edges along
 * parallels, within a fraction of a percent for a county).
 */
export function areaM2(points: readonly LonLat[]): number {
  if (points.length < 3) return 0
  let sum = 0
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length] ?? point
    let dLon = next.lon - point.lon
    // The shorter way round the earth.
    if (dLon > 180) dLon -= 360
    else if (dLon < -180) dLon += 360
    sum += dLon * RAD * (2 + Math.sin(point.lat * RAD) + Math.sin(next.lat * RAD))
  })
  return Math.abs((sum * EARTH_RADIUS_M * EARTH_RADIUS_M) / 2)
}
