import type { EpochMs } from '../../shared/base/time'
import type { Milestone } from '../../shared/domain/dispatch/state'
import type { Casualties } from '../../shared/domain/incident/events'

/**
 * What the leader did, on its way to the hub. Pure: no clock, no storage, no network.
 *
 * - Every item gets its idempotency key when it is made and keeps it, so that however often it is sent it has its effect
 *   once.
 * - There are two lanes. Words (milestones, notes, requests) go strictly in the order of the presses. Photos go beside
 *   them, in their own order: a picture that creeps over a weak signal must never hold up an arrival.
 * - A refusal is kept and shown; only the leader's own "understood" takes it away.
 */
export type OutboxWork =
  | { readonly kind: 'delivered'; readonly dispatchId: string }
  | { readonly kind: 'milestone'; readonly dispatchId: string; readonly milestone: Milestone; readonly note: string }
  | { readonly kind: 'reinforcement'; readonly dispatchId: string; readonly note: string }
  | { readonly kind: 'note'; readonly dispatchId: string; readonly incidentId: string; readonly text: string }
  | { readonly kind: 'casualties'; readonly dispatchId: string; readonly incidentId: string; readonly figures: Casualties }
  | { readonly kind: 'photo'; readonly dispatchId: string; readonly incidentId: string; readonly name: string; readonly bytes: number }
  | { readonly kind: 'duty'; readonly onDuty: boolean; readonly reason: string }

export interface Refusal {
  readonly code: string
  readonly message: string
}

export interface OutboxItem {
  /** Idempotency key: fixed when the item is made. */
  readonly key: string
  /** Place in the order of the presses. */
  readonly n: number
  /** Whose word it is: after an enrolment for another team it must not be sent in that team's name. */
  readonly teamId: string
  /** Moment of the press, by the hub's clock as well as the phone knows it. */
  readonly at: EpochMs
  readonly work: OutboxWork
  readonly state: 'waiting' | 'done' | 'refused'
  readonly attempts: number
  readonly refusal: Refusal | null
}

export type Lane = 'word' | 'photo'
export const LANES: readonly Lane[] = ['word', 'photo']

export function laneOf(item: OutboxItem): Lane {
  return item.work.kind === 'photo' ? 'photo' : 'word'
}

/** What came back for one attempt. `null`: nothing did, or something that the hub cannot have written. */
export type Answer = { readonly status: number; readonly body: unknown } | null

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'retry' }
  /** The key is no longer valid: nothing more can be sent until the phone is enrolled again. */
  | { readonly kind: 'unauthorised' }

const DONE_CODES: ReadonlySet<string> = new Set(['already_reached', 'already_done'])
const RETRY_CODES: ReadonlySet<string> = new Set(['rate_limited', 'unavailable'])

/**
 * Judges an answer. Only what is shaped like the hub's own word settles an item: the login page that a hotel's or a
 * train's network answers everything with (200 and HTML, or a 403) must not swallow an arrival.
 */
export function judge(answer: Answer): Outcome {
  if (answer === null || answer.status >= 500) return { kind: 'retry' }
  const error = errorOf(answer.body)
  if (error === null) {
    if (answer.status === 204) return { kind: 'done' }
    return answer.status >= 200 && answer.status < 300 && isRecord(answer.body) ? { kind: 'done' } : { kind: 'retry' }
  }
  if (DONE_CODES.has(error.code)) return { kind: 'done' }
  if (RETRY_CODES.has(error.code) || [408, 425, 429].includes(answer.status)) return { kind: 'retry' }
  if (answer.status === 401 || error.code === 'unauthorised') return { kind: 'unauthorised' }
  return { kind: 'refused', refusal: error }
}

/** The hub's error in an answer's body, or null. */
export function errorOf(body: unknown): Refusal | null {
  if (!isRecord(body) || !isRecord(body.error) || typeof body.error.code !== 'string') return null
  return { code: body.error.code, message: typeof body.error.message === 'string' ? body.error.message : '' }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export interface Draft {
  readonly key: string
  readonly work: OutboxWork
}

/** New items behind all others, in the given order. */
export function itemsFor(items: readonly OutboxItem[], drafts: readonly Draft[], teamId: string, at: EpochMs): OutboxItem[] {
  const last = items.reduce((highest, item) => Math.max(highest, item.n), 0)
  return drafts.map(({ key, work }, index) => ({
    key,
    n: last + 1 + index,
    teamId,
    at,
    work,
    state: 'waiting',
    attempts: 0,
    refusal: null,
  }))
}

/** The item of a lane whose turn it is: the oldest that waits. */
export function nextToSend(items: readonly OutboxItem[], lane: Lane, teamId: string): OutboxItem | null {
  let next: OutboxItem | null = null
  for (const item of items) {
    if (item.state !== 'waiting' || item.teamId !== teamId || laneOf(item) !== lane) continue
    if (next === null || item.n < next.n) next = item
  }
  return next
}

/** The item after an attempt. */
export function settle(item: OutboxItem, outcome: Outcome): OutboxItem {
  const attempts = item.attempts + 1
  switch (outcome.kind) {
    case 'done':
      return { ...item, attempts, state: 'done' }
    case 'refused':
      return { ...item, attempts, state: 'refused', refusal: outcome.refusal }
    case 'retry':
    case 'unauthorised':
      return { ...item, attempts }
  }
}

/** Milliseconds before the next attempt after `failures` in a row: 1, 2, 4, 8, then 15 s, each ±20 % (`dice` in [0,1)). */
export function backoffMs(failures: number, dice: number): number {
  const base = Math.min(15_000, 1_000 * 2 ** Math.max(0, failures - 1))
  return Math.round(base * (0.8 + 0.4 * dice))
}

/** How many presses the leader is still owed. The delivery receipt is the phone's own word and is not counted. */
export function unsent(items: readonly OutboxItem[], teamId: string): number {
  return items.filter((item) => item.state === 'waiting' && item.teamId === teamId && item.work.kind !== 'delivered').length
}

/** Refusals that the leader has not yet put away. A delivery receipt that came too late is nobody's worry. */
export function refusals(items: readonly OutboxItem[]): OutboxItem[] {
  return items.filter((item) => item.state === 'refused' && item.work.kind !== 'delivered')
}

/**
 * What can be thrown away: done items (and late receipts) of orders that the hub no longer sends. Waiting items and
 * refusals never.
 */
export function disposable(items: readonly OutboxItem[], knownDispatches: ReadonlySet<string>): OutboxItem[] {
  return items.filter((item) => {
    const settled = item.state === 'done' || (item.state === 'refused' && item.work.kind === 'delivered')
    return settled && (item.work.kind === 'duty' || !knownDispatches.has(item.work.dispatchId))
  })
}
