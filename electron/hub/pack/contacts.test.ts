import { describe, expect, it } from 'vitest'
import { readContacts } from './contacts'
import { Problems } from './problems'

const sources = { departments: [{ id: 'water', name: '水利局' }], townships: [{ id: 'mazhan', name: '马站镇', at: { lon: 120.4, lat: 27.3 } }], places: [] }
const read = (...lines: string[]) => {
  const problems = new Problems()
  const contacts = readContacts(['unit,name,phone', ...lines, ''].join('\n'), sources, problems)
  return { contacts, problems: problems.list() }
}

describe('contacts.csv', () => {
  it('names whom to call in a unit', () => {
    expect(read('town:mazhan,演示甲,0577-0000-0001', 'department:water,演示乙,0577-0000-0002').contacts.map(({ unit, name }) => [unit, name])).toEqual([['town:mazhan', '演示甲'], ['department:water', '演示乙']])
  })
  it.each([
    ['an unknown unit', ['town:nowhere,演示甲,0577-0000-0001'], 'unit'],
    ['a unit twice', ['town:mazhan,演示甲,0577-0000-0001', 'town:mazhan,演示乙,0577-0000-0002'], 'unit'],
    ['a wrong number', ['town:mazhan,演示甲,call me'], 'phone'],
    ['nobody', ['town:mazhan,,0577-0000-0001'], 'name'],
  ])('refuses %s by file, row and column', (_, lines, column) => {
    const { problems } = read(...lines)
    expect(problems[0]).toMatchObject({ file: 'contacts.csv', row: lines.length + 1, column })
  })
})
