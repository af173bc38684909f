import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { LogOpenError } from './event-log'
import type { Weakening } from './worker-protocol'

/** "DHLG": tells our files from other SQLite files. */
const APPLICATION_ID = 0x44484c47

/** A whole check reads the file once. Above this size (bytes) it would cost more than the restart may. */
const WHOLE_CHECK_LIMIT = 2 ** 30

/**
 * Steps of the schema; step n brings a file from version n to n+1. Never edit one that was released: add the next.
 * A body is the whole event as JSON text, so that the file can be read with any SQLite tool.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE event (
     seq INTEGER PRIMARY KEY,
     stream TEXT NOT NULL,
     version INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX event_stream ON event (stream, version);
   CREATE TABLE command (
     id INTEGER PRIMARY KEY,
     command_id TEXT NOT NULL UNIQUE,
     fingerprint TEXT NOT NULL,
     at INTEGER NOT NULL,
     result TEXT NOT NULL
   ) STRICT;
   CREATE INDEX command_at ON command (at);`,
]

/** Result codes of SQLite (the low byte of `errcode`). */
const BUSY = 5
const CORRUPT = 11
const CANNOT_OPEN = 14
const NOT_A_DATABASE = 26

/** The result code of a `node:sqlite` error, 0 for any other error. */
function resultCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0
}

export interface OpenedFile {
  readonly db: DatabaseSync
  readonly logId: string
  readonly seq: number
}

/**
 * Opens or creates the file, takes it for this process alone and checks it.
 * Throws `LogOpenError`; an existing file is then as it was.
 */
export function openFile(path: string, weaken: Weakening = {}, exercise?: boolean): OpenedFile {
  const existed = existsSync(path) && statSync(path).size > 0
  if (!existed && existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0) {
    throw damaged(path, `${path}-wal is there but the file itself is missing or empty`)
  }
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(path)
    // Exclusive before anything is read: no second hub, and no shared memory file.
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    if (existed) checkOwner(db, path)
    db.exec('PRAGMA journal_mode = WAL')
    db.exec(`PRAGMA synchronous = ${weaken.synchronous ?? 'FULL'}`)
    if (weaken.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(weaken.maxPages)}`)
    if (existed) checkWhole(db, path)
    migrate(db, path)
    if (exercise !== undefined) claimKind(db, path, exercise)
    return { db, logId: claimIdentity(db), seq: checkHead(db, path) }
  } catch (error) {
    try {
      db?.close()
    } catch {
      // The first error is the one to tell.
    }
    throw explain(error, path)
  }
}

/** Makes an empty log that a backup is copied into: one file without companions. */
export function beginBackup(path: string): void {
  const { db } = openFile(path)
  db.exec('PRAGMA journal_mode = DELETE')
  db.close()
}

/** Checks and marks a copy, so that the log that is restored from it gets an identity of its own. */
export function finishBackup(path: string): void {
  const db = new DatabaseSync(path)
  try {
    checkWhole(db, path)
    db.exec('PRAGMA synchronous = FULL')
    setMeta(db, 'copied', '1')
  } finally {
    db.close()
  }
}

function checkOwner(db: DatabaseSync, path: string): void {
  if (pragma(db, 'application_id') === APPLICATION_ID) return
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']
  // No table at all: the power went between the creation of the file and its first transaction.
  if (tables === 0) return
  throw new LogOpenError('not-a-log', `${path} is not an event log of Dinghai: choose another data directory`)
}

function checkWhole(db: DatabaseSync, path: string): void {
  if (statSync(path).size > WHOLE_CHECK_LIMIT) return
  const rows = db.prepare('PRAGMA quick_check(3)').all().map((row) => String(Object.values(row)[0]))
  if (rows.length !== 1 || rows[0] !== 'ok') throw damaged(path, rows.join('; '))
}

function migrate(db: DatabaseSync, path: string): void {
  db.exec('BEGIN EXCLUSIVE')
  db.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID')
  const version = Number(meta(db, 'schema_version') ?? 0)
  if (version > MIGRATIONS.length) {
    throw new LogOpenError(
      'newer',
      `${path} was written by a newer version of Dinghai (schema ${version}, this one knows ${MIGRATIONS.length}): ` +
        'install that version again, or restore a backup from before the update',
    )
  }
  for (const step of MIGRATIONS.slice(version)) db.exec(step)
  if (version < MIGRATIONS.length) {
    setMeta(db, 'schema_version', String(MIGRATIONS.length))
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
  }
  db.exec('COMMIT')
}

/** The log's identity; made anew for a new file and for a restored backup, whose future is not the original's. */
function claimIdentity(db: DatabaseSync): string {
  const known = meta(db, 'log_id')
  if (known !== null && meta(db, 'copied') === null) return known
  const logId = randomUUID()
  db.exec('BEGIN IMMEDIATE')
  setMeta(db, 'log_id', logId)
  db.exec("DELETE FROM meta WHERE key = 'copied'")
  db.exec('COMMIT')
  return logId
}

/**
 * A log is of an exercise or of what was real, from its first opening on. One that was begun before logs were marked (or
 * a restored backup, whose mark is not copied) is what its first event is; an empty one becomes what it is opened for.
 */
function claimKind(db: DatabaseSync, path: string, exercise: boolean): void {
  const marked = meta(db, 'exercise')
  const held = marked === null ? firstIsDrill(db) : marked === '1'
  if (held !== null && held !== exercise) {
    throw new LogOpenError(
      'other-kind',
      held
        ? `${path} belongs to an exercise: start with --drill, or with another --data`
        : `${path} holds real records: start without --drill, or with another --data`,
    )
  }
  if (marked === null) setMeta(db, 'exercise', exercise ? '1' : '0')
}

function firstIsDrill(db: DatabaseSync): boolean | null {
  const body = db.prepare('SELECT body FROM event ORDER BY seq LIMIT 1').get()?.['body']
  return typeof body === 'string' ? (JSON.parse(body) as { readonly drill?: unknown }).drill === true : null
}

function checkHead(db: DatabaseSync, path: string): number {
  const first = db.prepare('SELECT seq FROM event ORDER BY seq LIMIT 1').get()?.['seq'] ?? 1
  const last = db.prepare('SELECT seq FROM event ORDER BY seq DESC LIMIT 1').get()?.['seq'] ?? 0
  if (first !== 1) throw damaged(path, `its first event is number ${String(first)}`)
  return Number(last)
}

function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]
}

function meta(db: DatabaseSync, key: string): string | null {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value']
  return typeof value === 'string' ? value : null
}

function setMeta(db: DatabaseSync, key: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value)
}

function damaged(path: string, detail: string): LogOpenError {
  return new LogOpenError(
    'damaged',
    `the event log ${path} is damaged (${detail}). Nothing was overwritten. Stop the hub, keep ${path} and ` +
      `${path}-wal aside, and restore the newest backup to ${path}`,
  )
}

function explain(error: unknown, path: string): unknown {
  if (error instanceof LogOpenError) return error
  const detail = error instanceof Error ? error.message : String(error)
  switch (resultCode(error)) {
    case BUSY:
      return new LogOpenError('in-use', `the event log ${path} is in use: another hub runs on this data directory`)
    case CORRUPT:
    case NOT_A_DATABASE:
      return damaged(path, detail)
    case CANNOT_OPEN:
      return new LogOpenError('unreachable', `the event log ${path} cannot be opened (${detail}): folder or rights?`)
    default:
      return new LogOpenError('unreachable', `the event log ${path} cannot be opened: ${detail}`)
  }
}
