import { asUnitId } from '../../../shared/base/ids'
import { unitsOf, type UnitContact, type UnitSources } from '../../../shared/pack/units'
import { phone, text } from './cells'
import type { Problems } from './problems'
import { readTable } from './table'

const COLUMNS = { unit: text(64), name: text(40), phone }

/** contacts.csv: whom to call in a department, town or village. Each unit must be one of the pack's, and stands once. */
export function readContacts(content: string, sources: UnitSources, problems: Problems): UnitContact[] {
  const file = 'contacts.csv'
  const units = new Set<string>(unitsOf(sources).map(({ id }) => id))
  const contacts: UnitContact[] = []
  for (const row of readTable(file, content, COLUMNS, 'unit', problems).rows) {
    if (units.has(row.unit)) contacts.push({ unit: asUnitId(row.unit), name: row.name, phone: row.phone })
    else problems.add(file, row.row, 'unit', { code: 'invalid', detail: `no department, town or village "${row.unit}" in this pack` })
  }
  return contacts
}
