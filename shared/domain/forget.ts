import type { EpochMs } from '../base/time'
import type { AggregateState, Ends } from './aggregate'
import type { TableName } from './aggregates'
import { ROWS } from './table'
import { tableOf, type Table, type World } from './world'
import { listsOf, type WorldLists } from './world-snapshot'

/**
 * What is over leaves memory, by the rule of its aggregate (`Aggregate.memory`). The log keeps everything.
 *
 * Rules (tests are named by them):
 * - [FG1] nothing that is going on is forgotten, and nothing without what belongs to it;
 * - [FG2] a screen that has run for months and one that is loaded now hold the same: snapshots are made, and screens
 *   forget, by this one function;
 * - [FG3] the hub keeps longer than screens, and its memory stops growing all the same;
 * - [FG4] where panels show what was last, the one that ended last stays until another has ended;
 * - [FG5] an event about something that was forgotten cannot be folded: a screen then asks for a snapshot, the hub's
 *   deciders refuse the command before (`not_found`).
 */
export type Place = 'screens' | 'hub'

/** What of the tables is kept at `now`. The states are not copied; what screens hold only a part of is trimmed. */
export function remembered(tableNamed: (name: TableName) => Pick<Table<string, AggregateState>, 'values'>, now: EpochMs, place: Place): WorldLists {
  const idsOf = new Map<TableName, ReadonlySet<string>>()
  const kept = (table: TableName, id: string): boolean => idsOf.get(table)?.has(id) === true
  const rules = new Map(ROWS.map((row) => [row.table, row.memory]))
  return listsOf((name) => {
    const states = [...tableNamed(name).values()]
    const rule = rules.get(name)
    if (!rule) return states
    const list = 'staysWith' in rule ? states.filter((state) => rule.staysWith(state, kept)) : notOver(states, rule, now, place)
    idsOf.set(name, new Set(list.map(({ id }) => id)))
    return list
  })
}

function notOver(states: readonly AggregateState[], rule: Ends<AggregateState>, now: EpochMs, place: Place): readonly AggregateState[] {
  const ms = place === 'hub' ? rule.hubMs : rule.screensMs
  const last = rule.keepsLast ? lastOf(states, rule) : null
  const list = ms === null ? states : states.filter((state) => state === last || !isOver(rule.endedAt(state), now - ms))
  return place === 'screens' && rule.trim ? list.map((state) => rule.trim?.(state) ?? state) : list
}

const isOver = (endedAt: EpochMs | null, before: EpochMs): boolean => endedAt !== null && endedAt <= before

function lastOf(states: readonly AggregateState[], rule: Ends<AggregateState>): AggregateState | null {
  let last: AggregateState | null = null
  let lastAt = -Infinity
  for (const state of states) {
    const at = rule.endedAt(state)
    if (at === null || at < lastAt) continue
    last = state
    lastAt = at
  }
  return last
}

/** Takes out of the hub's world what is long over, and returns how much that was. */
export function forgetIn(world: World, now: EpochMs): number {
  const lists = remembered((name) => tableOf(world, name), now, 'hub')
  let forgotten = 0
  for (const { table: name, unindex } of ROWS) {
    const table = tableOf(world, name)
    const kept = new Set(lists[name].map(({ id }) => id as string))
    const gone = Array.from(table.values()).filter(({ id }) => !kept.has(id))
    for (const state of gone) {
      table.delete(state.id)
      unindex?.(world, state)
    }
    forgotten += gone.length
  }
  return forgotten
}
