import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaM2, formationShape, hullOf } from './areas'

const place = fc.record({ lon: fc.double({ min: 120, max: 122, noNaN: true }), lat: fc.double({ min: 26, max: 28, noNaN: true }) })

describe('areas of the sea', () => {
  it('have everybody inside their outline', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 3, maxLength: 30 }), (places) => {
        const hull = hullOf(places)
        if (hull.length === 0) return
        const corners = new Set(hull.map(({ lon, lat }) => `${lon} ${lat}`))
        const cross = (lon: number, lat: number) =>
          hull.every((a, i) => {
            const b = hull[(i + 1) % hull.length] ?? a
            return (b.lon - a.lon) * (lat - a.lat) - (b.lat - a.lat) * (lon - a.lon) >= -1e-9
          })
        for (const { lon, lat } of places) expect(corners.has(`${lon} ${lat}`) || cross(lon, lat)).toBe(true)
      }),
    )
  })

  it('are measured on the sphere', () => {
    const square = [{ lon: 121, lat: 27 }, { lon: 121.1, lat: 27 }, { lon: 121.1, lat: 27.1 }, { lon: 121, lat: 27.1 }]
    expect(areaM2(square) / 1e6).toBeCloseTo(9.9 * 11.12, -1)
    expect(areaM2(square.slice(0, 2))).toBe(0)
  })

  it('of a formation leave out who is far away, and are none without anybody', () => {
    const members = [0, 1, 2, 3].map((i) => ({ lon: 121 + i * 0.01, lat: 27 + (i % 2) * 0.01 }))
    const shape = formationShape('f', [...members, { lon: 121.9, lat: 27.9 }], 15_000)
    expect([shape?.vessels, shape?.stragglers, shape?.outline.length]).toEqual([4, 1, 4])
    expect(formationShape('f', members.slice(0, 2), 15_000)?.outline).toEqual([])
    expect(formationShape('f', [], 15_000)).toBeNull()
  })
})
