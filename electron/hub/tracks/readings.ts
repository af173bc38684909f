import type { EpochMs } from '../../../shared/base/time'
import type { Reading } from '../../../shared/protocol/messages'
import { FUTURE_TOLERANCE_MS } from './table'

/** Metrics that one object may have: more is a sender that makes up names. */
export const MAX_METRICS = 12

export type ReadingOutcome = 'accepted' | 'older' | 'future' | 'full'

/** Last reading of everything that measures: in memory, never in the log. The latest by the source's time wins. */
export interface ReadingTable {
  readonly size: number
  put(reading: Reading, now: EpochMs): ReadingOutcome
  /** All metrics of one object. */
  of(id: string): readonly Reading[]
  all(): Iterable<Reading>
  /** Calls back after every accepted reading. Returns the remover. */
  onChange(listener: (reading: Reading) => void): () => void
}

export function createReadingTable(): ReadingTable {
  const byId = new Map<string, Map<string, Reading>>()
  const listeners = new Set<(reading: Reading) => void>()
  let size = 0
  return {
    get size() {
      return size
    },
    put(reading, now) {
      if (reading.at > now + FUTURE_TOLERANCE_MS) return 'future'
      const metrics = byId.get(reading.id) ?? new Map<string, Reading>()
      const held = metrics.get(reading.metric)
      if (held && held.at >= reading.at) return 'older'
      if (!held && metrics.size >= MAX_METRICS) return 'full'
      if (!held) size += 1
      byId.set(reading.id, metrics)
      metrics.set(reading.metric, reading)
      for (const listener of listeners) listener(reading)
      return 'accepted'
    },
    of: (id) => [...(byId.get(id)?.values() ?? [])],
    *all() {
      for (const metrics of byId.values()) yield* metrics.values()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
