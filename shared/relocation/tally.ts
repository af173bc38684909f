import { awayOf, statusOf } from '../domain/relocation/sheet'
import { HOUSEHOLD_STATUSES, isAway, type HouseholdStatus, type Sheet } from '../domain/relocation/state'

/**
 * Counts of one village, one town or the county. Persons unless it says households.
 *
 * Always true, whatever was said in whatever order (a property test has it): `people` is the sum of `by`, `households`
 * that of `householdsBy`, and counts of villages add up to those of their town and of the county.
 */
export interface Tally {
  readonly households: number
  /** Persons to be moved. */
  readonly people: number
  /** Of them who need help, and of those in households that are not wholly away. */
  readonly helped: number
  readonly helpedLeft: number
  /** Persons by where they stand. */
  readonly by: Readonly<Record<HouseholdStatus, number>>
  /** Households by what was said of them last. */
  readonly householdsBy: Readonly<Record<HouseholdStatus, number>>
}

type Mutable = { -readonly [K in keyof Tally]: Tally[K] extends number ? number : Record<HouseholdStatus, number> }

const none = (): Record<HouseholdStatus, number> => Object.fromEntries(HOUSEHOLD_STATUSES.map((status) => [status, 0])) as Record<HouseholdStatus, number>
const nobody = (): Mutable => ({ households: 0, people: 0, helped: 0, helpedLeft: 0, by: none(), householdsBy: none() })

/** Nobody. */
export function emptyTally(): Tally {
  return nobody()
}

/** One sheet. Of a household that has gone in part, the rest counts as told: they are there and know. */
export function tallyOf(sheet: Pick<Sheet, 'households' | 'marks'>): Tally {
  const tally = nobody()
  for (const household of sheet.households) {
    const { id, people, helped } = household
    const status = statusOf(sheet, id)
    const away = awayOf(sheet, household)
    tally.households += 1
    tally.people += people
    tally.helped += helped
    if (away < people) tally.helpedLeft += helped
    tally.householdsBy[status] += 1
    tally.by[status] += isAway(status) ? away : people
    if (isAway(status)) tally.by.told += people - away
  }
  return tally
}

/** Several together. */
export function sumTallies(tallies: Iterable<Tally>): Tally {
  const sum = nobody()
  for (const tally of tallies) {
    for (const key of ['households', 'people', 'helped', 'helpedLeft'] as const) sum[key] += tally[key]
    for (const status of HOUSEHOLD_STATUSES) {
      sum.by[status] += tally.by[status]
      sum.householdsBy[status] += tally.householdsBy[status]
    }
  }
  return sum
}

/** Persons out of their houses: on the way, checked in, or with relatives. */
export const awayIn = ({ by }: Pick<Tally, 'by'>): number => by.moved + by.arrived + by.elsewhere

/** Persons still there, or back again. */
export const leftIn = (tally: Pick<Tally, 'by' | 'people'>): number => tally.people - awayIn(tally)

/** Persons of households that anybody has spoken to. */
export const toldIn = ({ by, people }: Pick<Tally, 'by' | 'people'>): number => people - by.untold - by.absent
