import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM, type LonLat } from './position'
import { along, bearingDeg, between, destination, normalLon } from './sphere'

const place: fc.Arbitrary<LonLat> = fc.record({
  lon: fc.double({ min: -180, max: 179.999, noNaN: true }),
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
})

describe('on the sphere', () => {
  it('a place that is gone to lies so far away, in that direction', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 359.99, noNaN: true }), fc.double({ min: 1000, max: 2_000_000, noNaN: true }), (from, bearing, metres) => {
        const there = destination(from, bearing, metres)
        expect(distanceM(from, there)).toBeCloseTo(metres, -1)
        const error = Math.abs(((bearingDeg(from, there) - bearing + 540) % 360) - 180)
        expect(error).toBeLessThan(0.01)
      }),
    )
  })

  it('the middle is as far from one end as from the other, also across the 180th meridian', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 360, noNaN: true }), fc.double({ min: 10_000, max: 3_000_000, noNaN: true }), (a, bearing, metres) => {
        const b = destination(a, bearing, metres)
        const middle = between(a, b, 0.5)
        expect(distanceM(a, middle)).toBeCloseTo(metres / 2, -1)
        expect(distanceM(middle, b)).toBeCloseTo(metres / 2, -1)
      }),
    )
    expect(Math.abs(between({ lon: 179, lat: 20 }, { lon: -179, lat: 20 }, 0.5).lon)).toBeCloseTo(180, 6)
  })

  it('a smooth way passes through its fixes and is straight where the neighbours are missing', () => {
    const [a, b, c, d] = [{ lon: 130, lat: 20 }, { lon: 127, lat: 22 }, { lon: 124, lat: 25 }, { lon: 122, lat: 29 }]
    const times = [0, 6, 12, 18] as const
    expect(along([a!, b!, c!, d!], times, 0)).toMatchObject({ lon: expect.closeTo(127, 6), lat: expect.closeTo(22, 6) })
    expect(along([a!, b!, c!, d!], times, 1)).toMatchObject({ lon: expect.closeTo(124, 6), lat: expect.closeTo(25, 6) })
    const straight = along([null, b!, c!, null], times, 0.5)
    expect(distanceM(straight, between(b!, c!, 0.5))).toBeLessThan(100)
    // A way that turns right bulges to its left.
    expect(along([a!, b!, c!, d!], times, 0.5).lon).toBeLessThan(straight.lon)
  })

  it('a longitude has one name', () => {
    expect([180, 540, -180, 190, -190, 0].map(normalLon)).toEqual([-180, -180, -180, -170, 170, 0])
  })
})
