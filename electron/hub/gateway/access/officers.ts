import type { DatabaseSync } from 'node:sqlite'
import type { EpochMs } from '../../../../shared/base/time'
import type { Audit } from './audit'
import type { Hashing } from './hashing'
import { newPassword } from './secrets'

export interface PasswordCost {
  /** KiB. */
  readonly memoryCost: number
  readonly timeCost: number
}

/** argon2id with the parameters that OWASP's password storage cheat sheet names first (19 MiB, 2 passes). */
const COST: PasswordCost = { memoryCost: 19_456, timeCost: 2 }

/** What an officer's name must look like: it becomes part of every event that the officer causes. */
export const OFFICER_NAME = /^[\p{L}\p{N}_.-]{1,40}$/u
export const MIN_PASSWORD = 10

export interface Officer {
  readonly name: string
  readonly createdAt: EpochMs
}

export interface Officers {
  check(name: string, password: string): Promise<boolean>
  set(name: string, password: string, by: string): Promise<void>
  remove(name: string, by: string): boolean
  list(): Officer[]
  /** Creates an officer with a random password and returns it. */
  createFirst(name: string): Promise<string>
}

export function createOfficers(db: DatabaseSync, now: () => EpochMs, audit: Audit, { hash, verify }: Hashing, cost: PasswordCost = COST): Officers {
  const get = db.prepare('SELECT password FROM officer WHERE name = ?')
  const put = db.prepare(
    'INSERT INTO officer (name, password, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET password = excluded.password',
  )
  const drop = db.prepare('DELETE FROM officer WHERE name = ?')
  const all = db.prepare('SELECT name, created_at FROM officer ORDER BY name')
  // Nobody's password: an unknown user takes as long to refuse as a known one.
  const nobody = hash(newPassword(), { ...cost, parallelism: 1 })

  async function set(name: string, password: string, by: string): Promise<void> {
    put.run(name, await hash(password, { ...cost, parallelism: 1 }), now())
    audit.write(by, 'officer.password', name)
  }

  return {
    async check(name, password) {
      const row = get.get(name)
      const right = await verify(row ? String(row['password']) : await nobody, password)
      if (row && right) return true
      audit.write(`officer:${name}`, 'login.failed', name)
      return false
    },
    set,
    remove(name, by) {
      if (drop.run(name).changes === 0) return false
      audit.write(by, 'officer.removed', name)
      return true
    },
    list: () => all.all().map((row) => ({ name: String(row['name']), createdAt: Number(row['created_at']) })),
    async createFirst(name) {
      const password = newPassword()
      await set(name, password, 'hub:first-start')
      return password
    },
  }
}
