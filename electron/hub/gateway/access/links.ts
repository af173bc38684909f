import type { DatabaseSync } from 'node:sqlite'
import { MINUTE, type EpochMs } from '../../../../shared/base/time'
import type { TeamId, UnitId } from '../../../../shared/base/ids'
import type { Audit } from './audit'
import type { Credentials } from './credentials'
import type { AccessRole, Principal } from './principal'
import { hashSecret, newRowId, newSecret } from './secrets'

export interface LinkGrant {
  readonly role: Exclude<AccessRole, 'feed'>
  readonly name: string
  readonly teamId: TeamId | null
  readonly unitId?: UnitId | null
  readonly minutes: number
  readonly by: string
}

export interface Links {
  create(grant: LinkGrant): { id: string; secret: string; expiresAt: EpochMs }
  claim(secret: string, name: string | null): { key: string; principal: Principal } | null
}

export function createLinks(db: DatabaseSync, now: () => EpochMs, audit: Audit, credentials: Credentials): Links {
  const insert = db.prepare(
    'INSERT INTO link (id, role, name, team_id, unit_id, secret_hash, created_at, created_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  // One statement decides who was first: two claims of one link cannot both see it unclaimed.
  const take = db.prepare(
    'UPDATE link SET claimed_at = ?1 WHERE secret_hash = ?2 AND claimed_at IS NULL AND expires_at > ?1 RETURNING *',
  )
  const record = db.prepare('UPDATE link SET credential_id = ? WHERE id = ?')
  db.prepare('DELETE FROM link WHERE expires_at < ?').run(now())

  return {
    create({ role, name, teamId, unitId = null, minutes, by }) {
      const id = newRowId()
      const secret = newSecret('dhl')
      const expiresAt = now() + minutes * MINUTE
      insert.run(id, role, name, teamId, unitId, hashSecret(secret), now(), by, expiresAt)
      audit.write(by, 'link.created', id, `${role} ${name}`)
      return { id, secret, expiresAt }
    },
    claim(secret, name) {
      db.exec('BEGIN IMMEDIATE')
      try {
        const row = take.get(now(), hashSecret(secret))
        if (!row) {
          audit.write('unknown', 'link.refused', '')
          db.exec('COMMIT')
          return null
        }
        const role = String(row['role']) as AccessRole
        const granted = credentials.grant({
          kind: 'device',
          role,
          // The name under which a desk's orders are recorded is decided by who made the link, not by who opens it.
          name: role === 'officer' ? String(row['name']) : (name ?? String(row['name'])),
          teamId: row['team_id'] === null ? null : (String(row['team_id']) as TeamId),
          unitId: row['unit_id'] === null ? null : (String(row['unit_id']) as UnitId),
          by: `link:${String(row['id'])}`,
          ttlMs: null,
        })
        record.run(granted.principal.credentialId, String(row['id']))
        audit.write(`link:${String(row['id'])}`, 'link.claimed', granted.principal.credentialId)
        db.exec('COMMIT')
        return { key: granted.secret, principal: granted.principal }
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
  }
}
