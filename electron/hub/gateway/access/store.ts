import type { DatabaseSync } from 'node:sqlite'
import { HOUR, MINUTE, type EpochMs } from '../../../../shared/base/time'
import type { TeamId, UnitId } from '../../../../shared/base/ids'
import { createAudit, type AuditRow } from './audit'
import { createCredentials, type Credential, type Grant } from './credentials'
import { openAccessDatabase } from './database'
import { loadHashing } from './hashing'
import { createLinks, type LinkGrant } from './links'
import { createOfficers, type Officer, type PasswordCost } from './officers'
import type { AccessRole, Principal } from './principal'

/** A session ends this long after its last use. */
export const SESSION_MS = 12 * HOUR
export const LINK_MINUTES = 10

/**
 * Who may come in: officers with passwords, sessions, claimed devices, one-time links, keys of feeds. Secrets leave it
 * once, when they are made; it keeps hashes only.
 *
 * Rules (tests are named by them):
 * - [AC1] no secret can be read back from the file;
 * - [AC2] a one-time link is claimed once, before its end, however many claim it at the same moment;
 * - [AC3] a revoked or expired credential is as good as an unknown one, at once and in every process;
 * - [AC4] a wrong user and a wrong password take the same way and get the same answer;
 * - [AC5] every grant, claim, revocation and failed login leaves an audit row.
 */
export interface AccessStore {
  /** The bearer of a token, or null. Uses a session, so it lasts longer. */
  verify(token: string): Principal | null
  /** True while the credential may still be used; also counts as use. */
  stillValid(credentialId: string): boolean
  login(user: string, password: string): Promise<{ token: string; principal: Principal; expiresAt: EpochMs } | null>
  /** False if `current` is wrong or there is no such officer. Ends all other sessions of that officer. */
  changePassword(user: string, current: string, next: string, keep?: string): Promise<boolean>
  /** For the administrator: no current password needed; creates the officer if there is none of that name. */
  setPassword(user: string, next: string, by: string): Promise<void>
  /** Removes the officer and ends the sessions. False if there is none. */
  removeOfficer(user: string, by: string): boolean
  officers(): Officer[]
  createLink(grant: LinkGrant): { id: string; secret: string; expiresAt: EpochMs }
  /** Null if the link is unknown, used or over. `name` is what the device calls itself; a desk keeps the link's name. */
  claim(secret: string, name: string | null): { key: string; principal: Principal } | null
  issueKey(grant: { role: AccessRole; name: string; teamId: TeamId | null; unitId?: UnitId | null; by: string }): { id: string; key: string }
  /** Devices and keys that are not revoked, newest first; sessions are not among them. */
  credentials(): Credential[]
  revoke(credentialId: string, by: string): boolean
  /** Calls back with the id of each credential revoked through this store. Returns the remover. */
  onRevoked(listener: (credentialId: string) => void): () => void
  auditTrail(limit: number): AuditRow[]
  /** For what the gateway itself sees, such as throttled logins. */
  audit(actor: string, action: string, subject: string, detail?: string): void
  close(): void
}

export interface AccessOptions {
  /** Path of the database, or `:memory:`. */
  readonly file: string
  readonly now: () => EpochMs
  /** Cost of a password hash; only tests make it cheap. */
  readonly passwordCost?: PasswordCost
}

/**
 * Opens the store. On the very first start it creates the officer `officer` with a random password and returns it:
 * the caller must show it, nobody can read it later. Rejects with `HashingMissingError` where passwords cannot be hashed.
 */
export async function openAccessStore(
  options: AccessOptions,
): Promise<{ store: AccessStore; initialPassword: string | null }> {
  const hashing = await loadHashing()
  const db = openAccessDatabase(options.file)
  const { now } = options
  const audit = createAudit(db, now)
  const listeners = new Set<(credentialId: string) => void>()
  const credentials = createCredentials(db, now, SESSION_MS, audit, (id) => {
    for (const listener of listeners) listener(id)
  })
  const officers = createOfficers(db, now, audit, hashing, options.passwordCost)
  const links = createLinks(db, now, audit, credentials)

  const endSessions = (user: string, by: string, keep?: string): void => {
    for (const id of credentials.sessionsOf(user)) if (id !== keep) credentials.revoke(id, by)
  }

  const store: AccessStore = {
    verify: credentials.verify,
    stillValid: credentials.stillValid,
    async login(user, password) {
      if (!(await officers.check(user, password))) return null
      const { secret, principal } = credentials.grant({ ...officerGrant(user), kind: 'session', ttlMs: SESSION_MS })
      return { token: secret, principal, expiresAt: now() + SESSION_MS }
    },
    async changePassword(user, current, next, keep) {
      if (!(await officers.check(user, current))) return false
      await officers.set(user, next, `officer:${user}`)
      endSessions(user, `officer:${user}`, keep)
      return true
    },
    async setPassword(user, next, by) {
      await officers.set(user, next, by)
      endSessions(user, by)
    },
    removeOfficer(user, by) {
      if (!officers.remove(user, by)) return false
      endSessions(user, by)
      return true
    },
    officers: officers.list,
    createLink: links.create,
    claim: links.claim,
    issueKey({ role, name, teamId, unitId = null, by }) {
      const { secret, principal } = credentials.grant({ kind: 'key', role, name, teamId, unitId, by, ttlMs: null })
      return { id: principal.credentialId, key: secret }
    },
    credentials: credentials.list,
    revoke: credentials.revoke,
    onRevoked(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    auditTrail: audit.tail,
    audit: audit.write,
    close: () => closeDatabase(db),
  }
  const initialPassword = officers.list().length === 0 ? await officers.createFirst('officer') : null
  return { store, initialPassword }
}

function officerGrant(user: string): Omit<Grant, 'kind' | 'ttlMs'> {
  return { role: 'officer', name: user, teamId: null, by: `officer:${user}` }
}

function closeDatabase(db: DatabaseSync): void {
  if (db.isOpen) db.close()
}

/** Shortest and longest life of a one-time link that may be asked for, in minutes. */
export const LINK_LIMITS = { min: 1, max: (24 * HOUR) / MINUTE }
