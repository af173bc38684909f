import type { EpochMs } from '../../../shared/base/time'
import type { Dispatch } from '../../../shared/domain/dispatch/state'
import { isOpen, type Incident } from '../../../shared/domain/incident/state'
import { incidentClocks, quantile, type Clock, type ClockTargets } from '../../../shared/domain/select'

export interface Percentile {
  /** Milliseconds; null: there is no sample yet. */
  readonly p90Ms: number | null
  /** Number of samples. */
  readonly n: number
}

export interface DayFigures {
  /** Incidents reported today; merged calls are one incident, false alarms count (somebody had to look). */
  readonly count: number
  /** Open now, whenever they were reported. */
  readonly open: number
  /** Alarm committed → first order on a leader's phone. */
  readonly delivered: Percentile
  /** First order → first team on scene. */
  readonly onScene: Percentile
  /** Incidents of today with a clock beyond its target, running ones included: a percentile of what ended hides them. */
  readonly overdue: number
}

export interface FiguresInput {
  readonly incidents: Iterable<Incident>
  readonly dispatches: ReadonlyMap<Dispatch['id'], Dispatch>
  readonly targets: ClockTargets
  /** First instant of the day in the jurisdiction's zone. */
  readonly dayStart: EpochMs
  readonly now: EpochMs
  /** True: the hub plays a drill, and its incidents are the day's. Otherwise they are left out. */
  readonly drill: boolean
}

const isOver = (clock: Clock | null, now: EpochMs) => clock !== null && (clock.stopAt ?? now) - clock.startAt > clock.targetMs

/** The day in figures, from raw samples: one sample an incident, taken only from clocks that a team has stopped. */
export function dayFigures({ incidents, dispatches, targets, dayStart, now, drill }: FiguresInput): DayFigures {
  let count = 0
  let open = 0
  let overdue = 0
  const delivered: number[] = []
  const onScene: number[] = []
  for (const incident of incidents) {
    if (incident.status === 'merged' || incident.drill !== drill) continue
    if (isOpen(incident)) open++
    if (incident.reportedAt < dayStart) continue
    count++
    const orders = incident.dispatchIds.flatMap((id) => dispatches.get(id) ?? [])
    const { alarmToDelivered, orderToScene } = incidentClocks(incident, orders, targets)
    if (orders.some((order) => order.deliveredAt !== null)) delivered.push(Math.max(0, (alarmToDelivered.stopAt ?? now) - alarmToDelivered.startAt))
    if (orderToScene && orders.some((order) => order.arrivedAt !== null)) onScene.push(Math.max(0, (orderToScene.stopAt ?? now) - orderToScene.startAt))
    // A false alarm was rightly given no order: its clock is nobody's failure.
    if (incident.status !== 'false-alarm' && (isOver(alarmToDelivered, now) || isOver(orderToScene, now))) overdue++
  }
  return {
    count,
    open,
    delivered: { p90Ms: quantile(delivered, 0.9), n: delivered.length },
    onScene: { p90Ms: quantile(onScene, 0.9), n: onScene.length },
    overdue,
  }
}
