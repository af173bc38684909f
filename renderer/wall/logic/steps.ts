import type { EpochMs } from '../../../shared/base/time'
import type { Dispatch } from '../../../shared/domain/dispatch/state'
import type { Incident } from '../../../shared/domain/incident/state'

/** A step of an incident as a wall tells it: no names of persons, no free text. */
export interface Step {
  readonly at: EpochMs
  readonly what: 'reported' | 'answered' | 'verified' | 'controlled' | 'closed' | 'ordered' | 'delivered' | 'acknowledged' | 'departed' | 'arrived' | 'completed'
  readonly teamId: string | null
}

/** What has happened so far, the newest first: from the state, so that a wall that has just started tells the same. */
export function incidentSteps(incident: Incident, dispatches: readonly Dispatch[]): Step[] {
  const steps: Step[] = []
  const add = (at: EpochMs | null, what: Step['what'], teamId: string | null = null) => {
    if (at !== null) steps.push({ at, what, teamId })
  }
  add(incident.reportedAt, 'reported')
  add(incident.answeredAt, 'answered')
  add(incident.verifiedAt, 'verified')
  for (const { teamId, orderedAt, deliveredAt, acknowledgedAt, departedAt, arrivedAt, completedAt } of dispatches) {
    add(orderedAt, 'ordered', teamId)
    add(deliveredAt, 'delivered', teamId)
    add(acknowledgedAt, 'acknowledged', teamId)
    add(departedAt, 'departed', teamId)
    add(arrivedAt, 'arrived', teamId)
    add(completedAt, 'completed', teamId)
  }
  add(incident.controlledAt, 'controlled')
  add(incident.closedAt, 'closed')
  // What was noted at the same moment stays in the order in which it happened.
  return steps.map((step, index) => ({ step, index })).toSorted((a, b) => b.step.at - a.step.at || b.index - a.index).map(({ step }) => step)
}
