import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import { KEPT_VERSIONS, type Briefing, type BriefingEvent } from './state'

/** The briefing after `event`. */
export function evolveBriefing(state: Briefing | undefined, event: EventEnvelope & BriefingEvent): Briefing {
  const version = event.streamVersion
  switch (event.type) {
    case 'briefing.frozen': {
      const { briefingId, number, previousId, edition, seq, storm } = event.data
      return {
        id: briefingId,
        version,
        number,
        by: event.actor,
        frozenAt: event.at,
        seq,
        storm,
        drill: event.drill,
        previousId,
        versions: [{ no: 1, at: event.at, by: event.actor, edition }],
        publishedAt: null,
        publishedNo: null,
        withdrawn: null,
      }
    }
    case 'briefing.edited': {
      const held = required(state, event.stream)
      const { no, edition } = event.data
      const versions = [...held.versions, { no, at: event.at, by: event.actor, edition }]
      // The one that is published must stay readable, however often the words were changed since.
      const kept = versions.filter((one, index) => index >= versions.length - KEPT_VERSIONS || one.no === held.publishedNo)
      return { ...held, version, versions: kept }
    }
    case 'briefing.published':
      return { ...required(state, event.stream), version, publishedAt: event.at, publishedNo: event.data.no, withdrawn: null }
    case 'briefing.withdrawn':
      return { ...required(state, event.stream), version, withdrawn: { at: event.at, reason: event.data.reason } }
    default:
      return unreachable(event)
  }
}
