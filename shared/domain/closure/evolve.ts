import { required } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { Closure, ClosureEvent } from './state'

/** The closure after `event`. */
export function evolveClosure(state: Closure | undefined, event: EventEnvelope & ClosureEvent): Closure {
  if (event.type === 'closure.declared') {
    const { closureId, geometry, vehicles, until, reason } = event.data
    return {
      id: closureId,
      version: event.streamVersion,
      geometry,
      vehicles,
      until,
      reason,
      by: event.actor,
      declaredAt: event.at,
      liftedAt: null,
    }
  }
  return { ...required(state, `closure of ${event.stream}`), version: event.streamVersion, liftedAt: event.at }
}
