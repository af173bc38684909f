import { asUnitId } from '../../../shared/base/ids'
import { MOVE_REASONS } from '../../../shared/domain/relocation/state'
import type { Bounds } from '../../../shared/pack/bounds'
import type { Household } from '../../../shared/pack/households'
import type { Shelter } from '../../../shared/pack/schema'
import { unitsOf, type UnitSources } from '../../../shared/pack/units'
import { decimal, id, integer, oneOf, optional, phone, text } from './cells'
import type { Problems } from './problems'
import { readPoint, readTable } from './table'

const persons = integer(0, 999)
const COLUMNS = {
  id,
  village: text(64),
  head: text(40),
  people: integer(1, 999),
  elderly: optional(persons),
  disabled: optional(persons),
  infant: optional(persons),
  reason: oneOf(MOVE_REASONS),
  lon: decimal,
  lat: decimal,
  phone: optional(phone),
  shelter: optional(id),
}

/**
 * households.csv: who must be moved before a typhoon, household by household. `village` is the id of a village in
 * places.csv, `shelter` one of shelters.csv. Wrong rows are reported with row and column.
 */
export function readHouseholds(
  content: string,
  sources: UnitSources & { readonly shelters: readonly Shelter[] },
  bounds: Bounds | null,
  problems: Problems,
): Household[] {
  const file = 'households.csv'
  const villages = new Set<string>(unitsOf(sources).filter(({ kind }) => kind === 'village').map((unit) => unit.id))
  const shelters = new Set(sources.shelters.map((shelter) => shelter.id))
  const read: Household[] = []
  for (const row of readTable(file, content, COLUMNS, 'id', problems).rows) {
    const before = problems.count
    const { people, elderly = 0, disabled = 0, infant: infants = 0, head, reason } = row
    const villageId = asUnitId(`village:${row.village}`)
    if (!villages.has(villageId)) problems.add(file, row.row, 'village', { code: 'invalid', detail: `no village "${row.village}" in places.csv` })
    if (row.shelter !== undefined && !shelters.has(row.shelter)) {
      problems.add(file, row.row, 'shelter', { code: 'invalid', detail: `no shelter "${row.shelter}" in shelters.csv` })
    }
    for (const [column, count] of Object.entries({ elderly, disabled, infant: infants })) {
      if (count > people) problems.add(file, row.row, column, { code: 'out-of-range', found: String(count), min: 0, max: people })
    }
    const at = readPoint(file, row, bounds, problems)
    if (at === null || problems.count > before) continue
    read.push({ id: row.id, villageId, head, people, elderly, disabled, infants, reason, at, phone: row.phone ?? null, shelterId: row.shelter ?? null })
  }
  return read
}
