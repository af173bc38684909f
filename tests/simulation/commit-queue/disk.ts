import { createMemoryStore, openMemoryLog } from '../../../electron/hub/log/memory'
import type { MemoryStore } from '../../../electron/hub/log/memory'
import { LogBrokenError } from '../../../electron/hub/log/event-log'
import type { CommandRecord, EventLog } from '../../../electron/hub/log/event-log'
import type { LogFault } from './faults'
import type { Random } from './random'
import { deferred } from '../../fixtures/deferred'
import type { Deferred } from '../../fixtures/deferred'

type Places = Awaited<ReturnType<EventLog['append']>>

interface Write {
  readonly batch: readonly CommandRecord[]
  readonly gate: Deferred<Places>
  state: 'waiting' | 'durable' | 'acknowledged'
  places: Places | null
}

/** A disk that keeps, when the power goes, what was synced and nothing else. The scene decides when syncs happen. */
export interface Disk {
  readonly store: MemoryStore
  readonly log: EventLog
  /** Writes under way; more than one only if somebody overlaps flushes. */
  readonly pending: number
  /** Does the next thing for one write: sync it, then acknowledge it. */
  advance(random: Random): Promise<void>
  /** A sync fails: what it was to make durable is gone. */
  fail(random: Random): void
  /** The power goes. The log answers no more; the disk may or may not have finished what it was doing. */
  cut(random: Random): Promise<void>
}

export function createDisk(store: MemoryStore = createMemoryStore('simulated'), fault: LogFault | null = null): Disk {
  const inner = openMemoryLog(store)
  const writes: Write[] = []

  async function sync(write: Write): Promise<void> {
    const lost = fault === 'drop last of batch' && write.batch.length > 1
    const batch = lost ? write.batch.slice(0, -1) : write.batch
    if (fault === 'forget answers') for (const record of batch) store.results.delete(record.commandId)
    try {
      const places = await inner.append(batch)
      const dropped = lost ? (write.batch.at(-1)?.events.length ?? 0) : 0
      write.places = { ...places, lastSeq: places.lastSeq + dropped }
      write.state = 'durable'
    } catch (error) {
      writes.splice(writes.indexOf(write), 1)
      write.gate.reject(error)
      return
    }
    if (fault === 'gap in seq' && batch.length > 2) {
      const last = store.bodies.pop()
      if (last !== undefined) store.bodies.push(last.replace(/^\{"seq":(\d+)/, (_, seq) => `{"seq":${Number(seq) + 1}`))
    }
    if (fault === 'acknowledge before sync') done(write)
  }

  function done(write: Write): void {
    writes.splice(writes.indexOf(write), 1)
    write.state = 'acknowledged'
    if (write.places) write.gate.resolve(write.places)
  }

  /** Where a batch that has not been written yet will come to stand. */
  function foretold(batch: readonly CommandRecord[]): Places {
    const before = store.bodies.length + writes.reduce((sum, write) => sum + eventsOf(write.batch), 0)
    return { firstSeq: before + 1, lastSeq: before + eventsOf(batch) }
  }

  return {
    store,
    log: {
      ...inner,
      results: async (ids) => (fault === 'forget answers' ? new Map() : inner.results(ids)),
      append(batch) {
        const write: Write = { batch, gate: deferred(), state: 'waiting', places: null }
        const places = foretold(batch)
        writes.push(write)
        write.gate.promise.catch(() => undefined)
        return fault === 'acknowledge before sync' ? Promise.resolve(places) : write.gate.promise
      },
    },
    get pending() {
      return writes.length
    },
    async advance(random) {
      if (writes.length === 0) return
      // Nothing orders overlapping writes; those that are only waiting to be synced keep their order.
      const write = fault === 'acknowledge before sync' ? writes[0] : random.pick(writes)
      if (!write) return
      if (write.state === 'waiting') await sync(write)
      else done(write)
    },
    fail(random) {
      const waiting = writes.filter((write) => write.state === 'waiting')
      if (waiting.length === 0) return
      const write = random.pick(waiting)
      writes.splice(writes.indexOf(write), 1)
      if (fault === 'try a failed sync again') write.gate.resolve(foretold(write.batch))
      else write.gate.reject(new LogBrokenError('simulated: input/output error'))
    },
    async cut(random) {
      for (const write of writes.filter(({ state }) => state === 'waiting')) {
        if (!random.chance(0.5)) break
        const torn = fault === 'torn batch'
        if (torn) await inner.append(tear(write.batch)).catch(() => undefined)
        else await inner.append(write.batch).catch(() => undefined)
      }
      writes.length = 0
    },
  }
}

function eventsOf(batch: readonly CommandRecord[]): number {
  return batch.reduce((sum, record) => sum + record.events.length, 0)
}

/** All but the last event of the last command that has any. */
function tear(batch: readonly CommandRecord[]): CommandRecord[] {
  const last = batch.findLastIndex((record) => record.events.length > 1)
  return batch.map((record, i) => (i === last ? { ...record, events: record.events.slice(0, -1) } : record))
}
