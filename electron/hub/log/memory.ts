import { randomUUID } from 'node:crypto'
import type { CommandId } from '../../../shared/base/ids'
import { decodeEvents, encodeBatch, placeBody } from './encode'
import type { EncodedRecord } from './encode'
import { assertSnapshot, LogBrokenError, LogClosedError, LogConflictError } from './event-log'
import type { EventLog, LogHead, Snapshot, StoredResult } from './event-log'

/** What a memory log leaves behind when it is closed: open it again with the same store. */
export interface MemoryStore {
  readonly logId: string
  /** Placed events as text, `seq` 1 first. */
  readonly bodies: string[]
  readonly streams: Map<string, number[]>
  readonly results: Map<CommandId, StoredResult>
  readonly snapshots: Map<string, Snapshot>
  /** Set by tests: the next append fails as a full disk does, after this message. */
  failure: string | null
}

export function createMemoryStore(logId: string = randomUUID()): MemoryStore {
  return { logId, bodies: [], streams: new Map(), results: new Map(), snapshots: new Map(), failure: null }
}

/** An `EventLog` that keeps everything in memory: for tests, the simulation and demonstrations that leave no trace. */
export function openMemoryLog(store: MemoryStore = createMemoryStore()): EventLog {
  let closed = false
  let broken: LogBrokenError | null = null

  function guard(): void {
    if (broken) throw broken
    if (closed) throw new LogClosedError('the log is closed')
  }

  function check(batch: readonly EncodedRecord[]): void {
    const versions = new Map<string, number>()
    const seen = new Set<string>()
    for (const record of batch) {
      if (store.results.has(record.commandId as CommandId) || seen.has(record.commandId)) {
        throw new LogConflictError(`command ${record.commandId} is stored already`)
      }
      seen.add(record.commandId)
      for (const { stream, streamVersion } of record.events) {
        const last = versions.get(stream) ?? store.streams.get(stream)?.length ?? 0
        if (streamVersion !== last + 1) {
          throw new LogConflictError(`stream ${stream} is at version ${last}, got ${streamVersion}`)
        }
        versions.set(stream, streamVersion)
      }
    }
  }

  function keep(record: EncodedRecord): void {
    for (const { stream, body } of record.events) {
      const seq = store.bodies.length + 1
      store.bodies.push(placeBody(body, seq))
      const places = store.streams.get(stream)
      if (places) places.push(seq)
      else store.streams.set(stream, [seq])
    }
    const { fingerprint, at, result } = record
    store.results.set(record.commandId as CommandId, { fingerprint, at, result })
  }

  // Every method is `async` so that a refusal is a rejection, as it is with a log behind a thread or a network.
  return {
    async head(): Promise<LogHead> {
      guard()
      return { logId: store.logId, seq: store.bodies.length }
    },

    async append(batch) {
      guard()
      const encoded = encodeBatch(batch)
      check(encoded)
      if (store.failure !== null) {
        broken = new LogBrokenError(store.failure)
        throw broken
      }
      const firstSeq = store.bodies.length + 1
      encoded.forEach(keep)
      return { firstSeq, lastSeq: store.bodies.length }
    },

    async read(since, limit) {
      guard()
      return decodeEvents(store.bodies.slice(Math.max(0, since), Math.max(0, since) + Math.max(0, limit)).join(','))
    },

    async readStream(stream, since) {
      guard()
      const places = store.streams.get(stream)?.slice(Math.max(0, since)) ?? []
      return decodeEvents(places.map((seq) => store.bodies[seq - 1]).join(','))
    },

    async result(commandId) {
      guard()
      return store.results.get(commandId) ?? null
    },

    async results(commandIds) {
      guard()
      const found = new Map<CommandId, StoredResult>()
      for (const id of commandIds) {
        const result = store.results.get(id)
        if (result) found.set(id, result)
      }
      return found
    },

    async loadSnapshot(kind) {
      guard()
      const snapshot = store.snapshots.get(kind)
      return snapshot && snapshot.seq <= store.bodies.length ? snapshot : null
    },

    async saveSnapshot(kind, seq, body) {
      guard()
      assertSnapshot(kind, seq, store.bodies.length)
      store.snapshots.set(kind, { seq, body })
    },

    async forgetResults(before) {
      guard()
      const old = [...store.results].filter(([, result]) => result.at < before)
      for (const [id] of old) store.results.delete(id)
      return old.length
    },

    async close() {
      closed = true
    },
  }
}
