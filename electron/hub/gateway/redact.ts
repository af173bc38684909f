import type { Alert } from '../../../shared/domain/alert/state'
import type { Briefing, Edition } from '../../../shared/domain/briefing/state'
import type { FieldValues } from '../../../shared/domain/callout/fields'
import type { Callout } from '../../../shared/domain/callout/state'
import type { Dispatch } from '../../../shared/domain/dispatch/state'
import type { LoggedEvent } from '../../../shared/domain/event'
import type { Call } from '../../../shared/domain/incident/events'
import type { Incident } from '../../../shared/domain/incident/state'
import type { Response } from '../../../shared/domain/response/state'
import type { Team } from '../../../shared/domain/team/state'
import type { TeamProfile } from '../../../shared/domain/team/profile'
import type { Sheet } from '../../../shared/domain/relocation/state'
import { distanceM, type LonLat } from '../../../shared/geo/position'
import type { WorldSnapshot } from '../../../shared/protocol/messages'
import type { Hub } from '../core/hub'

/** What redaction must know of the world. */
export interface RedactionRules {
  /** The kind's `sensitive` of an incident now; an unknown incident counts as sensitive. */
  readonly isSensitive: (incidentId: string) => boolean
  readonly isSensitiveKind: (kind: string) => boolean
  /** Name of the township around a position: all that a wall says of a sensitive place. */
  readonly townshipAt: (at: LonLat) => string
}

/** A room full of visitors can see a wall: about 1 km is as exact as a sensitive place is shown. */
const coarse = (degrees: number): number => Math.round(degrees * 100) / 100
const coarsely = (at: LonLat): LonLat => ({ lon: coarse(at.lon), lat: coarse(at.lat) })

/** Chinese mobile and landline numbers, and ids of 15-18 digits: free text often has them. */
const NUMBERS = /(?<!\d)(?:\d{15,17}[\dXx]|1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(?![\dXx])/g

/** Text as a wall may show it: telephone and identity numbers keep their ends only. */
export function maskNumbers(text: string): string {
  return text.replace(NUMBERS, (found) => `${found.slice(0, 3)}****${found.slice(-2)}`)
}

/**
 * An event as walls get it: nobody who called is named, no numbers, and of sensitive incidents neither the words nor
 * the place, only the township. Everything that a wall's fold needs stays in place. Pure.
 */
export function redactForWall(event: LoggedEvent, rules: RedactionRules): LoggedEvent {
  switch (event.type) {
    case 'incident.reported':
    case 'incident.sourceUpdated': {
      const hidden = rules.isSensitiveKind(event.data.kind) || rules.isSensitive(event.data.incidentId)
      // Rebuilding a member of the union from its own data gives that member: TypeScript widens it.
      return { ...event, data: { ...event.data, ...redactCall(event.data, hidden, rules) } } as LoggedEvent
    }
    case 'incident.callMerged': {
      const hidden = rules.isSensitiveKind(event.data.call.kind) || rules.isSensitive(event.data.incidentId)
      return { ...event, data: { ...event.data, call: redactCall(event.data.call, hidden, rules) } }
    }
    case 'incident.relocated':
      return rules.isSensitive(event.data.incidentId)
        ? { ...event, data: { ...event.data, at: coarsely(event.data.at), place: rules.townshipAt(event.data.at) } }
        : event
    case 'incident.noteAdded': {
      const text = rules.isSensitive(event.data.incidentId) ? '' : maskNumbers(event.data.text)
      return { ...event, data: { ...event.data, text } }
    }
    case 'incident.verified':
    case 'incident.controlled': {
      const note = rules.isSensitive(event.data.incidentId) ? '' : maskNumbers(event.data.note)
      return { ...event, data: { ...event.data, note } } as LoggedEvent
    }
    case 'incident.closed': {
      const summary = rules.isSensitive(event.data.incidentId) ? '' : maskNumbers(event.data.summary)
      return { ...event, data: { ...event.data, summary } }
    }
    case 'incident.reopened':
    case 'incident.markedFalseAlarm': {
      const reason = rules.isSensitive(event.data.incidentId) ? '' : maskNumbers(event.data.reason)
      return { ...event, data: { ...event.data, reason } } as LoggedEvent
    }
    case 'incident.attachmentAdded':
      return { ...event, data: { ...event.data, name: '' } }
    case 'dispatch.ordered': {
      const override = event.data.override && { ...event.data.override, reason: '' }
      return { ...event, data: { ...event.data, message: '', override } }
    }
    case 'dispatch.delivered':
    case 'dispatch.acknowledged':
    case 'dispatch.departed':
    case 'dispatch.arrived':
    case 'dispatch.completed':
    case 'dispatch.declined':
    case 'dispatch.reinforcementRequested':
      return { ...event, data: { ...event.data, note: '' } } as LoggedEvent
    case 'dispatch.withdrawn':
      return { ...event, data: { ...event.data, reason: '' } }
    case 'team.registered':
    case 'team.profileChanged':
      return { ...event, data: { ...event.data, profile: redactProfile(event.data.profile) } }
    case 'callout.sent':
      return { ...event, data: { ...event.data, text: maskNumbers(event.data.text) } }
    case 'callout.answered':
    case 'callout.reported':
      return { ...event, data: { ...event.data, values: maskValues(event.data.values) } } as LoggedEvent
    case 'callout.called':
      return { ...event, data: { ...event.data, who: '', number: '', note: '' } }
    case 'callout.lifted':
      return { ...event, data: { ...event.data, note: '' } }
    case 'callout.withdrawn':
    case 'closure.lifted':
    case 'typhoon.ended':
      return { ...event, data: { ...event.data, reason: '' } } as LoggedEvent
    case 'closure.declared':
      return { ...event, data: { ...event.data, reason: maskNumbers(event.data.reason) } }
    case 'annotation.drawn':
    case 'annotation.changed':
      return { ...event, data: { ...event.data, name: maskNumbers(event.data.name) } } as LoggedEvent
    case 'alert.judged':
    case 'alert.sent':
    case 'alert.escalated':
      return { ...event, data: { ...event.data, note: '' } } as LoggedEvent
    case 'alert.answered':
      return { ...event, data: { ...event.data, text: '' } }
    case 'alert.closed':
    case 'alert.reopened':
      return { ...event, data: { ...event.data, reason: '' } } as LoggedEvent
    case 'briefing.frozen':
      return { ...event, data: { ...event.data, content: null, edition: withoutNotes(event.data.edition) } }
    case 'briefing.edited':
      return { ...event, data: { ...event.data, edition: withoutNotes(event.data.edition) } }
    case 'briefing.withdrawn':
      return { ...event, data: { ...event.data, reason: '' } }
    case 'drift.recorded':
      return rules.isSensitive(event.data.incidentId) ? { ...event, data: { ...event.data, at: coarsely(event.data.at) } } : event
    case 'recall.ordered':
      return { ...event, data: { ...event.data, title: maskNumbers(event.data.title), reason: '' } }
    case 'recall.ended':
      return { ...event, data: { ...event.data, reason: '' } }
    case 'relocation.started':
      return { ...event, data: { ...event.data, name: maskNumbers(event.data.name) } }
    case 'recall.answered':
      return { ...event, data: { ...event.data, note: '' } }
    case 'relocation.ended':
    case 'sheet.sentBack':
      return { ...event, data: { ...event.data, reason: '' } } as LoggedEvent
    case 'relocation.walkInsCounted':
      return { ...event, data: { ...event.data, note: '' } }
    case 'sheet.marked':
      return { ...event, data: { ...event.data, marks: event.data.marks.map((mark) => ({ ...mark, note: '', followUp: '' })) } }
    case 'sheet.reported':
      return { ...event, data: { ...event.data, note: '', exceptions: event.data.exceptions.map((one) => ({ ...one, reason: '' })) } }
    case 'response.declared':
    case 'response.levelChanged':
    case 'response.ended':
      return { ...event, data: { ...event.data, reason: '' } } as LoggedEvent
    case 'response.dutyConfirmed':
      return { ...event, data: { ...event.data, answeredBy: '', note: '' } }
    case 'response.confirmationWithdrawn':
      return { ...event, data: { ...event.data, reason: '' } }
    case 'team.dutyChanged':
      return { ...event, data: { ...event.data, reason: '' } }
    default:
      return event
  }
}

function redactCall<C extends Call>(call: C, hidden: boolean, rules: RedactionRules): C {
  const open = { ...call, caller: null, description: maskNumbers(call.description) }
  if (!hidden) return open
  return {
    ...open,
    description: '',
    place: rules.townshipAt(call.at),
    at: coarsely(call.at),
    original: { ...call.original, lon: coarse(call.original.lon), lat: coarse(call.original.lat) },
  }
}

function redactProfile(profile: TeamProfile): TeamProfile {
  return { ...profile, leader: { ...profile.leader, phone: '' } }
}

/** Free text keeps no numbers; ids of choices and villages have none. */
function maskValues(values: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, typeof value === 'string' ? maskNumbers(value) : value]))
}

function redactCallout(callout: Callout): Callout {
  const said = (one: Callout['units'][number]['answer']) => one && { ...one, values: maskValues(one.values) }
  return {
    ...callout,
    text: maskNumbers(callout.text),
    withdrawn: callout.withdrawn && { ...callout.withdrawn, reason: '' },
    units: callout.units.map((unit) => ({
      ...unit,
      answer: said(unit.answer),
      report: said(unit.report),
      calls: unit.calls.map((call) => ({ ...call, who: '', number: '', note: '' })),
    })),
  }
}

function redactIncident(incident: Incident, rules: RedactionRules): Incident {
  const hidden = rules.isSensitiveKind(incident.kind)
  return {
    ...incident,
    description: hidden ? '' : maskNumbers(incident.description),
    ...(hidden ? { at: coarsely(incident.at), place: rules.townshipAt(incident.at) } : {}),
    calls: incident.calls.map((call) => redactCall(call, hidden, rules)),
    notes: incident.notes.map((note) => ({ ...note, text: hidden ? '' : maskNumbers(note.text) })),
    attachments: incident.attachments.map((attachment) => ({ ...attachment, name: '' })),
  }
}

function redactDispatch(dispatch: Dispatch): Dispatch {
  return { ...dispatch, message: '', endReason: '', override: dispatch.override && { ...dispatch.override, reason: '' } }
}

/** A presenter's notes are for the presenter, and drafts are nobody's business but the desk's. */
function withoutNotes(edition: Edition): Edition {
  return { ...edition, notes: {}, texts: { summary: '', risks: '', proposals: '' } }
}

function redactBriefing(briefing: Briefing): Briefing {
  const versions = briefing.versions.map((version) => ({ ...version, edition: withoutNotes(version.edition) }))
  return { ...briefing, versions, withdrawn: briefing.withdrawn && { ...briefing.withdrawn, reason: '' } }
}

function redactTeam(team: Team): Team {
  return { ...team, profile: redactProfile(team.profile), offDutyReason: '' }
}

function redactAlert(alert: Alert): Alert {
  return {
    ...alert,
    judgement: alert.judgement && { ...alert.judgement, note: '' },
    sent: alert.sent.map((sent) => ({ ...sent, note: '' })),
    answers: alert.answers.map((answer) => ({ ...answer, text: '' })),
    closed: alert.closed && { ...alert.closed, reason: '' },
  }
}

/** Reasons and notes about a household name people; the figures do not. */
function redactSheet(sheet: Sheet): Sheet {
  const { report, sentBack } = sheet
  return {
    ...sheet,
    marks: Object.fromEntries(Object.entries(sheet.marks).map(([id, mark]) => [id, { ...mark, note: '', followUp: '' }])),
    before: Object.fromEntries(Object.entries(sheet.before).map(([id, mark]) => [id, mark && { ...mark, note: '', followUp: '' }])),
    report: report && { ...report, note: '', exceptions: report.exceptions.map((one) => ({ ...one, reason: '' })) },
    sentBack: sentBack && { ...sentBack, reason: '' },
  }
}

/** Who answered for a unit, and why a level was changed, is for officers. */
function redactResponse(response: Response): Response {
  return {
    ...response,
    steps: response.steps.map((step) => ({ ...step, reason: '' })),
    duties: response.duties.map((duty) =>
      duty.confirmations.length === 0
        ? duty
        : {
            ...duty,
            confirmations: duty.confirmations.map((one) => ({ ...one, answeredBy: '', note: '', withdrawn: one.withdrawn && { ...one.withdrawn, reason: '' } })),
          },
    ),
  }
}

export interface Redactor {
  event(event: LoggedEvent): LoggedEvent
  incident(incident: Incident): Incident
  alert(alert: Alert): Alert
  dispatch(dispatch: Dispatch): Dispatch
  snapshot(snapshot: WorldSnapshot): WorldSnapshot
  /** True if walls see less of this kind. */
  isSensitiveKind(kind: string): boolean
}

/** Redaction by the hub's pack and committed world. */
export function createRedactor(hub: Pick<Hub, 'kinds' | 'world' | 'pack'>): Redactor {
  const isSensitiveKind = (kind: string): boolean => hub.kinds.get(kind)?.sensitive ?? true
  const rules: RedactionRules = {
    isSensitiveKind,
    isSensitive(incidentId) {
      const incident = hub.world.incidents.get(incidentId as Incident['id'])
      return incident === undefined || isSensitiveKind(incident.kind)
    },
    townshipAt(at) {
      const nearest = hub.pack.townships.toSorted((a, b) => distanceM(a.at, at) - distanceM(b.at, at))[0]
      return nearest?.name ?? hub.pack.manifest.name.zh
    },
  }
  return {
    event: (event) => redactForWall(event, rules),
    incident: (incident) => redactIncident(incident, rules),
    dispatch: redactDispatch,
    alert: redactAlert,
    isSensitiveKind,
    snapshot: (snapshot) => ({
      ...snapshot,
      incidents: snapshot.incidents.map((incident) => redactIncident(incident, rules)),
      drifts: snapshot.drifts.map((drift) => (rules.isSensitive(drift.id) ? { ...drift, at: coarsely(drift.at) } : drift)),
      recalls: snapshot.recalls.map((recall) => ({ ...recall, title: maskNumbers(recall.title), reason: '', endReason: '' })),
      teams: snapshot.teams.map(redactTeam),
      briefings: snapshot.briefings.map(redactBriefing),
      dispatches: snapshot.dispatches.map(redactDispatch),
      responses: snapshot.responses.map(redactResponse),
      relocations: snapshot.relocations.map((relocation) => ({ ...relocation, name: maskNumbers(relocation.name), endReason: '' })),
      closures: snapshot.closures.map((closure) => ({ ...closure, reason: maskNumbers(closure.reason) })),
      sheets: snapshot.sheets.map(redactSheet),
      alerts: snapshot.alerts.map(redactAlert),
      callouts: snapshot.callouts.map(redactCallout),
      annotations: snapshot.annotations.map((annotation) => ({ ...annotation, name: maskNumbers(annotation.name), changed: null })),
    }),
  }
}
