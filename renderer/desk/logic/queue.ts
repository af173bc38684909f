import { isActive, type Dispatch } from '../../../shared/domain/dispatch/state'
import { severityRank } from '../../../shared/domain/incident/kind'
import { isOpen, type Incident } from '../../../shared/domain/incident/state'
import type { Clock } from '../../../shared/domain/select'
import { incidentClocks, type ClockTargets } from '../../../shared/domain/select'

/** Open incidents as the officer works them off: nobody answered first, then the gravest, then the oldest. */
export function queueOrder(incidents: Iterable<Incident>): Incident[] {
  return [...incidents]
    .filter(isOpen)
    .toSorted(
      (a, b) =>
        Number(a.answeredAt !== null) - Number(b.answeredAt !== null) ||
        Number(a.status === 'controlled') - Number(b.status === 'controlled') ||
        severityRank(a.severity) - severityRank(b.severity) ||
        a.reportedAt - b.reportedAt ||
        (a.number < b.number ? -1 : 1),
    )
}

export function isUnanswered(incident: Incident): boolean {
  return isOpen(incident) && incident.answeredAt === null
}

/** Where an incident stands, for one word in the queue. */
export type QueueState =
  | 'unanswered'
  | 'not-sent'
  | 'all-declined'
  | 'escalated'
  | 'waiting-ack'
  | 'acknowledged'
  | 'en-route'
  | 'on-scene'
  | 'work-done'
  | 'controlled'

export interface QueueReading {
  readonly state: QueueState
  /** `bad` needs the officer now, `ok` runs well. */
  readonly tone: 'bad' | 'act' | 'ok' | 'plain'
  /** Orders that bind a team. */
  readonly teams: number
  /** How often phones were rung again for orders still unanswered. */
  readonly realerts: number
}

const TONES: Readonly<Record<QueueState, QueueReading['tone']>> = {
  unanswered: 'bad',
  'not-sent': 'bad',
  'all-declined': 'bad',
  escalated: 'bad',
  'waiting-ack': 'act',
  acknowledged: 'act',
  'en-route': 'act',
  'on-scene': 'ok',
  'work-done': 'ok',
  controlled: 'ok',
}

/** The one word and its tone, from the incident and its orders. */
export function readQueue(incident: Incident, dispatches: readonly Dispatch[]): QueueReading {
  const active = dispatches.filter(isActive)
  const silent = active.filter((dispatch) => dispatch.phase === 'ordered' || dispatch.phase === 'delivered')
  const realerts = Math.max(0, ...silent.map((dispatch) => dispatch.realerts))
  const has = (phase: Dispatch['phase']) => active.some((dispatch) => dispatch.phase === phase)
  const state: QueueState =
    incident.status === 'controlled'
      ? 'controlled'
      : incident.answeredAt === null && dispatches.length === 0
        ? 'unanswered'
        : silent.some((dispatch) => dispatch.escalatedTo !== null)
          ? 'escalated'
          : active.length === 0
            ? incident.anyCompleted
              ? 'work-done'
              : dispatches.length > 0
                ? 'all-declined'
                : 'not-sent'
            : has('on-scene')
              ? 'on-scene'
              : has('en-route')
                ? 'en-route'
                : has('acknowledged')
                  ? 'acknowledged'
                  : 'waiting-ack'
  return { state, tone: TONES[state], teams: active.length, realerts }
}

/** The clock that matters now: until an order is delivered the first one, then the second. */
export function queueClock(incident: Incident, dispatches: readonly Dispatch[], targets: ClockTargets): Clock {
  const { alarmToDelivered, orderToScene } = incidentClocks(incident, dispatches, targets)
  return alarmToDelivered.stopAt !== null && orderToScene ? orderToScene : alarmToDelivered
}

/** Raw samples of order → on scene, milliseconds, of one kind's incidents: one sample an incident, the first arrival. */
export function sceneSamples(kind: string, incidents: Iterable<Incident>, dispatches: ReadonlyMap<Dispatch['id'], Dispatch>, targets: ClockTargets): number[] {
  const samples: number[] = []
  for (const incident of incidents) {
    if (incident.kind !== kind || incident.status === 'merged' || incident.status === 'false-alarm') continue
    const orders = incident.dispatchIds.flatMap((id) => dispatches.get(id) ?? [])
    if (!orders.some((order) => order.arrivedAt !== null)) continue
    const { orderToScene } = incidentClocks(incident, orders, targets)
    if (orderToScene && orderToScene.stopAt !== null) samples.push(orderToScene.stopAt - orderToScene.startAt)
  }
  return samples
}
