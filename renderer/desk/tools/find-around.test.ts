import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM } from '../../../shared/geo/position'
import { circleArea, findAround, isInside, type Group } from './find-around'

const lon = fc.double({ min: 119.5, max: 121, noNaN: true })
const lat = fc.double({ min: 26.8, max: 28, noNaN: true })
const points = fc.array(fc.tuple(lon, lat), { maxLength: 300 })
const groupOf = (places: readonly (readonly [number, number])[]): Group => ({ id: 'g', size: places.length, lonLat: Float64Array.from(places.flat()) })

describe('what lies around a place', () => {
  it('is what a look at every single object finds, nearest first', () => {
    fc.assert(
      fc.property(points, lon, lat, fc.double({ min: 1, max: 60_000, noNaN: true }), (places, x, y, metres) => {
        const at = { lon: x, lat: y }
        const expected = places.flatMap(([a, b], row) => (distanceM(at, { lon: a, lat: b }) <= metres ? [row] : []))
        const hits = findAround(groupOf(places), { kind: 'circle', at, metres })
        expect(hits.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(expected)
        expect(hits.map((hit) => hit.metres)).toEqual(hits.map((hit) => hit.metres).toSorted((a, b) => a - b))
      }),
    )
  })

  it('is the same inside the drawn circle, but for its edge', () => {
    fc.assert(
      fc.property(points, lon, lat, (places, x, y) => {
        const at = { lon: x, lat: y }
        const rows = (metres: number) => findAround(groupOf(places), { kind: 'circle', at, metres }).map(({ row }) => row)
        const inside = findAround(groupOf(places), { kind: 'area', at, area: circleArea(at, 10_000) }).map(({ row }) => row)
        expect(inside).toEqual(expect.arrayContaining(rows(9_900)))
        expect(rows(10_100)).toEqual(expect.arrayContaining(inside))
      }),
      { numRuns: 50 },
    )
  })

  it('leaves out what lies in a hole of an area, and finds nothing in an empty one', () => {
    const square = (r: number): [number, number][] => [[120 - r, 27 - r], [120 + r, 27 - r], [120 + r, 27 + r], [120 - r, 27 + r], [120 - r, 27 - r]]
    const area = { type: 'MultiPolygon' as const, coordinates: [[square(1), square(0.5)]] }
    expect([isInside(area, 120, 27), isInside(area, 120.7, 27), isInside(area, 121.5, 27)]).toEqual([false, true, false])
    const at = { lon: 120, lat: 27 }
    expect(findAround(groupOf([[120, 27]]), { kind: 'area', at, area: { type: 'MultiPolygon', coordinates: [] } })).toEqual([])
    expect(findAround(groupOf([]), { kind: 'circle', at, metres: 1e6 })).toEqual([])
  })

  it('does not mind a place that is not one', () => {
    expect(findAround(groupOf([[Number.NaN, 27], [120, 27]]), { kind: 'circle', at: { lon: 120, lat: 27 }, metres: 100 })).toEqual([{ row: 1, metres: 0 }])
  })
})
