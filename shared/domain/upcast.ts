import type { EventEnvelope } from './envelope'
import type { LoggedEvent } from './event'
import { rowOfEvent } from './table'

/** Version of the shape of an event of this type that this code writes; 0 for one that it does not know. */
export const eventVersion = (type: string): number => rowOfEvent(type)?.events[type] ?? 0

/**
 * Brings an event of any earlier version to the present shape, on read; what is stored is never rewritten. So far each
 * has one version. An event from a newer product throws: folding it half-understood would be worse than stopping.
 */
export function upcast(event: EventEnvelope): LoggedEvent {
  // Most have the first version: a restart reads a million of them, and looks none of those up.
  if (event.v > 1 && event.v > eventVersion(event.type)) {
    throw new Error(`event ${event.seq} (${event.type}) has version ${event.v}; this program knows up to ${eventVersion(event.type)}`)
  }
  return event as LoggedEvent
}
