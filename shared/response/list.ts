import type { EpochMs } from '../base/time'
import { dutyStatus, type DutyStatus } from '../domain/response/clock'
import type { BroughtDuty, Duty, Response } from '../domain/response/state'
import { countDuties, type DutyCount } from './summary'

export const DUTY_FILTERS = ['all', 'late', 'open', 'confirmed', 'ended'] as const
export type DutyFilter = (typeof DUTY_FILTERS)[number]

export interface DutyRow {
  readonly duty: Duty
  readonly status: DutyStatus
}

/** One unit with its duties that are looked for. */
export interface UnitGroup extends DutyCount {
  readonly unit: string
  readonly name: Duty['unitName']
  readonly longestLateMs: number
  readonly rows: readonly DutyRow[]
}

export interface DutyQuery {
  readonly kind: 'department' | 'town'
  readonly filter: DutyFilter
  /** Part of a unit's name or of a duty's words, in either language. */
  readonly search: string
}

/**
 * The duties of a response by unit, as a list shows them: standing ones, or with `ended` those that a change of level
 * ended. Units are in the order of the pack; among late ones the longest late comes first.
 */
export function dutyGroups(response: Pick<Response, 'duties'>, now: EpochMs, { kind, filter, search }: DutyQuery): UnitGroup[] {
  const wanted = search.trim().toLowerCase()
  const byUnit = new Map<string, { all: Duty[]; rows: DutyRow[] }>()
  for (const duty of response.duties) {
    if (!duty.unit.startsWith(`${kind}:`)) continue
    const group = byUnit.get(duty.unit) ?? { all: [], rows: [] }
    byUnit.set(duty.unit, group)
    group.all.push(duty)
    const status = dutyStatus(duty, now)
    if (filter === 'all' ? status.state === 'ended' : status.state !== filter) continue
    if (wanted !== '' && ![duty.unitName.zh, duty.unitName.en, duty.text.zh, duty.text.en].some((text) => text.toLowerCase().includes(wanted))) continue
    group.rows.push({ duty, status })
  }
  const groups = [...byUnit]
    .filter(([, { rows }]) => rows.length > 0)
    .map(([unit, { all, rows }]) => ({
      unit,
      name: rows[0]?.duty.unitName ?? { zh: unit, en: unit },
      rows: rows.toSorted((a, b) => b.status.lateMs - a.status.lateMs),
      ...countDuties(all, now),
    }))
  return filter === 'late' ? groups.toSorted((a, b) => b.longestLateMs - a.longestLateMs) : groups
}

/** Units in the order of `order` (the pack's); those that it does not know come last. */
export function inOrder<T extends { readonly unit: string }>(groups: readonly T[], order: readonly string[]): T[] {
  const rank = new Map(order.map((unit, index) => [unit, index]))
  return groups.toSorted((a, b) => (rank.get(a.unit) ?? Infinity) - (rank.get(b.unit) ?? Infinity))
}

/** What each unit newly has to do, for the question before a change of level. */
export function broughtByUnit(brought: readonly BroughtDuty[]): ReadonlyMap<string, readonly BroughtDuty[]> {
  const byUnit = new Map<string, BroughtDuty[]>()
  for (const duty of brought) {
    for (const unit of duty.units) {
      const held = byUnit.get(unit)
      if (held) held.push(duty)
      else byUnit.set(unit, [duty])
    }
  }
  return byUnit
}
