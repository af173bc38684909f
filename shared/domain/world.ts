import type { AlertId, IncidentId } from '../base/ids'
import type { AggregateState } from './aggregate'
import type { StateIn, TableName } from './aggregates'
import type { LoggedEvent } from './event'
import { isOpen, type Incident } from './incident/state'
import { ROWS, rowNamed, rowOfEvent } from './table'

/** What the tables of a world must be able to do; `Map` does, and so does a layer over one. */
export interface Table<K, V> {
  get(key: K): V | undefined
  has(key: K): boolean
  set(key: K, value: V): unknown
  delete(key: K): boolean
  values(): Iterable<V>
}

/** The table of each aggregate, by the name that the aggregate gives it. */
export type Tables = { readonly [T in TableName]: Table<StateIn<T>['id'], StateIn<T>> }

/** What is found out of the tables more than once: it follows from them, and is neither sent nor stored. */
export interface Indexes {
  /** Incidents by `feed/sourceId` of every call: the de-duplication index. */
  readonly bySource: Table<string, IncidentId>
  /** By `alertKey`: the alert that is open or, if none is, the one that was closed last. */
  readonly alertByKey: Table<string, AlertId>
  /** Number of incidents by day prefix `YYYY-MMDD`, for the running number. */
  readonly countByDay: Table<string, number>
}

/**
 * Everything that is true now: the fold of the log. The values are immutable, the tables are not; a reader that keeps
 * a value keeps the moment at which it was read.
 */
export interface World extends Tables, Indexes {
  /** Last event folded in. */
  seq: number
}

/** A world whose tables and indexes are what `make` makes of each. */
export function tablesOf(make: (name: TableName) => Table<string, AggregateState>): Tables {
  // Each name once, and each with a table: what the mapped type says.
  return Object.fromEntries(ROWS.map(({ table }) => [table, make(table)])) as unknown as Tables
}

/** A world in which nothing has happened. */
export function emptyWorld(): World {
  return { seq: 0, ...tablesOf(() => new Map()), bySource: new Map(), alertByKey: new Map(), countByDay: new Map() }
}

/** The table of that name, to be read and written by name alone. */
export function tableOf(tables: Tables, name: TableName): Table<string, AggregateState> {
  return tables[name]
}

/** Folds one event into the world's tables. Throws only if the log itself is inconsistent. */
export function applyEvent(world: World, event: LoggedEvent): void {
  const row = rowOfEvent(event.type)
  if (!row) throw new Error(`no aggregate for event ${event.type}`)
  const table = tableOf(world, row.table)
  const id = row.idOf(event.data)
  const before = table.get(id)
  // Some kinds of state can be begun by a later event too: half of one would look like a whole.
  if (before === undefined && event.streamVersion !== 1) throw new Error(`${event.stream} is not there for its event ${event.streamVersion}`)
  const after = row.evolve(before, event)
  table.set(id, after)
  row.index?.(world, after, event)
  world.seq = event.seq
}

/** Version of the last event of a stream; 0 for one that is not there yet. */
export function versionOf(world: World, stream: string): number {
  const at = stream.indexOf(':')
  const row = rowNamed(stream.slice(0, at))
  if (!row) throw new Error(`no aggregate for stream ${stream}`)
  return tableOf(world, row.table).get(stream.slice(at + 1))?.version ?? 0
}

/** Everything still open, in the order of report. */
export function openIncidents(world: World): Incident[] {
  const found: Incident[] = []
  for (const incident of world.incidents.values()) if (isOpen(incident)) found.push(incident)
  return found
}
