import type { EpochMs } from '../../../../shared/base/time'

export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

/** A token bucket per identity: bursts pass, floods do not. */
export interface Buckets {
  /** 0: taken. Otherwise the milliseconds until one is there again. */
  take(key: string, rate: Rate): number
}

const MAX_KEYS = 20_000

export function createBuckets(now: () => EpochMs): Buckets {
  const buckets = new Map<string, { tokens: number; at: EpochMs }>()
  return {
    take(key, rate) {
      const at = now()
      const held = buckets.get(key)
      // A clock that jumps back must not take away what was there.
      const gained = held ? (Math.max(0, at - held.at) / 1000) * rate.perSecond : 0
      const tokens = held ? Math.min(rate.burst, held.tokens + gained) : rate.burst
      buckets.delete(key)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      const oldest = buckets.keys().next().value
      if (buckets.size > MAX_KEYS && oldest !== undefined) buckets.delete(oldest)
      return tokens >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) / rate.perSecond) * 1000))
    },
  }
}
