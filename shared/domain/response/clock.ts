import type { EpochMs } from '../../base/time'
import type { Duty } from './state'

/** Deadline number `n` (from 0) of a duty; null: it has none of that number. */
export function deadlineOf({ dueAt, everyMs }: Pick<Duty, 'dueAt' | 'everyMs'>, n: number): EpochMs | null {
  if (n === 0) return dueAt
  return everyMs === null ? null : dueAt + n * everyMs
}

/** The first deadline (from 0) that is not past at `at`; for a duty that is asked once, 1 once its deadline is past. */
export function roundAt({ dueAt, everyMs }: Pick<Duty, 'dueAt' | 'everyMs'>, at: EpochMs): number {
  if (at <= dueAt) return 0
  return everyMs === null ? 1 : Math.ceil((at - dueAt) / everyMs)
}

/**
 * `confirmed`: nothing is to be said before the next round begins. `open`: it must be confirmed by `dueAt`. `late`: a
 * deadline went by. `ended`: a change of level ended it.
 */
export type DutyState = 'confirmed' | 'open' | 'late' | 'ended'

export interface DutyStatus {
  readonly state: DutyState
  /** The deadline that is open, or, if late, the first that was missed; null: nothing is to come. */
  readonly dueAt: EpochMs | null
  /** How long it is late, milliseconds; 0: it is not. */
  readonly lateMs: number
}

/** What a duty is at `now` ([RL9]): a function of the state, so that all screens say the same and nothing must fire. */
export function dutyStatus(duty: Pick<Duty, 'dueAt' | 'everyMs' | 'next' | 'endedAt'>, now: EpochMs): DutyStatus {
  const dueAt = deadlineOf(duty, duty.next)
  if (duty.endedAt !== null) return { state: 'ended', dueAt: null, lateMs: 0 }
  if (dueAt === null) return { state: 'confirmed', dueAt: null, lateMs: 0 }
  if (now > dueAt) return { state: 'late', dueAt, lateMs: now - dueAt }
  return { state: duty.next > roundAt(duty, now) ? 'confirmed' : 'open', dueAt, lateMs: 0 }
}

/** The first unanswered deadline after a confirmation at `at`; null: the round is answered already ([RL7]). */
export function nextAfter(duty: Pick<Duty, 'dueAt' | 'everyMs' | 'next'>, at: EpochMs): number | null {
  if (deadlineOf(duty, duty.next) === null) return null
  const round = roundAt(duty, at)
  if (duty.next > round) return null
  // A word that comes late answers what was missed; one in time answers the deadline that comes.
  return duty.next < round ? round : duty.next + 1
}
