import { err } from '../base/result'
import { PERMITTED, type Command, type DecideContext } from './command'
import type { Decided, IncidentKinds } from './incident/decide'
import { rowOfCommand } from './table'
import type { World } from './world'

/**
 * What follows from a command in a given world: events, or a reason why not. Pure: the same world, command and context
 * give the same answer. Authorisation by role is part of it, so that no way in can forget it.
 */
export function decide(world: World, command: Command, context: DecideContext, kinds: IncidentKinds): Decided {
  if (!PERMITTED[command.type].includes(context.actor.role)) {
    return err({ code: 'forbidden', message: `${context.actor.role} may not ${command.type}` })
  }
  if (command.expectedVersion !== undefined && 'incidentId' in command.data) {
    const incident = world.incidents.get(command.data.incidentId)
    // A lost race is told as one: who took the team matters more than that the incident has moved on.
    const lostRace =
      command.type === 'assignTeam' &&
      command.data.override?.redirectFrom === undefined &&
      world.teams.get(command.data.teamId)?.assignment
    if (incident && incident.version !== command.expectedVersion && !lostRace) {
      return err({
        code: 'stale_version',
        message: `incident ${incident.number} is at version ${incident.version}, not ${command.expectedVersion}`,
        field: 'expectedVersion',
      })
    }
  }
  return rowOfCommand(command.type).decide(world, command, context, kinds)
}
