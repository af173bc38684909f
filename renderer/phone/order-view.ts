import type { EpochMs } from '../../shared/base/time'
import { isActive, PHASE_RANK, type Dispatch, type DispatchPhase, type Milestone } from '../../shared/domain/dispatch/state'
import type { PhoneOrder, PhoneState } from '../../shared/protocol/messages'
import type { OutboxItem, OutboxWork } from './outbox'

/** What the screen shows of an order: the hub's word, with the leader's own presses on top of it. */
export interface OrderView {
  readonly order: PhoneOrder
  readonly dispatch: Dispatch
  /** The hub's phase, or a later one that the leader has pressed and the hub may not know yet. */
  readonly phase: DispatchPhase
  readonly active: boolean
  /** Milestones that are pressed and not yet sent. */
  readonly pending: ReadonlySet<Milestone>
  readonly times: Readonly<Record<'acknowledged' | 'departed' | 'arrived' | 'completed', EpochMs | null>>
}

const REACHED: Readonly<Record<Milestone, DispatchPhase>> = {
  acknowledged: 'acknowledged',
  departed: 'en-route',
  arrived: 'on-scene',
  completed: 'completed',
  declined: 'declined',
}

/**
 * The leader's own presses count at once: the phone is ahead of the hub in a dead zone and must not ask again for what
 * was done. A refused press does not count. What the hub says of the end (withdrawn, completed) always wins.
 */
export function viewOf(order: PhoneOrder, items: readonly OutboxItem[]): OrderView {
  const { dispatch } = order
  const pending = new Set<Milestone>()
  const pressed = new Map<Milestone, EpochMs>()
  let phase = dispatch.phase
  for (const { work, state, at } of items) {
    if (work.kind !== 'milestone' || work.dispatchId !== dispatch.id || state === 'refused') continue
    pressed.set(work.milestone, at)
    if (state === 'waiting') pending.add(work.milestone)
    const reached = REACHED[work.milestone]
    if (isActive(dispatch) && PHASE_RANK[reached] > PHASE_RANK[phase]) phase = reached
  }
  return {
    order,
    dispatch,
    phase,
    active: isActive({ ...dispatch, phase }),
    pending,
    times: {
      acknowledged: dispatch.acknowledgedAt ?? pressed.get('acknowledged') ?? null,
      departed: dispatch.departedAt ?? pressed.get('departed') ?? null,
      arrived: dispatch.arrivedAt ?? pressed.get('arrived') ?? null,
      completed: dispatch.completedAt ?? pressed.get('completed') ?? null,
    },
  }
}

/** The orders to show, newest first: those that bind, and those that ended and have not been put away. */
export function viewsOf(state: PhoneState, items: readonly OutboxItem[], readEnded: readonly string[]): OrderView[] {
  return state.orders
    .map((order) => viewOf(order, items))
    .filter((view) => view.active || !readEnded.includes(view.dispatch.id))
    .toSorted((a, b) => b.dispatch.orderedAt - a.dispatch.orderedAt)
}

/** The order in front: the chosen one, else the newest that rings, else the newest that binds, else the newest. */
export function frontOf(views: readonly OrderView[], selected: string | null): OrderView | null {
  return (
    views.find((view) => view.dispatch.id === selected) ??
    views.find((view) => rings(view)) ??
    views.find((view) => view.active) ??
    views[0] ??
    null
  )
}

/** Nobody has answered it yet. */
export function rings(view: OrderView): boolean {
  return view.phase === 'ordered' || view.phase === 'delivered'
}

/** Some order has been accepted and is not over: the position is shared and the screen stays awake. */
export function underOrders(state: PhoneState, items: readonly OutboxItem[]): boolean {
  return state.orders.some((order) => {
    const view = viewOf(order, items)
    return view.active && !rings(view)
  })
}

export interface Eta {
  /** Milliseconds to the estimated arrival; negative: over it. */
  readonly ms: number
}

/**
 * Time to arrival: the route's own travel time, counted from departure, or from when the hub sent this route if that was
 * later (it routes anew from where the team is). Null without a route.
 */
export function etaOf(view: OrderView, routeSeenAt: EpochMs | undefined, now: EpochMs): Eta | null {
  const seconds = view.order.route?.seconds
  if (seconds === null || seconds === undefined) return null
  const from = Math.max(view.times.departed ?? now, routeSeenAt ?? 0)
  return { ms: from + seconds * 1000 - now }
}

export interface HistoryLine {
  readonly key: string
  readonly at: EpochMs
  readonly what: Milestone | 'ordered' | Exclude<OutboxWork['kind'], 'milestone' | 'duty' | 'delivered'>
  readonly detail: string
  readonly state: 'known' | 'waiting' | 'refused'
}

/** What has happened, newest first, with the leader's own unsent presses among it. */
export function historyOf(view: OrderView, items: readonly OutboxItem[]): HistoryLine[] {
  const { dispatch } = view
  const lines: HistoryLine[] = [{ key: 'ordered', at: dispatch.orderedAt, what: 'ordered', detail: '', state: 'known' }]
  const known: readonly [Milestone, EpochMs | null][] = [
    ['acknowledged', dispatch.acknowledgedAt],
    ['departed', dispatch.departedAt],
    ['arrived', dispatch.arrivedAt],
    ['completed', dispatch.completedAt],
  ]
  for (const [what, at] of known) if (at !== null) lines.push({ key: what, at, what, detail: '', state: 'known' })
  for (const { key, at, work, state } of items) {
    if (work.kind === 'duty' || work.kind === 'delivered' || work.dispatchId !== dispatch.id) continue
    const shown = state === 'done' ? 'known' : state
    if (work.kind !== 'milestone') lines.push({ key, at, what: work.kind, detail: detailOf(work), state: shown })
    else if (!lines.some((line) => line.what === work.milestone)) lines.push({ key, at, what: work.milestone, detail: work.note, state: shown })
  }
  // Pressed together, recorded together: then the order of the steps decides.
  return lines.map((line, index) => ({ line, index })).toSorted((a, b) => b.line.at - a.line.at || b.index - a.index).map(({ line }) => line)
}

function detailOf(work: OutboxWork): string {
  if (work.kind === 'note') return work.text
  if (work.kind === 'reinforcement') return work.note
  return ''
}
