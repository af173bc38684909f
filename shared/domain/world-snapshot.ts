import type { AggregateState } from './aggregate'
import type { StateIn, TableName } from './aggregates'
import { ROWS } from './table'
import { emptyWorld, tableOf, type World } from './world'

/** Everything in a world, as lists. */
export type WorldLists = { readonly [T in TableName]: readonly StateIn<T>[] }

/** The list of each table, as `list` gives it. */
export function listsOf(list: (name: TableName) => readonly AggregateState[]): WorldLists {
  // Each name once, and each with its own list: what the mapped type says.
  return Object.fromEntries(ROWS.map(({ table }) => [table, list(table)])) as unknown as WorldLists
}

/**
 * The world of a snapshot; a list that it does not have is empty, as it is in those saved before there was such an
 * aggregate. The indexes follow from the rest.
 */
export function worldFrom(snapshot: { readonly seq: number } & Partial<WorldLists>): World {
  const world = emptyWorld()
  world.seq = snapshot.seq
  for (const { table, restore } of ROWS) {
    const states: readonly AggregateState[] = snapshot[table] ?? []
    const into = tableOf(world, table)
    for (const state of states) {
      into.set(state.id, state)
      restore?.(world, state)
    }
  }
  return world
}

/** A whole world, as a snapshot has it. */
export function snapshotOf(world: World): { readonly seq: number } & WorldLists {
  return { seq: world.seq, ...listsOf((name) => [...tableOf(world, name).values()]) }
}
