import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { TeamEvent } from './events'
import type { Team } from './state'

/** The team after `event`. */
export function evolveTeam(state: Team | undefined, event: EventEnvelope & TeamEvent): Team {
  if (event.type === 'team.registered') {
    return {
      id: event.data.teamId,
      version: event.streamVersion,
      profile: event.data.profile,
      retired: false,
      onDuty: true,
      offDutyReason: '',
      assignment: null,
      reservation: null,
      endedOrders: 0,
      lastReleasedAt: null,
      // A team that comes back after being retired keeps what binds it.
      ...(state ? { assignment: state.assignment, reservation: state.reservation, endedOrders: state.endedOrders } : {}),
    }
  }
  const team = required(state, `team of ${event.stream}`)
  return { ...team, ...change(team, event), version: event.streamVersion }
}

function change(
  team: Team,
  event: Exclude<EventEnvelope & TeamEvent, { type: 'team.registered' }>,
): Partial<Team> {
  switch (event.type) {
    case 'team.profileChanged':
      return { profile: event.data.profile }
    case 'team.retired':
      return { retired: true }
    case 'team.dutyChanged':
      return { onDuty: event.data.onDuty, offDutyReason: event.data.onDuty ? '' : event.data.reason }
    case 'team.reserved':
      return { reservation: { incidentId: event.data.incidentId, until: event.data.until, by: event.actor } }
    case 'team.reservationReleased':
      return { reservation: null }
    case 'team.assigned':
      return {
        reservation: null,
        assignment: {
          dispatchId: event.data.dispatchId,
          incidentId: event.data.incidentId,
          by: event.actor,
          at: event.at,
        },
      }
    case 'team.released':
      // Only the order that holds the team frees it: a late word about an older one changes nothing.
      if (team.assignment?.dispatchId !== event.data.dispatchId) return {}
      return { assignment: null, endedOrders: team.endedOrders + 1, lastReleasedAt: event.at }
    default:
      return unreachable(event)
  }
}
