import type { RelocationId, SheetId, UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Sheet, SheetReport } from '../domain/relocation/state'
import type { Unit } from '../pack/units'
import { shelterOccupancy } from './occupancy'
import { currentRelocation, rollUp, type SheetStage } from './rollup'
import type { RelocationRecords } from './summary'
import type { Tally } from './tally'

/** A village of a town, as the town's page shows it: figures, and what the village wrote into its report. */
export interface TownVillage {
  readonly sheetId: SheetId
  readonly villageId: UnitId
  readonly name: string
  readonly tally: Tally
  readonly left: number
  readonly stage: SheetStage
  readonly since: EpochMs
  readonly report: SheetReport | null
}

/** A shelter at which a unit may check people in. */
export interface UnitShelter {
  readonly id: string
  readonly name: string
  readonly capacity: number
  /** Persons there by the check-ins; null: nobody was checked in yet. */
  readonly persons: number | null
  /** Of them, those on no sheet. */
  readonly walkIns: number
  /** It stands in the unit's town: people on no sheet may be counted there by the unit. */
  readonly ofTown: boolean
}

/** What a unit's page shows of the relocation under way. Names of households are not in it: a village asks for its own. */
export interface UnitRelocation {
  readonly relocation: { readonly id: RelocationId; readonly name: string; readonly startedAt: EpochMs; readonly drill: boolean }
  /** A village's own sheet; null for a town, and for a village with nobody to move. */
  readonly sheet: Sheet | null
  /** A town's villages, who has not reported first; empty for a village. */
  readonly villages: readonly TownVillage[]
  /** Shelters of the unit's town, and those elsewhere to which the sheet sends somebody. */
  readonly shelters: readonly UnitShelter[]
}

interface ShelterPlace {
  readonly id: string
  readonly name: string
  readonly township: string
  readonly capacity: number
}

/** Null: none is under way, or it is no business of this unit (departments see the roll-up elsewhere). */
export function unitRelocation(
  world: RelocationRecords,
  shelters: readonly ShelterPlace[],
  units: readonly Unit[],
  unit: Unit,
): UnitRelocation | null {
  const held = currentRelocation(world.relocations.values())
  if (!held || held.endedAt !== null || unit.kind === 'department') return null
  const { id, name, startedAt, drill } = held
  const town = unit.kind === 'town' ? unit : units.find((one) => one.id === unit.parent)
  const there = shelterOccupancy(world, id)
  const own = [...world.sheets.values()].filter((sheet) => sheet.relocationId === id && (unit.kind === 'town' ? sheet.townId : sheet.villageId) === unit.id)
  const sheet = unit.kind === 'village' ? (own[0] ?? null) : null
  const sentTo = new Set(sheet?.households.map(({ shelterId }) => shelterId))
  return {
    relocation: { id, name, startedAt, drill },
    sheet,
    villages: unit.kind === 'village' ? [] : rollUp(own, id).flatMap(({ villages }) => villages).map(asTownVillage),
    shelters: shelters
      .filter((shelter) => shelter.township === town?.name || sentTo.has(shelter.id))
      .map((shelter) => ({
        id: shelter.id,
        name: shelter.name,
        capacity: shelter.capacity,
        persons: there.get(shelter.id)?.persons ?? null,
        walkIns: there.get(shelter.id)?.walkIns ?? 0,
        ofTown: shelter.township === town?.name,
      })),
  }
}

function asTownVillage({ sheet, tally, left, stage, since }: ReturnType<typeof rollUp>[number]['villages'][number]): TownVillage {
  const { id: sheetId, villageId, name, report } = sheet
  return { sheetId, villageId, name, tally, left, stage, since, report }
}
