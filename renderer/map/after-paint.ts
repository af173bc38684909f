/**
 * Runs after the frame that is now being prepared has been painted. Words first: an alarm stands in the list before the
 * ground under it is drawn anew, which takes a machine without a good GPU several frames.
 */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run))
}
