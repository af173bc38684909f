import type { RelocationId, TyphoonId, UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Relocation, Sheet } from '../domain/relocation/state'
import { shelterOccupancy } from './occupancy'
import { currentRelocation, rollUp, type VillageRow } from './rollup'
import { leftIn, sumTallies, type Tally } from './tally'

/** Villages of one town or of the county. */
export interface VillageCounts {
  readonly villages: number
  /** Heard of at least once. */
  readonly heard: number
  /** Reported "all moved", and the report still holds. Confirmed ones are among them. */
  readonly reported: number
  /** Confirmed by the town. */
  readonly confirmed: number
}

/** A village of which nobody has heard. */
export interface SilentVillage {
  readonly villageId: UnitId
  readonly name: string
  /** Its last word, or the opening of its sheet. */
  readonly since: EpochMs
  readonly left: number
}

/** One town's part. `left`: persons who are still there. */
export interface TownRelocation extends Tally, VillageCounts {
  readonly town: UnitId
  readonly name: string
  readonly left: number
  /** Villages that have not reported, the longest silent first. */
  readonly silent: readonly SilentVillage[]
}

export interface ShelterSummary {
  readonly shelters: number
  readonly capacity: number
  /** Shelters at which anybody was checked in. */
  readonly open: number
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
  readonly total: (Tally & VillageCounts & { readonly left: number }) | null
  readonly byTown: readonly TownRelocation[]
  readonly shelters: ShelterSummary | null
}

/** What a summary must know of the pack. */
export interface RelocationPlaces {
  readonly townships: readonly { readonly id: string; readonly name: string }[]
  readonly shelters: readonly { readonly id: string; readonly capacity: number }[]
}

/** What a summary must know of the world. */
export interface RelocationRecords {
  readonly relocations: { get(id: RelocationId): Relocation | undefined; values(): Iterable<Relocation> }
  readonly sheets: { values(): Iterable<Sheet> }
}

/** Sums up the relocation that is under way, or the last one. */
export function summariseRelocation(world: RelocationRecords, pack: RelocationPlaces, now: EpochMs): RelocationSummary {
  const held = currentRelocation(world.relocations.values())
  if (!held) return { at: now, relocation: null, total: null, byTown: [], shelters: null }
  const { id, name, typhoonId, startedAt, endedAt, drill } = held
  const towns = rollUp(world.sheets.values(), id)
  const nameOf = new Map<string, string>(pack.townships.map((town) => [`town:${town.id}`, town.name]))
  const byTown = towns.map(({ townId, tally, left, villages }): TownRelocation => ({
    town: townId,
    name: nameOf.get(townId) ?? townId,
    ...tally,
    left,
    ...countVillages(villages),
    silent: villages.filter(({ stage }) => stage !== 'reported' && stage !== 'confirmed').map(({ sheet, since, left: there }) => ({
      villageId: sheet.villageId,
      name: sheet.name,
      since,
      left: there,
    })),
  }))
  const tally = sumTallies(towns.map((town) => town.tally))
  return {
    at: now,
    relocation: { id, name, typhoonId, startedAt, endedAt, drill },
    total: { ...tally, left: leftIn(tally), ...countVillages(towns.flatMap(({ villages }) => villages)) },
    byTown,
    shelters: countShelters(world, pack, id),
  }
}

function countVillages(rows: readonly VillageRow[]): VillageCounts {
  const among = (holds: (row: VillageRow) => boolean): number => rows.filter(holds).length
  return {
    villages: rows.length,
    heard: among(({ sheet }) => sheet.heardAt !== null),
    reported: among(({ stage }) => stage === 'reported' || stage === 'confirmed'),
    confirmed: among(({ stage }) => stage === 'confirmed'),
  }
}

function countShelters(world: RelocationRecords, { shelters }: RelocationPlaces, id: RelocationId): ShelterSummary {
  const there = shelterOccupancy(world, id)
  return {
    shelters: shelters.length,
    capacity: shelters.reduce((sum, { capacity }) => sum + capacity, 0),
    open: there.size,
    persons: [...there.values()].reduce((sum, { persons }) => sum + persons, 0),
    over: shelters.filter((shelter) => (there.get(shelter.id)?.persons ?? 0) > shelter.capacity).length,
  }
}
