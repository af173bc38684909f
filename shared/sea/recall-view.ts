import { MINUTE, type EpochMs } from '../base/time'
import { RECALL_STAGES, stageOf, type Recall, type RecalledVessel, type RecallStage } from '../domain/recall/state'

/** Vessels of one formation, or one that sails alone under its own MMSI. */
export interface CallGroup {
  /** Id of the formation; null: it sails alone. */
  readonly formation: string | null
  readonly vessels: readonly RecalledVessel[]
}

/** How a call goes on, for lists and bars. */
export interface RecallProgress {
  readonly counts: Readonly<Record<RecallStage, number>>
  readonly total: number
  /** Have neither answered nor set out; `late`: for longer than the limit ([SR10]). */
  readonly unanswered: { readonly total: number; readonly late: boolean; readonly groups: readonly CallGroup[] }
  /** Said that they cannot come, and are not in port. */
  readonly unable: readonly RecalledVessel[]
}

/**
 * Progress of a call.
 *
 * [SR10] Who has neither answered nor set out `answerMinutes` after the order is late to answer and is listed by
 *        formation, the largest first: one call to its leader reaches all of it.
 */
export function recallProgress(recall: Recall, formationOf: (mmsi: string) => string | null, now: EpochMs, answerMinutes: number): RecallProgress {
  const counts: Record<RecallStage, number> = { ordered: 0, answered: 0, moving: 0, inPort: 0 }
  const groups = new Map<string, { formation: string | null; vessels: RecalledVessel[] }>()
  const unable: RecalledVessel[] = []
  for (const vessel of recall.vessels) {
    const stage = stageOf(vessel)
    counts[stage]++
    if (vessel.answer === 'unable' && stage !== 'inPort') unable.push(vessel)
    if (stage !== 'ordered') continue
    const formation = formationOf(vessel.mmsi)
    const key = formation ?? vessel.mmsi
    const group = groups.get(key)
    if (group) group.vessels.push(vessel)
    else groups.set(key, { formation, vessels: [vessel] })
  }
  return {
    counts,
    total: recall.vessels.length,
    unanswered: {
      total: counts.ordered,
      late: now - recall.orderedAt >= answerMinutes * MINUTE,
      groups: [...groups.values()].toSorted((a, b) => b.vessels.length - a.vessels.length || (a.vessels[0]?.mmsi ?? '').localeCompare(b.vessels[0]?.mmsi ?? '')),
    },
    unable,
  }
}

/** How many have come at least as far as each stage: 100 ordered, 80 answered or further, … */
export function reached(counts: RecallProgress['counts']): Readonly<Record<RecallStage, number>> {
  let sum = 0
  const found: Record<RecallStage, number> = { ordered: 0, answered: 0, moving: 0, inPort: 0 }
  for (const stage of RECALL_STAGES.toReversed()) found[stage] = sum += counts[stage]
  return found
}
