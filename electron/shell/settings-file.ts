import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '../../shared/ipc/settings'

export interface ReadSettings {
  readonly settings: Settings
  /** The file could not be used: why, and under what name it was kept (null: it could not even be renamed). */
  readonly broken: { readonly reason: string; readonly keptAs: string | null } | null
}

/** Larger than any layout, and far from what would stop the start. */
const MAX_BYTES = 1_000_000

/** Reads the settings. What cannot be used is put aside as `settings.broken-TIME.json`, never overwritten. */
export function readSettings(file: string, now: Date): ReadSettings {
  const found = textOf(file)
  if (found === null) return { settings: DEFAULT_SETTINGS, broken: null }
  const parsed = found.ok ? parseSettings(found.value) : found
  if (parsed.ok) return { settings: parsed.value, broken: null }
  const aside = join(dirname(file), `settings.broken-${now.toISOString().replace(/[:.]/g, '-')}.json`)
  const reason = `${basename(file)}: ${parsed.error}`
  try {
    renameSync(file, aside)
    return { settings: DEFAULT_SETTINGS, broken: { reason, keptAs: aside } }
  } catch {
    return { settings: DEFAULT_SETTINGS, broken: { reason, keptAs: null } }
  }
}

/** The file's text; null: there is none. */
function textOf(file: string): Result<string, string> | null {
  try {
    const info = statSync(file)
    // A folder or a pipe in its place: reading a pipe would wait for ever.
    if (!info.isFile()) return err('not a file')
    return info.size > MAX_BYTES ? err(`${info.size} bytes, at most ${MAX_BYTES}`) : ok(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? null : err(message)
  }
}

/** Writes the settings whole or not at all: a full disk or a power cut leaves the old file. The error is its message. */
export function writeSettings(file: string, settings: Settings): Result<null, string> {
  return writeWhole(file, `${JSON.stringify(settings, null, 2)}\n`)
}

/** Replaces a file in one step, readable by its owner only. */
export function writeWhole(file: string, text: string): Result<null, string> {
  const part = `${file}.part`
  try {
    mkdirSync(dirname(file), { recursive: true })
    const opened = openSync(part, 'w', 0o600)
    try {
      writeSync(opened, text)
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
    renameSync(part, file)
    return ok(null)
  } catch (error) {
    rmSync(part, { force: true, recursive: true })
    return err(error instanceof Error ? error.message : String(error))
  }
}
