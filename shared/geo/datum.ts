import gcoord from 'gcoord'
import type { Datum, LonLat } from './position'

const FRAMES = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/**
 * The rectangle in which the obfuscated Chinese frames apply (72.004-137.8347 E, 0.8293-55.8271 N, the limits in every
 * published implementation of GCJ-02). Outside it all frames are taken as WGS-84.
 */
function insideChina(lon: number, lat: number): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271
}

function convert(at: LonLat, from: Datum, to: Datum): LonLat {
  if (from === to || !insideChina(at.lon, at.lat)) return { lon: at.lon, lat: at.lat }
  const [lon, lat] = gcoord.transform([at.lon, at.lat], FRAMES[from], FRAMES[to])
  return { lon, lat }
}

/**
 * Brings a position of a Chinese system into the product's own frame. Degrees in, degrees out. GCJ-02 (国测局) lies
 * 0.3-0.7 km from WGS-84 in China, BD-09 (百度) up to 1.2 km: a river's width in the wrong direction. The inverse of
 * GCJ-02 is iterated (gcoord), good to well below a metre.
 */
export function toWgs84(lon: number, lat: number, datum: Datum): LonLat {
  return convert({ lon, lat }, datum, 'wgs84')
}

/** The other way, for what leaves the product: a navigation app on a phone expects GCJ-02 or BD-09. */
export function fromWgs84(at: LonLat, datum: Datum): LonLat {
  return convert(at, 'wgs84', datum)
}
