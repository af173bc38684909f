import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observedTrack } from '../../tests/fixtures/storms'
import { HOUR, MINUTE } from '../base/time'
import type { Fix, WindShape } from '../domain/typhoon/state'
import { distanceM } from '../geo/position'
import { bearingDeg, destination } from '../geo/sphere'
import { passageOf } from './passage'
import type { Track } from './track'
import { errorAt } from './uncertainty'
import { blendShapes, longestRadius, radiusAt, windRing } from './wind'

const at0 = Date.UTC(2026, 7, 1)
const radius = fc.double({ min: 1_000, max: 500_000, noNaN: true })
const quadrants: fc.Arbitrary<WindShape> = fc.record({ kind: fc.constant('quadrants' as const), ne: radius, se: radius, sw: radius, nw: radius })
const eccentric: fc.Arbitrary<WindShape> = fc
  .tuple(radius, fc.double({ min: 0.2, max: 1, noNaN: true }), fc.double({ min: 0, max: 360, noNaN: true }))
  .map(([longest, share, towardsDeg]) => ({ kind: 'eccentric' as const, longest, shortest: longest * share, towardsDeg }))
const shape = fc.oneof(quadrants, eccentric)
const bearing = fc.double({ min: 0, max: 359.9, noNaN: true })

describe('a wind circle', () => {
  it('reaches in every direction between its least and its most', () => {
    fc.assert(
      fc.property(eccentric, bearing, (one, towards) => {
        if (one.kind !== 'eccentric') return
        expect(radiusAt(one, towards)).toBeLessThanOrEqual(one.longest + 1)
        expect(radiusAt(one, towards)).toBeGreaterThanOrEqual(one.shortest - 1)
        expect(radiusAt(one, one.towardsDeg)).toBeCloseTo(one.longest, 3)
        expect(radiusAt(one, one.towardsDeg + 180)).toBeCloseTo(one.shortest, 3)
      }),
    )
    const four: WindShape = { kind: 'quadrants', ne: 1, se: 2, sw: 3, nw: 4 }
    expect([0, 89, 90, 179, 180, 269, 270, 359, -1, 361].map((towards) => radiusAt(four, towards))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 4, 1])
  })

  it('is drawn as it reaches, and closed', () => {
    fc.assert(
      fc.property(shape, (one) => {
        const centre = { lon: 179.8, lat: 25 }
        const ring = windRing(centre, one)
        expect(ring.at(-1)).toEqual(ring[0])
        for (const [lon, lat] of ring) {
          expect(Math.abs(lon - centre.lon)).toBeLessThan(20)
          expect(distanceM(centre, { lon, lat })).toBeLessThanOrEqual(longestRadius(one) + 1)
        }
      }),
    )
  })

  it('turns into another one step by step', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(longestRadius(blendShapes(a, b, 0))).toBeLessThanOrEqual(longestRadius(a) + 1)
        expect(longestRadius(blendShapes(a, b, 1))).toBeLessThanOrEqual(longestRadius(b) + 1)
      }),
    )
  })
})

/** A storm that goes straight at an even speed, with one round circle. */
function straight(hours: number, course: number, mps: number, radiusM: number, observedHours: number | null): Track {
  const start = { lon: 125, lat: 24 }
  const fixes: Fix[] = []
  for (let hour = 0; hour <= hours; hour += 3) {
    const { lon, lat } = destination(start, course, mps * hour * 3600)
    fixes.push({
      at: at0 + hour * HOUR, lon, lat, pressureHpa: 960, windMps: 45, within70M: null,
      circles: [{ force: 'b10', shape: { kind: 'quadrants', ne: radiusM, se: radiusM, sw: radiusM, nw: radiusM } }],
    })
  }
  return { agency: 'x', fixes, observedUntil: observedHours === null ? null : at0 + observedHours * HOUR, issuedAt: at0 }
}

describe('what a storm does to a place', () => {
  it('is what geometry says for one that goes straight', () => {
    fc.assert(
      fc.property(bearing, fc.integer({ min: 4, max: 12 }), fc.integer({ min: 0, max: 90 }), (course, mps, offsetKm) => {
        const way = straight(72, course, mps, 100_000, 72)
        const onWay = destination({ lon: 125, lat: 24 }, course, mps * 36 * 3600)
        const ahead = bearingDeg(onWay, destination({ lon: 125, lat: 24 }, course, mps * 37 * 3600))
        const place = destination(onWay, ahead + 90, offsetKm * 1000)
        const passage = passageOf(way, place)
        const half = Math.sqrt(100 ** 2 - offsetKm ** 2) * 1000
        const enters = at0 + 36 * HOUR - (half / mps) * 1000
        const circle = passage?.circles[0]
        expect(passage?.closest.metres).toBeGreaterThan(offsetKm * 1000 - 1500)
        expect(passage?.closest.metres).toBeLessThan(offsetKm * 1000 + 4000)
        // A circle that is only grazed is entered at a shallow angle: minutes become many.
        const tolerance = offsetKm > 80 ? 40 * MINUTE : 6 * MINUTE
        expect(Math.abs((circle?.enters?.at ?? 0) - enters)).toBeLessThan(tolerance)
        // What was observed has no spread.
        expect(circle?.enters).toMatchObject({ earliest: circle?.enters?.at, latest: circle?.enters?.at })
      }),
      { numRuns: 60 },
    )
  })

  it('has an honest spread ahead: earliest, likely, latest in this order, wider the farther off', () => {
    const way = straight(72, 0, 6, 120_000, 0)
    const place = destination({ lon: 125, lat: 24 }, 0, 6 * 48 * 3600)
    const circle = passageOf(way, place)?.circles[0]
    if (!circle?.enters || circle.possibleFrom === null) throw new Error('it passes right over it')
    expect(circle.enters.earliest).toBeLessThan(circle.enters.at)
    expect(circle.possibleFrom).toBe(circle.enters.earliest)
    expect(circle.enters.latest === null || circle.enters.latest > circle.enters.at).toBe(true)
    const sooner = passageOf(straight(72, 0, 6, 120_000, 36), place)?.circles[0]?.enters
    expect((sooner?.at ?? 0) - (sooner?.earliest ?? 0)).toBeLessThan(circle.enters.at - circle.enters.earliest)
  })

  it('that stays outside of a circle says so, and from when it might be inside all the same', () => {
    const way = straight(72, 0, 6, 80_000, 0)
    const beside = destination(destination({ lon: 125, lat: 24 }, 0, 6 * 36 * 3600), 90, 140_000)
    expect(passageOf(way, beside)?.circles[0]).toMatchObject({ enters: null, leaves: null, possibleFrom: expect.any(Number) })
    const far = destination(beside, 90, 2_000_000)
    expect(passageOf(way, far)?.circles[0]).toMatchObject({ enters: null, possibleFrom: null })
  })

  it('of Saomai to Mazhan is the eye itself, with both circles in order', () => {
    const passage = passageOf(observedTrack('2006-08'), { lon: 120.43, lat: 27.26 })
    expect(passage?.closest.metres).toBeLessThan(30_000)
    const of = (force: string) => passage?.circles.find((circle) => circle.force === force)?.enters?.at ?? NaN
    expect(of('kt30')).toBeLessThan(of('kt50'))
    expect(of('kt50')).toBeLessThan(Date.UTC(2006, 7, 10, 10))
  })

  it('of an empty track is nothing', () => {
    expect(passageOf({ agency: 'x', fixes: [], observedUntil: null, issuedAt: null }, { lon: 0, lat: 0 })).toBeNull()
  })
})

describe('the error of a forecast', () => {
  it('is nothing for what was observed, grows with the lead, and is the source\'s own where it gives one', () => {
    const way = straight(72, 0, 6, 1, 12)
    const errors = [0, 12, 24, 48, 72, 200].map((hours) => errorAt(way, at0 + hours * HOUR))
    expect(errors.slice(0, 2)).toEqual([0, 0])
    expect(errors.slice(1)).toEqual(errors.slice(1).toSorted((a, b) => a - b))
    const own = { ...way, fixes: way.fixes.map((fix) => (fix.at > at0 + 12 * HOUR ? { ...fix, within70M: (fix.at - at0 - 12 * HOUR) / 360 } : fix)) }
    expect(errorAt(own, at0 + 36 * HOUR)).toBeCloseTo((24 * HOUR) / 360, 0)
  })
})
