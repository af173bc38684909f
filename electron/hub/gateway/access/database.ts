import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

const SCHEMA_VERSION = 2

const SCHEMA = `
CREATE TABLE officer (
  name TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE credential (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  team_id TEXT,
  unit_id TEXT,
  secret_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER,
  last_seen_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE TABLE link (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  team_id TEXT,
  unit_id TEXT,
  secret_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  claimed_at INTEGER,
  credential_id TEXT
) STRICT;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
`

/** Version 1 knew no units. */
const FROM_1 = 'ALTER TABLE credential ADD COLUMN unit_id TEXT; ALTER TABLE link ADD COLUMN unit_id TEXT;'

/**
 * Opens or creates `access.db`. It is apart from the log: who may come in is no fact about an incident, and a log may
 * be handed on without it. Durable like the log (a revocation that a power cut undoes is none), and shared with the
 * admin tool, so nothing of it is cached. Throws if the file is another program's or a newer version's.
 */
export function openAccessDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  if (file !== ':memory:') chmodSync(file, 0o600)
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
  db.exec('BEGIN IMMEDIATE')
  try {
    const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
    if (version > SCHEMA_VERSION) throw new Error(`${file} was written by a newer version of Dinghai`)
    if (version === 0) db.exec(SCHEMA)
    else if (version === 1) db.exec(FROM_1)
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    db.close()
    throw error
  }
  return db
}
