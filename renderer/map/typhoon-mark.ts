import { HOUR, type EpochMs } from '../../shared/base/time'
import type { Position } from '../../shared/dispatch/travel'
import type { Typhoon, WindForce } from '../../shared/domain/typhoon/state'
import { bearingDeg, destination } from '../../shared/geo/sphere'
import type { LonLat } from '../../shared/geo/position'
import { stormAt, trackOf, type Track } from '../../shared/typhoon/track'
import { errorAt } from '../../shared/typhoon/uncertainty'
import { windRing } from '../../shared/typhoon/wind'
import type { TyphoonMark } from './types'

/** Steps of the drawn way. */
const STEP_MS = HOUR
/** Sides of the round end of a cone. */
const CAP = 12

export interface TyphoonWords {
  /** 7 级风圈, 30 节. */
  readonly force: (force: WindForce) => string
  /** 桑美 45 m/s 950 hPa. */
  readonly storm: (name: Typhoon['name'], windMps: number | null, pressureHpa: number | null) => string
  /** 8日 20时. */
  readonly time: (at: EpochMs) => string
}

/** A storm as one agency sees it, with its circles at `at`. Null: the agency has not said where it is. */
export function typhoonMark(typhoon: Typhoon, agency: string, at: EpochMs, words: TyphoonWords): TyphoonMark | null {
  const track = trackOf(typhoon, agency)
  const first = track.fixes[0]
  const last = track.fixes.at(-1)
  if (!first || !last) return null
  const near = near180(first.lon)
  const storm = stormAt(track, Math.min(Math.max(at, first.at), last.at))
  const until = track.observedUntil ?? first.at
  return {
    id: typhoon.id,
    agency,
    observed: way(track, first.at, until, near),
    forecast: way(track, until, last.at, near),
    cone: coneOf(track, until, last.at, near),
    fixes: track.fixes.map((fix) => ({
      at: near(fix),
      label: words.time(fix.at),
      forecast: fix.at > until,
    })),
    centre: storm && {
      at: near(storm.centre),
      label: words.storm(typhoon.name, storm.windMps, storm.pressureHpa),
    },
    circles: (storm?.circles ?? []).map(({ force, shape }) => ({
      force,
      ring: storm ? windRing(storm.centre, shape).map(([lon, lat]) => near({ lon, lat })) : [],
      label: words.force(force),
    })),
  }
}

/** Writes longitudes so that a way across the 180th meridian does not jump round the globe. */
function near180(reference: number): (place: LonLat) => Position {
  return ({ lon, lat }) => [lon + 360 * Math.round((reference - lon) / 360), lat]
}

function way(track: Track, from: EpochMs, to: EpochMs, near: (place: LonLat) => Position): Position[] {
  const points: Position[] = []
  for (let at = from; at <= to; at = at === to ? to + 1 : Math.min(at + STEP_MS, to)) {
    const storm = stormAt(track, at)
    if (storm) points.push(near(storm.centre))
  }
  return points
}

/** Where the centre will be with about 70 %: the sides of the way at the forecast's error, and a round end. */
function coneOf(track: Track, from: EpochMs, to: EpochMs, near: (place: LonLat) => Position): Position[] {
  if (to <= from) return []
  const left: Position[] = []
  const right: Position[] = []
  let end: { centre: LonLat; course: number; error: number } | null = null
  for (let at = from; at <= to; at = at === to ? to + 1 : Math.min(at + 3 * STEP_MS, to)) {
    const here = stormAt(track, at)
    const other = stormAt(track, at < to ? Math.min(at + STEP_MS, to) : at - STEP_MS)
    if (!here || !other) continue
    const course = at < to ? bearingDeg(here.centre, other.centre) : bearingDeg(other.centre, here.centre)
    const error = errorAt(track, at)
    left.push(near(destination(here.centre, course - 90, error)))
    right.push(near(destination(here.centre, course + 90, error)))
    end = { centre: here.centre, course, error }
  }
  if (!end) return []
  const { centre, course, error } = end
  const cap = Array.from({ length: CAP - 1 }, (_, i) => near(destination(centre, course - 90 + ((i + 1) * 180) / CAP, error)))
  const ring = [...left, ...cap, ...right.toReversed()]
  const [start] = ring
  return start ? [...ring, start] : []
}
