/**
 * When to load a screen again after its process has gone: at once the first times, then ever more slowly, so that a
 * page that crashes at its start does not take the machine with it; but never not at all, because a wall must come back.
 */
const DELAYS_MS = [0, 500, 2_000, 5_000, 15_000, 30_000]
/** Crashes further back than this are forgotten. */
const WINDOW_MS = 120_000

export interface ReloadPlan {
  readonly delayMs: number
  /** True once the screen keeps crashing: show a plain page while waiting. */
  readonly looping: boolean
  /** Crashes that still count, this one included: give it back the next time. */
  readonly crashes: readonly number[]
}

/** `crashes` are the times (ms) that earlier plans returned, `now` is the time of this crash. */
export function planReload(crashes: readonly number[], now: number): ReloadPlan {
  const recent = [...crashes.filter((at) => now - at < WINDOW_MS), now]
  const delayMs = DELAYS_MS[Math.min(recent.length, DELAYS_MS.length) - 1] ?? 0
  return { delayMs, looping: recent.length >= 4, crashes: recent }
}
