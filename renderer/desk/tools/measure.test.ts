import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { destination } from '../../../shared/geo/sphere'
import { EARTH_RADIUS_M, type LonLat } from '../../../shared/geo/position'
import { areaM2, lengthM } from './measure'

const at = (lon: number, lat: number): LonLat => ({ lon, lat })
const DEGREE_M = (Math.PI / 180) * EARTH_RADIUS_M

describe('measuring', () => {
  it('knows the length of a degree, and of a way with a corner', () => {
    expect(lengthM([at(120, 27), at(120, 28)])).toBeCloseTo(DEGREE_M, 3)
    expect(lengthM([at(120, 0), at(121, 0), at(121, 1)])).toBeCloseTo(2 * DEGREE_M, 3)
    expect([lengthM([]), lengthM([at(120, 27)])]).toEqual([0, 0])
  })

  it('knows the way from Wenzhou to Zhoushan, about 265 km', () => {
    expect(lengthM([at(120.6994, 28.0006), at(122.2069, 29.9853)]) / 1000).toBeCloseTo(265.1, 0)
  })

  it('knows areas: an octant of the earth, and a box between parallels', () => {
    const sphere = 4 * Math.PI * EARTH_RADIUS_M ** 2
    expect(areaM2([at(0, 0), at(90, 0), at(90, 90), at(0, 90)])).toBeCloseTo(sphere / 8, -3)
    const box = EARTH_RADIUS_M ** 2 * (Math.PI / 180) * (Math.sin((28 * Math.PI) / 180) - Math.sin((27 * Math.PI) / 180))
    expect(areaM2([at(120, 27), at(121, 27), at(121, 28), at(120, 28)]) / box).toBeCloseTo(1, 9)
    expect(areaM2([at(179.5, 27), at(-179.5, 27), at(-179.5, 28), at(179.5, 28)]) / box).toBeCloseTo(1, 9)
    expect(areaM2([at(120, 27), at(121, 27)])).toBe(0)
  })

  it('finds the area of a circle anywhere in the county, whichever way it is drawn', () => {
    fc.assert(
      fc.property(fc.double({ min: 119, max: 123, noNaN: true }), fc.double({ min: 26, max: 31, noNaN: true }), fc.double({ min: 200, max: 20_000, noNaN: true }), (lon, lat, radius) => {
        const ring = Array.from({ length: 180 }, (_, i) => destination(at(lon, lat), i * 2, radius))
        const share = areaM2(ring) / (Math.PI * radius * radius)
        expect(share).toBeGreaterThan(0.998)
        expect(share).toBeLessThan(1.002)
        expect(areaM2(ring.toReversed())).toBeCloseTo(areaM2(ring), 0)
      }),
      { numRuns: 60 },
    )
  })
})
