import { DAY, MINUTE, type EpochMs } from '../base/time'
import type { LonLat } from './position'

const RAD = Math.PI / 180

/** Julian centuries since J2000.0. */
function centuries(at: EpochMs): number {
  return (at / DAY + 2_440_587.5 - 2_451_545) / 36_525
}

interface Sun {
  readonly declinationDeg: number
  /** Apparent minus mean solar time, minutes. */
  readonly equationOfTimeMin: number
}

/** Position of the sun (NOAA Solar Calculator, after J. Meeus, Astronomical Algorithms, chapter 25); good to 0.01 degrees. */
function sunAt(at: EpochMs): Sun {
  const t = centuries(at)
  const meanLongitude = (280.46646 + t * (36_000.76983 + t * 0.0003032)) * RAD
  const meanAnomaly = (357.52911 + t * (35_999.05029 - 0.0001537 * t)) * RAD
  const eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
  const centre =
    Math.sin(meanAnomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
    Math.sin(2 * meanAnomaly) * (0.019993 - 0.000101 * t) +
    Math.sin(3 * meanAnomaly) * 0.000289
  const node = (125.04 - 1934.136 * t) * RAD
  const longitude = meanLongitude + (centre - 0.00569 - 0.00478 * Math.sin(node)) * RAD
  const obliquity = (23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60 + 0.00256 * Math.cos(node)) * RAD
  const y = Math.tan(obliquity / 2) ** 2
  const equation =
    y * Math.sin(2 * meanLongitude) -
    2 * eccentricity * Math.sin(meanAnomaly) +
    4 * eccentricity * y * Math.sin(meanAnomaly) * Math.cos(2 * meanLongitude) -
    0.5 * y * y * Math.sin(4 * meanLongitude) -
    1.25 * eccentricity * eccentricity * Math.sin(2 * meanAnomaly)
  return { declinationDeg: Math.asin(Math.sin(obliquity) * Math.sin(longitude)) / RAD, equationOfTimeMin: (4 * equation) / RAD }
}

/** Height of the sun's centre over the horizon without refraction, degrees; below the horizon negative. */
export function sunElevationDeg(at: EpochMs, { lon, lat }: LonLat): number {
  const { declinationDeg, equationOfTimeMin } = sunAt(at)
  const solarMinutes = (at % DAY) / MINUTE + equationOfTimeMin + 4 * lon
  const hourAngle = (solarMinutes / 4 - 180) * RAD
  const sine = Math.sin(lat * RAD) * Math.sin(declinationDeg * RAD) + Math.cos(lat * RAD) * Math.cos(declinationDeg * RAD) * Math.cos(hourAngle)
  return Math.asin(Math.max(-1, Math.min(1, sine))) / RAD
}

/** Elevation of the centre at sunrise and sunset: half the disc and 34' of refraction below the horizon. Degrees. */
const HORIZON_DEG = -0.833

/** True from sunrise to sunset at that place. */
export function isDaylight(at: EpochMs, where: LonLat): boolean {
  return sunElevationDeg(at, where) >= HORIZON_DEG
}

/** The next moment after `at` at which day or night begins, to the minute; null if none comes within a day (polar). */
export function nextSunChange(at: EpochMs, where: LonLat): EpochMs | null {
  const day = isDaylight(at, where)
  const first = Math.ceil((at + 1) / MINUTE) * MINUTE
  for (let moment = first; moment <= at + DAY; moment += MINUTE) if (isDaylight(moment, where) !== day) return moment
  return null
}
