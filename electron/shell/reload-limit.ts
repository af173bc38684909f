import { recentEndings, vainStarts, type Ending } from './endings'

/**
 * When to load a screen again after its process has gone: at once if it had been drawn or it is the first time, then ever
 * more slowly, so that a page that crashes at its start does not take the machine with it; but never not at all, because
 * a wall must come back.
 */
const DELAYS_MS = [0, 500, 2_000, 5_000, 15_000, 30_000]

export interface ReloadPlan {
  readonly delayMs: number
  /** True once the screen keeps crashing: show a plain page while waiting. */
  readonly looping: boolean
  /** Crashes that still count, this one included: give it back the next time. */
  readonly crashes: readonly Ending[]
}

/** `crashes` are those that the plan before returned. */
export function planReload(crashes: readonly Ending[], crash: Ending): ReloadPlan {
  const recent = [...recentEndings(crashes, crash.at), crash]
  const vain = vainStarts(recent)
  const delayMs = DELAYS_MS[Math.min(Math.max(vain, 1), DELAYS_MS.length) - 1] ?? 0
  return { delayMs, looping: vain >= 4, crashes: recent }
}
