import type { EpochMs } from '../../base/time'
import type { DomainEvent } from '../event'
import type { Dispatch } from './state'

/**
 * The end of an order, on all three streams at once: the order itself, the team that it bound and the incident that it
 * served. Every way in which an order ends goes through here, so that no team can be left busy.
 */
export function releaseEvents(
  dispatch: Dispatch,
  outcome: 'completed' | 'withdrawn' | 'declined',
  word: { readonly observedAt: EpochMs; readonly clockSuspect: boolean; readonly note: string },
): DomainEvent[] {
  const ids = { dispatchId: dispatch.id, incidentId: dispatch.incidentId, teamId: dispatch.teamId }
  const end: DomainEvent =
    outcome === 'withdrawn'
      ? { type: 'dispatch.withdrawn', data: { ...ids, reason: word.note } }
      : { type: `dispatch.${outcome}`, data: { ...ids, ...word } }
  return [
    end,
    { type: 'team.released', data: { teamId: dispatch.teamId, dispatchId: dispatch.id, incidentId: dispatch.incidentId } },
    { type: 'incident.teamReleased', data: { ...ids, outcome } },
  ]
}
