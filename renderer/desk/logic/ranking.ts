import type { Candidate, Excluded, Recommendation } from '../../../shared/dispatch/recommend'

/** One line of the recommendation: somebody who may be sent, or somebody who may not. */
export type RankingRow =
  | { readonly kind: 'candidate'; readonly teamId: string; readonly rank: number; readonly candidate: Candidate }
  | { readonly kind: 'excluded'; readonly teamId: string; readonly excluded: Excluded }

/** Shown before everything is unfolded. */
export const SHORT_CANDIDATES = 3
export const SHORT_EXCLUDED = 3

/**
 * The lines to show. In short: the first three, and those who would be nearer but may not be sent, filled up to two with
 * the nearest of the others. `keep` is never folded away: the officer has marked it.
 */
export function rankingRows(recommendation: Recommendation, all: boolean, keep: string | null): RankingRow[] {
  const candidates = recommendation.candidates.map((candidate, index): RankingRow => ({ kind: 'candidate', teamId: candidate.teamId, rank: index + 1, candidate }))
  const excluded = recommendation.excluded.map((entry): RankingRow => ({ kind: 'excluded', teamId: entry.teamId, excluded: entry }))
  if (all) return [...candidates, ...excluded]
  const nearer = excluded.filter((row) => row.kind === 'excluded' && row.excluded.reasons.some(({ code }) => code === 'closer_by'))
  const shortExcluded = [...nearer.slice(0, SHORT_EXCLUDED), ...excluded.filter((row) => !nearer.includes(row)).slice(0, Math.max(0, 2 - nearer.length))]
  const kept = (row: RankingRow) => row.teamId === keep
  return [
    ...candidates.filter((row, index) => index < SHORT_CANDIDATES || kept(row)),
    ...excluded.filter((row) => shortExcluded.includes(row) || kept(row)),
  ]
}

/** What changed in the ranking under the officer's eyes; null if nothing that matters did. */
export interface RankingChange {
  readonly first: { readonly from: string | null; readonly to: string | null } | null
  /** The marked team may not be sent any more. */
  readonly lost: string | null
}

/** Compares two answers for the same incident. */
export function rankingChange(before: Recommendation, after: Recommendation, marked: string | null): RankingChange | null {
  const from = before.candidates[0]?.teamId ?? null
  const to = after.candidates[0]?.teamId ?? null
  const had = marked !== null && before.candidates.some(({ teamId }) => teamId === marked)
  const lost = had && !after.candidates.some(({ teamId }) => teamId === marked) ? marked : null
  if (from === to && lost === null) return null
  return { first: from === to ? null : { from, to }, lost }
}
