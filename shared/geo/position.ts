/** Mean earth radius in metres (IUGG), used for all great-circle work. */
export const EARTH_RADIUS_M = 6_371_008.8

/** A place on the earth: degrees, WGS-84. */
export interface LonLat {
  readonly lon: number
  readonly lat: number
}

/** The coordinate frames in which Chinese systems give positions. Everything inside the product is `wgs84`. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09'

const RAD = Math.PI / 180

/** Great-circle distance in metres (haversine; R. W. Sinnott, Sky and Telescope 68, 1984). */
export function distanceM(a: LonLat, b: LonLat): number {
  const sinLat = Math.sin(((b.lat - a.lat) * RAD) / 2)
  const sinLon = Math.sin(((b.lon - a.lon) * RAD) / 2)
  const h = sinLat * sinLat + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * sinLon * sinLon
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}
