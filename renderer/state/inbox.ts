import type { LoggedEvent } from '../../shared/domain/event'

export interface InboxOptions {
  /** Folds a batch into the world; throws if it cannot be folded. */
  readonly fold: (batch: readonly LoggedEvent[]) => void
  /** Runs `work` once, soon: at the next frame of a visible page, by a timer in a hidden one. Returns the canceller. */
  readonly soon: (work: () => void) => () => void
  /** The stream of events cannot be trusted: ask the hub for the tail, or, `whole`, for a snapshot. */
  readonly resync: (whole: boolean) => void
}

export type EventsListener = (events: readonly LoggedEvent[]) => void

export interface Inbox {
  /** Last event received in order, folded or not: what the screen asks to continue from. */
  readonly seq: number
  /** One frame of the hub. What was received before is skipped; a gap is not taken, and resyncs. */
  receive(events: readonly LoggedEvent[]): void
  /** Starts over at `seq`; what waits is dropped. */
  reset(seq: number): void
  /** Folds what waits now. */
  flush(): void
  /** Called with new events at once, before they are drawn and even in a hidden page: alarms. Returns the remover. */
  onEvents(listener: EventsListener): () => void
}

/**
 * Puts the hub's frames in order and gathers them to one fold a frame. Order and completeness are decided on arrival,
 * by sequence number alone; drawing may be late, an alarm may not.
 */
export function createInbox(options: InboxOptions): Inbox {
  const listeners = new Set<EventsListener>()
  let seq = 0
  let waiting: LoggedEvent[] = []
  let cancel: (() => void) | null = null

  function flush(): void {
    cancel?.()
    cancel = null
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      options.fold(batch)
    } catch {
      // It speaks of something that this screen was never given (an incident closed before the snapshot, reopened).
      options.resync(true)
    }
  }

  return {
    get seq() {
      return seq
    },
    receive(events) {
      const fresh = events.filter((event) => event.seq > seq)
      const first = fresh[0]
      const last = fresh.at(-1)
      if (!first || !last) return
      if (first.seq !== seq + 1 || last.seq - first.seq !== fresh.length - 1) {
        options.resync(false)
        return
      }
      seq = last.seq
      waiting.push(...fresh)
      cancel ??= options.soon(flush)
      for (const listener of listeners) listener(fresh)
    },
    reset(to) {
      cancel?.()
      cancel = null
      waiting = []
      seq = to
    },
    flush,
    onEvents(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** At the next frame while the page is visible; hidden pages get no frames, so there by a timer. */
export function soonInPage(work: () => void): () => void {
  let done = false
  const once = () => {
    if (done) return
    stop()
    work()
  }
  // A page that is hidden after the frame was asked for would wait for ever: the timer runs in either case.
  const timer = setTimeout(once, 250)
  const frame = document.visibilityState === 'visible' ? requestAnimationFrame(once) : null
  function stop(): void {
    done = true
    clearTimeout(timer)
    if (frame !== null) cancelAnimationFrame(frame)
  }
  return stop
}
