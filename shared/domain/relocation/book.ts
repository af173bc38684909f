import type { UnitId } from '../../base/ids'
import type { LonLat } from '../../geo/position'
import type { SheetHousehold } from './state'

/** What a village's sheet is opened from: its list in the pack, without anything personal. */
export interface VillageRoster {
  readonly villageId: UnitId
  readonly townId: UnitId
  readonly name: string
  readonly at: LonLat
  /** SHA-256 over the whole list, names and telephones included, hexadecimal. */
  readonly hash: string
  readonly households: readonly SheetHousehold[]
}

/** What the deciders of relocations know of the jurisdiction. It does not change while the hub runs. */
export interface RelocationBook {
  /** Villages with at least one household to move, in the order of the pack. */
  readonly villages: ReadonlyMap<UnitId, VillageRoster>
  /** Persons that each shelter takes. */
  readonly capacities: ReadonlyMap<string, number>
  /** Town of each shelter; null where the pack knows no such town. */
  readonly shelterTowns: ReadonlyMap<string, UnitId | null>
  /** Town of each village. */
  readonly townOf: ReadonlyMap<UnitId, UnitId>
}

/** A jurisdiction without households and shelters. */
export const EMPTY_BOOK: RelocationBook = { villages: new Map(), capacities: new Map(), shelterTowns: new Map(), townOf: new Map() }
