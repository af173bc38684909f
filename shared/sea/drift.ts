import { HOUR, type EpochMs } from '../base/time'
import type { DriftInput } from '../domain/drift/state'
import type { LonLat } from '../geo/position'
import { bearingDeg, destination } from '../geo/sphere'
import { LEEWAY } from './leeway'

const RAD = Math.PI / 180
/** Of a circular normal distribution: radius that holds half of it and nine tenths of it, in standard deviations. */
const HALF = Math.sqrt(2 * Math.log(2))
const NINE_TENTHS = Math.sqrt(2 * Math.log(10))
/**
 * How far off current and wind are where nobody measures them: 0.3 and 5 knots, as the worksheets of the IAMSAR Manual
 * (volume II, appendix K) suppose; radius of 50 %, metres a second.
 */
const CURRENT_ERROR_MPS = 0.154
const WIND_ERROR_MPS = 2.57
/** The same where nobody has said anything of the wind. */
const NO_WIND_ERROR_MPS = 10
/** Nobody believes a drift of constant wind for longer. Milliseconds. */
export const LONGEST_DRIFT_MS = 72 * HOUR

/** Where somebody may be at a moment. */
export interface DriftArea {
  readonly at: EpochMs
  readonly hours: number
  /** Most likely places if it drifts to the right or the left of the wind: which, nobody knows. */
  readonly right: LonLat
  readonly left: LonLat
  /** Half way between the two. */
  readonly centre: LonLat
  /** Standard deviation about each of the two places, metres. */
  readonly sigmaM: number
  /** Closed rings of [lon, lat] that hold about 50 % and 90 %. */
  readonly half: readonly (readonly [number, number])[]
  readonly most: readonly (readonly [number, number])[]
  /** Area of the larger one, square metres. */
  readonly areaM2: number
}

/** East and north, metres. */
type Vector = readonly [number, number]
const towards = (deg: number, length: number): Vector => [Math.sin(deg * RAD) * length, Math.cos(deg * RAD) * length]
const sum = (...vectors: readonly Vector[]): Vector => vectors.reduce<Vector>(([x, y], [dx, dy]) => [x + dx, y + dy], [0, 0])

function moved(from: LonLat, [east, north]: Vector): LonLat {
  const metres = Math.hypot(east, north)
  return metres === 0 ? from : destination(from, (Math.atan2(east, north) / RAD + 360) % 360, metres)
}

/**
 * Where what was lost may be at `at`, by wind and current that stay as they are: it drifts with the current and its
 * leeway (`LEEWAY`), to the right or the left of the wind with the same likelihood. The error grows evenly with time: of
 * the position at the start, of leeway (its standard deviation, kept for the whole drift as Ø. Breivik and A. Allen, J.
 * Mar. Syst. 69, 2008, do), of wind and of current. The rings are what two circles about both places enclose. Before
 * `since` it is where it was; beyond 72 hours it stays as at 72.
 */
export function driftArea(input: DriftInput, at: EpochMs): DriftArea {
  const seconds = Math.min(Math.max(0, at - input.since), LONGEST_DRIFT_MS) / 1000
  const { down, right, left } = LEEWAY[input.object]
  const { mps } = input.wind
  const downwind = (input.wind.fromDeg + 180) % 360
  // At a wind below some metres a second the offsets would drive it against the wind.
  const along = Math.max(0, down[0] * mps + (mps > 0 ? down[1] : 0))
  const across = ([slope, offset]: readonly [number, number, number]): number => slope * mps + (mps > 0 ? offset : 0)
  const place = (side: readonly [number, number, number]): LonLat =>
    moved(input.at, sum(towards(input.current.towardsDeg, input.current.mps * seconds), towards(downwind, along * seconds), towards(downwind + 90, across(side) * seconds)))
  const [r, l] = [place(right), place(left)]

  const side = (right[2] + left[2]) / 2
  const leewayMps = mps > 0 ? Math.sqrt((down[2] ** 2 + side ** 2) / 2) : 0
  const windMps = (Math.hypot(down[0], (right[0] - left[0]) / 2) * (input.windSource === 'none' ? NO_WIND_ERROR_MPS : WIND_ERROR_MPS)) / HALF
  const rate = Math.hypot(leewayMps, windMps, CURRENT_ERROR_MPS / HALF)
  const sigmaM = Math.hypot(input.errorM / HALF, rate * seconds)
  const apart = Math.hypot(across(right) - across(left), 0) * seconds
  const radius = NINE_TENTHS * sigmaM
  return {
    at: input.since + seconds * 1000,
    hours: seconds / 3600,
    right: r,
    left: l,
    centre: moved(input.at, sum(towards(input.current.towardsDeg, input.current.mps * seconds), towards(downwind, along * seconds), towards(downwind + 90, ((across(right) + across(left)) / 2) * seconds))),
    sigmaM,
    half: capsule(r, l, HALF * sigmaM, downwind),
    most: capsule(r, l, radius, downwind),
    areaM2: Math.PI * radius ** 2 + 2 * radius * apart,
  }
}

/** The outline of two equal circles and all between them, closed; `axis` is used where both places are one. */
function capsule(a: LonLat, b: LonLat, radius: number, axis: number): [number, number][] {
  const same = a.lon === b.lon && a.lat === b.lat
  const heading = same ? axis + 90 : bearingDeg(b, a)
  const ring: [number, number][] = []
  for (let i = 0; i <= 24; i++) {
    const place = destination(a, heading - 90 + (i * 180) / 24, radius)
    ring.push([place.lon, place.lat])
  }
  for (let i = 0; i <= 24; i++) {
    const place = destination(b, heading + 90 + (i * 180) / 24, radius)
    ring.push([place.lon, place.lat])
  }
  const [first] = ring
  if (first) ring.push([first[0], first[1]])
  return ring
}
