import { asActorId, asCommandId, asDispatchId, asEventId, asIncidentId, asTeamId } from '../../shared/base/ids'
import type { DomainEvent, LoggedEvent } from '../../shared/domain/event'
import { streamOf } from '../../shared/domain/event'
import type { Call } from '../../shared/domain/incident/events'
import type { Severity } from '../../shared/domain/incident/kind'
import type { TeamProfile } from '../../shared/domain/team/profile'

/** Sample events for tests of the screens. */
const CALL: Call = {
  source: { feed: 'police-110', sourceId: 's', channel: '110' },
  kind: 'missing-person-water',
  severity: 'red',
  at: { lon: 120.452, lat: 27.283 },
  original: { lon: 120.452, lat: 27.283, datum: 'wgs84' },
  uncertaintyM: null,
  place: '观美水库上游',
  description: '',
  caller: null,
  people: 1,
  observedAt: 1_661_322_335_000,
}

const PROFILE: TeamProfile = {
  name: '蓝鳍水域救援队',
  kind: 'social',
  township: '马站镇',
  leader: { name: '演示甲', phone: '13800000001' },
  members: 8,
  base: { lon: 120.44, lat: 27.28 },
  certificates: [],
  vehicles: [],
  equipment: [],
  mobilisationSeconds: 90,
  demonstration: true,
}

export const T0 = 1_661_322_335_000

/** An event at `seq`, one second after T0 for each. */
export function logged(seq: number, event: DomainEvent, streamVersion = 1): LoggedEvent {
  return {
    seq,
    eventId: asEventId(`e${seq}`),
    stream: streamOf(event),
    streamVersion,
    v: 1,
    at: T0 + seq * 1000,
    actor: asActorId('officer:演示甲'),
    commandId: asCommandId(`c${seq}`),
    causedBy: null,
    drill: false,
    ...event,
  } as LoggedEvent
}

export function reported(seq: number, id: string, severity: Severity = 'red'): LoggedEvent {
  return logged(seq, {
    type: 'incident.reported',
    data: { ...CALL, severity, incidentId: asIncidentId(id), number: `2022-0824-${String(seq).padStart(3, '0')}` },
  })
}

export function note(seq: number, id: string, text: string): LoggedEvent {
  return logged(seq, { type: 'incident.noteAdded', data: { incidentId: asIncidentId(id), text } }, seq)
}

export function registered(seq: number, id: string): LoggedEvent {
  return logged(seq, { type: 'team.registered', data: { teamId: asTeamId(id), profile: PROFILE } })
}

/** The three events of one order. */
export function ordered(seq: number, incident: string, team: string, dispatch: string): LoggedEvent[] {
  const incidentId = asIncidentId(incident)
  const teamId = asTeamId(team)
  const dispatchId = asDispatchId(dispatch)
  const basis = { rank: 1, etaSeconds: 440, etaKind: 'road' as const }
  return [
    logged(seq, {
      type: 'dispatch.ordered',
      data: { dispatchId, incidentId, teamId, basis, override: null, message: '' },
    }),
    logged(seq + 1, { type: 'incident.teamOrdered', data: { dispatchId, incidentId, teamId } }, 2),
    logged(seq + 2, { type: 'team.assigned', data: { dispatchId, incidentId, teamId } }, 2),
  ]
}
