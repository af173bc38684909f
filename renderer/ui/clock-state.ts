import type { EpochMs } from '../../shared/base/time'
import type { Clock } from '../../shared/domain/select'

/** `met` and `missed` have stopped; `running` and `over` have not. */
export type ClockState = 'none' | 'running' | 'over' | 'met' | 'missed'

export interface ClockReading {
  readonly state: ClockState
  /** Milliseconds counted; null when it has not started. */
  readonly elapsedMs: number | null
  readonly targetMs: number | null
  /** Part of the target that is used up, 0..1. */
  readonly used: number
}

/** What a clock shows at `now` (hub time). Exactly on target is within it. */
export function readClock(clock: Clock | null, now: EpochMs): ClockReading {
  if (!clock) return { state: 'none', elapsedMs: null, targetMs: null, used: 0 }
  const elapsedMs = Math.max(0, (clock.stopAt ?? now) - clock.startAt)
  const over = elapsedMs > clock.targetMs
  const state = clock.stopAt === null ? (over ? 'over' : 'running') : over ? 'missed' : 'met'
  return { state, elapsedMs, targetMs: clock.targetMs, used: Math.min(1, elapsedMs / clock.targetMs) }
}
