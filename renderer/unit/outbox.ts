import type { EpochMs } from '../../shared/base/time'
import { backoffMs, judge, type Answer, type Refusal } from '../pocket/answer'

/**
 * What the unit said, on its way to the hub: commands, strictly in the order in which they were said. Each keeps the id
 * it was made with, so that however often it is sent it has its effect once.
 */
export interface Said {
  readonly commandId: string
  readonly type: string
  readonly data: unknown
  /** Who said it: after a device was given to another unit nothing of the old one is sent. */
  readonly unitId: string
  /** What the page calls it, as it was shown. */
  readonly words: string
  readonly at: EpochMs
  readonly state: 'waiting' | 'refused'
  readonly refusal: Refusal | null
}

export interface OutboxDeps {
  readonly unitId: string
  readonly load: () => readonly Said[]
  /** False: it could not be kept over a reload. */
  readonly save: (items: readonly Said[]) => boolean
  /** One attempt. Null when there was no answer; never rejects. */
  readonly send: (item: Said) => Promise<Answer>
  readonly onChange: (items: readonly Said[], durable: boolean) => void
  readonly onUnauthorised: () => void
  /** Runs `task` later; returns the way to cancel it. */
  readonly later: (task: () => void, ms: number) => () => void
  readonly dice: () => number
}

export interface Outbox {
  say(item: Pick<Said, 'commandId' | 'type' | 'data' | 'words' | 'at'>): void
  /** Tries now: the signal is back. */
  kick(): void
  /** The refusal was read. */
  dismiss(commandId: string): void
  stop(): void
}

/** Takes up what was left from before and sends it. */
export function openOutbox(deps: OutboxDeps): Outbox {
  let items = deps.load().filter(({ unitId }) => unitId === deps.unitId)
  let busy = false
  let failures = 0
  let stopped = false
  let cancel: (() => void) | null = null

  function change(next: readonly Said[]): void {
    items = [...next]
    deps.onChange(items, deps.save(items))
  }

  async function drain(): Promise<void> {
    if (busy || stopped) return
    cancel?.()
    cancel = null
    busy = true
    for (let item = items.find(({ state }) => state === 'waiting'); item; item = items.find(({ state }) => state === 'waiting')) {
      const { commandId } = item
      const outcome = judge(await deps.send(item))
      if (stopped) return
      if (outcome.kind === 'retry') {
        failures += 1
        cancel = deps.later(() => void drain(), backoffMs(failures, deps.dice()))
        break
      }
      if (outcome.kind === 'unauthorised') {
        deps.onUnauthorised()
        break
      }
      failures = 0
      change(
        outcome.kind === 'done'
          ? items.filter((one) => one.commandId !== commandId)
          : items.map((one) => (one.commandId === commandId ? { ...one, state: 'refused' as const, refusal: outcome.refusal } : one)),
      )
    }
    busy = false
  }

  deps.onChange(items, true)
  void drain()

  return {
    say(item) {
      change([...items, { ...item, unitId: deps.unitId, state: 'waiting', refusal: null }])
      void drain()
    },
    kick() {
      failures = 0
      void drain()
    },
    dismiss: (commandId) => change(items.filter((one) => one.commandId !== commandId || one.state === 'waiting')),
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
