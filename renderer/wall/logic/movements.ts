import type { EpochMs } from '../../../shared/base/time'
import { isActive, type Dispatch, type DispatchPhase } from '../../../shared/domain/dispatch/state'
import { isCallingInVain, isUnacknowledged } from './order'

export interface Movement {
  readonly dispatch: Dispatch
  /** What is shown of it: where it stands, or the step that was taken last. */
  readonly phase: DispatchPhase
  readonly at: EpochMs
  /** `waiting`: not acknowledged; `vain`: not acknowledged after ringing again; `moving`; `done`. */
  readonly tone: 'waiting' | 'vain' | 'moving' | 'done'
}

/** When an order reached the phase in which it stands. */
export function phaseSince(dispatch: Dispatch): EpochMs {
  const { phase, orderedAt, deliveredAt, acknowledgedAt, departedAt, arrivedAt, completedAt, endedAt } = dispatch
  switch (phase) {
    case 'ordered':
      return orderedAt
    case 'delivered':
      return deliveredAt ?? orderedAt
    case 'acknowledged':
      return acknowledgedAt ?? orderedAt
    case 'en-route':
      return departedAt ?? orderedAt
    case 'on-scene':
      return arrivedAt ?? orderedAt
    case 'completed':
      return completedAt ?? orderedAt
    case 'withdrawn':
    case 'declined':
      return endedAt ?? orderedAt
  }
}

function toneOf(dispatch: Dispatch): Movement['tone'] {
  if (isCallingInVain(dispatch)) return 'vain'
  if (isUnacknowledged(dispatch)) return 'waiting'
  return dispatch.phase === 'acknowledged' || dispatch.phase === 'en-route' ? 'moving' : 'done'
}

const TURN: Readonly<Record<Movement['tone'], number>> = { vain: 0, waiting: 1, moving: 2, done: 3 }

/** Orders that wait for a signature, then those under way, then the latest steps of the others since `since`. */
export function movements(dispatches: Iterable<Dispatch>, since: EpochMs, drill: boolean, limit: number): Movement[] {
  const rows: Movement[] = []
  for (const dispatch of dispatches) {
    if (dispatch.drill !== drill) continue
    const at = phaseSince(dispatch)
    if (!isActive(dispatch) && at < since) continue
    rows.push({ dispatch, phase: dispatch.phase, at, tone: toneOf(dispatch) })
  }
  return rows.toSorted((a, b) => TURN[a.tone] - TURN[b.tone] || (a.tone === 'done' ? b.at - a.at : a.at - b.at)).slice(0, limit)
}
