import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { Relocation, RelocationEvent } from './state'

/** The relocation after `event`. */
export function evolveRelocation(state: Relocation | undefined, event: EventEnvelope & RelocationEvent): Relocation {
  const version = event.streamVersion
  if (event.type === 'relocation.started') {
    const { relocationId, name, typhoonId } = event.data
    return {
      id: relocationId,
      version,
      name,
      typhoonId,
      startedAt: event.at,
      by: event.actor,
      endedAt: null,
      endReason: '',
      walkIns: {},
      drill: event.drill,
    }
  }
  const held = required(state, `relocation of ${event.stream}`)
  switch (event.type) {
    case 'relocation.ended':
      return { ...held, version, endedAt: event.at, endReason: event.data.reason }
    case 'relocation.resumed':
      return { ...held, version, endedAt: null, endReason: '' }
    case 'relocation.walkInsCounted': {
      const { shelterId, change } = event.data
      const persons = Math.max(0, (held.walkIns[shelterId]?.persons ?? 0) + change)
      return { ...held, version, walkIns: { ...held.walkIns, [shelterId]: { persons, at: event.at, by: event.actor } } }
    }
    default:
      return unreachable(event)
  }
}
