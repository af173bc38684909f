import type { UnitId } from '../../../shared/base/ids'
import type { CalledKind } from '../../../shared/pack/callout'
import { unitsOf, type Unit, type UnitSources } from '../../../shared/pack/units'

/** A town that can be called, with its villages. */
export interface CallableTown {
  readonly town: Unit
  readonly villages: readonly Unit[]
}

/** Towns in the pack's order, with the villages that are called there. */
export function callableTowns(pack: UnitSources, called: readonly CalledKind[]): CallableTown[] {
  const units = unitsOf(pack)
  return units
    .filter(({ kind }) => kind === 'town')
    .map((town) => ({ town, villages: called.includes('village') ? units.filter(({ parent }) => parent === town.id) : [] }))
}

export type Picked = ReadonlySet<UnitId>

/** All of them, or those of a kind. */
export function pickAll(towns: readonly CallableTown[], what: 'towns' | 'all'): Picked {
  return new Set(towns.flatMap(({ town, villages }) => [town.id, ...(what === 'all' ? villages.map(({ id }) => id) : [])]))
}

export function toggle(picked: Picked, ids: readonly UnitId[], on: boolean): Picked {
  const next = new Set(picked)
  for (const id of ids) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}

/** In the order of the list, so that two officers who pick the same send the same. */
export function pickedIds(towns: readonly CallableTown[], picked: Picked): UnitId[] {
  return towns.flatMap(({ town, villages }) => [town, ...villages]).flatMap(({ id }) => (picked.has(id) ? [id] : []))
}

/** Towns whose name, or one of whose villages' names, contains the words. */
export function findTowns(towns: readonly CallableTown[], words: string): readonly CallableTown[] {
  const sought = words.trim().toLowerCase()
  if (sought === '') return towns
  const has = ({ name, nameEn }: Unit) => name.toLowerCase().includes(sought) || (nameEn?.toLowerCase().includes(sought) ?? false)
  return towns.flatMap(({ town, villages }) => {
    if (has(town)) return [{ town, villages }]
    const found = villages.filter(has)
    return found.length > 0 ? [{ town, villages: found }] : []
  })
}
