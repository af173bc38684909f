import { HOUR, MINUTE, type EpochMs } from '../base/time'
import { FORCE_MPS, type WindForce } from '../domain/typhoon/state'
import { distanceM, type LonLat } from '../geo/position'
import { bearingDeg } from '../geo/sphere'
import { stormAt, type Track } from '../typhoon/track'
import { radiusAt } from '../typhoon/wind'

/** So far ahead is looked; the step is what a wind circle's passage may be off by. */
export const SOON_MS = 12 * HOUR
const STEP_MS = 30 * MINUTE

/** People still there where a circle comes. */
export interface LeftInWind {
  readonly force: WindForce
  /** Persons inside it at the moment. */
  readonly inside: number
  /** Persons inside it at the moment or within `SOON_MS` after it. */
  readonly soon: number
  /** When it reaches the first of them; null: never within that time. */
  readonly firstAt: EpochMs | null
}

/**
 * How many people are still there in the villages that a storm's circles cover at `at` or soon after, by circle, the
 * strongest wind first. A village counts as a whole, by its place; no circle is guessed where the source gives none.
 */
export function leftInWind(villages: readonly { readonly at: LonLat; readonly left: number }[], track: Track, at: EpochMs): LeftInWind[] {
  const left = villages.filter((village) => village.left > 0)
  const found = new Map<WindForce, { inside: number; reached: Set<number>; soon: number; firstAt: EpochMs | null }>()
  for (let moment = at; moment <= at + SOON_MS; moment += STEP_MS) {
    const storm = stormAt(track, moment)
    if (!storm) continue
    for (const { force, shape } of storm.circles) {
      const held = found.get(force) ?? { inside: 0, reached: new Set<number>(), soon: 0, firstAt: null }
      found.set(force, held)
      left.forEach((village, i) => {
        if (held.reached.has(i)) return
        if (distanceM(storm.centre, village.at) > radiusAt(shape, bearingDeg(storm.centre, village.at))) return
        held.reached.add(i)
        held.soon += village.left
        held.firstAt ??= moment
        if (moment === at) held.inside += village.left
      })
    }
  }
  return [...found]
    .map(([force, { inside, soon, firstAt }]) => ({ force, inside, soon, firstAt }))
    .toSorted((a, b) => FORCE_MPS[b.force] - FORCE_MPS[a.force])
}
