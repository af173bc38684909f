import { MINUTE, type EpochMs } from '../base/time'
import type { WindForce } from '../domain/typhoon/state'
import { distanceM, type LonLat } from '../geo/position'
import { bearingDeg } from '../geo/sphere'
import { stormAt, type Track } from './track'
import { errorAt } from './uncertainty'
import { radiusAt } from './wind'

/** A moment with its honest spread; ends are null where it may also never come (early or late). */
export interface Moment {
  readonly at: EpochMs
  /** Earliest and latest that the forecast's error allows; equal to `at` for what was observed. */
  readonly earliest: EpochMs
  /** Null: if the storm keeps to the far side of its cone, it does not come at all. */
  readonly latest: EpochMs | null
}

/** What one circle does to a place. */
export interface CirclePassage {
  readonly force: WindForce
  /** Null: by the track as it is drawn the place stays outside; `possibleFrom` may still be set. */
  readonly enters: Moment | null
  readonly leaves: Moment | null
  /** First moment at which it could reach the place if the storm keeps to the near side of its cone; null: never. */
  readonly possibleFrom: EpochMs | null
}

export interface Passage {
  readonly closest: { readonly at: EpochMs; readonly metres: number; readonly errorM: number }
  readonly circles: readonly CirclePassage[]
}

/** Steps in which a track is walked; a circle that touches a place for less is of no consequence. */
const STEP_MS = 10 * MINUTE

/**
 * What a storm does to a place: its closest approach, and for each circle that the source gives when it arrives and
 * leaves. Null if the track is empty. Moments are good to a minute of the interpolated track.
 */
export function passageOf(track: Track, place: LonLat, usual?: readonly (readonly [number, number])[]): Passage | null {
  const first = track.fixes[0]?.at
  const last = track.fixes.at(-1)?.at
  if (first === undefined || last === undefined) return null
  const forces = [...new Set(track.fixes.flatMap(({ circles }) => circles.map(({ force }) => force)))]
  const depth = depthOf(track, place, usual)

  let closest = { at: first, metres: Infinity, errorM: 0 }
  const walks = forces.map((force) => ({ force, plain: crossings(), near: crossings(), far: crossings() }))
  for (let at = first; ; at = Math.min(at + STEP_MS, last)) {
    const here = depth(at)
    if (here && here.distance < closest.metres) closest = { at, metres: here.distance, errorM: here.error }
    for (const { force, plain, near, far } of walks) {
      const inside = here ? (here.inside.get(force) ?? -Infinity) : -Infinity
      plain.step(at, inside)
      near.step(at, inside + (here?.error ?? 0))
      far.step(at, inside - (here?.error ?? 0))
    }
    if (at >= last) break
  }
  return { closest, circles: walks.map(({ force, plain, near, far }) => asPassage(force, plain, near, far)) }
}

/** Metres that a place lies inside each circle (negative: outside), with distance and error, at a moment. */
function depthOf(track: Track, place: LonLat, usual?: readonly (readonly [number, number])[]) {
  return (at: EpochMs) => {
    const storm = stormAt(track, at)
    if (!storm) return null
    const distance = distanceM(storm.centre, place)
    const bearing = bearingDeg(storm.centre, place)
    const inside = new Map(storm.circles.map(({ force, shape }) => [force, radiusAt(shape, bearing) - distance]))
    return { distance, error: errorAt(track, at, usual), inside }
  }
}

interface Crossings {
  enters: EpochMs | null
  leaves: EpochMs | null
  step(at: EpochMs, inside: number): void
}

/** Follows one depth along the way: first moment at zero or more, and the last. Between two steps it changes evenly. */
function crossings(): Crossings {
  let before: { at: EpochMs; inside: number } | null = null
  const cut = (at: EpochMs, inside: number): EpochMs => {
    if (!before || !Number.isFinite(before.inside) || !Number.isFinite(inside)) return inside >= 0 ? at : (before?.at ?? at)
    return Math.round(before.at + ((at - before.at) * -before.inside) / (inside - before.inside))
  }
  const found: Crossings = {
    enters: null,
    leaves: null,
    step(at, inside) {
      const was = before !== null && before.inside >= 0
      if (inside >= 0 && !was) found.enters ??= before === null ? at : cut(at, inside)
      if (inside >= 0) found.leaves = at
      else if (was) found.leaves = cut(at, inside)
      before = { at, inside }
    },
  }
  return found
}

function asPassage(force: WindForce, plain: Crossings, near: Crossings, far: Crossings): CirclePassage {
  return {
    force,
    possibleFrom: near.enters,
    enters: plain.enters === null ? null : { at: plain.enters, earliest: Math.min(plain.enters, near.enters ?? plain.enters), latest: far.enters },
    leaves:
      plain.leaves === null
        ? null
        : { at: plain.leaves, earliest: Math.min(plain.leaves, far.leaves ?? plain.leaves), latest: Math.max(plain.leaves, near.leaves ?? plain.leaves) },
  }
}
