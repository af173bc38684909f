import { describe, expect, it } from 'vitest'
import type { DispatchPhase } from '../../shared/domain/dispatch/state'
import type { PhoneOrder, PhoneState } from '../../shared/protocol/messages'
import { itemsFor, settle, type OutboxItem, type OutboxWork } from './outbox'
import { etaOf, frontOf, historyOf, rings, underOrders, viewOf, viewsOf } from './order-view'

const T0 = 1_785_218_600_000

function order(phase: DispatchPhase, more: Partial<PhoneOrder['dispatch']> = {}): PhoneOrder {
  const dispatch = { id: 'd1', phase, orderedAt: T0, acknowledgedAt: null, departedAt: null, arrivedAt: null, completedAt: null, ...more }
  const route = { kind: 'road', seconds: 350, metres: 5600, geometry: [], legs: [], walkMetres: 0 }
  return { dispatch, incident: { id: 'i1' }, route } as unknown as PhoneOrder
}
const state = (...orders: PhoneOrder[]) => ({ orders }) as unknown as PhoneState
const press = (milestone: 'acknowledged' | 'departed' | 'arrived' | 'completed' | 'declined', dispatchId = 'd1'): OutboxWork => ({ kind: 'milestone', dispatchId, milestone, note: '' })
const pressed = (...works: OutboxWork[]): OutboxItem[] => itemsFor([], works.map((work, index) => ({ key: `k${index}`, work })), 'T1', T0 + 5_000)

describe('an order with the leader\'s own presses on it', () => {
  it('is ahead of the hub in the dead zone', () => {
    const view = viewOf(order('delivered'), pressed(press('acknowledged'), press('departed')))
    expect(view.phase).toBe('en-route')
    expect([...view.pending]).toEqual(['acknowledged', 'departed'])
    expect(view.times.departed).toBe(T0 + 5_000)
    expect(rings(view)).toBe(false)
  })
  it('is not ahead by a press that was refused, nor by one of another order', () => {
    const [item] = pressed(press('arrived')) as [OutboxItem]
    const refused = settle(item, { kind: 'refused', refusal: { code: 'wrong_state', message: '' } })
    expect(viewOf(order('en-route'), [refused]).phase).toBe('en-route')
    expect(viewOf(order('en-route'), pressed(press('arrived', 'd2'))).phase).toBe('en-route')
  })
  it('ends when the hub says so, whatever was pressed', () => {
    expect(viewOf(order('withdrawn'), pressed(press('arrived')))).toMatchObject({ phase: 'withdrawn', active: false })
    expect(viewOf(order('en-route'), pressed(press('declined')))).toMatchObject({ phase: 'declined', active: false })
  })
  it('never goes back when the hub lags behind', () => {
    const items = pressed(press('arrived')).map((item) => settle(item, { kind: 'done' }))
    const view = viewOf(order('en-route'), items)
    expect(view.phase).toBe('on-scene')
    expect(view.pending.size).toBe(0)
  })
})

describe('which order is in front', () => {
  const views = viewsOf(
    state(order('completed', { id: 'old' as never, orderedAt: T0 - 9 }), order('en-route', { id: 'now' as never, orderedAt: T0 }), order('ordered', { id: 'new' as never, orderedAt: T0 + 9 })),
    [],
    [],
  )
  it('the newest that rings, then what binds; the leader may choose another', () => {
    expect(views.map((view) => view.dispatch.id)).toEqual(['new', 'now', 'old'])
    expect(frontOf(views, null)?.dispatch.id).toBe('new')
    expect(frontOf(views.slice(1), null)?.dispatch.id).toBe('now')
    expect(frontOf(views, 'old')?.dispatch.id).toBe('old')
    expect(frontOf(views, 'gone')?.dispatch.id).toBe('new')
    expect(frontOf([], null)).toBeNull()
  })
  it('an ended order stays until it was put away; one that binds cannot be', () => {
    expect(viewsOf(state(order('withdrawn')), [], ['d1'])).toEqual([])
    expect(viewsOf(state(order('withdrawn')), [], [])).toHaveLength(1)
    expect(viewsOf(state(order('en-route')), [], ['d1'])).toHaveLength(1)
  })
})

describe('sharing the position', () => {
  it('begins with the acceptance, also an unsent one, and ends with the order', () => {
    expect(underOrders(state(order('delivered')), [])).toBe(false)
    expect(underOrders(state(order('delivered')), pressed(press('acknowledged')))).toBe(true)
    expect(underOrders(state(order('on-scene')), pressed(press('completed')))).toBe(false)
  })
})

describe('arrival', () => {
  it('counts from departure, from a newer route, and says when it is over', () => {
    const view = viewOf(order('en-route', { departedAt: T0 + 60_000 }), [])
    expect(etaOf(view, T0, T0 + 60_000)?.ms).toBe(350_000)
    expect(etaOf(view, T0 + 100_000, T0 + 110_000)?.ms).toBe(340_000)
    expect(etaOf(view, T0, T0 + 500_000)?.ms).toBe(-90_000)
  })
  it('is not made up without a route', () => {
    expect(etaOf(viewOf({ ...order('en-route'), route: null }, []), T0, T0)).toBeNull()
  })
})

describe('history', () => {
  it('joins what the hub knows and what is still to be sent, each step once', () => {
    const items = pressed(press('acknowledged'), press('departed'), { kind: 'note', dispatchId: 'd1', incidentId: 'i1', text: '水涨' })
    const lines = historyOf(viewOf(order('acknowledged', { acknowledgedAt: T0 + 4_000 }), items), items)
    expect(lines.map((line) => [line.what, line.state])).toEqual([
      ['note', 'waiting'],
      ['departed', 'waiting'],
      ['acknowledged', 'known'],
      ['ordered', 'known'],
    ])
  })
})
