import { err, ok } from '../../base/result'
import { MINUTE } from '../../base/time'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import { isOpen } from '../incident/state'
import type { World } from '../world'

type TeamCommand =
  | CommandOf<'registerTeam'>
  | CommandOf<'retireTeam'>
  | CommandOf<'setTeamDuty'>
  | CommandOf<'reserveTeam'>
  | CommandOf<'releaseReservation'>

/** A team's own affairs: its profile as the pack gives it, its duty, and reservations. */
export function decideTeam(world: World, command: TeamCommand, context: DecideContext): Decided {
  const { teamId } = command.data
  const team = world.teams.get(teamId)
  const nothing: Decided = ok({ events: [], result: { duplicate: true } })
  const missing: Decided = err({ code: 'not_found', message: `no team ${teamId}`, field: 'teamId' })

  switch (command.type) {
    case 'registerTeam': {
      const { profile } = command.data
      if (!team || team.retired) return ok({ events: [{ type: 'team.registered', data: { teamId, profile } }], result: {} })
      if (JSON.stringify(team.profile) === JSON.stringify(profile)) return nothing
      return ok({ events: [{ type: 'team.profileChanged', data: { teamId, profile } }], result: {} })
    }
    case 'retireTeam':
      if (!team) return missing
      if (team.retired) return nothing
      return ok({ events: [{ type: 'team.retired', data: { teamId } }], result: {} })
    case 'setTeamDuty': {
      if (!team) return missing
      if (context.actor.role === 'team' && context.actor.teamId !== teamId) return missing
      const { onDuty, reason } = command.data
      if (team.onDuty === onDuty) return nothing
      return ok({ events: [{ type: 'team.dutyChanged', data: { teamId, onDuty, reason } }], result: {} })
    }
    case 'reserveTeam': {
      if (!team) return missing
      const incident = world.incidents.get(command.data.incidentId)
      if (!incident || !isOpen(incident)) return err({ code: 'not_found', message: 'no such open incident', field: 'incidentId' })
      if (team.retired) return err({ code: 'team_not_eligible', message: 'retired', field: 'teamId', violations: ['retired'] })
      if (team.assignment) {
        const { by, dispatchId, incidentId, at } = team.assignment
        return err({ code: 'team_taken', message: `${team.profile.name} is under orders`, field: 'teamId', winner: { actor: by, dispatchId, incidentId, at } })
      }
      if (team.reservation && team.reservation.until > context.now && team.reservation.incidentId !== incident.id) {
        return err({ code: 'wrong_state', message: 'reserved for another incident: release it first', field: 'teamId' })
      }
      const until = context.now + command.data.minutes * MINUTE
      return ok({ events: [{ type: 'team.reserved', data: { teamId, incidentId: incident.id, until } }], result: {} })
    }
    case 'releaseReservation':
      if (!team) return missing
      if (!team.reservation) return nothing
      return ok({ events: [{ type: 'team.reservationReleased', data: { teamId } }], result: {} })
  }
}
