import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { placeBody } from './encode'
import type { EncodedRecord } from './encode'
import { LogBrokenError, LogConflictError, LogOpenError } from './event-log'
import { beginBackup, finishBackup, openFile } from './sqlite-file'
import type { CallName, WorkerCalls, WorkerFailure, WorkerReply, WorkerRequest, WorkerTask } from './worker-protocol'

/** Longest piece of joined bodies (UTF-16 units): far below the engine's longest string. */
const PIECE_LENGTH = 16 * 2 ** 20
/** Rows fetched at once: enough to make the call cheap, few enough to hold even the longest events. */
const ROWS = 1024
/** Streams whose last version is remembered; beyond it the memory is emptied and filled again from the file. */
const KNOWN_STREAMS = 100_000

/** The one writer. Everything here is synchronous, so that there is never more than one flush in flight. */
class Writer {
  readonly #db: DatabaseSync
  readonly #path: string
  readonly #logId: string
  #seq: number
  #broken: LogBrokenError | null = null
  #copy: Copy | null = null
  readonly #versions = new Map<string, number>()
  readonly #statements: Record<'event' | 'command' | 'seen' | 'version' | 'read' | 'stream' | 'forget', StatementSync>

  constructor(task: Extract<WorkerTask, { task: 'serve' }>) {
    const { db, logId, seq } = openFile(task.path, task.weaken, task.exercise)
    this.#db = db
    this.#path = task.path
    this.#logId = logId
    this.#seq = seq
    this.#statements = {
      event: db.prepare('INSERT INTO event (seq, stream, version, body) VALUES (?, ?, ?, ?)'),
      command: db.prepare('INSERT INTO command (command_id, fingerprint, at, result) VALUES (?, ?, ?, ?)'),
      seen: db.prepare('SELECT command_id AS commandId, fingerprint, at, result FROM command WHERE command_id = ?'),
      version: db.prepare('SELECT max(version) AS version FROM event WHERE stream = ?'),
      read: db.prepare('SELECT body FROM event WHERE seq > ? AND seq <= ? ORDER BY seq'),
      stream: db.prepare('SELECT body FROM event WHERE stream = ? AND version > ? ORDER BY version'),
      forget: db.prepare(
        'DELETE FROM command WHERE id IN (SELECT id FROM command WHERE at < ? ORDER BY at LIMIT ?)',
      ),
    }
    this.#statements.read.setReturnArrays(true)
    this.#statements.stream.setReturnArrays(true)
  }

  head(): WorkerCalls['head']['answer'] {
    return { logId: this.#logId, seq: this.#seq }
  }

  append(batch: readonly EncodedRecord[]): WorkerCalls['append']['answer'] {
    const firstSeq = this.#seq + 1
    const versions = new Map<string, number>()
    const lastSeq = this.#transaction(() => this.#insert(batch, versions))
    if (this.#versions.size + versions.size > KNOWN_STREAMS) this.#versions.clear()
    for (const [stream, version] of versions) this.#versions.set(stream, version)
    this.#seq = lastSeq
    return { firstSeq, lastSeq }
  }

  read({ since, until }: WorkerCalls['read']['ask']): string[] {
    const pieces = new Pieces()
    const last = Math.min(until, this.#seq)
    for (let from = Math.max(0, since); from < last; from += ROWS) {
      pieces.add(this.#statements.read.all(from, Math.min(from + ROWS, last)))
    }
    return pieces.done()
  }

  readStream({ stream, since }: WorkerCalls['readStream']['ask']): string[] {
    const pieces = new Pieces()
    pieces.add(this.#statements.stream.all(stream, since))
    return pieces.done()
  }

  results(commandIds: readonly string[]): WorkerCalls['results']['answer'] {
    const found: WorkerCalls['results']['answer'] = []
    for (const id of commandIds) {
      const row = this.#statements.seen.get(id)
      // A plain object: rows have no prototype and carry more than the answer needs.
      if (row) found.push({ ...row } as unknown as WorkerCalls['results']['answer'][number])
    }
    return found
  }

  forgetResults({ before, limit }: WorkerCalls['forgetResults']['ask']): number {
    return this.#transaction(() => Number(this.#statements.forget.run(before, limit).changes))
  }

  backup(target: string): boolean {
    this.#copy ??= new Copy(this.#db, target)
    try {
      if (this.#copy.next()) return false
    } catch (error) {
      this.#copy.end()
      this.#copy = null
      throw error
    }
    this.#copy.end()
    this.#copy = null
    return true
  }

  /**
   * After a failure the file is not touched any more: a sync must not be tried again. (The end of the thread frees the
   * handle; SQLite then copies at most what earlier, successful syncs had made safe.)
   */
  close(): null {
    if (!this.#broken) this.#db.close()
    return null
  }

  /** Runs a call. Any error that is not the caller's own contradiction makes the log unusable from then on ([EL5]). */
  guarded<T>(run: () => T): T {
    if (this.#broken) throw this.#broken
    try {
      return run()
    } catch (error) {
      if (error instanceof LogConflictError) throw error
      throw this.#fail(error)
    }
  }

  #transaction<T>(run: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE')
    let value: T
    try {
      value = run()
    } catch (error) {
      if (error instanceof LogConflictError) this.#db.exec('ROLLBACK')
      throw error
    }
    this.#db.exec('COMMIT')
    return value
  }

  #insert(batch: readonly EncodedRecord[], versions: Map<string, number>): number {
    const { event, command, seen } = this.#statements
    let seq = this.#seq
    for (const record of batch) {
      if (seen.get(record.commandId)) throw new LogConflictError(`command ${record.commandId} is stored already`)
      for (const { stream, streamVersion, body } of record.events) {
        const last = versions.get(stream) ?? this.#version(stream)
        if (streamVersion !== last + 1) {
          throw new LogConflictError(`stream ${stream} is at version ${last}, got ${streamVersion}`)
        }
        versions.set(stream, streamVersion)
        seq += 1
        event.run(seq, stream, streamVersion, placeBody(body, seq))
      }
      command.run(record.commandId, record.fingerprint, record.at, record.result)
    }
    return seq
  }

  #version(stream: string): number {
    return this.#versions.get(stream) ?? Number(this.#statements.version.get(stream)?.['version'] ?? 0)
  }

  #fail(error: unknown): LogBrokenError {
    const detail = error instanceof Error ? error.message : String(error)
    this.#broken = new LogBrokenError(
      `the event log ${this.#path} failed (${detail}). ` +
        "The hub must stop: check the disk's space and health, then start it again",
    )
    return this.#broken
  }
}

/**
 * A backup under way: what was committed at its start, row by row, a few milliseconds at a time. (SQLite's own backup
 * interface gives up when it meets a write; `VACUUM INTO` would keep appends waiting for seconds.)
 */
class Copy {
  readonly #db: DatabaseSync
  readonly #tables: { from: number; readonly until: number; readonly copy: StatementSync }[]

  constructor(db: DatabaseSync, target: string) {
    this.#db = db
    db.prepare('ATTACH ? AS copy').run(target)
    // The copy is synced as a whole when it is finished; until then it is nothing.
    db.exec('PRAGMA copy.journal_mode = OFF; PRAGMA copy.synchronous = OFF')
    this.#tables = [
      ['event', 'seq'],
      ['command', 'id'],
    ].map(([table, key]) => ({
      from: 0,
      until: Number(db.prepare(`SELECT max(${key}) AS last FROM main.${table}`).get()?.['last'] ?? 0),
      copy: db.prepare(`INSERT INTO copy.${table} SELECT * FROM main.${table} WHERE ${key} > ? AND ${key} <= ?`),
    }))
  }

  /** False when there is nothing left to copy. */
  next(): boolean {
    const table = this.#tables.find(({ from, until }) => from < until)
    if (!table) return false
    const to = Math.min(table.from + ROWS, table.until)
    table.copy.run(table.from, to)
    table.from = to
    return true
  }

  end(): void {
    this.#db.exec('DETACH copy')
  }
}

/** Joins bodies by commas into pieces of bounded length. */
class Pieces {
  readonly #pieces: string[] = []
  #text = ''

  add(rows: readonly unknown[]): void {
    for (const row of rows as readonly [string][]) {
      this.#text += this.#text === '' ? row[0] : `,${row[0]}`
      if (this.#text.length > PIECE_LENGTH) this.#cut()
    }
  }

  done(): string[] {
    if (this.#text !== '') this.#cut()
    return this.#pieces
  }

  #cut(): void {
    this.#pieces.push(this.#text)
    this.#text = ''
  }
}

function failure(error: unknown): WorkerFailure {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof LogOpenError) return { kind: 'open', reason: error.reason, message }
  if (error instanceof LogBrokenError) return { kind: 'broken', message }
  if (error instanceof LogConflictError) return { kind: 'conflict', message }
  return { kind: 'failed', message }
}

function post(reply: WorkerReply): void {
  parentPort?.postMessage(reply)
}

function serve(task: Extract<WorkerTask, { task: 'serve' }>): void {
  const writer = new Writer(task)
  const answer = (request: WorkerRequest): unknown => {
    const calls: { [Name in CallName]: (ask: WorkerCalls[Name]['ask']) => unknown } = writer
    const call = calls[request.name] as (ask: unknown) => unknown
    // A backup that fails (no space at the target) says nothing about the log itself.
    return request.name === 'backup' || request.name === 'close'
      ? call.call(writer, request.ask)
      : writer.guarded(() => call.call(writer, request.ask))
  }
  const reply = (request: WorkerRequest): void => {
    const { id } = request
    try {
      post({ id, ok: true, answer: answer(request) })
    } catch (error) {
      post({ id, ok: false, failure: failure(error) })
    }
    if (request.name === 'close') parentPort?.close()
  }
  parentPort?.on('message', reply)
  post({ id: 0, ok: true, answer: writer.head() })
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const task = workerData as WorkerTask
try {
  if (task.task === 'serve') {
    serve(task)
  } else {
    if (task.task === 'begin-backup') beginBackup(task.path)
    else finishBackup(task.path)
    syncPath(task.path, 'r+')
    // Windows cannot sync a folder and does not need to.
    if (process.platform !== 'win32') syncPath(dirname(task.path), 'r')
    post({ id: 0, ok: true, answer: null })
  }
} catch (error) {
  post({ id: 0, ok: false, failure: failure(error) })
}
