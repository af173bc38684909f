import { MINUTE, type EpochMs } from '../../../shared/base/time'
import { EARTH_RADIUS_M } from '../../../shared/geo/position'
import type { SeaSettings } from '../../../shared/pack/sea'
import type { Fleet } from '../../../shared/sea/cpa'
import type { Homebound } from '../../../shared/sea/late'
import type { WatchedVessel } from '../../../shared/sea/watch'

const RAD = Math.PI / 180
/** A course older than this says nothing of a collision. AIS repeats within three minutes, at anchor too. */
const COURSE_MS = 3 * MINUTE

/** Vessels whose course is fresh, moved on by it to `now`, with the vessel of each row. */
export function courses(vessels: Iterable<WatchedVessel>, now: EpochMs): { readonly fleet: Fleet; readonly rows: WatchedVessel[] } {
  const rows = [...vessels].filter(({ at, speedMps }) => now - at <= COURSE_MS && !Number.isNaN(speedMps))
  const lonLat = new Float64Array(rows.length * 2)
  rows.forEach(({ lon, lat, at, headingDeg, speedMps }, row) => {
    const degrees = ((Math.max(0, now - at) / 1000) * (Number.isNaN(headingDeg) ? 0 : speedMps)) / EARTH_RADIUS_M / RAD
    lonLat[row * 2] = lon + (degrees * Math.sin(headingDeg * RAD || 0)) / Math.cos(lat * RAD)
    lonLat[row * 2 + 1] = lat + degrees * Math.cos(headingDeg * RAD || 0)
  })
  return {
    rows,
    fleet: { size: rows.length, lonLat, heading: Float32Array.from(rows, ({ headingDeg }) => headingDeg), speed: Float32Array.from(rows, ({ speedMps }) => speedMps) },
  }
}

/** Vessels at sea with their way to port, as `lateForPort` wants them. */
export function homebound(rows: readonly WatchedVessel[], ports: readonly { readonly at: { readonly lon: number; readonly lat: number } }[]): Homebound {
  return {
    size: rows.length,
    lonLat: Float64Array.from(rows.flatMap(({ lon, lat }) => [lon, lat])),
    speed: Float32Array.from(rows, ({ speedMps }) => speedMps),
    portM: Float64Array.from(rows, ({ way }) => way.metres),
    portLonLat: Float64Array.from(rows.flatMap(({ lon, lat, way }) => [ports[way.port]?.at.lon ?? lon, ports[way.port]?.at.lat ?? lat])),
  }
}

/** After how long without a word a vessel is silent: the shortest of its grids, or the pack's. Milliseconds. */
export function silenceLimit(gridMinutes: readonly (number | null)[], { silence }: Pick<SeaSettings, 'silence'>): number {
  return Math.min(silence.minutes, ...gridMinutes.map((minutes) => minutes ?? Infinity)) * MINUTE
}
