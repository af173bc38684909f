import { z } from 'zod'
import { err, ok, type Result } from '../../../shared/base/result'
import { fromWgs84, toWgs84 } from '../../../shared/geo/datum'
import { distanceM, type Datum, type LonLat } from '../../../shared/geo/position'
import type { Rejection } from '../../../shared/domain/rejection'
import type { Bounds } from '../../../shared/pack/bounds'

/** The frames as senders write them. */
export const datumSchema = z
  .enum(['WGS84', 'GCJ02', 'BD09', 'wgs84', 'gcj02', 'bd09'])
  .transform((text) => text.toLowerCase() as Datum)

/** A degree of either kind: which of the two it can be is told below, with a hint. */
export const degreeSchema = z.number().min(-180).max(180)

/** How far outside its jurisdiction a pack's hub believes an alarm, metres: neighbours do help each other. */
const OUTSIDE_LIMIT_M = 50_000

export interface SaidPosition {
  readonly lon: number
  readonly lat: number
  readonly datum: Datum
}

export interface Located {
  readonly at: LonLat
  readonly original: SaidPosition
}

/**
 * Brings a position into WGS-84 and refuses what cannot be meant: swapped coordinates (China lies within 73-136 E,
 * 18-54 N) and places far outside the jurisdiction. `field` is where the sender wrote it, such as `location.`.
 */
export function locate(said: SaidPosition, bounds: Bounds, field: string): Result<Located, Rejection> {
  const { lon, lat, datum } = said
  if (lon >= 18 && lon <= 54 && lat >= 73 && lat <= 136) {
    return err({
      code: 'invalid',
      message: `${field}lon ${lon} and ${field}lat ${lat} are swapped: longitude first, then latitude`,
      field: `${field}lon`,
    })
  }
  if (Math.abs(lat) > 90) return err({ code: 'invalid', message: `${field}lat: ${lat} is no latitude`, field: `${field}lat` })
  const at = toWgs84(lon, lat, datum)
  const nearest = {
    lon: Math.min(Math.max(at.lon, bounds[0]), bounds[2]),
    lat: Math.min(Math.max(at.lat, bounds[1]), bounds[3]),
  }
  const outsideM = distanceM(at, nearest)
  if (outsideM > OUTSIDE_LIMIT_M) {
    return err({
      code: 'invalid',
      message: `${field}lon ${lon}, ${field}lat ${lat} is ${Math.round(outsideM / 1000)} km outside the jurisdiction (${bounds.join(', ')})`,
      field: `${field}lon`,
    })
  }
  return ok({ at, original: { lon, lat, datum } })
}

/** For tests and examples: the same place as another system would write it. */
export function asSaid(at: LonLat, datum: Datum): SaidPosition {
  return { ...fromWgs84(at, datum), datum }
}
