import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeWhole } from './settings-file'

const HOUR_MS = 3_600_000
/** The file is cut to the last hour this often; between, lines are only added. */
const CUT_EVERY_MS = 600_000
/** Beyond it the older half goes: a page that makes the shell refuse things without end does not keep it writing files. */
const MAX_ENTRIES = 20_000

export interface BlackBoxEntry {
  /** UTC, ISO 8601. */
  readonly at: string
  readonly what: string
  readonly [detail: string]: unknown
}

export interface BlackBox {
  /** Notes what happened. Secrets are taken out of every text. */
  note(what: string, details?: Readonly<Record<string, unknown>>): void
  entries(): readonly BlackBoxEntry[]
}

/** What happened to windows, processes, displays and memory in the last hour, in a file that outlives a crash. */
export function openBlackBox(path: string, now: () => number): BlackBox {
  let entries = kept(path, now())
  let cutAt = 0

  function fresh(): BlackBoxEntry[] {
    return entries.filter(({ at }) => now() - Date.parse(at) < HOUR_MS)
  }

  return {
    note(what, details = {}) {
      const at = now()
      const entry = withoutSecrets({ at: new Date(at).toISOString(), what, ...details }) as BlackBoxEntry
      entries.push(entry)
      if (at - cutAt >= CUT_EVERY_MS || entries.length > MAX_ENTRIES) {
        cutAt = at
        entries = fresh().slice(entries.length > MAX_ENTRIES ? -MAX_ENTRIES / 2 : 0)
        writeWhole(path, entries.map((one) => `${JSON.stringify(one)}\n`).join(''))
        return
      }
      try {
        mkdirSync(dirname(path), { recursive: true })
        appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
      } catch {
        // On a full disk it is in memory only.
      }
    },
    entries: fresh,
  }
}

/** A fault of the shell itself: Electron would cover the screens with a dialog, and the shell goes on all the same. */
export function noteError(blackBox: BlackBox, error: unknown): void {
  blackBox.note('shell-error', { said: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}

function kept(path: string, now: number): BlackBoxEntry[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => {
    try {
      const entry = JSON.parse(line) as BlackBoxEntry
      return now - Date.parse(entry.at) < HOUR_MS ? [entry] : []
    } catch {
      return [] // The last line of a run that was cut off.
    }
  })
}

/** Keys, one-time links and fragments of addresses never reach a file. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .slice(0, 2_000)
      .replace(/#\S*/g, '#…')
      .replace(/dh[a-z]_[A-Za-z0-9_-]+/g, 'dh…')
      .replace(/(bearer\s+|basic\s+|token=|key=|k=|secret=|password=)\S+/gi, '$1…')
      .replace(/(\w:\/\/)[^/\s@]+@/g, '$1…@')
      .slice(0, 500)
  }
  if (Array.isArray(value)) return value.slice(0, 100).map(withoutSecrets)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutSecrets(one)]))
  return value
}
