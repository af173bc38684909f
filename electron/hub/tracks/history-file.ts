import { existsSync, renameSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { EpochMs } from '../../../shared/base/time'
import { encodeTrackFrame, type TrackPoint } from '../../../shared/protocol/track-frame'
import type { HistoryCalls, HistoryTask, Trail } from './history-protocol'

/** 1e-6 degrees are 0.1 m. */
const PER_DEGREE = 1e6
/** Objects whose old positions are removed in one transaction: writes are not kept waiting. */
const PRUNE_CHUNK = 500

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS object (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, called TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS fix (
    object INTEGER NOT NULL, at INTEGER NOT NULL, lon INTEGER NOT NULL, lat INTEGER NOT NULL, heading INTEGER, speed INTEGER,
    PRIMARY KEY (object, at)
  ) STRICT, WITHOUT ROWID;`

type FileCalls = { readonly [Call in Exclude<keyof HistoryCalls, 'close'>]: (ask: HistoryCalls[Call]['ask']) => HistoryCalls[Call]['answer'] }
export interface HistoryFile extends FileCalls {
  close(): void
}

interface Row {
  readonly name: string
  readonly called: string | null
  readonly at: number
  readonly lon: number
  readonly lat: number
  readonly heading: number | null
  readonly speed: number | null
}

/**
 * The file of past positions, apart from the log: it may be lost without harm, so it is not synced with every write, and
 * one that is broken is put aside and begun anew.
 */
export function openHistoryFile(task: HistoryTask): HistoryFile {
  const db = openOrReplace(task.path)
  const objects = new Map<string, { readonly id: number; called: string | null }>()
  for (const row of db.prepare('SELECT id, name, called FROM object').all()) {
    objects.set(String(row['name']), { id: Number(row['id']), called: row['called'] === null ? null : String(row['called']) })
  }
  const addObject = db.prepare('INSERT INTO object (name, called) VALUES (?, ?) RETURNING id')
  const rename = db.prepare('UPDATE object SET called = ? WHERE id = ?')
  const addFix = db.prepare('INSERT OR IGNORE INTO fix VALUES (?, ?, ?, ?, ?, ?)')
  const trail = db.prepare('SELECT at, lon, lat, heading, speed FROM fix WHERE object = ? AND at BETWEEN ? AND ? ORDER BY at')
  const moment = db.prepare(`
    SELECT object.name, object.called, fix.at, fix.lon, fix.lat, fix.heading, fix.speed FROM object JOIN fix
    ON fix.object = object.id AND fix.at = (SELECT max(at) FROM fix WHERE object = object.id AND at BETWEEN ? AND ?)`)
  const removeOld = db.prepare('DELETE FROM fix WHERE object = ? AND at < ?')

  function inTransaction<T>(work: () => T): T {
    db.exec('BEGIN')
    try {
      const done = work()
      db.exec('COMMIT')
      return done
    } catch (error) {
      // A full disk may have ended it already.
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }

  function objectOf(id: string, called: string | null): number {
    const held = objects.get(id)
    if (held === undefined) {
      const made = { id: Number(addObject.get(id, called)?.['id']), called }
      objects.set(id, made)
      return made.id
    }
    if (called !== null && held.called !== called) {
      rename.run(called, held.id)
      held.called = called
    }
    return held.id
  }

  function span(): HistoryCalls['span']['answer'] {
    // One look per object: a maximum over all positions would read them all.
    const row = db.prepare('SELECT min((SELECT min(at) FROM fix WHERE object = o.id)) AS first, max((SELECT max(at) FROM fix WHERE object = o.id)) AS last FROM object o').get()
    return typeof row?.['first'] === 'number' && typeof row['last'] === 'number' ? { from: row['first'], to: row['last'] } : null
  }

  function size(): number {
    const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count'])
    const free = Number(db.prepare('PRAGMA freelist_count').get()?.['freelist_count'])
    return (pages - free) * Number(db.prepare('PRAGMA page_size').get()?.['page_size'])
  }

  function removeBefore(time: EpochMs): number {
    let removed = 0
    const ids = [...objects.values()].map(({ id }) => id)
    for (let from = 0; from < ids.length; from += PRUNE_CHUNK) {
      removed += inTransaction(() => ids.slice(from, from + PRUNE_CHUNK).reduce((sum, id) => sum + Number(removeOld.run(id, time).changes), 0))
    }
    return removed
  }

  return {
    write(fixes) {
      const before = new Map(objects)
      try {
        inTransaction(() => {
          for (const { id, name, at, lon, lat, headingDeg, speedMps } of fixes) {
            addFix.run(objectOf(id, name), at, Math.round(lon * PER_DEGREE), Math.round(lat * PER_DEGREE), known(headingDeg, 10), known(speedMps, 100))
          }
        })
      } catch (error) {
        // Objects that were rolled back have no number.
        objects.clear()
        for (const [id, held] of before) objects.set(id, held)
        throw error
      }
      return null
    },
    trail({ id, from, to, most }) {
      const held = objects.get(id)
      if (!held) return null
      const rows = trail.all(held.id, from, to) as unknown as Omit<Row, 'name' | 'called'>[]
      const step = Math.max(1, Math.ceil(rows.length / most))
      // The last one always: it is where the object is.
      return columns(id, held.called, rows.filter((_row, i) => i % step === 0 || i === rows.length - 1))
    },
    at({ time, since }) {
      const rows = moment.all(since, time) as unknown as Row[]
      // Encoded here, in the thread: the hub passes the bytes on.
      return encodeTrackFrame({
        hubTime: time,
        start: true,
        removed: [],
        named: rows.map(({ name, called }, handle) => ({ handle, id: name, ...(called === null ? {} : { name: called }) })),
        moved: rows.map((row, handle) => ({ handle, point: pointOf(row) })),
      })
    },
    span,
    prune(now) {
      let removed = removeBefore(now - task.retentionMs)
      for (let tries = 0; size() > task.maxBytes && tries < 100; tries++) {
        const held = span()
        if (!held) break
        removed += removeBefore(held.from + Math.max(60_000, (held.to - held.from) / 20))
      }
      return { removed }
    },
    close: () => db.close(),
  }
}

function pointOf({ name, at, lon, lat, heading, speed }: Row): TrackPoint {
  return {
    id: name,
    at,
    lon: lon / PER_DEGREE,
    lat: lat / PER_DEGREE,
    headingDeg: heading === null ? NaN : heading / 10,
    speedMps: speed === null ? NaN : speed / 100,
    accuracyM: NaN,
  }
}

function known(value: number, per: number): number | null {
  return Number.isFinite(value) ? Math.round(value * per) : null
}

function columns(id: string, name: string | null, rows: readonly Omit<Row, 'name' | 'called'>[]): Trail {
  return {
    id,
    name,
    at: rows.map(({ at }) => at),
    lon: rows.map(({ lon }) => lon / PER_DEGREE),
    lat: rows.map(({ lat }) => lat / PER_DEGREE),
    headingDeg: rows.map(({ heading }) => (heading === null ? null : heading / 10)),
    speedMps: rows.map(({ speed }) => (speed === null ? null : speed / 100)),
  }
}

function openOrReplace(path: string): DatabaseSync {
  try {
    return open(path)
  } catch (error) {
    if (!existsSync(path)) throw error
    // Whatever it is, it is no history that can be read: it is kept for who wants to know, under another name.
    const aside = `${path}-damaged-${Math.round(statSync(path).mtimeMs)}`
    renameSync(path, aside)
    for (const rest of ['-wal', '-shm']) if (existsSync(path + rest)) renameSync(path + rest, aside + rest)
    return open(path)
  }
}

function open(path: string): DatabaseSync {
  const db = new DatabaseSync(path)
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;')
    db.exec(SCHEMA)
    // Reads every page's structure of the small table and fails on a file that is none.
    db.prepare('SELECT count(*) FROM object').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
