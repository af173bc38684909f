import type { Due, EscalationSettings } from '../deadlines'
import type { World } from '../world'
import { isActive } from './state'

/** A phone rings again until its order is acknowledged, and then the order is escalated. */
export function* dispatchDeadlines(world: World, { ackTimeoutSeconds, maxRealerts }: EscalationSettings): Generator<Due> {
  for (const dispatch of world.dispatches.values()) {
    if (!isActive(dispatch) || (dispatch.phase !== 'ordered' && dispatch.phase !== 'delivered')) continue
    const at = dispatch.lastAlertAt + ackTimeoutSeconds * 1000
    const dispatchId = dispatch.id
    if (dispatch.realerts < maxRealerts) {
      yield { at, key: `realert:${dispatchId}:${dispatch.realerts + 1}`, command: { type: 'realertDispatch', data: { dispatchId } } }
    } else if (dispatch.escalatedTo === null) {
      // To the officer; the hub asks for the next candidate when it comes to that, where the pack wants one.
      yield { at, key: `escalate:${dispatchId}`, command: { type: 'escalateDispatch', data: { dispatchId, to: 'officer', nextTeamId: null } } }
    }
  }
}
