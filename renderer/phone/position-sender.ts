import type { EpochMs } from '../../shared/base/time'

/** At most one position in this time. Milliseconds. */
export const POSITION_EVERY_MS = 5_000

export interface PositionSender<Fix> {
  /** A new fix: replaces the one that waits. */
  offer(fix: Fix): void
  /** The signal is back. */
  kick(): void
  stop(): void
}

export interface PositionSenderDeps<Fix> {
  /** One attempt; true if the hub has it. Never rejects. */
  readonly send: (fix: Fix) => Promise<boolean>
  readonly now: () => EpochMs
  readonly later: (task: () => void, ms: number) => () => void
}

/**
 * Sends the last position and never an old one: where the team was ten minutes ago in the dead zone helps nobody, so
 * positions are replaced, not queued. One in the air at a time, at most one every 5 s.
 */
export function createPositionSender<Fix>({ send, now, later }: PositionSenderDeps<Fix>): PositionSender<Fix> {
  let waiting: Fix | null = null
  let sending = false
  let stopped = false
  let lastStart = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | null = null

  function plan(): void {
    if (stopped || sending || waiting === null || cancel !== null) return
    const wait = lastStart + POSITION_EVERY_MS - now()
    if (wait > 0) {
      cancel = later(() => {
        cancel = null
        plan()
      }, wait)
      return
    }
    void attempt(waiting)
  }

  async function attempt(fix: Fix): Promise<void> {
    sending = true
    waiting = null
    lastStart = now()
    const arrived = await send(fix)
    sending = false
    // Not arrived and nothing newer: it is still the last known place.
    if (!arrived && waiting === null) waiting = fix
    plan()
  }

  return {
    offer(fix) {
      waiting = fix
      plan()
    },
    kick: plan,
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
