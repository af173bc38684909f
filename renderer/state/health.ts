import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import type { Health, SourceHealth, SourceState } from '../../shared/protocol/messages'

export interface HealthState {
  readonly sources: readonly SourceHealth[]
  /** Hub time of the last health message; null before the first. */
  readonly at: EpochMs | null
}

/** What feeds the hub, with its age: the foot line. */
export const useHealth = create<HealthState>(() => ({ sources: [], at: null }))

export function receiveHealth(message: Health): void {
  useHealth.setState({ sources: message.sources, at: message.hubTime })
}

/**
 * State of a source at `now` (hub time): what the hub said, but a source whose limit has passed since is stale even if
 * nobody says so any more.
 */
export function sourceStateAt(source: SourceHealth, now: EpochMs): SourceState {
  const late = source.staleAfterMs !== null && source.lastAt !== null && now - source.lastAt > source.staleAfterMs
  return source.state === 'live' && late ? 'stale' : source.state
}
