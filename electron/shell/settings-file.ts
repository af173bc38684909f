import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '../../shared/ipc/settings'

export interface ReadSettings {
  readonly settings: Settings
  /** The file could not be used: why, and under what name it was kept (null: it could not even be renamed). */
  readonly broken: { readonly reason: string; readonly keptAs: string | null } | null
}

/** Reads the settings. A file that cannot be used is put aside as `settings.broken-TIME.json`, never overwritten. */
export function readSettings(file: string, now: Date): ReadSettings {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { settings: DEFAULT_SETTINGS, broken: code === 'ENOENT' ? null : { reason: message, keptAs: null } }
  }
  const parsed = parseSettings(text)
  if (parsed.ok) return { settings: parsed.value, broken: null }
  const aside = join(dirname(file), `settings.broken-${now.toISOString().replace(/[:.]/g, '-')}.json`)
  try {
    renameSync(file, aside)
    return { settings: DEFAULT_SETTINGS, broken: { reason: parsed.error, keptAs: aside } }
  } catch {
    return { settings: DEFAULT_SETTINGS, broken: { reason: parsed.error, keptAs: null } }
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
