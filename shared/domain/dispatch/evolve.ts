import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { DispatchEvent } from './events'
import type { Dispatch } from './state'

/** The order after `event`. */
export function evolveDispatch(state: Dispatch | undefined, event: EventEnvelope & DispatchEvent): Dispatch {
  if (event.type === 'dispatch.ordered') {
    const { dispatchId, incidentId, teamId, basis, override, message } = event.data
    return {
      id: dispatchId,
      version: event.streamVersion,
      incidentId,
      teamId,
      phase: 'ordered',
      orderedBy: event.actor,
      basis,
      override,
      message,
      orderedAt: event.at,
      deliveredAt: null,
      acknowledgedAt: null,
      departedAt: null,
      arrivedAt: null,
      completedAt: null,
      endedAt: null,
      endReason: '',
      realerts: 0,
      lastAlertAt: event.at,
      escalatedTo: null,
      reinforcementAsked: false,
      drill: event.drill,
    }
  }
  const dispatch = required(state, `dispatch of ${event.stream}`)
  return { ...dispatch, ...change(dispatch, event), version: event.streamVersion }
}

function change(
  dispatch: Dispatch,
  event: Exclude<EventEnvelope & DispatchEvent, { type: 'dispatch.ordered' }>,
): Partial<Dispatch> {
  // A milestone implies that the order had been delivered by then, even if no word of that came through.
  const deliveredBy = (at: number) => ({ deliveredAt: dispatch.deliveredAt ?? at })
  switch (event.type) {
    case 'dispatch.delivered':
      return { ...deliveredBy(event.data.observedAt), ...(dispatch.phase === 'ordered' ? { phase: 'delivered' } : {}) }
    case 'dispatch.realerted':
      return { realerts: event.data.attempt, lastAlertAt: event.at }
    case 'dispatch.escalated':
      return { escalatedTo: event.data.to }
    case 'dispatch.acknowledged':
      return { phase: 'acknowledged', acknowledgedAt: event.data.observedAt, ...deliveredBy(event.data.observedAt) }
    case 'dispatch.departed':
      return { phase: 'en-route', departedAt: event.data.observedAt, ...deliveredBy(event.data.observedAt) }
    case 'dispatch.arrived':
      return { phase: 'on-scene', arrivedAt: event.data.observedAt, ...deliveredBy(event.data.observedAt) }
    case 'dispatch.completed':
      return { phase: 'completed', completedAt: event.data.observedAt, endedAt: event.at }
    case 'dispatch.declined':
      return { phase: 'declined', endedAt: event.at, endReason: event.data.note }
    case 'dispatch.withdrawn':
      return { phase: 'withdrawn', endedAt: event.at, endReason: event.data.reason }
    case 'dispatch.reinforcementRequested':
      return { reinforcementAsked: true }
    default:
      return unreachable(event)
  }
}
