import { useMemo } from 'react'
import type { EpochMs } from '../../shared/base/time'
import type { Relocation } from '../../shared/domain/relocation/state'
import { shelterOccupancy, type Occupancy } from '../../shared/relocation/occupancy'
import { currentRelocation, rollUp, type TownRow } from '../../shared/relocation/rollup'
import { sumTallies, type Tally } from '../../shared/relocation/tally'
import { useWorld } from './world'

/** The relocation under way, or the last one, row by row. */
export interface RelocationNow {
  readonly relocation: Relocation
  readonly towns: readonly TownRow[]
  readonly total: Tally
  /** By shelter; one that nobody spoke of is missing. */
  readonly occupancy: ReadonlyMap<string, Occupancy>
  /** When any village or shelter was last heard of, or when it was started. */
  readonly heardAt: EpochMs
}

/** Null: there never was one. */
export function useRelocation(): RelocationNow | null {
  const relocations = useWorld((world) => world.relocations)
  const sheets = useWorld((world) => world.sheets)
  return useMemo(() => {
    const relocation = currentRelocation(relocations.values())
    if (!relocation) return null
    const towns = rollUp(sheets.values(), relocation.id)
    const occupancy = shelterOccupancy({ relocations, sheets }, relocation.id)
    const words = [...towns.flatMap(({ villages }) => villages.map(({ sheet }) => sheet.heardAt ?? 0)), ...[...occupancy.values()].map(({ at }) => at)]
    return {
      relocation,
      towns,
      total: sumTallies(towns.map(({ tally }) => tally)),
      occupancy,
      heardAt: Math.max(relocation.startedAt, ...words),
    }
  }, [relocations, sheets])
}

const NO_CHECK_INS: ReadonlyMap<string, Occupancy> = new Map()

/** Who is in which shelter by the check-ins of the relocation under way; nobody was checked in: empty. */
export function useCheckIns(): ReadonlyMap<string, Occupancy> {
  const relocations = useWorld((world) => world.relocations)
  const sheets = useWorld((world) => world.sheets)
  return useMemo(() => {
    const relocation = currentRelocation(relocations.values())
    return relocation?.endedAt === null ? shelterOccupancy({ relocations, sheets }, relocation.id) : NO_CHECK_INS
  }, [relocations, sheets])
}
