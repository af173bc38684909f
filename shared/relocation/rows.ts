import { awayOf, statusOf } from '../domain/relocation/sheet'
import type { HouseholdStatus, Mark, Sheet, SheetHousehold } from '../domain/relocation/state'
import type { Household } from '../pack/households'
import { matchesHousehold } from './search'

/** A household of a sheet as a list shows it. */
export interface HouseholdRow {
  readonly household: SheetHousehold
  /** Name, telephone and place; null where the list is not at hand (not loaded, not kept, no right to it). */
  readonly listed: Household | null
  readonly status: HouseholdStatus
  /** Persons away. */
  readonly away: number
  readonly mark: Mark | null
  /** Something can be taken back. */
  readonly canUndo: boolean
}

/** What a list is narrowed to. `left`: somebody is still there; `help`: who needs help is still there. */
export const ROW_FILTERS = ['all', 'left', 'help', 'refuses', 'arrived'] as const
export type RowFilter = (typeof ROW_FILTERS)[number]

/** The rows of a sheet in its own order, which does not change while somebody works through it. */
export function householdRows(sheet: Sheet, listed: readonly Household[] | null): HouseholdRow[] {
  const byId = new Map(listed?.map((one) => [one.id, one]))
  return sheet.households.map((household) => ({
    household,
    listed: byId.get(household.id) ?? null,
    status: statusOf(sheet, household.id),
    away: awayOf(sheet, household),
    mark: sheet.marks[household.id] ?? null,
    canUndo: household.id in sheet.before,
  }))
}

/** Those that match the words (name, telephone, number) and the filter. */
export function filterRows(rows: readonly HouseholdRow[], words: string, filter: RowFilter): HouseholdRow[] {
  return rows.filter(({ household, listed, status, away }) => {
    if (!matchesHousehold(listed ?? { id: household.id, head: '', phone: null }, words)) return false
    switch (filter) {
      case 'all':
        return true
      case 'left':
        return away < household.people
      case 'help':
        return household.helped > 0 && away < household.people
      case 'refuses':
      case 'arrived':
        return status === filter
    }
  })
}
