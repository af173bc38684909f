import { HOUSEHOLD_STATUSES, type HouseholdStatus } from '../domain/relocation/state'

/** Counts of one village, one town or the county. Persons unless it says households. */
export interface Tally {
  readonly households: number
  /** Persons to be moved: the sum of `by`. */
  readonly people: number
  /** Of them who need help, and how many of those households are not away yet. */
  readonly helped: number
  /** Persons by where they stand. */
  readonly by: Readonly<Record<HouseholdStatus, number>>
  /** Households by where they stand; one of which only a part has gone counts under `told`. */
  readonly householdsBy: Readonly<Record<HouseholdStatus, number>>
}

/** Nobody. */
export function emptyTally(): Tally {
  const none = Object.fromEntries(HOUSEHOLD_STATUSES.map((status) => [status, 0])) as Record<HouseholdStatus, number>
  return { households: 0, people: 0, helped: 0, by: none, householdsBy: { ...none } }
}
