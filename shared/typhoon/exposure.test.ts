import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observedTrack } from '../../tests/fixtures/storms'
import { HOUR } from '../base/time'
import type { WindCircle } from '../domain/typhoon/state'
import { distanceM } from '../geo/position'
import { bearingDeg } from '../geo/sphere'
import { countInside, exposureAlong, type Exposed } from './exposure'
import type { StormState } from './track'
import { radiusAt } from './wind'

const radius = fc.double({ min: 1000, max: 600_000, noNaN: true })
const circle: fc.Arbitrary<WindCircle> = fc.record({
  force: fc.constantFrom('b7' as const, 'b10' as const, 'b12' as const),
  shape: fc.record({ kind: fc.constant('quadrants' as const), ne: radius, se: radius, sw: radius, nw: radius }),
})

describe('what lies inside the circles', () => {
  it('is what one finds by measuring every distance, also across the 180th meridian', () => {
    fc.assert(
      fc.property(
        fc.record({ lon: fc.constantFrom(121.3, 179.6, -179.7), lat: fc.double({ min: 5, max: 45, noNaN: true }) }),
        fc.uniqueArray(circle, { selector: ({ force }) => force, maxLength: 3 }),
        fc.array(fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -8, max: 8, noNaN: true }), fc.integer({ min: 0, max: 500 })), { maxLength: 60 }),
        (centre, circles, offsets) => {
          const places = offsets.map(([dLon, dLat]) => ({ lon: ((centre.lon + dLon + 540) % 360) - 180, lat: centre.lat + dLat }))
          const lonLat = Float64Array.from(places.flatMap(({ lon, lat }) => [lon, lat]))
          const weight = Float32Array.from(offsets.map(([, , people]) => people))
          const exposed: Exposed[] = [
            { id: 'codes', size: places.length, lonLat, weight: null },
            { id: 'people', size: places.length, lonLat, weight },
          ]
          const storm: StormState = { at: 0, centre, pressureHpa: null, windMps: null, circles, phase: 'observed' }
          for (const { force, counts } of countInside(storm, exposed)) {
            const shape = circles.find((one) => one.force === force)?.shape
            const inside = places.map((place) => shape !== undefined && distanceM(centre, place) <= radiusAt(shape, bearingDeg(centre, place)))
            expect(counts[0]).toBe(inside.filter(Boolean).length)
            expect(counts[1]).toBe(offsets.reduce((sum, [, , people], i) => sum + (inside[i] ? people : 0), 0))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('leaves out what has no position', () => {
    const exposed: Exposed = { id: 'x', size: 2, lonLat: Float64Array.of(NaN, 28, 121, NaN), weight: null }
    const storm: StormState = {
      at: 0, centre: { lon: 121, lat: 28 }, pressureHpa: null, windMps: null, phase: 'observed',
      circles: [{ force: 'b7', shape: { kind: 'quadrants', ne: 1e5, se: 1e5, sw: 1e5, nw: 1e5 } }],
    }
    expect(countInside(storm, [exposed])).toEqual([{ force: 'b7', counts: [0] }])
  })

  it('of Saomai rises over Cangnan as it comes and falls as it goes, the weak wind first', () => {
    const mazhan: Exposed = { id: 'mazhan', size: 1, lonLat: Float64Array.of(120.43, 27.26), weight: Float32Array.of(5000) }
    const track = observedTrack('2006-08')
    const steps = exposureAlong(track, [mazhan], HOUR)
    expect(steps[0]?.at).toBe(track.fixes[0]?.at)
    expect(steps.at(-1)?.at).toBe(track.fixes.at(-1)?.at)
    const hit = (force: string) => steps.filter(({ circles }) => (circles?.find((one) => one.force === force)?.counts[0] ?? 0) > 0).map(({ at }) => at)
    expect(hit('kt30')[0]).toBeLessThan(hit('kt50')[0] ?? 0)
    expect(hit('kt50').length).toBeLessThan(hit('kt30').length)
    expect(hit('kt50')[0]).toBeLessThan(Date.UTC(2006, 7, 10, 9))
  })
})
