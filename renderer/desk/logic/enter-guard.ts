/** What Enter would send: one team or a combination, for one incident. */
export interface SendTarget {
  readonly incidentId: string
  readonly teamIds: readonly string[]
}

/**
 * Keeps Enter honest: what it sends must have stood under the officer's eyes for a while. If the first place changed
 * just now, and not by the officer's own hand, Enter asks in words instead of sending.
 */
export interface EnterGuard {
  readonly target: SendTarget | null
  /** What it would have sent before the last change. */
  readonly before: SendTarget | null
  /** When the target became this one. */
  readonly since: number
  /** The officer chose it (an arrow, a click): no surprise. */
  readonly chosen: boolean
  /** Enter has asked about this very target. */
  readonly asked: boolean
}

/** A first place that is younger than this may be another one than the officer read. Milliseconds. */
export const SURPRISE_MS = 1_500
/** Two presses of one nervous finger. Milliseconds. */
export const DOUBLE_PRESS_MS = 250

export const NO_GUARD: EnterGuard = { target: null, before: null, since: 0, chosen: false, asked: false }

export function sameTarget(a: SendTarget | null, b: SendTarget | null): boolean {
  if (a === null || b === null) return a === b
  return a.incidentId === b.incidentId && a.teamIds.join(' ') === b.teamIds.join(' ')
}

/** The target is now `target`, at `now`; `chosen` if the officer's own act made it so. */
export function retarget(guard: EnterGuard, target: SendTarget | null, now: number, chosen: boolean): EnterGuard {
  if (sameTarget(guard.target, target)) return guard
  return { target, before: guard.target, since: now, chosen, asked: false }
}

export type EnterVerdict =
  /** Send the target. */
  | { readonly kind: 'send'; readonly target: SendTarget }
  /** Ask: it was `from` a moment ago (null: nothing was there), now it is `to`. */
  | { readonly kind: 'ask'; readonly from: SendTarget | null; readonly to: SendTarget }
  /** There is nothing to send. */
  | { readonly kind: 'nothing' }

/** Enter is pressed at `now`. `careful`: ask in any case (teams are on their way already, this would send another). */
export function pressEnter(guard: EnterGuard, now: number, careful = false): { readonly guard: EnterGuard; readonly verdict: EnterVerdict } {
  const { target } = guard
  if (!target || target.teamIds.length === 0) return { guard, verdict: { kind: 'nothing' } }
  const age = now - guard.since
  const surprise = age < (guard.chosen ? DOUBLE_PRESS_MS : SURPRISE_MS)
  if ((surprise || careful) && !guard.asked) return { guard: { ...guard, asked: true }, verdict: { kind: 'ask', from: guard.before, to: target } }
  return { guard, verdict: { kind: 'send', target } }
}
