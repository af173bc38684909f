import type { CalloutId, UnitId } from '../base/ids'
import type { Callout, UnitProgress } from '../domain/callout/state'
import type { World } from '../domain/world'

/** A warning as one unit's page shows it: nothing of the other units, and none of the desk's telephone calls. */
export interface UnitCallout
  extends Pick<Callout, 'kindName' | 'colour' | 'text' | 'validFrom' | 'sentAt' | 'clocks' | 'answers' | 'reportFields' | 'liftedAt' | 'drill'> {
  readonly id: CalloutId
  readonly withdrawn: { readonly at: number; readonly reason: string; readonly correctedBy: CalloutId | null } | null
  readonly own: Pick<UnitProgress, 'readAt' | 'answer' | 'report'> & { readonly mustAnswer: boolean; readonly mustReport: boolean }
}

/** Of what has ended a page keeps so many. */
const ENDED_KEPT = 3

/** The warnings of one unit, newest first: all that are in force or to be reported on, and the last ones that ended. */
export function unitCallouts(world: Pick<World, 'callouts'>, unitId: UnitId): UnitCallout[] {
  const all = [...world.callouts.values()]
    .flatMap((callout) => {
      const unit = callout.units.find((one) => one.unitId === unitId)
      return unit ? [seen(callout, unit)] : []
    })
    .toSorted((a, b) => b.sentAt - a.sentAt)
  const ended = all.filter((one) => !isOpenFor(one)).slice(0, ENDED_KEPT)
  return all.filter((one) => isOpenFor(one) || ended.includes(one))
}

/** In force, or lifted and still to be reported on. */
export function isOpenFor({ withdrawn, liftedAt, own }: UnitCallout): boolean {
  return withdrawn === null && (liftedAt === null || (own.mustReport && own.report === null))
}

function seen(callout: Callout, unit: UnitProgress): UnitCallout {
  const { id, kindName, colour, text, validFrom, sentAt, clocks, answers, reportFields, liftedAt, drill, withdrawn } = callout
  return {
    id, kindName, colour, text, validFrom, sentAt, clocks, answers, reportFields, liftedAt, drill,
    withdrawn: withdrawn && { at: withdrawn.at, reason: withdrawn.reason, correctedBy: withdrawn.correctedBy },
    own: { readAt: unit.readAt, answer: unit.answer, report: unit.report, mustAnswer: unit.answers, mustReport: unit.reports },
  }
}
