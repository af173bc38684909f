import type { Command, CommandType, DecideContext } from './command'
import type { AggregateState, CommandSpecs, MemoryRule } from './aggregate'
import { AGGREGATES, type AggregateName, type TableName } from './aggregates'
import type { Due, EscalationSettings } from './deadlines'
import type { DomainEvent, LoggedEvent } from './event'
import type { Decided, IncidentKinds } from './incident/decide'
import type { World } from './world'

/**
 * An aggregate as it is called by whoever found it by a name: with any event, any command. What was found by the name
 * of an event gets that event and nothing else; see `Aggregate` for why no cast is needed.
 */
export interface Row {
  readonly name: AggregateName
  readonly table: TableName
  idOf(data: DomainEvent['data']): string
  readonly events: Readonly<Record<string, number>>
  readonly commands: CommandSpecs
  evolve(state: AggregateState | undefined, event: LoggedEvent): AggregateState
  decide(world: World, command: Command, context: DecideContext, kinds: IncidentKinds): Decided
  index?(world: World, state: AggregateState, event: LoggedEvent): void
  restore?(world: World, state: AggregateState): void
  unindex?(world: World, state: AggregateState): void
  deadlines?(world: World, settings: EscalationSettings): Iterable<Due>
  readonly memory: MemoryRule<AggregateState>
}

export const ROWS: readonly Row[] = Object.values(AGGREGATES)

const byName = new Map<string, Row>(ROWS.map((row) => [row.name, row]))
const byEvent = new Map(ROWS.flatMap((row) => Object.keys(row.events).map((type) => [type, row] as const)))
const byCommand = new Map(ROWS.flatMap((row) => Object.keys(row.commands).map((type) => [type, row] as const)))

/** The aggregate whose streams begin with `name:`. */
export const rowNamed = (name: string): Row | undefined => byName.get(name)

/** The aggregate that writes events of this type. */
export const rowOfEvent = (type: string): Row | undefined => byEvent.get(type)

/** The aggregate that decides commands of this type. */
export function rowOfCommand(type: CommandType): Row {
  const row = byCommand.get(type)
  if (!row) throw new Error(`no aggregate decides ${type}`)
  return row
}
