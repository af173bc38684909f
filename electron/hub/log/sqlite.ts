import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { CommandId } from '../../../shared/base/ids'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { decodeEvents, encodeBatch } from './encode'
import { LogBrokenError, LogClosedError, LogConflictError, LogOpenError } from './event-log'
import type { EventLog, LogHead, StoredResult } from './event-log'
import { createSnapshotFiles } from './snapshot-files'
import type { CallName, Weakening, WorkerCalls, WorkerFailure, WorkerReply, WorkerTask } from './worker-protocol'

/** Events asked for in one message: several are under way at once, so that the thread reads while we parse. */
const CHUNK = 1024
/** Results deleted in one transaction: a few milliseconds, so that appends are not kept waiting. */
const FORGET_CHUNK = 2_000

export interface SqliteLogOptions {
  /** The file; `PATH-wal` and `PATH-snapshot-KIND` lie beside it. Its folder must exist. */
  readonly path: string
  /** Whether it is opened for an exercise: a log of the other kind is refused. Left out: not asked, and not marked. */
  readonly exercise?: boolean
  /** The bundled `sqlite-worker.ts`. Default: where the build puts it. */
  readonly workerUrl?: URL
  /** Deliberate faults, for tests only. */
  readonly weaken?: Weakening
}

export interface SqliteLog extends EventLog {
  /**
   * Writes a consistent copy of the log, as it is at the call, to `target` while the hub goes on working (in steps of a
   * thousand rows, appends find their turn in between), checks it, syncs it, and only then gives it its name. One
   * file, no companions, readable with any SQLite tool. To restore: stop the hub, move the log and its `-wal` and
   * `-snapshot-*` files aside, copy the backup to the log's path, start. The restored log has a new identity, so that no client
   * continues a history that has since branched off.
   * Rejects if `target` exists, or cannot be written; the log itself is not affected by that.
   */
  backup(target: string): Promise<void>
}

/**
 * Opens or creates the log in a SQLite file, in a thread of its own (WAL, synchronous FULL, locked against a second
 * hub). Rejects with `LogOpenError`, whose `reason` and message say what to do.
 */
export async function openSqliteLog(options: SqliteLogOptions): Promise<SqliteLog> {
  const { path, workerUrl = findWorker(), weaken = {}, exercise } = options
  const thread = startThread(workerUrl, { task: 'serve', path, weaken, ...(exercise === undefined ? {} : { exercise }) })
  const { logId, seq } = (await thread.started) as LogHead
  const { call } = thread
  /** Last `seq` that is known to be durable. */
  let lastSeq = seq
  let copying = false
  const snapshots = createSnapshotFiles({ path, logId, headSeq: () => lastSeq })

  async function results(commandIds: readonly CommandId[]): Promise<Map<CommandId, StoredResult>> {
    const rows = await call('results', commandIds)
    return new Map(rows.map(({ commandId, ...result }) => [commandId as CommandId, result]))
  }

  return {
    head: () => call('head', null),
    async append(batch) {
      const placed = await call('append', encodeBatch(batch))
      lastSeq = placed.lastSeq
      return placed
    },
    async read(since, limit) {
      thread.assertServing()
      const chunks: Promise<EventEnvelope[]>[] = []
      const until = Math.min(since + limit, lastSeq)
      for (let from = Math.max(0, since); from < until; from += CHUNK) {
        const to = Math.min(from + CHUNK, until)
        chunks.push(call('read', { since: from, until: to }).then((pieces) => decode(path, pieces, from, to)))
      }
      return (await Promise.all(chunks)).flat()
    },
    async readStream(stream, since) {
      return decode(path, await call('readStream', { stream, since }))
    },
    result: async (commandId) => (await results([commandId])).get(commandId) ?? null,
    results,
    async loadSnapshot(kind) {
      thread.assertServing()
      return snapshots.load(kind)
    },
    async saveSnapshot(kind, at, body) {
      thread.assertServing()
      await snapshots.save(kind, at, body)
    },
    async forgetResults(before) {
      let forgotten = 0
      for (;;) {
        const count = await call('forgetResults', { before, limit: FORGET_CHUNK })
        forgotten += count
        if (count < FORGET_CHUNK) return forgotten
      }
    },
    async backup(target) {
      if (copying) throw new Error('backup: another one is under way')
      copying = true
      try {
        await copyTo(target, { workerUrl, step: (unfinished) => call('backup', unfinished) })
      } finally {
        copying = false
      }
    },
    close: () => thread.close(),
  }
}

interface Copying {
  readonly workerUrl: URL
  /** Copies some rows; true when all are copied. */
  readonly step: (unfinished: string) => Promise<boolean>
}

async function copyTo(target: string, { workerUrl, step }: Copying): Promise<void> {
  if (existsSync(target)) throw new Error(`backup: ${target} exists already; choose another name`)
  const unfinished = `${target}.unfinished`
  await rm(unfinished, { force: true })
  try {
    await startThread(workerUrl, { task: 'begin-backup', path: unfinished }).started
    while (!(await step(unfinished)));
    // A thread of its own: the check reads the whole copy, and appends must not wait for that.
    await startThread(workerUrl, { task: 'finish-backup', path: unfinished }).started
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Where the build puts the thread: beside the bundled hub, in a folder near it, or, from the sources, `out/hub`. */
function findWorker(): URL {
  const places = ['./log-worker.js', '../log-worker.js', '../hub/log-worker.js', '../../../out/hub/log-worker.js']
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url))
  if (!found) throw new LogOpenError('unreachable', 'the log thread (out/hub/log-worker.js) is missing: run the build')
  return found
}

/** Reads what the thread sent. Damage that SQLite cannot see (it keeps no checksum of its pages) shows here. */
function decode(path: string, pieces: readonly string[], since?: number, until?: number): EventEnvelope[] {
  try {
    const lists = pieces.map(decodeEvents)
    const events = lists.length === 1 ? (lists[0] ?? []) : lists.flat()
    if (since !== undefined && until !== undefined) {
      const due = until - since
      if (events.length !== due) throw new Error(`${events.length} events after ${since}, not ${due}`)
      events.forEach((event, index) => {
        if (event.seq !== since + index + 1) throw new Error(`event ${since + index + 1} is numbered ${event.seq}`)
      })
    }
    return events
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new LogBrokenError(`the event log ${path} is damaged (${detail}): stop the hub and restore the newest backup`)
  }
}

interface Thread {
  readonly started: Promise<unknown>
  readonly call: <Name extends CallName>(
    name: Name,
    ask: WorkerCalls[Name]['ask'],
  ) => Promise<WorkerCalls[Name]['answer']>
  /** Throws what a call would reject with. */
  assertServing(): void
  close(): Promise<void>
}

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

function startThread(url: URL, task: WorkerTask): Thread {
  const worker = new Worker(url, { workerData: task, name: 'log' })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  /** Why no call is taken any more; null while the thread serves. */
  let stopped: Error | null = null
  let closing: Promise<void> | null = null

  const expect = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })

  function stop(error: Error): void {
    stopped ??= error
    for (const one of waiting.values()) one.reject(stopped)
    waiting.clear()
  }

  worker.on('message', (reply: WorkerReply) => {
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.ok) {
      one?.resolve(reply.answer)
      return
    }
    const error = revive(reply.failure)
    one?.reject(error)
    if (error instanceof LogBrokenError) stop(error)
  })
  worker.on('error', (error) => stop(new LogBrokenError(`the log thread failed: ${error.message}`)))
  worker.on('exit', () => stop(closing ? closed() : new LogBrokenError('the log thread ended unexpectedly')))

  function assertServing(): void {
    if (stopped) throw stopped
    if (closing) throw closed()
  }

  async function call(name: CallName, ask: unknown): Promise<unknown> {
    assertServing()
    lastId += 1
    const answer = expect(lastId)
    worker.postMessage({ id: lastId, name, ask })
    return answer
  }

  async function shut(): Promise<void> {
    try {
      if (!stopped) await call('close', null)
    } finally {
      await worker.terminate()
    }
  }

  const started = expect(0)
  void started.catch(() => worker.terminate())
  return {
    started,
    call: call as Thread['call'],
    assertServing,
    close() {
      // `shut` puts its question before `closing` shuts the door.
      closing ??= shut()
      return closing
    },
  }
}

function closed(): LogClosedError {
  return new LogClosedError('the log is closed')
}

function revive(failure: WorkerFailure): Error {
  switch (failure.kind) {
    case 'open':
      return new LogOpenError(failure.reason, failure.message)
    case 'broken':
      return new LogBrokenError(failure.message)
    case 'conflict':
      return new LogConflictError(failure.message)
    case 'failed':
      return new Error(failure.message)
  }
}
