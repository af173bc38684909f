import type { EventEnvelope } from '../envelope'
import type { Drift, DriftEvent } from './state'

/** The estimate after `event`: the newest inputs replace the ones before, which stay in the log. */
export function evolveDrift(_before: Drift | undefined, event: EventEnvelope & DriftEvent): Drift {
  const { incidentId, ...input } = event.data
  return { ...input, id: incidentId, version: event.streamVersion, by: event.actor, recordedAt: event.at, drill: event.drill }
}
