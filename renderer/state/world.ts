import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import type { AggregateState } from '../../shared/domain/aggregate'
import type { StateIn, TableName } from '../../shared/domain/aggregates'
import type { LoggedEvent } from '../../shared/domain/event'
import { remembered } from '../../shared/domain/forget'
import type { IncidentId } from '../../shared/base/ids'
import { ROWS, rowOfEvent } from '../../shared/domain/table'
import { applyEvent, emptyWorld, tablesOf, type Tables, type World } from '../../shared/domain/world'
import type { WorldSnapshot } from '../../shared/protocol/messages'
import { addToTimelines, clearTimelines, keepTimelines } from './timeline'

type ReadonlyTables = { readonly [T in TableName]: ReadonlyMap<StateIn<T>['id'], StateIn<T>> }

/** The fold of the log as a screen holds it. Tables are replaced, never changed: compare them by identity. */
export interface WorldState extends ReadonlyTables {
  /** Last event folded in. */
  readonly seq: number
  /** False until the first snapshot or tail has arrived: then "nothing" means nothing. */
  readonly loaded: boolean
}

/** Every table as the map that `make` makes of it: `tablesOf` names and types them, here they are whole maps. */
const mapsOf = (make: (name: TableName) => ReadonlyMap<string, AggregateState>) =>
  tablesOf((name) => make(name) as Map<string, AggregateState>) as Tables & ReadonlyTables

const mapOf = (states: readonly AggregateState[]) => new Map(states.map((state) => [state.id, state]))

/** A table to be read by name alone. */
const heldIn = (state: ReadonlyTables, name: TableName): ReadonlyMap<string, AggregateState> => state[name]

const NOTHING: WorldState = { ...mapsOf(() => new Map()), seq: 0, loaded: false }

export const useWorld = create<WorldState>(() => NOTHING)

/** Replaces everything: a snapshot or a new log. Events that were waiting are dropped, the snapshot holds them. */
export function replaceWorld(snapshot: WorldSnapshot): void {
  clearTimelines()
  useWorld.setState({ ...mapsOf((name) => mapOf(snapshot[name])), seq: snapshot.seq, loaded: true })
}

/** Nothing is known any more: another log, another identity. */
export function clearWorld(): void {
  clearTimelines()
  useWorld.setState(NOTHING)
}

/** The events that were folded so far are all that there are. */
export function markLoaded(): void {
  if (!useWorld.getState().loaded) useWorld.setState({ loaded: true })
}

/**
 * The one writer of the world: folds a batch with the hub's own `applyEvent`, on tables copied once for the batch, and
 * only those that it touches. Throws if an event cannot be folded (it speaks of something that this screen was never
 * given); then nothing of the batch is taken over, and the screen must ask for a snapshot.
 */
export function applyEvents(batch: readonly LoggedEvent[]): void {
  if (batch.length === 0) return
  const before = useWorld.getState()
  const touched = new Set(batch.map((event) => rowOfEvent(event.type)?.table))
  // A table that is not copied is not written either.
  const tables = mapsOf((name) => (touched.has(name) ? new Map(heldIn(before, name)) : heldIn(before, name)))
  // The indexes that only the hub's deciders read stay empty.
  const draft: World = { ...emptyWorld(), ...tables, seq: before.seq }
  for (const event of batch) applyEvent(draft, event)
  addToTimelines(batch)
  useWorld.setState({ ...tables, seq: draft.seq })
}

/**
 * Forgets what ended long before `now`, with what belongs to it: a screen that runs for months holds what a fresh
 * snapshot would. An event about what was forgotten cannot be folded any more, and brings a snapshot.
 */
export function forgetEnded(now: EpochMs): void {
  const before = useWorld.getState()
  const lists = remembered((name) => heldIn(before, name), now, 'screens')
  const isLess = (name: TableName): boolean => {
    const held = heldIn(before, name)
    const list: readonly AggregateState[] = lists[name]
    return list.length < held.size || list.some((state) => held.get(state.id) !== state)
  }
  const less = new Set(ROWS.map(({ table }) => table).filter(isLess))
  if (less.size === 0) return
  useWorld.setState(mapsOf((name) => (less.has(name) ? mapOf(lists[name]) : heldIn(before, name))))
  const { incidents } = useWorld.getState()
  if (less.has('incidents')) keepTimelines((id) => incidents.has(id as IncidentId))
}
