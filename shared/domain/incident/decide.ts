import { err, ok, type Result } from '../../base/result'
import { asIncidentId, type IncidentId, type TeamId } from '../../base/ids'
import type { CommandOf, CommandResult, DecideContext } from '../command'
import type { DomainEvent } from '../event'
import type { Rejection } from '../rejection'
import { releaseEvents } from '../dispatch/release'
import type { World } from '../world'
import type { Call } from './events'
import type { IncidentKind } from './kind'
import { sourceKey } from './source-key'
import { isOpen, type Incident } from './state'

export interface Decision {
  readonly events: readonly DomainEvent[]
  readonly result: CommandResult
}

export type Decided = Result<Decision, Rejection>

export type IncidentKinds = ReadonlyMap<string, IncidentKind>

function findIncident(world: World, id: IncidentId): Result<Incident, Rejection> {
  const incident = world.incidents.get(id)
  if (!incident) return err({ code: 'not_found', message: `no incident ${id}`, field: 'incidentId' })
  return ok(incident)
}

function findOpen(world: World, id: IncidentId): Result<Incident, Rejection> {
  const found = findIncident(world, id)
  if (found.ok && !isOpen(found.value)) {
    return err({ code: 'wrong_state', message: `incident ${found.value.number} is ${found.value.status}` })
  }
  return found
}

function unknownKind(code: string, kinds: IncidentKinds): Rejection {
  return {
    code: 'unknown_kind',
    message: `unknown incident kind "${code}"; known: ${[...kinds.keys()].join(', ')}`,
    field: 'kind',
    allowed: [...kinds.keys()],
  }
}

/** A new alarm, or the same one again: `feed` + `sourceId` tell. */
export function decideReport(
  world: World,
  command: CommandOf<'reportIncident'>,
  context: DecideContext,
  kinds: IncidentKinds,
): Decided {
  const { severity, ...data } = command.data
  const kind = kinds.get(data.kind)
  if (!kind) return err(unknownKind(data.kind, kinds))
  const call: Call = { ...data, severity: severity ?? kind.severity }
  const known = livingOn(world, world.bySource.get(sourceKey(call.source)))
  if (known) {
    const incident = world.incidents.get(known)
    const last = incident?.calls.findLast((earlier) => sourceKey(earlier.source) === sourceKey(call.source))
    const result = { incidentId: known, duplicate: true }
    // A source may repeat itself as often as it likes; only news is recorded.
    if (last && saysTheSame(last, call)) return ok({ events: [], result })
    return ok({ events: [{ type: 'incident.sourceUpdated', data: { incidentId: known, ...call } }], result })
  }
  const incidentId = asIncidentId(context.newId())
  const ordinal = (world.countByDay.get(context.dayPrefix) ?? 0) + 1
  const number = `${context.dayPrefix}-${String(ordinal).padStart(3, '0')}`
  return ok({
    events: [{ type: 'incident.reported', data: { incidentId, number, ...call } }],
    result: { incidentId },
  })
}

/** Where an incident lives on after it was merged, perhaps several times. */
function livingOn(world: World, id: IncidentId | undefined): IncidentId | undefined {
  let current = id
  for (;;) {
    const into: IncidentId | null | undefined = current && world.incidents.get(current)?.mergedInto
    if (!into) return current
    current = into
  }
}

function saysTheSame(a: Call, b: Call): boolean {
  return (
    a.kind === b.kind &&
    a.place === b.place &&
    a.description === b.description &&
    a.people === b.people &&
    a.at.lon === b.at.lon &&
    a.at.lat === b.at.lat &&
    a.caller?.phone === b.caller?.phone
  )
}

type Simple =
  | CommandOf<'answerIncident'>
  | CommandOf<'verifyIncident'>
  | CommandOf<'reclassifyIncident'>
  | CommandOf<'relocateIncident'>
  | CommandOf<'addNote'>
  | CommandOf<'recordCasualties'>
  | CommandOf<'addAttachment'>
  | CommandOf<'controlIncident'>
  | CommandOf<'closeIncident'>
  | CommandOf<'reopenIncident'>
  | CommandOf<'markFalseAlarm'>
  | CommandOf<'mergeIncidents'>
  | CommandOf<'dismissMerge'>

/** A phone gone wild would fill the disk with photos of 8 MB, and a full disk stops the hub. */
export const MAX_ATTACHMENTS = 500

/** Everything that happens in the life of an incident but its first report. */
export function decideIncident(world: World, command: Simple, context: DecideContext, kinds: IncidentKinds): Decided {
  const { incidentId } = command.data
  const one = (event: DomainEvent): Decided => ok({ events: [event], result: { incidentId } })
  // A note, a figure or a photo belongs to the record even after the end: only the rest needs an open incident.
  const additive = command.type === 'addNote' || command.type === 'recordCasualties' || command.type === 'addAttachment'
  const found =
    additive || command.type === 'reopenIncident' ? findIncident(world, incidentId) : findOpen(world, incidentId)
  if (!found.ok) return found
  const incident = found.value
  if (context.actor.role === 'team' && !hasBeenSent(world, incident, context.actor.teamId)) {
    return err({ code: 'not_found', message: `no incident ${incidentId}`, field: 'incidentId' })
  }

  switch (command.type) {
    case 'answerIncident':
      if (incident.answeredAt !== null) return ok({ events: [], result: { incidentId, duplicate: true } })
      return one({ type: 'incident.answered', data: { incidentId } })
    case 'verifyIncident':
      if (incident.verifiedAt !== null) return err({ code: 'already_done', message: 'already verified' })
      return one({ type: 'incident.verified', data: command.data })
    case 'reclassifyIncident':
      if (!kinds.has(command.data.kind)) return err(unknownKind(command.data.kind, kinds))
      return one({ type: 'incident.reclassified', data: command.data })
    case 'relocateIncident':
      return one({ type: 'incident.relocated', data: command.data })
    case 'addNote':
      return one({ type: 'incident.noteAdded', data: command.data })
    case 'recordCasualties':
      return one({ type: 'incident.casualtiesRecorded', data: command.data })
    case 'addAttachment':
      if (incident.attachments.some((attachment) => attachment.hash === command.data.hash)) {
        return ok({ events: [], result: { incidentId, duplicate: true } })
      }
      if (incident.attachments.length >= MAX_ATTACHMENTS) {
        return err({ code: 'too_large', message: `incident ${incident.number} has ${MAX_ATTACHMENTS} photos already`, field: 'hash' })
      }
      return one({ type: 'incident.attachmentAdded', data: command.data })
    case 'controlIncident':
      if (incident.status === 'controlled') return err({ code: 'already_done', message: 'already controlled' })
      return one({ type: 'incident.controlled', data: command.data })
    case 'closeIncident':
      return ok({
        events: [
          ...freeAll(world, incident, 'incident closed', context),
          { type: 'incident.closed', data: command.data },
        ],
        result: { incidentId },
      })
    case 'markFalseAlarm':
      return ok({
        events: [
          ...freeAll(world, incident, `false alarm: ${command.data.reason}`, context),
          { type: 'incident.markedFalseAlarm', data: command.data },
        ],
        result: { incidentId },
      })
    case 'reopenIncident':
      if (isOpen(incident)) return err({ code: 'wrong_state', message: `incident ${incident.number} is open` })
      if (incident.status === 'merged') {
        return err({ code: 'wrong_state', message: 'it was merged into another incident: work on that one' })
      }
      return one({ type: 'incident.reopened', data: command.data })
    case 'mergeIncidents':
      return decideMerge(world, incident, command.data.intoId)
    case 'dismissMerge': {
      const { otherId } = command.data
      if (!world.incidents.has(otherId)) return err({ code: 'not_found', message: `no incident ${otherId}`, field: 'otherId' })
      if (incident.mergeDismissed.includes(otherId)) return ok({ events: [], result: { incidentId, duplicate: true } })
      return one({ type: 'incident.mergeDismissed', data: command.data })
    }
  }
}

/** A phone may add to the incidents that its team was sent to, and learns nothing of others. */
function hasBeenSent(world: World, incident: Incident, teamId: TeamId | null): boolean {
  return incident.dispatchIds.some((id) => world.dispatches.get(id)?.teamId === teamId)
}

/** Teams on scene have done their work; those still on the way are called back. */
function freeAll(world: World, incident: Incident, reason: string, context: DecideContext): DomainEvent[] {
  return incident.active.flatMap(({ dispatchId }) => {
    const dispatch = world.dispatches.get(dispatchId)
    if (!dispatch) return []
    const outcome = dispatch.phase === 'on-scene' ? 'completed' : 'withdrawn'
    return releaseEvents(dispatch, outcome, { observedAt: context.now, clockSuspect: false, note: reason })
  })
}

function decideMerge(world: World, from: Incident, intoId: IncidentId): Decided {
  if (from.id === intoId) return err({ code: 'invalid', message: 'an incident cannot be merged into itself', field: 'intoId' })
  const into = world.incidents.get(intoId)
  if (!into) return err({ code: 'not_found', message: `no incident ${intoId}`, field: 'intoId' })
  if (!isOpen(into)) return err({ code: 'wrong_state', message: `incident ${into.number} is ${into.status}`, field: 'intoId' })
  if (from.active.length > 0) {
    return err({ code: 'wrong_state', message: 'teams are under orders for it: merge the other one into it instead' })
  }
  return ok({
    events: [
      { type: 'incident.mergedInto', data: { incidentId: from.id, intoId } },
      ...from.calls.map(({ receivedAt: _, ...call }) => ({
        type: 'incident.callMerged' as const,
        data: { incidentId: intoId, fromId: from.id, call },
      })),
    ],
    result: { incidentId: intoId },
  })
}
