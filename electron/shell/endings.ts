/**
 * Pure: when the end of a process that is to be kept running speaks of a loop. Something that had worked until it ended
 * (a screen that was drawn, a hub that served) is simply started again; something that ends before it works will do so
 * again, and starting it over and over takes the machine away from what still works.
 */

/** One end of a process. */
export interface Ending {
  /** UTC epoch milliseconds. */
  readonly at: number
  /** It had done what it is for since it was started. */
  readonly worked: boolean
}

/** Ends further back than this are forgotten. */
const WINDOW_MS = 120_000
/** So many ends of what had worked within a minute are borne: more often, and it is a loop in spite of that. */
const BORNE = 10
const BORNE_WINDOW_MS = 60_000

/** Those of `endings` that still count at `now` (ms). */
export function recentEndings(endings: readonly Ending[], now: number): readonly Ending[] {
  return endings.filter(({ at }) => now - at < WINDOW_MS)
}

/** How often in a row, as it were, starting again has not helped: 0 is no loop. The last of `endings` is the one now. */
export function vainStarts(endings: readonly Ending[]): number {
  const now = endings.at(-1)?.at ?? 0
  const recent = recentEndings(endings, now)
  const vain = recent.filter(({ worked }) => !worked).length
  const often = recent.filter(({ at, worked }) => worked && now - at < BORNE_WINDOW_MS).length
  return vain + Math.max(0, often - BORNE)
}
