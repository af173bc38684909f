import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkData, checkHeat, checkPairs, checkPoints, isGeometry, MAX_POINTS } from './check'
import { mergeStatuses, statusByAge } from './status'
import { EMPTY_MAP, type HeatOnMap, type PointsOnMap } from './types'

function set(changes: Partial<PointsOnMap['set']> = {}): PointsOnMap['set'] {
  return {
    id: 'poles',
    kind: 'rescue-pole',
    size: 3,
    ids: ['a', 'b', 'c'],
    names: ['一', '二', '三'],
    lonLat: Float64Array.from([120, 27, 120.1, 27.1, 120.2, 27.2]),
    townships: ['灵溪镇'],
    townshipOf: Uint16Array.from([0, 0, 0]),
    details: [],
    ...changes,
  }
}
const at = (lon: number, lat: number) => ({ lon, lat })

describe('points that come to the map', () => {
  it('pass as they are, and are looked at once', () => {
    const good = set()
    expect(checkPoints(good)).toEqual({ value: { size: 3, lonLat: good.lonLat, rows: null }, problem: null })
    expect(checkPoints(good)).toBe(checkPoints(good))
  })

  it('are told when longitude and latitude are exchanged, and none is drawn', () => {
    const { value, problem } = checkPoints(set({ lonLat: Float64Array.from([27, 120, 27.1, 120.1, 27.2, 120.2]) }))
    expect(value.size).toBe(0)
    expect(problem).toEqual({ code: 'swapped', lon: 27, lat: 120 })
  })

  it('lose the rows that are no place, keep the others and their place in the table', () => {
    const { value, problem } = checkPoints(set({ lonLat: Float64Array.from([120, 27, NaN, 27, 120.2, 27.2]) }))
    expect([...(value.rows ?? [])]).toEqual([0, 2])
    expect([...value.lonLat]).toEqual([120, 27, 120.2, 27.2])
    expect(problem).toEqual({ code: 'bad-coordinates', count: 1, of: 3 })
  })

  it('are refused when most of them are wrong, when there are too many, and when columns differ', () => {
    expect(checkPoints(set({ lonLat: Float64Array.from([NaN, 27, NaN, 27, 120.2, 27.2]) })).value.size).toBe(0)
    expect(checkPairs(MAX_POINTS + 1, () => [0, 0])).toMatchObject({ value: { size: 0 }, problem: { code: 'too-many', count: MAX_POINTS + 1 } })
    expect(checkPoints(set({ names: ['一'] })).problem).toEqual({ code: 'columns-differ', column: 'names' })
    expect(checkPoints(set({ details: [{ heading: '责任人', values: [] }] })).problem).toEqual({ code: 'columns-differ', column: '责任人' })
  })

  it('never let a coordinate through that is no place on earth', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 30 }), (pairs) => {
        const { value } = checkPairs(pairs.length, (row) => pairs[row] ?? [NaN, NaN])
        for (let i = 0; i < value.size; i++) {
          expect(Math.abs(value.lonLat[i * 2] ?? NaN)).toBeLessThanOrEqual(180)
          expect(Math.abs(value.lonLat[i * 2 + 1] ?? NaN)).toBeLessThanOrEqual(85.05)
        }
      }),
    )
  })

  it('of a heat map need a weight each', () => {
    const heat: HeatOnMap = { id: 'people', name: '', size: 2, lonLat: Float64Array.from([120, 27, 120, 27.1]), weight: Float32Array.from([1]), of: 'people', cellM: 250 }
    expect(checkHeat(heat).problem).toEqual({ code: 'columns-differ', column: 'weight' })
    expect(checkHeat({ ...heat, weight: Float32Array.from([1, NaN]) })).toMatchObject({ value: { size: 1 }, problem: { code: 'bad-coordinates', count: 1 } })
  })
})

describe('shapes that come to the map', () => {
  it('are of a known kind, long enough, and on earth', () => {
    expect(isGeometry({ type: 'LineString', coordinates: [[120, 27], [121, 28]] })).toBe(true)
    expect(isGeometry({ type: 'MultiPolygon', coordinates: [] })).toBe(true)
    expect(isGeometry({ type: 'LineString', coordinates: [[120, 27]] })).toBe(false)
    expect(isGeometry({ type: 'Polygon', coordinates: [[[120, 27], [121, 27], [120, 27]]] })).toBe(false)
    expect(isGeometry({ type: 'LineString', coordinates: [[27, 120], [28, 121]] })).toBe(false)
    expect(isGeometry({ type: 'LineString', coordinates: [[120, null], [121, 27]] })).toBe(false)
    expect(isGeometry({ type: 'Circle', coordinates: [120, 27] })).toBe(false)
    expect(isGeometry('POINT(120 27)')).toBe(false)
    expect(isGeometry(null)).toBe(false)
  })
})

describe('the data of a map', () => {
  const shelter = (id: string, lon: number, lat: number) => ({ id, name: id, at: at(lon, lat) })
  it('is the same object part by part when nothing is wrong with it', () => {
    const data = { ...EMPTY_MAP, shelters: [shelter('a', 120, 27)] }
    const checked = checkData(data)
    expect(checked.problems).toEqual({})
    expect(checked.data.shelters).toBe(data.shelters)
    expect(checked.data.teams).toBe(data.teams)
  })

  it('says which switch is wrong and leaves the others alone', () => {
    const data = {
      ...EMPTY_MAP,
      shelters: [shelter('a', 120, 27)],
      hazards: [{ ...shelter('h', 27, 120), kind: 'geological' as const, level: 'low' as const }],
      shapes: [
        { id: 's1', label: '', of: 'boundary' as const, geometry: { type: 'Polygon' as const, coordinates: [] } },
        { id: 's2', label: '', of: 'note' as const, geometry: { type: 'Point' as const, coordinates: [120, 27] as const } },
        { id: 's3', label: '', of: 'note' as const, geometry: { type: 'Point' as const, coordinates: [120, 27] as const } },
      ],
      points: [{ set: set({ lonLat: new Float64Array(6).fill(NaN) }), name: '', states: null }],
    }
    const { data: clean, problems } = checkData(data)
    expect(problems).toEqual({
      hazards: { code: 'swapped', lon: 27, lat: 120 },
      shapes: { code: 'bad-geometry', id: 's1', count: 1 },
      poles: { code: 'bad-coordinates', count: 3, of: 3 },
    })
    expect(clean.shelters).toBe(data.shelters)
    expect(clean.hazards).toEqual([])
    expect(clean.shapes.map(({ id }) => id)).toEqual(['s2', 's3'])
  })
})

describe('the state of a layer', () => {
  it('goes stale at its limit, and is empty before anything came', () => {
    expect(statusByAge(1_000, 2_000, 1_000).state).toBe('ok')
    expect(statusByAge(1_000, 2_001, 1_000).state).toBe('stale')
    expect(statusByAge(null, 2_000, 1_000).state).toBe('empty')
  })

  it('takes what the map found before what the screen knew, and keeps the age', () => {
    const told = { poles: { state: 'stale', at: 5, reason: null }, teams: { state: 'ok', at: 6, reason: null } } as const
    const merged = mergeStatuses(told, { poles: { code: 'bad-coordinates', count: 1, of: 3 }, heat: { code: 'swapped', lon: 27, lat: 120 } }, new Map([['teams', 'boom']]), ['heat:people'])
    // Most of it is drawn: not an error, but said.
    expect(merged['poles']).toMatchObject({ state: 'stale', at: 5, reason: { code: 'bad-coordinates' } })
    expect(merged['heat']).toMatchObject({ state: 'error' })
    expect(merged['teams']).toEqual({ state: 'error', at: 6, reason: { code: 'drawing', message: 'boom' } })
    expect(merged['heat:people']).toMatchObject({ state: 'ok', reason: { code: 'no-float-textures' } })
  })
})
