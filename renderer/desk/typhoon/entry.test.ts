import { describe, expect, it } from 'vitest'
import { advisorySchema } from '../../../shared/domain/typhoon/state'
import { EMPTY_ENTRY, readEntry, type EntryFields } from './entry'

const NOW = Date.UTC(2026, 7, 10, 8)
const GOOD: EntryFields = {
  ...EMPTY_ENTRY, id: '2026-09', nameZh: '演示', at: '2026-08-10T14:00', lon: '122.5', lat: '26.5', wind: '45', pressure: '950',
  radii: { b7: '300/250/200/280', b10: '100', b12: '' },
}

describe('a typhoon that is keyed in', () => {
  it('is what the command takes, its time in Beijing time, one radius for all sides', () => {
    const read = readEntry(GOOD, NOW)
    if (!read.ok) throw new Error(read.error)
    expect(advisorySchema.safeParse(read.value).success).toBe(true)
    expect(read.value).toMatchObject({
      typhoonId: '2026-09', name: { zh: '演示', en: '演示' }, issuedAt: Date.UTC(2026, 7, 10, 6), forecast: [],
      observed: [{ circles: [{ force: 'b7', shape: { ne: 300_000, nw: 280_000 } }, { force: 'b10', shape: { ne: 100_000, sw: 100_000 } }] }],
    })
  })

  it('as a forecast lies ahead and was issued now', () => {
    expect(readEntry({ ...GOOD, isForecast: true, at: '2026-08-11T14:00' }, NOW)).toMatchObject({ value: { issuedAt: NOW, observed: [], forecast: [{ lon: 122.5 }] } })
    expect(readEntry({ ...GOOD, isForecast: true }, NOW)).toEqual({ ok: false, error: 'at' })
  })

  it.each([
    ['id', { id: '' }],
    ['id', { id: '../x' }],
    ['nameZh', { nameZh: '' }],
    ['agency', { agency: '<b>' }],
    ['at', { at: 'yesterday' }],
    ['at', { at: '2026-08-12T14:00' }],
    ['lon', { lon: '26.5', lat: '122.5' }],
    ['lat', { lat: '' }],
    ['wind', { wind: '450' }],
    ['pressure', { pressure: '95' }],
    ['b7', { radii: { ...GOOD.radii, b7: '300/250' } }],
    ['b10', { radii: { ...GOOD.radii, b10: 'wide' } }],
  ] as const)('names %s when it is %j', (field, changes) => {
    expect(readEntry({ ...GOOD, ...changes }, NOW)).toEqual({ ok: false, error: field })
  })

  it('may leave wind, pressure and radii out', () => {
    expect(readEntry({ ...GOOD, wind: '', pressure: '', radii: EMPTY_ENTRY.radii }, NOW)).toMatchObject({ value: { observed: [{ windMps: null, pressureHpa: null, circles: [] }] } })
  })
})
