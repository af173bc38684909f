import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { IncidentEvent } from './events'
import type { Incident } from './state'

type Logged = EventEnvelope & IncidentEvent

/** The incident after `event`. Total: every event of the log can be folded. */
export function evolveIncident(state: Incident | undefined, event: Logged): Incident {
  if (event.type === 'incident.reported') {
    const { incidentId, number, ...call } = event.data
    return {
      id: incidentId,
      version: event.streamVersion,
      number,
      status: 'reported',
      kind: call.kind,
      severity: call.severity,
      at: call.at,
      place: call.place,
      description: call.description,
      calls: [{ ...call, receivedAt: event.at }],
      casualties: null,
      notes: [],
      attachments: [],
      active: [],
      dispatchIds: [],
      anyCompleted: false,
      mergedInto: null,
      mergeDismissed: [],
      drill: event.drill,
      reportedAt: event.at,
      answeredAt: null,
      verifiedAt: null,
      controlledAt: null,
      closedAt: null,
    }
  }
  const incident = required(state, `incident of ${event.stream}`)
  return { ...incident, ...change(incident, event), version: event.streamVersion }
}

function change(incident: Incident, event: Exclude<Logged, { type: 'incident.reported' }>): Partial<Incident> {
  switch (event.type) {
    case 'incident.sourceUpdated': {
      const { incidentId: _, ...call } = event.data
      return { calls: [...incident.calls, { ...call, receivedAt: event.at }] }
    }
    case 'incident.answered':
      return { answeredAt: incident.answeredAt ?? event.at }
    case 'incident.verified':
      return {
        status: incident.status === 'reported' ? 'verified' : incident.status,
        verifiedAt: event.at,
        answeredAt: incident.answeredAt ?? event.at,
      }
    case 'incident.reclassified':
      return { kind: event.data.kind, severity: event.data.severity }
    case 'incident.relocated':
      return { at: event.data.at, place: event.data.place }
    case 'incident.noteAdded':
      return { notes: [...incident.notes, { text: event.data.text, actor: event.actor, at: event.at }] }
    case 'incident.casualtiesRecorded': {
      const { incidentId: _, ...casualties } = event.data
      return { casualties }
    }
    case 'incident.attachmentAdded': {
      const { hash, mime, bytes, name } = event.data
      return { attachments: [...incident.attachments, { hash, mime, bytes, name, actor: event.actor, at: event.at }] }
    }
    case 'incident.teamOrdered': {
      const { dispatchId, teamId } = event.data
      return {
        status: incident.status === 'controlled' ? 'controlled' : 'dispatched',
        answeredAt: incident.answeredAt ?? event.at,
        active: [...incident.active, { dispatchId, teamId }],
        dispatchIds: [...incident.dispatchIds, dispatchId],
      }
    }
    case 'incident.teamReleased': {
      const active = incident.active.filter((order) => order.dispatchId !== event.data.dispatchId)
      const anyCompleted = incident.anyCompleted || event.data.outcome === 'completed'
      const nobodyLeft = incident.status === 'dispatched' && active.length === 0 && !anyCompleted
      return { active, anyCompleted, status: nobodyLeft ? 'verified' : incident.status }
    }
    case 'incident.controlled':
      return { status: 'controlled', controlledAt: event.at }
    case 'incident.closed':
      return { status: 'closed', closedAt: event.at }
    case 'incident.reopened':
      return {
        status: incident.anyCompleted ? 'dispatched' : 'verified',
        verifiedAt: incident.verifiedAt ?? event.at,
        closedAt: null,
        controlledAt: null,
      }
    case 'incident.markedFalseAlarm':
      return { status: 'false-alarm', closedAt: event.at, answeredAt: incident.answeredAt ?? event.at }
    case 'incident.mergedInto':
      return { status: 'merged', mergedInto: event.data.intoId, closedAt: event.at, answeredAt: incident.answeredAt ?? event.at }
    case 'incident.callMerged':
      return { calls: [...incident.calls, { ...event.data.call, receivedAt: event.at }] }
    case 'incident.mergeDismissed':
      return { mergeDismissed: [...incident.mergeDismissed, event.data.otherId] }
    default:
      return unreachable(event)
  }
}
