import type { UnitId } from '../base/ids'
import type { MoveReason } from '../domain/relocation/state'
import type { LonLat } from '../geo/position'

/** A household that must be moved before a typhoon. Personal: for officers, and for its own village, never for all. */
export interface Household {
  /** 户号, unique in the jurisdiction. */
  readonly id: string
  readonly villageId: UnitId
  /** Name of its head. */
  readonly head: string
  /** Persons who live there, at least one. */
  readonly people: number
  /** Of them; one person may be counted in more than one. */
  readonly elderly: number
  readonly disabled: number
  readonly infants: number
  readonly reason: MoveReason
  /** Degrees WGS-84. */
  readonly at: LonLat
  readonly phone: string | null
  /** Shelter that it usually goes to; null: none is assigned. */
  readonly shelterId: string | null
}

/** Persons of a household who need help, as far as the list tells: who is in two columns may be one person. */
export function helpedOf({ people, elderly, disabled, infants }: Pick<Household, 'people' | 'elderly' | 'disabled' | 'infants'>): number {
  return Math.min(people, elderly + disabled + infants)
}
