import { describe, expect, it } from 'vitest'
import type { Shelter } from '../../../shared/pack/schema'
import type { UnitSources } from '../../../shared/pack/units'
import { readHouseholds } from './households'
import { Problems } from './problems'
import { relocationBook } from './relocation-book'

const at = { lon: 120.45, lat: 27.28 }
const SOURCES = {
  departments: [],
  townships: [{ id: 'mazhan', name: '马站镇', at }],
  places: [
    { id: 'v1', name: '兰桥村', kind: 'village', township: '马站镇', at, aliases: [], approximate: false },
    { id: 'v2', name: '空村', kind: 'village', township: '马站镇', at, aliases: [], approximate: false },
  ],
} satisfies UnitSources
const SHELTERS: readonly Shelter[] = [{ id: 's1', name: '避灾点', township: '马站镇', capacity: 100, at }]
const HEAD = 'id,village,head,people,elderly,disabled,infant,reason,lon,lat,phone,shelter'

function read(...rows: readonly string[]) {
  const problems = new Problems()
  const households = readHouseholds([HEAD, ...rows].join('\n'), { ...SOURCES, shelters: SHELTERS }, [120, 27, 121, 28], problems)
  return { households, errors: problems.list().map(({ row, column, problem }) => `${row} ${column} ${problem.code}`) }
}

describe('households.csv', () => {
  it('gives who is moved, with empty cells as nobody', () => {
    const { households, errors } = read('v1-01,v1,演示王甲,4,1,,2,coastal,120.45,27.28,0577-0000-3001,s1', 'v1-02,v1,演示王乙,1,,,,unsafe-house,120.45,27.28,,')
    expect(errors).toEqual([])
    expect(households[0]).toEqual({
      id: 'v1-01', villageId: 'village:v1', head: '演示王甲', people: 4, elderly: 1, disabled: 0, infants: 2,
      reason: 'coastal', at, phone: '0577-0000-3001', shelterId: 's1',
    })
    expect(households[1]).toMatchObject({ elderly: 0, phone: null, shelterId: null })
  })

  it.each([
    ['v1-01,v9,演示王甲,4,,,,coastal,120.45,27.28,,s1', '2 village invalid'],
    ['v1-01,v1,演示王甲,4,,,,coastal,120.45,27.28,,s9', '2 shelter invalid'],
    ['v1-01,v1,演示王甲,0,,,,coastal,120.45,27.28,,', '2 people out-of-range'],
    ['v1-01,v1,演示王甲,2,3,,,coastal,120.45,27.28,,', '2 elderly out-of-range'],
    ['v1-01,v1,演示王甲,2,,,,swamp,120.45,27.28,,', '2 reason not-permitted'],
    ['v1-01,v1,演示王甲,2,,,,coastal,27.28,120.45,,', '2 lon swapped-coordinates'],
    ['v1-01,v1,演示王甲,2,,,,coastal,120.45,27.28,call me,', '2 phone wrong-format'],
    ['v1-01,v1,,2,,,,coastal,120.45,27.28,,', '2 head empty-cell'],
  ])('names row and column of %s', (row, error) => {
    expect(read(row).errors).toEqual([error])
  })

  it('takes an id once', () => {
    const row = 'v1-01,v1,演示王甲,2,,,,coastal,120.45,27.28,,'
    expect(read(row, row).errors).toEqual(['3 id duplicate'])
  })
})

describe('the book of relocations', () => {
  const { households } = read('v1-01,v1,演示王甲,2,2,1,,coastal,120.45,27.28,0577-0000-3001,s1')

  it('has figures and a hash, and nothing personal', () => {
    const book = relocationBook({ ...SOURCES, shelters: SHELTERS, households })
    expect([...book.villages.keys()]).toEqual(['village:v1'])
    expect(book.villages.get('village:v1' as never)?.households).toEqual([{ id: 'v1-01', people: 2, helped: 2, reason: 'coastal', shelterId: 's1' }])
    expect(JSON.stringify([...book.villages.values()])).not.toMatch(/演示王甲|0577/)
    expect(book.shelterTowns.get('s1')).toBe('town:mazhan')
    expect(book.townOf.get('village:v2' as never)).toBe('town:mazhan')
  })

  it('has another hash as soon as a telephone changes', () => {
    const hashOf = (list: typeof households) => relocationBook({ ...SOURCES, shelters: SHELTERS, households: list }).villages.get('village:v1' as never)?.hash
    expect(hashOf(households.map((one) => ({ ...one, phone: '0577-0000-3002' })))).not.toBe(hashOf(households))
  })
})
