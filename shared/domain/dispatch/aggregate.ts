import type { Aggregate } from '../aggregate'
import { dispatchCommands } from './commands'
import { dispatchDeadlines } from './deadlines'
import { decideDispatch } from './decide'
import { evolveDispatch } from './evolve'
import type { DispatchEvent } from './events'
import { type Dispatch, isActive } from './state'

export const dispatch: Aggregate<'dispatch', 'dispatches', Dispatch, DispatchEvent, typeof dispatchCommands> = {
  name: 'dispatch',
  table: 'dispatches',
  idOf: (data) => data.dispatchId,
  events: {
    'dispatch.ordered': 1,
    'dispatch.delivered': 1,
    'dispatch.realerted': 1,
    'dispatch.escalated': 1,
    'dispatch.acknowledged': 1,
    'dispatch.departed': 1,
    'dispatch.arrived': 1,
    'dispatch.completed': 1,
    'dispatch.declined': 1,
    'dispatch.withdrawn': 1,
    'dispatch.reinforcementRequested': 1,
  },
  commands: dispatchCommands,
  evolve: evolveDispatch,
  decide: decideDispatch,
  deadlines: dispatchDeadlines,
  memory: { staysWith: (dispatch, kept) => isActive(dispatch) || kept('incidents', dispatch.incidentId) },
}
