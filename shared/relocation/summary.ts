import type { RelocationId, TyphoonId, UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { World } from '../domain/world'
import type { Tally } from './tally'

/** Villages of one town or of the county. */
export interface VillageCounts {
  readonly villages: number
  /** Heard of at least once. */
  readonly heard: number
  /** Reported "all moved", and the report still holds. */
  readonly reported: number
  /** Confirmed by the town. */
  readonly confirmed: number
}

/** One town's part. */
export interface TownRelocation extends Tally, VillageCounts {
  readonly town: UnitId
  readonly name: string
  /** Villages that nobody has heard of since `since` (the sheet's opening, or the last word). Longest silent first. */
  readonly silent: readonly { readonly villageId: UnitId; readonly name: string; readonly since: EpochMs; readonly left: number }[]
}

export interface ShelterSummary {
  readonly shelters: number
  readonly capacity: number
  /** Persons checked in, those on no sheet included. */
  readonly persons: number
  /** Shelters that hold more than they should. */
  readonly over: number
}

/** How far a relocation is, at a moment. Plain JSON; times are UTC epoch milliseconds. */
export interface RelocationSummary {
  readonly at: EpochMs
  /** Null: none was ever started. */
  readonly relocation: {
    readonly id: RelocationId
    readonly name: string
    readonly typhoonId: TyphoonId | null
    readonly startedAt: EpochMs
    readonly endedAt: EpochMs | null
    readonly drill: boolean
  } | null
  readonly total: (Tally & VillageCounts) | null
  readonly byTown: readonly TownRelocation[]
  readonly shelters: ShelterSummary | null
}

/** What a summary must know of the pack. */
export interface RelocationPlaces {
  readonly townships: readonly { readonly id: string; readonly name: string }[]
  readonly shelters: readonly { readonly id: string; readonly capacity: number }[]
}

/** Sums up the relocation that is under way, or the last one. */
export function summariseRelocation(_world: Pick<World, 'relocations' | 'sheets'>, _pack: RelocationPlaces, now: EpochMs): RelocationSummary {
  return { at: now, relocation: null, total: null, byTown: [], shelters: null }
}
