import type { EpochMs } from '../base/time'
import { FORCE_MPS, type Fix, type Typhoon, type WindCircle, type WindForce } from '../domain/typhoon/state'
import type { LonLat } from '../geo/position'
import { along } from '../geo/sphere'
import { blendShapes, scaleShape } from './wind'

/** One agency's way of a storm: what it observed, then what it forecasts. */
export interface Track {
  readonly agency: string
  readonly fixes: readonly Fix[]
  /** Moment of the last observed fix: what comes after it is forecast. Null: nothing was observed. */
  readonly observedUntil: EpochMs | null
  /** When the forecast was made; null: there is none. */
  readonly issuedAt: EpochMs | null
}

/** The storm at a moment. */
export interface StormState {
  readonly at: EpochMs
  readonly centre: LonLat
  readonly pressureHpa: number | null
  readonly windMps: number | null
  readonly circles: readonly WindCircle[]
  readonly phase: 'observed' | 'forecast'
}

/** Joins what `agency` observed with its newest forecast, from the last observed fix on. */
export function trackOf(typhoon: Typhoon, agency: string): Track {
  const observed = typhoon.observed[agency] ?? []
  const forecast = typhoon.forecasts[agency]
  const observedUntil = observed.at(-1)?.at ?? null
  const ahead = forecast?.fixes.filter(({ at }) => observedUntil === null || at > observedUntil) ?? []
  return { agency, fixes: [...observed, ...ahead], observedUntil, issuedAt: ahead.length > 0 && forecast ? forecast.issuedAt : null }
}

/** Agencies that have said something of the storm, the one with the newest word first. */
export function agenciesOf(typhoon: Typhoon): string[] {
  const newest = (agency: string) =>
    Math.max(typhoon.observed[agency]?.at(-1)?.at ?? -Infinity, typhoon.forecasts[agency]?.issuedAt ?? -Infinity)
  return [...new Set([...Object.keys(typhoon.observed), ...Object.keys(typhoon.forecasts)])].toSorted(
    (a, b) => newest(b) - newest(a) || a.localeCompare(b),
  )
}

/** Fixes farther apart than this are not joined: nobody knows where it was in between. */
const LONGEST_GAP_MS = 36 * 3_600_000

/**
 * The storm at `at`, or null before the first fix, after the last, and in gaps of more than 36 hours. The centre moves on
 * a smooth curve through the fixes, wind, pressure and radii change evenly; measured against the 3-hourly fixes of real
 * best tracks in `track.test.ts`.
 */
export function stormAt(track: Track, at: EpochMs): StormState | null {
  const { fixes } = track
  const next = fixes.findIndex((fix) => fix.at >= at)
  const c = fixes[next]
  if (next < 0 || !c) return null
  const phase = track.observedUntil !== null && at <= track.observedUntil ? 'observed' : 'forecast'
  if (c.at === at) return { at, centre: { lon: c.lon, lat: c.lat }, pressureHpa: c.pressureHpa, windMps: c.windMps, circles: c.circles, phase }
  const b = fixes[next - 1]
  if (!b || c.at - b.at > LONGEST_GAP_MS) return null
  const a = fixes[next - 2] ?? null
  const d = fixes[next + 1] ?? null
  const t = (at - b.at) / (c.at - b.at)
  return {
    at,
    centre: along([a, b, c, d], [a?.at ?? 0, b.at, c.at, d?.at ?? 0], t),
    pressureHpa: mix(b.pressureHpa, c.pressureHpa, t),
    windMps: mix(b.windMps, c.windMps, t),
    circles: circlesBetween(b, c, t),
    phase,
  }
}

function mix(a: number | null, b: number | null, t: number): number | null {
  return a === null || b === null ? null : a + (b - a) * t
}

/**
 * Circles between two fixes. A force that only one of them has grows from nothing, or shrinks to nothing, if the other's
 * wind is too weak for it; otherwise the source was silent there, and the one that it gave holds for its half of the way.
 */
function circlesBetween(b: Fix, c: Fix, t: number): WindCircle[] {
  const forces = new Set<WindForce>([...b.circles, ...c.circles].map(({ force }) => force))
  const found: WindCircle[] = []
  for (const force of forces) {
    const from = b.circles.find((circle) => circle.force === force)?.shape
    const to = c.circles.find((circle) => circle.force === force)?.shape
    if (from && to) found.push({ force, shape: blendShapes(from, to, t) })
    else if (from) {
      if (isTooWeak(c, force)) found.push({ force, shape: scaleShape(from, 1 - t) })
      else if (t <= 0.5) found.push({ force, shape: from })
    } else if (to) {
      if (isTooWeak(b, force)) found.push({ force, shape: scaleShape(to, t) })
      else if (t >= 0.5) found.push({ force, shape: to })
    }
  }
  return found
}

const isTooWeak = (fix: Fix, force: WindForce): boolean => fix.windMps !== null && fix.windMps < FORCE_MPS[force]
