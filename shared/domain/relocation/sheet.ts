import { isAway, type HouseholdStatus, type Sheet, type SheetHousehold } from './state'

/** How a household stands; one that nobody marked was not told. */
export function statusOf(sheet: Pick<Sheet, 'marks'>, householdId: string): HouseholdStatus {
  return sheet.marks[householdId]?.status ?? 'untold'
}

/** Persons of a household who are away. */
export function awayOf(sheet: Pick<Sheet, 'marks'>, household: Pick<SheetHousehold, 'id' | 'people'>): number {
  const mark = sheet.marks[household.id]
  return mark && isAway(mark.status) ? Math.min(mark.persons, household.people) : 0
}

/** Households of which somebody is still there, in the order of the sheet. */
export function stillThere(sheet: Pick<Sheet, 'marks' | 'households'>): SheetHousehold[] {
  return sheet.households.filter((household) => awayOf(sheet, household) < household.people)
}
