import { asDispatchId, type DispatchId } from '../../base/ids'
import { err, ok, type Result } from '../../base/result'
import { MINUTE, type EpochMs } from '../../base/time'
import { eligibility } from '../../dispatch/eligibility'
import type { CommandOf, DecideContext } from '../command'
import type { DomainEvent } from '../event'
import type { Decided, IncidentKinds } from '../incident/decide'
import { isOpen } from '../incident/state'
import type { Rejection } from '../rejection'
import type { World } from '../world'
import { releaseEvents } from './release'
import { isActive, PHASE_RANK, type Dispatch, type Milestone } from './state'

/** How far a phone's clock may run ahead before its word about the time is doubted. */
const CLOCK_TOLERANCE_MS = MINUTE

/** Sends one team to one incident: the rules of complaint 3 and 4 live here and nowhere else. */
function decideAssign(
  world: World,
  command: CommandOf<'assignTeam'>,
  context: DecideContext,
  kinds: IncidentKinds,
): Decided {
  const { incidentId, teamId, override, message, basis } = command.data
  const incident = world.incidents.get(incidentId)
  if (!incident) return err({ code: 'not_found', message: `no incident ${incidentId}`, field: 'incidentId' })
  if (!isOpen(incident)) return err({ code: 'wrong_state', message: `incident ${incident.number} is ${incident.status}` })
  const team = world.teams.get(teamId)
  if (!team) return err({ code: 'not_found', message: `no team ${teamId}`, field: 'teamId' })
  const kind = kinds.get(incident.kind)
  if (!kind) return err({ code: 'unknown_kind', message: `the pack no longer knows kind ${incident.kind}: reclassify it first`, allowed: [...kinds.keys()] })

  const { violations } = eligibility({ team, kind, incidentId, now: context.now, endOfDay: context.endOfDay })
  const freed: DomainEvent[] = []
  const bound = team.assignment
  if (bound) {
    const current = world.dispatches.get(bound.dispatchId)
    const taken: Rejection = {
      code: 'team_taken',
      message: `${team.profile.name} is already under orders`,
      field: 'teamId',
      winner: { actor: bound.by, dispatchId: bound.dispatchId, incidentId: bound.incidentId, at: bound.at },
    }
    // An override speaks of the order that the officer saw. It can never take a team that has another one by now, nor
    // one that is on scene.
    if (!current || override?.redirectFrom !== bound.dispatchId || current.phase === 'on-scene' || bound.incidentId === incidentId) {
      return err(taken)
    }
    freed.push(...releaseEvents(current, 'withdrawn', { observedAt: context.now, clockSuspect: false, note: `redirected: ${override.reason}` }))
  } else if (override?.redirectFrom) {
    return err({ code: 'wrong_state', message: 'the team is no longer under that order', field: 'override.redirectFrom' })
  }
  if (team.retired) return err({ code: 'team_not_eligible', message: `${team.profile.name} is retired`, field: 'teamId', violations: ['retired'] })
  if (violations.length > 0 && !override) {
    return err({
      code: 'team_not_eligible',
      message: `${team.profile.name} may not be sent: ${violations.map((violation) => violation.code).join(', ')}`,
      field: 'teamId',
      violations: violations.map((violation) => violation.code),
    })
  }
  const dispatchId = asDispatchId(context.newId())
  return ok({
    events: [
      ...freed,
      {
        type: 'dispatch.ordered',
        data: {
          dispatchId,
          incidentId,
          teamId,
          basis,
          override: override && violations.length > 0 ? { reason: override.reason, violations: violations.map((violation) => violation.code) } : null,
          message,
        },
      },
      { type: 'team.assigned', data: { teamId, dispatchId, incidentId } },
      { type: 'incident.teamOrdered', data: { incidentId, dispatchId, teamId } },
    ],
    result: { dispatchId, incidentId },
  })
}

type OrderCommand =
  | CommandOf<'markDelivered'>
  | CommandOf<'recordMilestone'>
  | CommandOf<'withdrawDispatch'>
  | CommandOf<'realertDispatch'>
  | CommandOf<'requestReinforcement'>

/** Giving orders, and everything that becomes of them. */
export function decideDispatch(world: World, command: OrderCommand | CommandOf<'assignTeam' | 'escalateDispatch'>, context: DecideContext, kinds: IncidentKinds): Decided {
  switch (command.type) {
    case 'assignTeam':
      return decideAssign(world, command, context, kinds)
    case 'escalateDispatch':
      return decideEscalate(world, command, context, kinds)
    default:
      return decideOrder(world, command, context)
  }
}

/** Everything that happens to an order after it was given. A phone may speak of its own team's orders only. */
function decideOrder(world: World, command: OrderCommand, context: DecideContext): Decided {
  const found = findOwn(world, command.data.dispatchId, context)
  if (!found.ok) return found
  const dispatch = found.value
  const ids = { dispatchId: dispatch.id, incidentId: dispatch.incidentId, teamId: dispatch.teamId }
  const result = { dispatchId: dispatch.id, incidentId: dispatch.incidentId }
  const accept = (...events: DomainEvent[]): Decided => ok({ events, result })
  const ended = (): Decided => err({ code: 'wrong_state', message: `the order is ${dispatch.phase}`, ...(dispatch.endReason ? { field: 'dispatchId' } : {}) })

  switch (command.type) {
    case 'markDelivered':
      if (dispatch.deliveredAt !== null) return ok({ events: [], result: { ...result, duplicate: true } })
      if (!isActive(dispatch)) return ended()
      return accept({ type: 'dispatch.delivered', data: { ...ids, ...timed(dispatch, command.data, context.now) } })
    case 'recordMilestone':
      return decideMilestone(dispatch, command.data.milestone, timed(dispatch, command.data, context.now))
    case 'withdrawDispatch':
      if (!isActive(dispatch)) return ended()
      return accept(...releaseEvents(dispatch, 'withdrawn', { observedAt: context.now, clockSuspect: false, note: command.data.reason }))
    case 'realertDispatch':
      if (dispatch.phase !== 'ordered' && dispatch.phase !== 'delivered') return ended()
      return accept({ type: 'dispatch.realerted', data: { ...ids, attempt: dispatch.realerts + 1 } })
    case 'requestReinforcement':
      if (!isActive(dispatch)) return ended()
      return accept({ type: 'dispatch.reinforcementRequested', data: { ...ids, note: command.data.note } })
  }
}

/**
 * Nobody answered. `officer`: the desk is told and the order stays. `next`: the order is withdrawn and the next team is
 * sent, all in one, so that no crash can leave the incident with neither.
 */
function decideEscalate(
  world: World,
  command: CommandOf<'escalateDispatch'>,
  context: DecideContext,
  kinds: IncidentKinds,
): Decided {
  const found = findOwn(world, command.data.dispatchId, context)
  if (!found.ok) return found
  const dispatch = found.value
  const { to, nextTeamId } = command.data
  const ids = { dispatchId: dispatch.id, incidentId: dispatch.incidentId, teamId: dispatch.teamId }
  if (dispatch.phase !== 'ordered' && dispatch.phase !== 'delivered') {
    return err({ code: 'wrong_state', message: `the order is ${dispatch.phase}` })
  }
  if (dispatch.escalatedTo !== null) return ok({ events: [], result: { ...ids, duplicate: true } })
  const escalated: DomainEvent = { type: 'dispatch.escalated', data: { ...ids, to, nextTeamId } }
  if (to === 'officer') return ok({ events: [escalated], result: ids })
  if (nextTeamId === null) return err({ code: 'invalid', message: 'which team is next?', field: 'nextTeamId' })
  const next = decideAssign(
    world,
    {
      commandId: command.commandId,
      type: 'assignTeam',
      data: {
        incidentId: dispatch.incidentId,
        teamId: nextTeamId,
        message: dispatch.message,
        basis: { rank: null, etaSeconds: null, etaKind: null },
      },
    },
    context,
    kinds,
  )
  if (!next.ok) return next
  const withdrawn = releaseEvents(dispatch, 'withdrawn', { observedAt: context.now, clockSuspect: false, note: 'no answer' })
  return ok({ events: [escalated, ...withdrawn, ...next.value.events], result: next.value.result })
}

function findOwn(world: World, id: DispatchId, context: DecideContext): Result<Dispatch, Rejection> {
  const dispatch = world.dispatches.get(id)
  // Another team's order is answered like one that does not exist: a phone learns nothing by guessing ids.
  if (!dispatch || (context.actor.role === 'team' && dispatch.teamId !== context.actor.teamId)) {
    return err({ code: 'not_found', message: `no dispatch ${id}`, field: 'dispatchId' })
  }
  return ok(dispatch)
}

/** The sender's own time if it can be true, else the hub's, and a mark that it was doubted. */
function timed(
  dispatch: Dispatch,
  said: { readonly observedAt: EpochMs; readonly note: string },
  now: EpochMs,
): { observedAt: EpochMs; clockSuspect: boolean; note: string } {
  const clockSuspect = said.observedAt > now + CLOCK_TOLERANCE_MS || said.observedAt < dispatch.orderedAt - CLOCK_TOLERANCE_MS
  // Within the tolerance it is still brought into [ordered, now], so that no interval is ever negative.
  const observedAt = clockSuspect ? now : Math.min(Math.max(said.observedAt, dispatch.orderedAt), now)
  return { observedAt, clockSuspect, note: said.note }
}

const MILESTONE_RANK: Readonly<Record<Exclude<Milestone, 'declined'>, number>> = {
  acknowledged: 1,
  departed: 2,
  arrived: 3,
  completed: 4,
}

function decideMilestone(
  dispatch: Dispatch,
  milestone: Milestone,
  word: { observedAt: EpochMs; clockSuspect: boolean; note: string },
): Decided {
  const ids = { dispatchId: dispatch.id, incidentId: dispatch.incidentId, teamId: dispatch.teamId }
  const result = { dispatchId: dispatch.id, incidentId: dispatch.incidentId }
  if (!isActive(dispatch)) {
    const again = (milestone === 'completed' && dispatch.phase === 'completed') || (milestone === 'declined' && dispatch.phase === 'declined')
    return err({ code: again ? 'already_reached' : 'wrong_state', message: `the order is ${dispatch.phase}`, field: 'milestone' })
  }
  if (milestone === 'declined') {
    if (dispatch.phase === 'on-scene') return err({ code: 'wrong_state', message: 'a team on scene cannot decline', field: 'milestone' })
    if (word.note === '') return err({ code: 'reason_needed', message: 'declining needs a reason', field: 'note' })
    return ok({ events: releaseEvents(dispatch, 'declined', word), result })
  }
  if (MILESTONE_RANK[milestone] <= PHASE_RANK[dispatch.phase]) {
    return err({ code: 'already_reached', message: `the order is already ${dispatch.phase}`, field: 'milestone' })
  }
  if (milestone === 'completed') {
    if (dispatch.phase !== 'on-scene') return err({ code: 'wrong_state', message: 'not on scene yet: arrive first, or withdraw', field: 'milestone' })
    return ok({ events: releaseEvents(dispatch, 'completed', word), result })
  }
  // Skipping forward is allowed (the arrival came through, the departure was never pressed): what was not reported
  // stays unknown instead of being invented.
  return ok({ events: [{ type: `dispatch.${milestone}`, data: { ...ids, ...word } }], result })
}
