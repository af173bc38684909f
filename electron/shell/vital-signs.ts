/** Pure: what the shell does about memory and about a graphics process that keeps dying. */

export type MemoryPlan = 'none' | 'reload'

/** A screen this much beyond its limit is loaded anew even if somebody waits: the system would kill it, at its own moment. */
const HARD = 2
/** A screen that is as large again at once needs that much: a limit set too low must not make it flicker. */
const QUIET_EVERY_MS = 1_800_000
const HARD_EVERY_MS = 300_000

/**
 * `megabytes` is the resident size of a screen's process; `quiet`: it is known that nobody waits for an answer; `sinceMs`:
 * since it was last loaded anew for this reason, Infinity if never.
 */
export function planMemory(megabytes: number, limitMb: number, quiet: boolean, sinceMs: number): MemoryPlan {
  const hard = megabytes > limitMb * HARD && sinceMs >= HARD_EVERY_MS
  return hard || (megabytes > limitMb && quiet && sinceMs >= QUIET_EVERY_MS) ? 'reload' : 'none'
}

const GPU_WINDOW_MS = 60_000
const GPU_LIMIT = 8

/**
 * True if the graphics process dies so often that the program should start again without its use. `deaths` are times (ms),
 * the last one now. Chromium brings the process back by itself, however often; its own limit, which ends the whole
 * program, is switched off.
 */
export function graphicsGivenUp(deaths: readonly number[]): boolean {
  const now = deaths.at(-1) ?? 0
  return deaths.filter((at) => now - at < GPU_WINDOW_MS).length >= GPU_LIMIT
}

/** No sign of life for so long, once there was one: the page hangs or is white. */
const SILENT_MS = 20_000
/** Loading and the first drawing, on a slow machine. */
const FIRST_BEAT_MS = 60_000
/** Pages ended for silence within this time make the next one be waited for twice as long, up to MOST_PATIENT. */
const PATIENCE_WINDOW_MS = 600_000
const MOST_PATIENT = 8

/**
 * True if a page should be ended. Times in ms; `lastBeatAt` null: none since it was loaded. `ended` are the times at which
 * it was ended for silence before: where that does not help the machine is overloaded, and loading anew makes it worse.
 */
export function isSilent(loadedAt: number, lastBeatAt: number | null, now: number, ended: readonly number[]): boolean {
  const patience = Math.min(MOST_PATIENT, 2 ** ended.filter((at) => now - at < PATIENCE_WINDOW_MS).length)
  return lastBeatAt === null ? now - loadedAt > FIRST_BEAT_MS * patience : now - lastBeatAt > SILENT_MS * patience
}
