import type { CalloutId, ClosureId, DispatchId, TeamId } from '../base/ids'
import type { EpochMs } from '../base/time'
import { CALLOUT_CLOCKS, dueAt, isInForce, owes, type CalloutClock } from './callout/state'
import { isActive } from './dispatch/state'
import type { World } from './world'

export interface EscalationSettings {
  /** Seconds an order may stay unacknowledged before the phone rings again. */
  readonly ackTimeoutSeconds: number
  /** How often it rings again before the order is escalated. */
  readonly maxRealerts: number
  /** `officer`: the desk is told. `next`: the order is withdrawn and the next candidate is sent. */
  readonly escalation: 'officer' | 'next'
}

export interface Due {
  readonly at: EpochMs
  readonly what:
    | { readonly kind: 'realert'; readonly dispatchId: DispatchId; readonly attempt: number }
    | { readonly kind: 'escalate'; readonly dispatchId: DispatchId }
    | { readonly kind: 'reservation-over'; readonly teamId: TeamId }
    | { readonly kind: 'closure-over'; readonly closureId: ClosureId }
    | { readonly kind: 'callout-clock'; readonly calloutId: CalloutId; readonly clock: CalloutClock }
}

/**
 * Everything that will have to happen by itself, soonest first, derived from the state alone: a restarted hub owes the
 * same as the one that was killed.
 */
export function deadlines(world: World, settings: EscalationSettings): Due[] {
  const due: Due[] = []
  const timeout = settings.ackTimeoutSeconds * 1000
  for (const dispatch of world.dispatches.values()) {
    if (!isActive(dispatch) || (dispatch.phase !== 'ordered' && dispatch.phase !== 'delivered')) continue
    const at = dispatch.lastAlertAt + timeout
    if (dispatch.realerts < settings.maxRealerts) {
      due.push({ at, what: { kind: 'realert', dispatchId: dispatch.id, attempt: dispatch.realerts + 1 } })
    } else if (dispatch.escalatedTo === null) {
      due.push({ at, what: { kind: 'escalate', dispatchId: dispatch.id } })
    }
  }
  for (const team of world.teams.values()) {
    if (team.reservation) due.push({ at: team.reservation.until, what: { kind: 'reservation-over', teamId: team.id } })
  }
  for (const closure of world.closures.values()) {
    if (closure.liftedAt === null && closure.until !== null) {
      due.push({ at: closure.until, what: { kind: 'closure-over', closureId: closure.id } })
    }
  }
  for (const callout of world.callouts.values()) {
    if (callout.withdrawn !== null) continue
    for (const clock of CALLOUT_CLOCKS) {
      const at = dueAt(callout, clock)
      if (at === null || callout.ran.includes(clock) || (clock !== 'report' && !isInForce(callout))) continue
      if (callout.units.some((unit) => owes(unit, clock))) due.push({ at, what: { kind: 'callout-clock', calloutId: callout.id, clock } })
    }
  }
  return due.sort((a, b) => a.at - b.at)
}
