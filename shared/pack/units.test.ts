import { describe, expect, it } from 'vitest'
import { asUnitId } from '../base/ids'
import { unitsBelow, unitsOf } from './units'

const at = { lon: 120.4, lat: 27.5 }
const village = (id: string, township: string) => ({ id, name: id, at, kind: 'village' as const, township, aliases: [], approximate: true })
const sources = {
  departments: [{ id: 'water', name: '水利局', nameEn: 'Water' }],
  townships: [{ id: 'lingxi', name: '灵溪镇', at }, { id: 'mazhan', name: '马站镇', at }],
  places: [village('m1', '马站镇'), village('l1', '灵溪镇'), { ...village('m2', '马站镇'), kind: 'reservoir' as const }, village('m3', '马站镇')],
}

describe('units', () => {
  it('are the departments, then each town with its villages', () => {
    expect(unitsOf(sources).map(({ id }) => id)).toEqual(['department:water', 'town:lingxi', 'village:l1', 'town:mazhan', 'village:m1', 'village:m3'])
  })
  it('know where they belong', () => {
    const units = unitsOf(sources)
    expect(unitsBelow(units, asUnitId('town:mazhan')).map(({ name }) => name)).toEqual(['m1', 'm3'])
    expect(units[0]).toEqual({ id: 'department:water', kind: 'department', name: '水利局', nameEn: 'Water', parent: null, at: null })
  })
})
