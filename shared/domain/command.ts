import type { z } from 'zod'
import type { ActorId, AlertId, AnnotationId, BriefingId, CalloutId, ClosureId, CommandId, DispatchId, IncidentId, RecallId, RelocationId, ResponseId, SheetId, TeamId, TyphoonId, UnitId, WallId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Pack } from '../pack/schema'
import type { UnitSources } from '../pack/units'
import type { CommandSpec } from './aggregate'
import { AGGREGATES, type AggregateName, type Aggregates } from './aggregates'
import type { RelocationBook } from './relocation/book'

type AllCommands = Aggregates[AggregateName]['commands']
type NameIn<C> = C extends unknown ? keyof C : never

export type CommandType = NameIn<AllCommands>

/** What each aggregate says of its commands, as one table. */
type Specs = { readonly [T in CommandType]: Extract<AllCommands, Readonly<Record<T, CommandSpec>>>[T] }

const SPECS: Readonly<Record<string, CommandSpec>> = Object.fromEntries(Object.values(AGGREGATES).flatMap(({ commands }) => Object.entries<CommandSpec>(commands)))

/** One entry for each command. What `of` makes of a command's own entry is the caller's to type. */
const forEach = <V>(of: (spec: CommandSpec) => V): Readonly<Record<string, V>> => Object.fromEntries(Object.entries(SPECS).map(([type, spec]) => [type, of(spec)]))

/** What each command carries. The schemas are the one definition: types, validation and the OpenAPI text follow. */
export const commandData = forEach(({ data }) => data) as { readonly [T in CommandType]: Specs[T]['data'] }

/** Who may send what. Nobody else's word reaches a decider. A team may only speak of its own orders. */
export const PERMITTED = forEach(({ by }) => by) as Readonly<Record<CommandType, readonly Role[]>>

/** A validated command: imperative, idempotent by `commandId`. */
export type Command = {
  [T in CommandType]: {
    readonly commandId: CommandId
    readonly type: T
    readonly data: z.output<(typeof commandData)[T]>
    /** Version of the incident (`changeAnnotation`: of the drawing) that the sender saw; commands that act on it are refused if it has moved on. */
    readonly expectedVersion?: number
  }
}[CommandType]

export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>

export type Role = 'officer' | 'team' | 'unit' | 'wall' | 'feed' | 'hub'

/** Who sends a command, as the gateway established it. */
export interface Actor {
  readonly id: ActorId
  readonly role: Role
  /** The team whose phone it is, for role `team`. */
  readonly teamId: TeamId | null
  /** The unit that it speaks for, for role `unit`. */
  readonly unitId?: UnitId
}

/** What a decider may know besides the state: it never asks a clock or a die itself. */
export interface DecideContext {
  readonly now: EpochMs
  readonly actor: Actor
  /** A new identifier at each call. */
  readonly newId: () => string
  /** `YYYY-MMDD` of `now` in the jurisdiction's zone. */
  readonly dayPrefix: string
  /** Last instant of a certificate's last day in the jurisdiction's zone. */
  readonly endOfDay: (isoDate: string) => EpochMs
  /** Households to move and shelters, from the pack. */
  readonly book: RelocationBook
  /** The jurisdiction's data by which rules are checked; left out where a test needs none. */
  readonly pack?: UnitSources & Pick<Pack, 'callout'> & Partial<Pick<Pack, 'response'>>
}

/** What an accepted command answers with. */
export interface CommandResult {
  readonly incidentId?: IncidentId
  readonly dispatchId?: DispatchId
  readonly closureId?: ClosureId
  readonly annotationId?: AnnotationId
  readonly briefingId?: BriefingId
  readonly calloutId?: CalloutId
  readonly wallId?: WallId
  readonly recallId?: RecallId
  readonly typhoonId?: TyphoonId
  readonly responseId?: ResponseId
  readonly alertId?: AlertId
  /** What became of a signal. `ignored`: nothing to join, and it may not raise. */
  readonly alert?: 'raised' | 'joined' | 'quiet' | 'reopened' | 'ignored'
  readonly relocationId?: RelocationId
  readonly sheetId?: SheetId
  /** Sheets that were opened. */
  readonly sheets?: number
  /** Marks that came after a later word about the same household: in the record, without effect. */
  readonly late?: number
  /** Shelters that now hold more persons than they take: allowed, and to be seen. */
  readonly overCapacity?: readonly { readonly shelterId: string; readonly persons: number; readonly capacity: number }[]
  /** The same call had been reported before: nothing new happened. */
  readonly duplicate?: boolean
}
