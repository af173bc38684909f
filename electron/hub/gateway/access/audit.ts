import type { DatabaseSync } from 'node:sqlite'
import type { EpochMs } from '../../../../shared/base/time'

export interface AuditRow {
  readonly at: EpochMs
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: string
}

export interface Audit {
  write(actor: string, action: string, subject: string, detail?: string): void
  /** The newest rows first. */
  tail(limit: number): AuditRow[]
}

export function createAudit(db: DatabaseSync, now: () => EpochMs): Audit {
  const insert = db.prepare('INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)')
  const select = db.prepare('SELECT at, actor, action, subject, detail FROM audit ORDER BY id DESC LIMIT ?')
  return {
    write(actor, action, subject, detail = '') {
      insert.run(now(), actor.slice(0, 120), action, subject.slice(0, 120), detail.slice(0, 300))
    },
    tail: (limit) =>
      select.all(limit).map((row) => ({
        at: Number(row['at']),
        actor: String(row['actor']),
        action: String(row['action']),
        subject: String(row['subject']),
        detail: String(row['detail']),
      })),
  }
}
