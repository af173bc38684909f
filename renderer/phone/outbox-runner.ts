import type { EpochMs } from '../../shared/base/time'
import { backoffMs, judge, type Answer } from '../pocket/answer'
import { LANES, disposable, itemsFor, laneOf, nextToSend, settle, type Draft, type Lane, type OutboxItem } from './outbox'

/** Where the items survive a reload. Every promise resolves only when the data is safe. */
export interface OutboxStore {
  load(): Promise<OutboxItem[]>
  /** All of them or none. `photos`: content of new photo items by key. */
  put(items: readonly OutboxItem[], photos?: ReadonlyMap<string, Blob>): Promise<void>
  remove(keys: readonly string[]): Promise<void>
}

export interface OutboxDeps {
  readonly teamId: string
  readonly store: OutboxStore
  /** One attempt. Resolves null when there was no answer; never rejects. */
  readonly send: (item: OutboxItem) => Promise<Answer>
  readonly onChange: (items: readonly OutboxItem[]) => void
  readonly onUnauthorised: () => void
  /** Runs `task` later; returns the way to cancel it. */
  readonly later: (task: () => void, ms: number) => () => void
  readonly dice: () => number
}

export interface Outbox {
  items(): readonly OutboxItem[]
  /** Writes the presses down, then sends them. Resolves when they are written down; rejects if they could not be. */
  add(drafts: readonly Draft[], at: EpochMs, photos?: ReadonlyMap<string, Blob>): Promise<void>
  /** Tries now: the signal is back, the page is visible again. */
  kick(): void
  /** The leader has read the refusal. */
  dismiss(key: string): Promise<void>
  /** Forgets what is settled and no longer shown. */
  prune(knownDispatches: ReadonlySet<string>): Promise<void>
  stop(): void
}

/** Loads what was left over from before and starts sending it. */
export async function openOutbox(deps: OutboxDeps): Promise<Outbox> {
  let items: readonly OutboxItem[] = await deps.store.load()
  let stopped = false
  const lanes: Record<Lane, { busy: boolean; failures: number; cancel: (() => void) | null }> = {
    word: { busy: false, failures: 0, cancel: null },
    photo: { busy: false, failures: 0, cancel: null },
  }

  function change(next: readonly OutboxItem[]): void {
    items = next
    deps.onChange(items)
  }

  function replace(item: OutboxItem): void {
    change(items.map((one) => (one.key === item.key ? item : one)))
  }

  function wait(lane: Lane): void {
    lanes[lane].failures += 1
    lanes[lane].cancel = deps.later(() => start(lane), backoffMs(lanes[lane].failures, deps.dice()))
  }

  /** Sends until nothing waits (true) or until one item got no answer that settles it (false). */
  async function drain(lane: Lane): Promise<boolean> {
    for (let item = nextToSend(items, lane, deps.teamId); item !== null; item = nextToSend(items, lane, deps.teamId)) {
      const outcome = judge(await deps.send(item))
      if (stopped) return false
      const after = settle(item, outcome)
      replace(after)
      if (outcome.kind === 'retry') wait(lane)
      if (outcome.kind === 'unauthorised') deps.onUnauthorised()
      if (after.state === 'waiting') return false
      lanes[lane].failures = 0
      // If this cannot be written down the item is sent once more after a reload, and its key makes that harmless.
      await deps.store.put([after]).catch(() => undefined)
      if (stopped) return false
    }
    return true
  }

  function start(lane: Lane): void {
    const state = lanes[lane]
    if (state.busy || stopped) return
    state.cancel?.()
    state.cancel = null
    state.busy = true
    void drain(lane).then((emptied) => {
      state.busy = false
      // A press may have come between the last look at the queue and this moment.
      if (emptied && nextToSend(items, lane, deps.teamId)) start(lane)
    })
  }

  // Left over from an enrolment for another team: shown, never sent in this team's name.
  const foreign = items.filter((item) => item.state === 'waiting' && item.teamId !== deps.teamId)
  if (foreign.length > 0) {
    const refused = foreign.map((item) => settle(item, { kind: 'refused', refusal: { code: 'other_team', message: item.teamId } }))
    items = items.map((item) => refused.find((one) => one.key === item.key) ?? item)
    await deps.store.put(refused)
  }
  deps.onChange(items)
  for (const lane of LANES) start(lane)

  return {
    items: () => items,
    async add(drafts, at, photos) {
      const fresh = itemsFor(items, drafts, deps.teamId, at)
      change([...items, ...fresh])
      try {
        await deps.store.put(fresh, photos)
      } finally {
        // Sent even if the phone's storage is full: the hub's log is the better place anyway.
        for (const lane of new Set(fresh.map(laneOf))) start(lane)
      }
    },
    kick() {
      for (const lane of LANES) {
        lanes[lane].failures = 0
        start(lane)
      }
    },
    async dismiss(key) {
      change(items.filter((item) => item.key !== key || item.state === 'waiting'))
      await deps.store.remove([key])
    },
    async prune(knownDispatches) {
      const gone = new Set(disposable(items, knownDispatches).map((item) => item.key))
      if (gone.size === 0) return
      change(items.filter((item) => !gone.has(item.key)))
      await deps.store.remove([...gone])
    },
    stop() {
      stopped = true
      for (const lane of LANES) lanes[lane].cancel?.()
    },
  }
}
