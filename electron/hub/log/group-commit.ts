import { LogBrokenError } from './event-log'

export interface GroupCommit<Item> {
  /** Waits for the flush that contains the item. Rejects with `LogBrokenError` if that or an earlier one fails. */
  submit(item: Item): Promise<void>
  /** Resolves when everything submitted before has been flushed. Rejects as `submit` does. */
  idle(): Promise<void>
  /** Items that wait for a flush to start. */
  readonly waiting: number
}

export interface GroupCommitOptions<Item> {
  /** Writes one batch. It is never called while an earlier call is unfinished, and never again after a failure. */
  readonly flush: (batch: readonly Item[]) => Promise<void>
  /** Called once, at the first failed flush, after every waiting item was rejected: stop the hub. */
  readonly onBroken: (error: LogBrokenError) => void
  /** Most items in one flush. Default 256. */
  readonly maxBatch?: number
}

/**
 * Collects what arrives while a flush is under way and flushes it as one.
 *
 * - [GC1] exactly one flush is in flight.
 * - [GC2] items are flushed in the order of their submission, each once.
 * - [GC3] an item's promise resolves only after its flush; within a batch in order.
 * - [GC4] after a failed flush every waiting and later item is rejected with `LogBrokenError`, nothing is flushed any
 *   more, and `onBroken` is called once.
 */
export function createGroupCommit<Item>(options: GroupCommitOptions<Item>): GroupCommit<Item> {
  const { flush, onBroken, maxBatch = 256 } = options
  let queue: Waiting<Item>[] = []
  let flushing = false
  let broken: LogBrokenError | null = null

  async function run(): Promise<void> {
    // A turn's grace: what arrives in the same tick shares the flush.
    await Promise.resolve()
    while (queue.length > 0) {
      const batch = queue.slice(0, maxBatch)
      queue = queue.slice(maxBatch)
      try {
        const items = batch.flatMap((one) => (one.kind === 'item' ? [one.item] : []))
        if (items.length > 0) await flush(items)
      } catch (error) {
        fail(error, batch)
        return
      }
      for (const one of batch) one.resolve()
    }
    flushing = false
  }

  function fail(error: unknown, batch: readonly Waiting<Item>[]): void {
    broken = asBroken(error)
    const lost = [...batch, ...queue]
    queue = []
    for (const one of lost) one.reject(broken)
    onBroken(broken)
  }

  function enqueue(entry: { kind: 'item'; item: Item } | { kind: 'mark' }): Promise<void> {
    if (broken) return Promise.reject(broken)
    const done = new Promise<void>((resolve, reject) => {
      queue.push({ ...entry, resolve, reject })
    })
    if (!flushing) {
      flushing = true
      void run()
    }
    return done
  }

  return {
    submit: (item) => enqueue({ kind: 'item', item }),
    idle: () => enqueue({ kind: 'mark' }),
    get waiting() {
      return queue.length
    },
  }
}

type Waiting<Item> = ({ kind: 'item'; item: Item } | { kind: 'mark' }) & {
  resolve(): void
  reject(error: LogBrokenError): void
}

function asBroken(error: unknown): LogBrokenError {
  if (error instanceof LogBrokenError) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new LogBrokenError(`a commit failed: ${detail}`, { cause: error })
}
