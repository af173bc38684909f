import { HOUR, MINUTE, type EpochMs } from '../base/time'
import { FORCE_MPS, type Typhoon } from '../domain/typhoon/state'
import { distanceM, type LonLat } from '../geo/position'
import { bearingDeg } from '../geo/sphere'
import { levelRank, type ResponseLevel, type ResponsePlan, type WindSignal } from '../pack/response'
import { stormAt, type StormState, type Track } from '../typhoon/track'
import { errorAt } from '../typhoon/uncertainty'
import { radiusAt } from '../typhoon/wind'

/** Least mean wind of Beaufort 0-17, metres a second (GB/T 28591-2012). */
export const BEAUFORT_MPS: readonly number[] = [0, 0.3, 1.6, 3.4, 5.5, 8, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7, 37, 41.5, 46.2, 51, 56.1]

/** The force of a wind. Metres a second. */
export function beaufortOf(mps: number): number {
  return BEAUFORT_MPS.findLastIndex((least) => mps >= least)
}

/**
 * How wind falls off outside the greatest winds where one circle alone is known: `v ~ r^-x`. 0.4 to 0.6 is usual for the
 * modified Rankine vortex (Holland, Belanger & Fritz 2010, Monthly Weather Review 138).
 */
const RANKINE_EXPONENT = 0.5

/** Farther out than this many times the widest circle nothing is said: the law does not hold there. */
const REACH = 1.6

/**
 * Mean wind that the storm's circles mean for a place `metres` away in that direction, metres a second: on a circle its
 * own force, between two of them and beyond by a power law through them, inside the smallest at least its force and at
 * most the greatest wind. Null: the source gives no circles, or the place is too far away to say.
 */
export function windAt(storm: StormState, bearing: number, metres: number): number | null {
  const circles = storm.circles
    .map(({ force, shape }) => ({ radius: radiusAt(shape, bearing), wind: FORCE_MPS[force] }))
    .filter(({ radius }) => radius > 0)
    .toSorted((a, b) => a.radius - b.radius)
  const widest = circles.at(-1)
  const smallest = circles[0]
  if (!widest || !smallest || metres > widest.radius * REACH) return null
  const most = storm.windMps ?? Infinity
  if (metres <= smallest.radius) {
    return Math.min(Math.max(most === Infinity ? smallest.wind : most, smallest.wind), smallest.wind * (smallest.radius / Math.max(metres, 1_000)) ** RANKINE_EXPONENT)
  }
  const outer = circles.find(({ radius }) => metres <= radius) ?? widest
  const inner = circles[circles.indexOf(outer) - 1]
  const exponent = inner && outer.radius > inner.radius ? Math.log(inner.wind / outer.wind) / Math.log(outer.radius / inner.radius) : RANKINE_EXPONENT
  return outer.wind * (outer.radius / metres) ** exponent
}

export interface NamedPlace {
  readonly id: string
  readonly at: LonLat
}

/** The strongest wind that a forecast means for any of the places within some hours. */
export interface ForecastWind {
  readonly typhoonId: Typhoon['id']
  readonly agency: string
  readonly place: string
  readonly at: EpochMs
  /** Mean wind, metres a second. */
  readonly mps: number
}

/** The level that a signal proposes, and why. */
export interface Proposal {
  readonly level: ResponseLevel
  readonly signal: WindSignal
  readonly wind: ForecastWind
  /** By which of the two thresholds. */
  readonly by: 'mean' | 'gust'
}

export interface Suggestion {
  /** By the track as it is forecast; null: no signal is reached. */
  readonly likely: Proposal | null
  /** If the storm keeps to the near side of its cone; null: no higher than `likely`. */
  readonly possible: Proposal | null
  /** False: no storm that is followed has wind circles, so nothing can be said. */
  readonly known: boolean
}

/** A storm's way by the agency that the desk looks at. */
export interface FollowedTrack {
  readonly typhoonId: Typhoon['id']
  readonly track: Track
}

/** Steps in which a forecast is looked at; signals speak of hours. */
const STEP_MS = 30 * MINUTE

/**
 * The level that the wind forecast proposes from `now` on; the officer decides. A signal is reached if mean wind or gusts
 * (mean times the plan's gust factor) reach its force at any place within its hours. Of the signals that are reached the
 * one with the highest level is given, with the wind that reaches it.
 */
export function suggestLevel(plan: ResponsePlan, storms: readonly FollowedTrack[], places: readonly NamedPlace[], now: EpochMs): Suggestion {
  const hours = Math.max(0, ...plan.signals.map(({ withinHours }) => withinHours))
  const series: { readonly at: EpochMs; likely: ForecastWind | null; possible: ForecastWind | null }[] = []
  let known = false
  for (let at = now; at <= now + hours * HOUR; at += STEP_MS) {
    const step = { at, likely: null as ForecastWind | null, possible: null as ForecastWind | null }
    for (const { typhoonId, track } of storms) {
      const storm = stormAt(track, at)
      if (!storm || storm.circles.length === 0) continue
      known = true
      const error = errorAt(track, at)
      for (const place of places) {
        const bearing = bearingDeg(storm.centre, place.at)
        const metres = distanceM(storm.centre, place.at)
        const wind = (far: number): ForecastWind | null => {
          const mps = windAt(storm, bearing, Math.max(0, far))
          return mps === null ? null : { typhoonId, agency: track.agency, place: place.id, at, mps }
        }
        step.likely = stronger(step.likely, wind(metres))
        step.possible = stronger(step.possible, wind(metres - error))
      }
    }
    series.push(step)
  }
  const likely = reached(plan, series.map(({ likely: wind }) => wind), now)
  const possible = reached(plan, series.map(({ possible: wind }) => wind), now)
  const higher = possible && levelRank(plan, possible.level.id) > levelRank(plan, likely?.level.id ?? null)
  return { likely, possible: higher ? possible : null, known }
}

function stronger(a: ForecastWind | null, b: ForecastWind | null): ForecastWind | null {
  return a === null || (b !== null && b.mps > a.mps) ? b : a
}

function reached(plan: ResponsePlan, winds: readonly (ForecastWind | null)[], now: EpochMs): Proposal | null {
  let best: Proposal | null = null
  for (const signal of plan.signals) {
    const level = plan.levels.find(({ id }) => id === signal.level)
    const mean = BEAUFORT_MPS[signal.mean] ?? Infinity
    const gust = BEAUFORT_MPS[signal.gust] ?? Infinity
    const first = winds.find((wind) => wind !== null && wind.at <= now + signal.withinHours * HOUR && (wind.mps >= mean || wind.mps * plan.gustFactor >= gust))
    if (!level || !first || (best && levelRank(plan, best.level.id) >= levelRank(plan, level.id))) continue
    best = { level, signal, wind: first, by: first.mps >= mean ? 'mean' : 'gust' }
  }
  return best
}
