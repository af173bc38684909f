import type { AccessRole } from './access/principal'
import type { Rate } from './access/token-bucket'

/**
 * What one identity may send. A storm brings hundreds of calls a minute through one feed and an officer clicks as fast
 * as an officer can: neither is near these; a program gone wild is.
 */
const RATES: Readonly<Record<AccessRole | 'nobody', Rate>> = {
  officer: { perSecond: 100, burst: 400 },
  team: { perSecond: 30, burst: 120 },
  unit: { perSecond: 30, burst: 120 },
  wall: { perSecond: 30, burst: 200 },
  feed: { perSecond: 200, burst: 1000 },
  nobody: { perSecond: 30, burst: 150 },
}

export function rateOf(role: AccessRole | null): Rate {
  return RATES[role ?? 'nobody']
}

/** Longest message from a screen, bytes. */
export const MAX_MESSAGE = 64 * 1024
/** A client that has more than this waiting to be sent (bytes) is not reading: it is cut off and starts again. */
export const MAX_BUFFERED = 16 * 1024 * 1024
/** A longer absence is answered with a snapshot instead of the events. */
export const MAX_TAIL = 5000
/** Sockets that one credential may hold open: tabs of a desk, a wall of several screens. */
export const MAX_SOCKETS_EACH = 64
/** Messages refused in one second after which a client is cut off: it is not listening to refusals. */
export const MAX_REFUSED_A_SECOND = 500
