import { HOUR } from '../../base/time'
import type { Aggregate } from '../aggregate'
import { incidentCommands } from './commands'
import { decideIncident, decideReport } from './decide'
import { evolveIncident } from './evolve'
import type { IncidentEvent } from './events'
import { type Incident, isOpen } from './state'
import { HUB_KEEPS_MS } from '../memory'
import { sourceKey } from './source-key'
import type { World } from '../world'

export const incident: Aggregate<'incident', 'incidents', Incident, IncidentEvent, typeof incidentCommands> = {
  name: 'incident',
  table: 'incidents',
  idOf: (data) => data.incidentId,
  events: {
    'incident.reported': 1,
    'incident.sourceUpdated': 1,
    'incident.answered': 1,
    'incident.verified': 1,
    'incident.reclassified': 1,
    'incident.relocated': 1,
    'incident.noteAdded': 1,
    'incident.casualtiesRecorded': 1,
    'incident.attachmentAdded': 1,
    'incident.teamOrdered': 1,
    'incident.teamReleased': 1,
    'incident.controlled': 1,
    'incident.closed': 1,
    'incident.reopened': 1,
    'incident.markedFalseAlarm': 1,
    'incident.mergedInto': 1,
    'incident.callMerged': 1,
    'incident.mergeDismissed': 1,
  },
  commands: incidentCommands,
  evolve: evolveIncident,
  decide: (world, command, context, kinds) =>
    command.type === 'reportIncident' ? decideReport(world, command, context, kinds) : decideIncident(world, command, context, kinds),
  index(world, incident, event) {
    if (event.type === 'incident.reported') countIn(world, incident)
  },
  restore: countIn,
  unindex: countOut,
  memory: {
    endedAt: (incident) => (isOpen(incident) ? null : (incident.closedAt ?? incident.reportedAt)),
    // A day and a bit: the figures of today stay whole in every zone.
    screensMs: 26 * HOUR,
    hubMs: HUB_KEEPS_MS,
  },
}

/** The index of calls already known, and the running number of the day. */
function countIn(world: World, incident: Incident): void {
  const [first] = incident.calls
  if (first) world.bySource.set(sourceKey(first.source), incident.id)
  const day = incident.number.slice(0, 9)
  world.countByDay.set(day, (world.countByDay.get(day) ?? 0) + 1)
}

function countOut(world: World, incident: Incident): void {
  const [first] = incident.calls
  if (first && world.bySource.get(sourceKey(first.source)) === incident.id) world.bySource.delete(sourceKey(first.source))
  const day = incident.number.slice(0, 9)
  const left = (world.countByDay.get(day) ?? 0) - 1
  if (left > 0) world.countByDay.set(day, left)
  else world.countByDay.delete(day)
}
