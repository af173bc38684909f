import type { UnitId } from '../../base/ids'
import { ALL_DEPARTMENTS, ALL_TOWNS, levelRank, type PlannedDuty, type ResponsePlan } from '../../pack/response'
import type { Unit } from '../../pack/units'
import type { BroughtDuty, Duty } from './state'

/** What a change of level would do, per duty and unit. */
export interface LevelChange {
  readonly brought: readonly BroughtDuty[]
  /** Duties that stand now and no longer would, open or not. */
  readonly ended: readonly Duty[]
}

/** The units that a planned duty is meant for; one that the pack does not know is left out (the hub refuses such a pack). */
export function unitsOfDuty({ units }: Pick<PlannedDuty, 'units'>, all: readonly Unit[]): UnitId[] {
  const wanted = new Set(units)
  return all
    .filter(({ id, kind }) => wanted.has(id) || (kind === 'department' && wanted.has(ALL_DEPARTMENTS)) || (kind === 'town' && wanted.has(ALL_TOWNS)))
    .map(({ id }) => id)
}

/** True if a duty of the `enter` kind stands at the level of `rank` (-1: none is in force). */
function standsAt(plan: ResponsePlan, duty: PlannedDuty, rank: number): boolean {
  return duty.on === 'enter' && rank >= levelRank(plan, duty.from) && (duty.to === undefined || rank <= levelRank(plan, duty.to))
}

/**
 * What follows when the level goes from `from` to `to` (null: none in force) while `duties` are those brought so far.
 * The decider and the dialog that asks before it use the same function.
 *
 * - [RL2] entering brings exactly the duties that stand at the new level and do not stand yet, those of levels that were
 *   skipped among them;
 * - [RL3] going down brings the duties of leaving of every level that is left, and ends what no longer stands;
 * - [RL4] what stands at both levels is neither brought nor ended;
 * - [RL5] a standing duty that the pack no longer knows, or no longer for that unit, ends;
 * - [RL11] a duty of leaving ends when its level is entered again.
 */
export function changeOfLevel(
  plan: ResponsePlan,
  units: readonly Unit[],
  duties: readonly Duty[],
  from: string | null,
  to: string | null,
): LevelChange {
  const [was, will] = [levelRank(plan, from), levelRank(plan, to)]
  const standing = new Map<string, Duty>()
  for (const duty of duties) if (duty.endedAt === null) standing.set(`${duty.id}@${duty.unit}`, duty)
  const stays = new Set<string>()
  const brought: BroughtDuty[] = []
  for (const duty of plan.duties) {
    const rank = levelRank(plan, duty.from)
    const comes = duty.on === 'enter' ? standsAt(plan, duty, will) : was >= rank && will < rank
    const keeps = duty.on === 'leave' && !comes && will < rank
    const news: UnitId[] = []
    for (const unit of comes || keeps ? unitsOfDuty(duty, units) : []) {
      const held = standing.get(`${duty.id}@${unit}`)
      if (held?.on === duty.on) stays.add(held.key)
      else if (comes) news.push(unit)
    }
    if (news.length === 0) continue
    brought.push({ id: duty.id, on: duty.on, level: duty.from, text: duty.text, dueMinutes: duty.due, everyMinutes: duty.every ?? null, units: news })
  }
  return { brought, ended: [...standing.values()].filter(({ key }) => !stays.has(key)) }
}
