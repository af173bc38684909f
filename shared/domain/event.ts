import type { AggregateName, Aggregates } from './aggregates'
import type { EventEnvelope } from './envelope'
import { rowOfEvent } from './table'

type Evolved = Parameters<Aggregates[AggregateName]['evolve']>[1]

/** Everything that can have happened. */
export type DomainEvent = Evolved extends infer E
  ? E extends { readonly type: infer T extends string; readonly data: infer D }
    ? { readonly type: T; readonly data: D }
    : never
  : never

/** A domain event with its place in the log. */
export type LoggedEvent = DomainEvent extends infer E
  ? E extends { readonly type: infer T extends string; readonly data: infer D }
    ? EventEnvelope<T, D>
    : never
  : never

/** The stream that an event belongs to: its aggregate's kind and id. */
export function streamOf(event: DomainEvent): string {
  const row = rowOfEvent(event.type)
  if (!row) throw new Error(`no stream for ${event.type}`)
  return `${row.name}:${row.idOf(event.data)}`
}
