import type { EpochMs } from '../base/time'
import type { SeaSettings } from '../pack/sea'
import type { CpaLimits } from './cpa'

/** Two vessels that come close, by their MMSI. */
export interface ClosePair {
  readonly a: string
  readonly b: string
  /** Metres at the closest, and seconds until then. */
  readonly cpaM: number
  readonly tcpaS: number
}

/** A pair as it is followed from look to look. */
export interface FollowedPair extends ClosePair {
  /** Looks one after the other within, and beyond, the limits. */
  readonly seen: number
  readonly missed: number
  /** When it began to be told; null: it is not yet. */
  readonly since: EpochMs | null
  readonly closestAt: EpochMs
}

export type Followed = ReadonlyMap<string, FollowedPair>

const keyOf = (a: string, b: string): string => (a < b ? `${a}/${b}` : `${b}/${a}`)

/** How far the search must look: to where a warning is taken back. */
export function searchLimits({ cpaM, tcpaSeconds, leastMps, clearFactor }: SeaSettings['collision']): CpaLimits {
  return { cpaM: cpaM * clearFactor, tcpaS: tcpaSeconds * clearFactor, leastMps }
}

/**
 * The pairs after another look.
 *
 * [SW1] Told after `looks` looks one after the other within `cpaM` and `tcpaSeconds`.
 * [SW2] Taken back at once past the closest point, and after `looks` looks one after the other beyond the limits times
 *       `clearFactor`; between the two it stands as it was. `pairs` holds whoever is within the wider limits.
 */
export function followPairs(before: Followed, pairs: readonly ClosePair[], settings: SeaSettings['collision'], now: EpochMs): Followed {
  const after = new Map<string, FollowedPair>()
  const past = new Set<string>()
  for (const pair of pairs) {
    // Closest now means that they part from here on, or run side by side.
    const key = keyOf(pair.a, pair.b)
    if (pair.tcpaS <= 0) {
      past.add(key)
      continue
    }
    const held = before.get(key)
    const isWithin = pair.cpaM <= settings.cpaM && pair.tcpaS <= settings.tcpaSeconds
    const seen = isWithin ? (held?.seen ?? 0) + 1 : 0
    const since = held?.since ?? (seen >= settings.looks ? now : null)
    if (seen > 0 || since !== null) after.set(key, { ...pair, seen, missed: 0, since, closestAt: now + pair.tcpaS * 1000 })
  }
  for (const [key, held] of before) {
    const missed = held.missed + 1
    if (!after.has(key) && !past.has(key) && held.since !== null && missed < settings.looks) after.set(key, { ...held, seen: 0, missed })
  }
  return after
}

/** The most urgent pair of two groups. */
export interface WarningGroup {
  readonly head: FollowedPair & { readonly since: EpochMs }
  readonly pairs: number
}

/**
 * [SW3] One warning for two formations, by the pair that is closest in time: the others are counted with it.
 * [SW4] No more than `most`; `more` says how many are not listed. Those lead for whom there is still time to call somebody
 *       (`leadSeconds`), the most urgent of them first; whoever meets sooner comes after them.
 */
export function groupWarnings(followed: Followed, formationOf: (mmsi: string) => string | null, { most, leadSeconds }: Pick<SeaSettings['collision'], 'most' | 'leadSeconds'>, now: EpochMs): { readonly groups: WarningGroup[]; readonly more: number } {
  const groups = new Map<string, WarningGroup>()
  for (const pair of followed.values()) {
    const { since } = pair
    if (since === null) continue
    const key = keyOf(formationOf(pair.a) ?? pair.a, formationOf(pair.b) ?? pair.b)
    const held = groups.get(key)
    if (!held) groups.set(key, { head: { ...pair, since }, pairs: 1 })
    else groups.set(key, { head: pair.closestAt < held.head.closestAt ? { ...pair, since } : held.head, pairs: held.pairs + 1 })
  }
  const isTooSoon = ({ head }: WarningGroup): number => (head.closestAt - now < leadSeconds * 1000 ? 1 : 0)
  const sorted = [...groups.values()].toSorted((a, b) => isTooSoon(a) - isTooSoon(b) || a.head.closestAt - b.head.closestAt || a.head.cpaM - b.head.cpaM)
  return { groups: sorted.slice(0, most), more: Math.max(0, sorted.length - most) }
}
