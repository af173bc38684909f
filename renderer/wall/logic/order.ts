import { isActive, type Dispatch } from '../../../shared/domain/dispatch/state'
import { severityRank, type Severity, SEVERITIES } from '../../../shared/domain/incident/kind'
import { isOpen, type Incident } from '../../../shared/domain/incident/state'

/** Nobody has taken it up: it pulses. An order is an answer too. */
export function isUnanswered(incident: Incident): boolean {
  return isOpen(incident) && incident.answeredAt === null && incident.dispatchIds.length === 0
}

/** Live incidents as the room reads them: unanswered first, under control last, then the gravest, then the oldest. */
export function wallOrder(incidents: Iterable<Incident>): Incident[] {
  const turn = (incident: Incident) => (isUnanswered(incident) ? 0 : incident.status === 'controlled' ? 2 : 1)
  return [...incidents]
    .filter(isOpen)
    .toSorted(
      (a, b) =>
        turn(a) - turn(b) ||
        severityRank(a.severity) - severityRank(b.severity) ||
        a.reportedAt - b.reportedAt ||
        (a.number < b.number ? -1 : 1),
    )
}

/** How many there are of each severity, the gravest first, without the zeros: the "+N more" line. */
export function countBySeverity(incidents: readonly Incident[]): { readonly severity: Severity; readonly count: number }[] {
  return SEVERITIES.map((severity) => ({ severity, count: incidents.filter((incident) => incident.severity === severity).length })).filter(
    ({ count }) => count > 0,
  )
}

/** An order that a leader has not answered. */
export function isUnacknowledged(dispatch: Dispatch): boolean {
  return dispatch.phase === 'ordered' || dispatch.phase === 'delivered'
}

/** The phone had to be rung again, or the order went back to the officer. */
export function isCallingInVain(dispatch: Dispatch): boolean {
  return isUnacknowledged(dispatch) && (dispatch.realerts > 0 || dispatch.escalatedTo !== null)
}

const NEARNESS: Readonly<Record<Dispatch['phase'], number>> = {
  'on-scene': 0,
  'en-route': 1,
  acknowledged: 2,
  delivered: 3,
  ordered: 4,
  completed: 5,
  withdrawn: 6,
  declined: 6,
}

export interface OrdersReading {
  /** The order that is farthest on; null: nobody is on the way. */
  readonly leading: Dispatch | null
  /** Orders that bind a team now. */
  readonly teams: number
  /** The order that rings in vain the longest; null: none. */
  readonly inVain: Dispatch | null
}

/** What a card says of an incident's orders. */
export function readOrders(dispatches: readonly Dispatch[]): OrdersReading {
  const active = dispatches.filter(isActive).toSorted((a, b) => NEARNESS[a.phase] - NEARNESS[b.phase] || a.orderedAt - b.orderedAt)
  const inVain = active.filter(isCallingInVain).toSorted((a, b) => b.realerts - a.realerts || a.orderedAt - b.orderedAt)
  return { leading: active[0] ?? null, teams: active.length, inVain: inVain[0] ?? null }
}
