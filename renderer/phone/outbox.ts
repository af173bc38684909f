import type { EpochMs } from '../../shared/base/time'
import type { Milestone } from '../../shared/domain/dispatch/state'
import type { Casualties } from '../../shared/domain/incident/events'
import type { Outcome, Refusal } from '../pocket/answer'

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
