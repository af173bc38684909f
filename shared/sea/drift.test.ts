import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR } from '../base/time'
import type { DriftInput } from '../domain/drift/state'
import { distanceM } from '../geo/position'
import { bearingDeg } from '../geo/sphere'
import { insideRings } from '../geo/rings'
import { driftArea, LONGEST_DRIFT_MS } from './drift'
import { LEEWAY_OBJECTS } from './leeway'
import { stormWind } from './storm-wind'

const T0 = Date.UTC(2026, 7, 1)
const at = { lon: 121, lat: 27 }
const input = (changes: Partial<DriftInput> = {}): DriftInput => ({
  object: 'person', at, since: T0, errorM: 200, wind: { mps: 10, fromDeg: 0 }, current: { mps: 0.5, towardsDeg: 90 }, windSource: 'officer', ...changes,
})

describe('a drift at sea', () => {
  it('goes with the current and, by its leeway, down the wind', () => {
    const still = driftArea(input({ wind: { mps: 0, fromDeg: 0 } }), T0 + 2 * HOUR)
    expect(distanceM(at, still.centre)).toBeCloseTo(0.5 * 7200, -1)
    expect(bearingDeg(at, still.centre)).toBeCloseTo(90, 0)
    // Person in water, unknown state: 0.96 % of the wind; north wind drives south.
    const blown = driftArea(input({ current: { mps: 0, towardsDeg: 0 } }), T0 + HOUR)
    expect(distanceM(at, blown.centre)).toBeCloseTo(0.0096 * 10 * 3600, -1)
    expect(bearingDeg(at, blown.centre)).toBeCloseTo(180, 0)
    // Right of a wind that blows south is west; 0.54 % to each side.
    expect(blown.right.lon).toBeLessThan(at.lon)
    expect(distanceM(blown.left, blown.right)).toBeCloseTo(2 * 0.0054 * 10 * 3600, -1)
  })

  it('begins with the error of the position and is believed for three days', () => {
    const start = driftArea(input(), T0)
    expect(start.sigmaM * Math.sqrt(2 * Math.LN2)).toBeCloseTo(200, 0)
    expect(driftArea(input(), T0 - HOUR)).toEqual(start)
    expect(driftArea(input(), T0 + LONGEST_DRIFT_MS + HOUR)).toEqual(driftArea(input(), T0 + LONGEST_DRIFT_MS))
  })

  it('grows with time, holds its likely places, and is closed, for every object and weather', () => {
    const any = fc.record({
      object: fc.constantFrom(...LEEWAY_OBJECTS),
      errorM: fc.double({ min: 50, max: 5000, noNaN: true }),
      wind: fc.record({ mps: fc.double({ min: 0, max: 50, noNaN: true }), fromDeg: fc.integer({ min: 0, max: 360 }) }),
      current: fc.record({ mps: fc.double({ min: 0, max: 2, noNaN: true }), towardsDeg: fc.integer({ min: 0, max: 360 }) }),
    })
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 47 }), (changes, hours) => {
        const [now, later] = [driftArea(input(changes), T0 + hours * HOUR), driftArea(input(changes), T0 + (hours + 1) * HOUR)]
        expect(later.sigmaM).toBeGreaterThan(now.sigmaM)
        expect(later.areaM2).toBeGreaterThan(now.areaM2)
        expect(now.most[0]).toEqual(now.most.at(-1))
        for (const { lon, lat } of [now.left, now.right, now.centre]) {
          expect(insideRings([now.half], lon, lat)).toBe(true)
          expect(insideRings([now.most], lon, lat)).toBe(true)
        }
        for (const [lon, lat] of now.half) expect(insideRings([now.most], lon, lat)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the wind of a storm at a place', () => {
  const quadrants = (metres: number) => ({ kind: 'quadrants', ne: metres, se: metres, sw: metres, nw: metres }) as const
  const storm = { centre: { lon: 122, lat: 27 }, windMps: 40, circles: [{ force: 'b7', shape: quadrants(300_000) }, { force: 'b10', shape: quadrants(100_000) }] } as const

  it('is that of a circle at its edge, falls outwards, and turns against the clock', () => {
    const place = (metres: number) => ({ lon: 122 + metres / (111_195 * Math.cos((27 * Math.PI) / 180)), lat: 27 })
    expect(stormWind(storm, place(300_000))?.mps).toBeCloseTo(13.9, 0)
    expect(stormWind(storm, place(100_000))?.mps).toBeCloseTo(24.5, 0)
    const [near, mid, far] = [20_000, 200_000, 500_000].map((metres) => stormWind(storm, place(metres))?.mps ?? 0) as [number, number, number]
    expect(near).toBeLessThanOrEqual(40)
    expect(near > 24.5 && mid < 24.5 && mid > 13.9 && far < 13.9).toBe(true)
    // East of the eye of a northern storm it comes from the south-south-east.
    expect(stormWind(storm, place(100_000))?.fromDeg).toBeCloseTo(160, -1)
    expect(stormWind({ ...storm, circles: [] }, place(1000))).toBeNull()
  })
})
