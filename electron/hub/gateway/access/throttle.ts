import type { EpochMs } from '../../../../shared/base/time'

/**
 * Slows guessing: after `free` failures within `windowMs` each further try must wait twice as long as the one before,
 * up to `maxWaitMs`. A success forgets. In memory only: a restart gives a guesser at most `free` more tries.
 */
export interface Throttle {
  /** Milliseconds that this key must still wait; 0: it may try. */
  waitMs(key: string): number
  failed(key: string): void
  succeeded(key: string): void
}

export interface ThrottleOptions {
  readonly free: number
  readonly windowMs: number
  readonly firstWaitMs: number
  readonly maxWaitMs: number
}

const MAX_KEYS = 10_000

export function createThrottle(options: ThrottleOptions, now: () => EpochMs): Throttle {
  const entries = new Map<string, { failures: number; lastAt: EpochMs }>()

  function current(key: string): { failures: number; lastAt: EpochMs } | undefined {
    const entry = entries.get(key)
    if (entry && now() - entry.lastAt > options.windowMs) {
      entries.delete(key)
      return undefined
    }
    return entry
  }

  return {
    waitMs(key) {
      const entry = current(key)
      if (!entry || entry.failures < options.free) return 0
      const wait = Math.min(options.firstWaitMs * 2 ** (entry.failures - options.free), options.maxWaitMs)
      return Math.max(0, entry.lastAt + wait - now())
    },
    failed(key) {
      const failures = (current(key)?.failures ?? 0) + 1
      entries.delete(key)
      entries.set(key, { failures, lastAt: now() })
      // The map keeps the order of the last failure: the longest quiet one goes first.
      const oldest = entries.keys().next().value
      if (entries.size > MAX_KEYS && oldest !== undefined) entries.delete(oldest)
    },
    succeeded: (key) => void entries.delete(key),
  }
}
