import { err } from '../base/result'
import { decideAlert } from './alert/decide'
import { decideAnnotation } from './annotation/decide'
import { decideBriefing } from './briefing/decide'
import { decideCallout } from './callout/decide'
import { decideClosure } from './closure/decide'
import { PERMITTED, type Command, type DecideContext } from './command'
import { decideAssign, decideEscalate, decideOrder } from './dispatch/decide'
import { decideDrift } from './drift/decide'
import { decideIncident, decideReport, type Decided, type IncidentKinds } from './incident/decide'
import { decideRecall } from './recall/decide'
import { decideRelocation } from './relocation/decide'
import { decideSheet } from './relocation/decide-sheet'
import { decideResponse } from './response/decide'
import { decideTeam } from './team/decide'
import { decideTyphoon } from './typhoon/decide'
import { decideWall } from './wall/decide'
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
  switch (command.type) {
    case 'reportIncident':
      return decideReport(world, command, context, kinds)
    case 'answerIncident':
    case 'verifyIncident':
    case 'reclassifyIncident':
    case 'relocateIncident':
    case 'addNote':
    case 'recordCasualties':
    case 'addAttachment':
    case 'controlIncident':
    case 'closeIncident':
    case 'reopenIncident':
    case 'markFalseAlarm':
    case 'mergeIncidents':
    case 'dismissMerge':
      return decideIncident(world, command, context, kinds)
    case 'assignTeam':
      return decideAssign(world, command, context, kinds)
    case 'markDelivered':
    case 'recordMilestone':
    case 'withdrawDispatch':
    case 'realertDispatch':
    case 'requestReinforcement':
      return decideOrder(world, command, context)
    case 'escalateDispatch':
      return decideEscalate(world, command, context, kinds)
    case 'registerTeam':
    case 'retireTeam':
    case 'setTeamDuty':
    case 'reserveTeam':
    case 'releaseReservation':
      return decideTeam(world, command, context)
    case 'declareClosure':
    case 'liftClosure':
      return decideClosure(world, command, context)
    case 'drawAnnotation':
    case 'changeAnnotation':
    case 'removeAnnotation':
    case 'restoreAnnotation':
      return decideAnnotation(world, command, context)
    case 'freezeBriefing':
    case 'editBriefing':
    case 'publishBriefing':
    case 'withdrawBriefing':
      return decideBriefing(world, command, context)
    case 'sendCallout':
    case 'readCallout':
    case 'answerCallout':
    case 'runCalloutClock':
    case 'recordCalloutCall':
    case 'liftCallout':
    case 'reportCallout':
    case 'withdrawCallout':
      return decideCallout(world, command, context)
    case 'orderRecall':
    case 'answerRecall':
    case 'progressRecall':
    case 'endRecall':
      return decideRecall(world, command, context)
    case 'recordDrift':
      return decideDrift(world, command, context)
    case 'recordAdvisory':
    case 'endTyphoon':
    case 'resumeTyphoon':
      return decideTyphoon(world, command)
    case 'signalAlert':
    case 'judgeAlert':
    case 'sendAlert':
    case 'answerAlert':
    case 'escalateAlert':
    case 'closeAlert':
    case 'reopenAlert':
      return decideAlert(world, command, context, kinds)
    case 'startRelocation':
    case 'openSheets':
    case 'endRelocation':
    case 'resumeRelocation':
    case 'countAtShelter':
      return decideRelocation(world, command, context)
    case 'markHouseholds':
    case 'unmarkHousehold':
    case 'assignShelter':
    case 'reportSheet':
    case 'confirmSheet':
    case 'sendBackSheet':
      return decideSheet(world, command, context)
    case 'declareResponse':
    case 'changeResponse':
    case 'endResponse':
    case 'confirmDuty':
    case 'withdrawConfirmation':
      return decideResponse(world, command, context)
    case 'registerWall':
    case 'castToWall':
    case 'advanceWall':
    case 'holdWall':
    case 'blankWall':
    case 'putBanner':
    case 'setInterruptions':
      return decideWall(world, command, context)
  }
}
