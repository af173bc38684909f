import type { EpochMs } from '../base/time'
import { isRecallOpen, stageOf, type RecallStage } from '../domain/recall/state'
import type { World } from '../domain/world'
import type { SeaState } from './state'

/** Calls that are open, added up: each vessel once, at the furthest that is known of it. */
export interface RecallCounts {
  readonly called: number
  readonly ordered: number
  readonly answered: number
  readonly moving: number
  readonly inPort: number
  /** Said that they cannot or will not come. */
  readonly unable: number
}

/** The sea in numbers. Null: not known, because no positions were worked out. */
export interface SeaSummary {
  readonly at: EpochMs
  /** When the positions were looked at. */
  readonly positionsAt: EpochMs | null
  readonly vessels: number | null
  readonly atSea: number | null
  readonly inPort: number | null
  readonly silent: number | null
  readonly warnings: number | null
  /** Will be inside the outermost circle before they can be in port. */
  readonly late: number | null
  /** Inside it already. */
  readonly inside: number | null
  /** Null: nobody is called back now. */
  readonly recall: RecallCounts | null
  /** Drifts of open incidents. */
  readonly drifts: number
  readonly byTown: readonly { readonly town: string; readonly vessels: number; readonly atSea: number; readonly inPort: number; readonly late: number | null }[]
}

/** How far the vessels of open calls are; null: there is none. */
export function recallCounts(recalls: Iterable<Parameters<typeof isRecallOpen>[0]>): RecallCounts | null {
  const stages: Record<RecallStage, number> = { ordered: 0, answered: 0, moving: 0, inPort: 0 }
  let called = 0
  let unable = 0
  let open = 0
  for (const recall of recalls) {
    if (!isRecallOpen(recall)) continue
    open++
    for (const vessel of recall.vessels) {
      called++
      stages[stageOf(vessel)]++
      if (vessel.answer === 'unable' && vessel.inPortAt === undefined) unable++
    }
  }
  return open === 0 ? null : { called, ...stages, unable }
}

/**
 * The sea for the briefing and the roll-ups. `sea` is what the hub last worked out of the positions (`hub.sea.state()`,
 * `useSea`), which are not in the log; without it everything that comes from positions is null.
 */
export function summariseSea(world: Pick<World, 'recalls' | 'drifts'>, sea: SeaState | null, now: EpochMs): SeaSummary {
  const outermost = sea?.late?.at(-1) ?? null
  return {
    at: now,
    positionsAt: sea?.at ?? null,
    vessels: sea?.total ?? null,
    atSea: sea?.atSea ?? null,
    inPort: sea?.inPort ?? null,
    silent: sea?.silent ?? null,
    warnings: sea ? sea.warnings.length + sea.moreWarnings : null,
    late: outermost?.late ?? null,
    inside: outermost?.inside ?? null,
    recall: recallCounts(world.recalls.values()),
    drifts: [...world.drifts.values()].length,
    byTown: (sea?.byTown ?? []).map(({ town, total, atSea, inPort, late }) => ({ town, vessels: total, atSea, inPort, late })),
  }
}
