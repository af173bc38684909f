import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMs, judge } from '../pocket/answer'
import { disposable, itemsFor, nextToSend, refusals, settle, unsent, type OutboxItem, type OutboxWork } from './outbox'

const arrived: OutboxWork = { kind: 'milestone', dispatchId: 'd1', milestone: 'arrived', note: '' }
const photo: OutboxWork = { kind: 'photo', dispatchId: 'd1', incidentId: 'i1', name: 'a.jpg', bytes: 9 }
const receipt: OutboxWork = { kind: 'delivered', dispatchId: 'd1' }

function queue(...works: OutboxWork[]): OutboxItem[] {
  return itemsFor([], works.map((work, index) => ({ key: `k${index}`, work })), 'T1', 1)
}

describe('judging an answer', () => {
  const refusal = (status: number, code: string) => judge({ status, body: { error: { code, message: 'm' } } }).kind
  it('takes the hub at its word', () => {
    expect(judge({ status: 201, body: { seq: 4 } }).kind).toBe('done')
    expect(judge({ status: 204, body: null }).kind).toBe('done')
    expect(refusal(409, 'already_reached')).toBe('done')
    expect(refusal(409, 'wrong_state')).toBe('refused')
    expect(refusal(404, 'not_found')).toBe('refused')
    expect(refusal(403, 'forbidden')).toBe('refused')
    expect(refusal(401, 'unauthorised')).toBe('unauthorised')
  })
  it('tries again where the hub could not answer', () => {
    expect(judge(null).kind).toBe('retry')
    expect(judge({ status: 502, body: null }).kind).toBe('retry')
    expect(refusal(503, 'unavailable')).toBe('retry')
    expect(refusal(429, 'rate_limited')).toBe('retry')
  })
  it('does not mistake the login page of a foreign network for the hub', () => {
    expect(judge({ status: 200, body: null }).kind).toBe('retry')
    expect(judge({ status: 200, body: '<html>' }).kind).toBe('retry')
    expect(judge({ status: 403, body: { message: 'sign in' } }).kind).toBe('retry')
    expect(judge({ status: 302, body: null }).kind).toBe('retry')
  })
  it('reads a refusal in a 200 answer', () => {
    expect(judge({ status: 200, body: { ok: false, error: { code: 'wrong_state', message: '' } } }).kind).toBe('refused')
  })
})

describe('the queue', () => {
  it('sends words in order and photos beside them', () => {
    const items = queue(photo, arrived, receipt)
    expect(nextToSend(items, 'word', 'T1')?.key).toBe('k1')
    expect(nextToSend(items, 'photo', 'T1')?.key).toBe('k0')
  })
  it('never sends for another team', () => {
    expect(nextToSend(queue(arrived), 'word', 'T2')).toBeNull()
  })
  it('continues the numbering', () => {
    const items = queue(arrived, receipt)
    expect(itemsFor(items, [{ key: 'x', work: arrived }], 'T1', 2)[0]?.n).toBe(3)
  })
  it('counts what the leader pressed, not the receipts', () => {
    expect(unsent(queue(receipt, arrived, photo), 'T1')).toBe(2)
  })
  it('keeps a refusal until it is read, and forgets done items of orders that are gone', () => {
    const [first, second, third] = queue(arrived, arrived, arrived) as [OutboxItem, OutboxItem, OutboxItem]
    const refused = settle(first, { kind: 'refused', refusal: { code: 'wrong_state', message: '' } })
    const done = settle(second, { kind: 'done' })
    const items = [refused, done, third]
    expect(refusals(items)).toEqual([refused])
    expect(disposable(items, new Set())).toEqual([done])
    expect(disposable(items, new Set(['d1']))).toEqual([])
  })
  it('waits longer after each failure, up to 18 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, dice) => {
        const ms = backoffMs(failures, dice)
        expect(ms).toBeGreaterThanOrEqual(800)
        expect(ms).toBeLessThanOrEqual(18_000)
        expect(backoffMs(failures + 1, dice)).toBeGreaterThanOrEqual(ms)
      }),
    )
  })
})
