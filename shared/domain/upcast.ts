import type { EventEnvelope } from './envelope'
import type { LoggedEvent } from './event'

/** Version of every event's shape that this code writes. */
export const EVENT_VERSION = 1

/**
 * Brings an event of any earlier version to the present shape, on read; what is stored is never rewritten. So far there
 * is one version. An event from a newer product throws: folding it half-understood would be worse than stopping.
 */
export function upcast(event: EventEnvelope): LoggedEvent {
  if (event.v > EVENT_VERSION) {
    throw new Error(`event ${event.seq} (${event.type}) has version ${event.v}; this program knows up to ${EVENT_VERSION}`)
  }
  return event as LoggedEvent
}
