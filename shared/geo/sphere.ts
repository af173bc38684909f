import { EARTH_RADIUS_M, type LonLat } from './position'

const RAD = Math.PI / 180

/** A unit vector: x through 0°E on the equator, z through the north pole. */
type Vector = readonly [x: number, y: number, z: number]

function toVector({ lon, lat }: LonLat): Vector {
  const cosLat = Math.cos(lat * RAD)
  return [cosLat * Math.cos(lon * RAD), cosLat * Math.sin(lon * RAD), Math.sin(lat * RAD)]
}

function toLonLat([x, y, z]: Vector): LonLat {
  return { lon: normalLon(Math.atan2(y, x) / RAD), lat: Math.atan2(z, Math.hypot(x, y)) / RAD }
}

/** A longitude as -180 (inclusive) to 180 (exclusive) degrees. */
export function normalLon(lon: number): number {
  return lon - 360 * Math.floor((lon + 180) / 360)
}

/** Initial great-circle course from `a` to `b`, degrees clockwise from north, 0 to 360; 0 for equal places. */
export function bearingDeg(a: LonLat, b: LonLat): number {
  const dLon = (b.lon - a.lon) * RAD
  const y = Math.sin(dLon) * Math.cos(b.lat * RAD)
  const x = Math.cos(a.lat * RAD) * Math.sin(b.lat * RAD) - Math.sin(a.lat * RAD) * Math.cos(b.lat * RAD) * Math.cos(dLon)
  return (Math.atan2(y, x) / RAD + 360) % 360
}

/** The place `metres` away from `from` on the great circle that starts at `bearing` (degrees clockwise from north). */
export function destination(from: LonLat, bearing: number, metres: number): LonLat {
  const angle = metres / EARTH_RADIUS_M
  const lat = from.lat * RAD
  const course = bearing * RAD
  const toLat = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(course))
  const dLon = Math.atan2(Math.sin(course) * Math.sin(angle) * Math.cos(lat), Math.cos(angle) - Math.sin(lat) * Math.sin(toLat))
  return { lon: normalLon(from.lon + dLon / RAD), lat: toLat / RAD }
}

/**
 * The place at share `t` (0 to 1) of the great circle from `a` to `b`; across the 180th meridian like anywhere else. Not
 * for antipodes, between which there is no one way.
 */
export function between(a: LonLat, b: LonLat, t: number): LonLat {
  const from = toVector(a)
  const to = toVector(b)
  const cos = Math.min(1, from[0] * to[0] + from[1] * to[1] + from[2] * to[2])
  const angle = Math.acos(cos)
  if (angle < 1e-12) return a
  const one = Math.sin((1 - t) * angle) / Math.sin(angle)
  const other = Math.sin(t * angle) / Math.sin(angle)
  return toLonLat([from[0] * one + to[0] * other, from[1] * one + to[1] * other, from[2] * one + to[2] * other])
}

/**
 * The place at share `t` between `b` and `c` on a smooth way through `a`, `b`, `c`, `d`, which were passed at the times
 * `at` (any unit, ascending): a cubic Hermite curve on the unit sphere with finite-difference tangents for uneven steps
 * (Catmull-Rom; E. Catmull and R. Rom, 1974). Equals `between` where the neighbours are missing (null).
 */
export function along(
  [a, b, c, d]: readonly [LonLat | null, LonLat, LonLat, LonLat | null],
  [atA, atB, atC, atD]: readonly [number, number, number, number],
  t: number,
): LonLat {
  const from = toVector(b)
  const to = toVector(c)
  const span = atC - atB
  const chord = (axis: 0 | 1 | 2) => (to[axis] - from[axis]) / span
  const before = a && toVector(a)
  const after = d && toVector(d)
  // The slope at a fix is the mean of the slopes on both sides, each weighed by the length of the other side.
  const slope = (other: Vector, near: Vector, otherSpan: number, axis: 0 | 1 | 2, sign: 1 | -1): number =>
    ((sign * (near[axis] - other[axis])) / otherSpan) * (span / (span + otherSpan)) + chord(axis) * (otherSpan / (span + otherSpan))
  const point = ([0, 1, 2] as const).map((axis) => {
    const start = before ? slope(before, from, atB - atA, axis, 1) : chord(axis)
    const end = after ? slope(after, to, atD - atC, axis, -1) : chord(axis)
    const t2 = t * t
    const t3 = t2 * t
    return (
      (2 * t3 - 3 * t2 + 1) * from[axis] + (t3 - 2 * t2 + t) * span * start + (3 * t2 - 2 * t3) * to[axis] + (t3 - t2) * span * end
    )
  }) as unknown as Vector
  return toLonLat(point)
}
