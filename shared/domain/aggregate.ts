import type { z } from 'zod'
import type { EpochMs } from '../base/time'
import type { TableName } from './aggregates'
import type { CommandOf, CommandType, DecideContext, Role } from './command'
import type { Due, EscalationSettings } from './deadlines'
import type { EventEnvelope } from './envelope'
import type { Decided, IncidentKinds } from './incident/decide'
import type { World } from './world'

/** What a command carries and who may send it. Nobody else's word reaches a decider. */
export interface CommandSpec {
  readonly by: readonly Role[]
  readonly data: z.ZodType
}
export type CommandSpecs = Readonly<Record<string, CommandSpec>>

/** What every aggregate's state has. `version` is that of the last event of its stream. */
export interface AggregateState {
  readonly id: string
  readonly version: number
}

/** An event as its aggregate writes it, before the log gives it a place. */
export interface AggregateEvent {
  readonly type: string
  readonly data: object
}

/**
 * Everything that the rest of the program must know of one aggregate. Each folder beside this file exports one (two
 * where they only make sense together), `aggregates.ts` lists them, and events, commands, world, snapshots, screens
 * and deadlines follow from that list: see
 * docs/adr/0006-one-table-of-aggregates.md.
 *
 * Members are methods, not properties with functions: the table calls each with what was found by its own name, which
 * TypeScript cannot follow, and methods may be called so without a cast.
 */
export interface Aggregate<
  Name extends string,
  Table extends string,
  State extends AggregateState,
  Event extends AggregateEvent,
  Commands extends CommandSpecs,
> {
  /** Of its streams (`recall:ID`) and of its events (`recall.ordered`). */
  readonly name: Name
  /** Of its table in the world, in snapshots and on screens. */
  readonly table: Table
  /** The one that an event is about. */
  idOf(data: Event['data']): State['id']
  /** Every type of event that was ever written, with the newest version of its shape. */
  readonly events: Readonly<Record<Event['type'], number>>
  readonly commands: Commands
  /** The state after `event`; `undefined` before the first. Total: every event of the log can be folded. */
  evolve(state: State | undefined, event: EventEnvelope & Event): State
  /** Events, or a reason why not. Who sends it was checked by `CommandSpec.by` before. */
  decide(world: World, command: CommandOf<Extract<keyof Commands, CommandType>>, context: DecideContext, kinds: IncidentKinds): Decided
  /** Keeps the world's indexes in step after an event. */
  index?(world: World, state: State, event: EventEnvelope & Event): void
  /** The same for a state out of a snapshot. The states come in their table's order. */
  restore?(world: World, state: State): void
  /** Takes it out of the indexes again, when it leaves the hub's memory. */
  unindex?(world: World, state: State): void
  /** What will have to happen by itself, derived from the state alone. */
  deadlines?(world: World, settings: EscalationSettings): Iterable<Due>
  readonly memory: MemoryRule<State>
}

/**
 * When something that is over may leave memory; the log keeps everything. `forget.ts` applies it, for screens and for the
 * hub alike.
 */
export type MemoryRule<State> = Ends<State> | Belongs<State>

export interface Ends<State> {
  /** When it was over for good, also in the future; null: not yet, and it stays. */
  endedAt(state: State): EpochMs | null
  /** How long after that screens keep it, milliseconds; null: for ever. */
  readonly screensMs: number | null
  /** How long after that the hub keeps it, milliseconds, no shorter than screens; null: for ever. */
  readonly hubMs: number | null
  /** The one that ended last stays all the same, until another has ended: panels show what was. */
  readonly keepsLast?: true
  /** What screens hold of it; left out: all. Gives back the same object where nothing is left away. */
  trim?(state: State): State
}

export interface Belongs<State> {
  /** True as long as what it belongs to is kept: that stands before it in the table of aggregates. */
  staysWith(state: State, kept: Kept): boolean
}

/** Tells what is kept of the tables that come before. */
export type Kept = (table: TableName, id: string) => boolean
