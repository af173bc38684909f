import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { MINUTE, type EpochMs } from '../../../../shared/base/time'
import type { TeamId, UnitId } from '../../../../shared/base/ids'
import type { Audit } from './audit'
import { principalOf, type AccessRole, type CredentialKind, type Principal } from './principal'
import { hashSecret, newRowId, newSecret, sameHash } from './secrets'

export interface Grant {
  readonly kind: CredentialKind
  readonly role: AccessRole
  readonly name: string
  readonly teamId: TeamId | null
  readonly unitId?: UnitId | null
  readonly by: string
  /** Null: until it is revoked. */
  readonly ttlMs: number | null
}

/** A device or key as an officer sees it. */
export interface Credential {
  readonly id: string
  readonly kind: CredentialKind
  readonly role: AccessRole
  readonly name: string
  readonly teamId: TeamId | null
  readonly unitId: UnitId | null
  readonly createdAt: EpochMs
  readonly createdBy: string
  readonly lastSeenAt: EpochMs | null
}

export interface Credentials {
  grant(grant: Grant): { secret: string; principal: Principal }
  verify(token: string): Principal | null
  stillValid(id: string): boolean
  revoke(id: string, by: string): boolean
  list(): Credential[]
  sessionsOf(officer: string): string[]
}

type Row = Record<string, SQLOutputValue>

/** `last_seen_at` is written at most this often: it is worth no disk flush per request. */
const SEEN_EVERY_MS = MINUTE
const PREFIX: Readonly<Record<CredentialKind, string>> = { session: 'dhs', device: 'dhd', key: 'dhk' }

export function createCredentials(
  db: DatabaseSync,
  now: () => EpochMs,
  sessionMs: number,
  audit: Audit,
  revoked: (id: string) => void,
): Credentials {
  const insert = db.prepare(
    'INSERT INTO credential (id, kind, role, name, team_id, unit_id, secret_hash, created_at, created_by, expires_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const byHash = db.prepare('SELECT * FROM credential WHERE secret_hash = ?')
  const byId = db.prepare('SELECT * FROM credential WHERE id = ?')
  const seen = db.prepare('UPDATE credential SET last_seen_at = ?, expires_at = ? WHERE id = ?')
  const end = db.prepare('UPDATE credential SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL')
  const live = db.prepare("SELECT * FROM credential WHERE kind <> 'session' AND revoked_at IS NULL ORDER BY created_at DESC, id")
  const sessions = db.prepare("SELECT id FROM credential WHERE kind = 'session' AND name = ? AND revoked_at IS NULL")
  // What is over is of no use to anybody; its audit rows stay.
  db.prepare("DELETE FROM credential WHERE kind = 'session' AND (expires_at < ? OR revoked_at IS NOT NULL)").run(now())

  function usable(row: Row | undefined): row is Row {
    return row !== undefined && row['revoked_at'] === null && (row['expires_at'] === null || Number(row['expires_at']) > now())
  }

  function use(row: Row): void {
    const at = now()
    if (row['last_seen_at'] !== null && at - Number(row['last_seen_at']) < SEEN_EVERY_MS) return
    seen.run(at, row['kind'] === 'session' ? at + sessionMs : (row['expires_at'] ?? null), String(row['id']))
  }

  return {
    grant({ kind, role, name, teamId, unitId = null, by, ttlMs }) {
      const id = newRowId()
      const secret = newSecret(PREFIX[kind])
      const at = now()
      insert.run(id, kind, role, name, teamId, unitId, hashSecret(secret), at, by, ttlMs === null ? null : at + ttlMs, kind === 'session' ? at : null)
      audit.write(by, `${kind}.granted`, id, `${role} ${name}`)
      return { secret, principal: principalOf({ credentialId: id, kind, role, name, teamId, unitId }) }
    },
    verify(token) {
      const hash = hashSecret(token)
      const row = byHash.get(hash)
      if (!usable(row) || !sameHash(row['secret_hash'] as Uint8Array, hash)) return null
      use(row)
      return principalOf(asCredential(row))
    },
    stillValid(id) {
      const row = byId.get(id)
      if (!usable(row)) return false
      use(row)
      return true
    },
    revoke(id, by) {
      if (end.run(now(), id).changes === 0) return false
      audit.write(by, 'credential.revoked', id)
      revoked(id)
      return true
    },
    list: () =>
      live.all().map((row) => {
        const { credentialId, ...rest } = asCredential(row)
        return {
          id: credentialId,
          ...rest,
          createdAt: Number(row['created_at']),
          createdBy: String(row['created_by']),
          lastSeenAt: row['last_seen_at'] === null ? null : Number(row['last_seen_at']),
        }
      }),
    sessionsOf: (officer) => sessions.all(officer).map((row) => String(row['id'])),
  }
}

function asCredential(row: Row): Pick<Principal, 'credentialId' | 'kind' | 'role' | 'name' | 'teamId' | 'unitId'> {
  return {
    credentialId: String(row['id']),
    kind: String(row['kind']) as CredentialKind,
    role: String(row['role']) as AccessRole,
    name: String(row['name']),
    teamId: row['team_id'] === null ? null : (String(row['team_id']) as TeamId),
    unitId: row['unit_id'] === null ? null : (String(row['unit_id']) as UnitId),
  }
}
