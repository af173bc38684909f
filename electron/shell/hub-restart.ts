import type { DesktopText } from '../../shared/ipc/desktop-words'
import { vainStarts, type Ending } from './endings'

/** Pure: what the end of a hub means, and when to start it again. */

/** Exit codes of electron/hub/main.ts. */
const ENDINGS: Readonly<Record<number, DesktopText>> = {
  64: 'desktop.exit64',
  65: 'desktop.exit65',
  69: 'desktop.exit69',
  70: 'desktop.exit70',
  71: 'desktop.exit71',
  73: 'desktop.exit73',
  74: 'desktop.exit74',
}

/** The sentence for an end; null as code: it was killed. */
export function endingText(code: number | null): DesktopText {
  return (code === null ? undefined : ENDINGS[code]) ?? (code === null ? 'desktop.exitKilled' : 'desktop.exitOther')
}

const DELAYS_MS = [0, 250, 1_000, 2_000, 4_000] as const
/** Started in vain more often than this, and it is given up. */
const LIMIT = DELAYS_MS.length

/** Ends that would come again in the same way. */
const ALWAYS_FINAL: ReadonlySet<number> = new Set([64, 65, 70, 71, 74])
/** Port or directory in use: final at the first start; later it is the hub before, which is not quite gone. */
const FINAL_AT_START: ReadonlySet<number> = new Set([69, 73])

export type RestartPlan = { readonly restart: false } | { readonly restart: true; readonly delayMs: number }

/** `ends` are those so far in this run of the shell, this one last. */
export function planRestart(code: number | null, ends: readonly Ending[]): RestartPlan {
  const served = ends.some(({ worked }) => worked)
  const vain = vainStarts(ends)
  const final = code !== null && (ALWAYS_FINAL.has(code) || (!served && FINAL_AT_START.has(code)))
  if (final || vain > LIMIT) return { restart: false }
  return { restart: true, delayMs: DELAYS_MS[Math.max(0, vain - 1)] ?? 0 }
}
