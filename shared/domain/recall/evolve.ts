import { required } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { Recall, RecalledVessel, RecallEvent } from './state'

/** The call after `event`. Vessels that it does not touch stay the same objects. */
export function evolveRecall(state: Recall | undefined, event: EventEnvelope & RecallEvent): Recall {
  const version = event.streamVersion
  if (event.type === 'recall.ordered') {
    const { recallId, scope, title, reason, vessels } = event.data
    return {
      id: recallId, version, scope, title, reason, by: event.actor, orderedAt: event.at, endedAt: null, endReason: '', drill: event.drill,
      vessels: vessels.map((mmsi) => ({ mmsi })),
    }
  }
  const recall = required(state, `recall of ${event.stream}`)
  const change = (named: readonly string[], write: (vessel: RecalledVessel) => RecalledVessel): readonly RecalledVessel[] => {
    const touched = new Set(named)
    return touched.size === 0 ? recall.vessels : recall.vessels.map((vessel) => (touched.has(vessel.mmsi) ? write(vessel) : vessel))
  }
  switch (event.type) {
    case 'recall.answered': {
      const { vessels, answer, observedAt } = event.data
      return { ...recall, version, vessels: change(vessels, (vessel) => ({ ...vessel, answer, answeredAt: vessel.answeredAt ?? observedAt })) }
    }
    case 'recall.progressed': {
      const inPort = new Set(event.data.inPort)
      return {
        ...recall,
        version,
        vessels: change([...event.data.moving, ...event.data.inPort], (vessel) => ({
          ...vessel,
          movingAt: vessel.movingAt ?? event.at,
          ...(inPort.has(vessel.mmsi) ? { inPortAt: vessel.inPortAt ?? event.at } : {}),
        })),
      }
    }
    case 'recall.ended':
      return { ...recall, version, endedAt: event.at, endReason: event.data.reason }
  }
}
