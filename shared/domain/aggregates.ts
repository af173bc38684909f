import { alert } from './alert/aggregate'
import { annotation } from './annotation/aggregate'
import { briefing } from './briefing/aggregate'
import { callout } from './callout/aggregate'
import { closure } from './closure/aggregate'
import { dispatch } from './dispatch/aggregate'
import { drift } from './drift/aggregate'
import { incident } from './incident/aggregate'
import { recall } from './recall/aggregate'
import { relocation } from './relocation/aggregate'
import { sheet } from './relocation/sheet-aggregate'
import { response } from './response/aggregate'
import { team } from './team/aggregate'
import { typhoon } from './typhoon/aggregate'
import { wall } from './wall/aggregate'

/**
 * Every aggregate there is: a new one is its folder and a line here. What belongs to another (`staysWith`) comes after
 * it; otherwise the order is that of the lists in a snapshot and means nothing.
 */
export const AGGREGATES = {
  incident,
  team,
  dispatch,
  closure,
  annotation,
  briefing,
  callout,
  wall,
  recall,
  drift,
  typhoon,
  response,
  relocation,
  sheet,
  alert,
} as const

export type Aggregates = typeof AGGREGATES
export type AggregateName = keyof Aggregates
export type TableName = Aggregates[AggregateName]['table']

/** The state in the table `T`. */
export type StateIn<T extends TableName> = ReturnType<Extract<Aggregates[AggregateName], { readonly table: T }>['evolve']>
