import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromWgs84, toWgs84 } from './datum'
import { distanceM } from './position'
import type { Datum } from './position'

const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09']

// A margin of a degree keeps the shifted point inside the rectangle as well.
const inChina = fc.record({
  lon: fc.double({ min: 73.1, max: 136.7, noNaN: true }),
  lat: fc.double({ min: 2, max: 54.7, noNaN: true }),
})

const outside = fc.oneof(
  fc.record({ lon: fc.double({ min: -180, max: 71.9, noNaN: true }), lat: fc.double({ min: -90, max: 90, noNaN: true }) }),
  fc.record({ lon: fc.double({ min: 138, max: 180, noNaN: true }), lat: fc.double({ min: -90, max: 90, noNaN: true }) }),
  fc.record({ lon: fc.double({ min: -180, max: 180, noNaN: true }), lat: fc.double({ min: -90, max: 0.8, noNaN: true }) }),
  fc.record({ lon: fc.double({ min: -180, max: 180, noNaN: true }), lat: fc.double({ min: 55.9, max: 90, noNaN: true }) }),
)

describe('datum', () => {
  it('comes back within a metre inside China, from every frame', () => {
    fc.assert(
      fc.property(inChina, fc.constantFrom(...DATUMS), (at, datum) => {
        const shifted = fromWgs84(at, datum)
        return distanceM(toWgs84(shifted.lon, shifted.lat, datum), at) < 1
      }),
    )
  })

  it('is the identity outside China', () => {
    fc.assert(
      fc.property(outside, fc.constantFrom(...DATUMS), (at, datum) => {
        expect(toWgs84(at.lon, at.lat, datum)).toEqual(at)
        expect(fromWgs84(at, datum)).toEqual(at)
      }),
    )
  })

  it('moves a point of Cangnan by the known amount and direction', () => {
    const mazhan = { lon: 120.446, lat: 27.277 }
    const gcj = fromWgs84(mazhan, 'gcj02')
    const bd = fromWgs84(mazhan, 'bd09')
    // In eastern China GCJ-02 lies to the south-east of WGS-84 and BD-09 to the north-east of GCJ-02.
    expect(distanceM(mazhan, gcj)).toBeGreaterThan(300)
    expect(distanceM(mazhan, gcj)).toBeLessThan(700)
    expect(gcj.lon).toBeGreaterThan(mazhan.lon)
    expect(gcj.lat).toBeLessThan(mazhan.lat)
    expect(bd.lon).toBeGreaterThan(gcj.lon)
    expect(bd.lat).toBeGreaterThan(gcj.lat)
  })

  it('leaves its own frame untouched', () => {
    expect(toWgs84(120.446, 27.277, 'wgs84')).toEqual({ lon: 120.446, lat: 27.277 })
  })
})
