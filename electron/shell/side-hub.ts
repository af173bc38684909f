import type { RunningHub } from './hub-supervisor'
import { addressesOf, type ScreenAddresses } from './options'

/** Words of a hub that are kept, for when it ends: a sentence that names a file and what is wrong in it. */
const LAST_WORDS = 2_000

/** How a hub that was asked one thing told what became of it. */
export type HubWord = { readonly line: string } | { readonly ended: string }

/** The first line that a hub says, or its last words if it ends before. */
export function firstWord(hub: RunningHub): Promise<HubWord> {
  let out = ''
  let said = ''
  return new Promise((resolve) => {
    hub.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-LAST_WORDS)
    })
    hub.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const end = out.indexOf('\n')
      if (end >= 0) resolve({ line: out.slice(0, end) })
    })
    // What it said last may still be on its way when it has ended.
    hub.onExit(() => setTimeout(() => resolve({ ended: withoutLog(said) }), 100))
  })
}

/** What a person needs of last words: not the hub's own log, which is JSON. */
function withoutLog(said: string): string {
  return said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{')).join('\n')
}

/** Where a hub that has just said that it is ready shows its screens; null: it said something else. */
export function readyAt(line: string): ScreenAddresses | null {
  const told = parsed(line) as { event?: unknown; url?: unknown; links?: { desk?: unknown; wall?: unknown } | null } | null
  if (told?.event !== 'ready') return null
  const addresses = addressesOf(told.url, told.links?.desk ?? undefined, told.links?.wall ?? undefined)
  return addresses.ok ? addresses.value : null
}

/** What `--check-pack` says of a pack; null: it could not be asked. */
export type PackVerdict = { readonly ok: true } | { readonly ok: false; readonly errors: readonly { readonly zh: string; readonly en: string }[] }

export function packVerdict(line: string): PackVerdict | null {
  const told = parsed(line) as { ok?: unknown; errors?: unknown } | null
  if (told?.ok === true) return { ok: true }
  if (told?.ok !== false || !Array.isArray(told.errors)) return null
  const errors = told.errors.filter((error): error is { zh: string; en: string } => typeof error === 'object' && error !== null && 'zh' in error && 'en' in error && typeof error.zh === 'string' && typeof error.en === 'string')
  return { ok: false, errors }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
