import { createHash } from 'node:crypto'
import type { UnitId } from '../../../shared/base/ids'
import type { RelocationBook, VillageRoster } from '../../../shared/domain/relocation/book'
import { helpedOf, type Household } from '../../../shared/pack/households'
import type { Pack } from '../../../shared/pack/schema'
import { unitsOf, type UnitSources } from '../../../shared/pack/units'

/** Households by village, in the order of the pack's file. */
export function householdsByVillage(households: readonly Household[]): Map<UnitId, Household[]> {
  const found = new Map<UnitId, Household[]>()
  for (const household of households) {
    const held = found.get(household.villageId)
    if (held) held.push(household)
    else found.set(household.villageId, [household])
  }
  return found
}

/** SHA-256 over a village's list, names and telephones included, hexadecimal. */
export function rosterHash(households: readonly Household[]): string {
  return createHash('sha256').update(JSON.stringify(households)).digest('hex')
}

/** What the deciders may know of the pack's households: figures and hashes, nothing personal. */
export function relocationBook(pack: UnitSources & Pick<Pack, 'households' | 'shelters'>): RelocationBook {
  const units = unitsOf(pack)
  const byVillage = householdsByVillage(pack.households)
  const townByName = new Map(units.flatMap((unit) => (unit.kind === 'town' ? [[unit.name, unit.id] as const] : [])))
  const villages = new Map<UnitId, VillageRoster>()
  const townOf = new Map<UnitId, UnitId>()
  for (const { id, kind, parent, name, at } of units) {
    if (kind !== 'village' || parent === null || at === null) continue
    townOf.set(id, parent)
    const households = byVillage.get(id)
    if (!households) continue
    villages.set(id, {
      villageId: id,
      townId: parent,
      name,
      at,
      hash: rosterHash(households),
      households: households.map((one) => ({ id: one.id, people: one.people, helped: helpedOf(one), reason: one.reason, shelterId: one.shelterId })),
    })
  }
  return {
    villages,
    townOf,
    capacities: new Map(pack.shelters.map(({ id, capacity }) => [id, capacity])),
    shelterTowns: new Map(pack.shelters.map(({ id, township }) => [id, townByName.get(township) ?? null])),
  }
}
