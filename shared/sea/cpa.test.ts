import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM } from '../geo/position'
import { destination } from '../geo/sphere'
import { closeApproaches, USUAL_LIMITS, type Fleet } from './cpa'

interface Ship {
  readonly lon: number
  readonly lat: number
  readonly heading: number
  readonly speed: number
}

function fleet(ships: readonly Ship[]): Fleet {
  return {
    size: ships.length,
    lonLat: Float64Array.from(ships.flatMap(({ lon, lat }) => [lon, lat])),
    heading: Float32Array.from(ships.map(({ heading }) => heading)),
    speed: Float32Array.from(ships.map(({ speed }) => speed)),
  }
}

/** The least distance of two ships in the time, found by sailing on second by second. */
function sailed(a: Ship, b: Ship, seconds: number): { cpa: number; tcpa: number } {
  let best = { cpa: Infinity, tcpa: 0 }
  for (let t = 0; t <= seconds; t += 5) {
    const metres = distanceM(destination(a, a.heading, a.speed * t), destination(b, b.heading, b.speed * t))
    if (metres < best.cpa) best = { cpa: metres, tcpa: t }
  }
  return best
}

const ship: fc.Arbitrary<Ship> = fc.record({
  lon: fc.double({ min: 121, max: 121.4, noNaN: true }),
  lat: fc.double({ min: 27, max: 27.4, noNaN: true }),
  heading: fc.integer({ min: 0, max: 359 }),
  speed: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 15, noNaN: true })),
})

describe('closest points of approach', () => {
  it('are those that one finds by sailing on', () => {
    fc.assert(
      fc.property(fc.array(ship, { minLength: 2, maxLength: 12 }), (ships) => {
        const found = new Map(closeApproaches(fleet(ships)).map((one) => [`${one.a}/${one.b}`, one]))
        for (let a = 0; a < ships.length; a++) {
          for (let b = a + 1; b < ships.length; b++) {
            const [one, other] = [ships[a]!, ships[b]!]
            const { cpa, tcpa } = sailed(one, other, USUAL_LIMITS.tcpaS)
            const told = found.get(`${a}/${b}`)
            const isStill = one.speed < USUAL_LIMITS.leastMps && other.speed < USUAL_LIMITS.leastMps
            // At the very limits a plane and a sphere, and five seconds, make a difference.
            if (!isStill && cpa < USUAL_LIMITS.cpaM * 0.93 && tcpa < USUAL_LIMITS.tcpaS - 10) {
              expect(told).toBeDefined()
              expect(Math.abs((told?.cpaM ?? 0) - cpa)).toBeLessThan(60)
            }
            if (isStill || cpa > USUAL_LIMITS.cpaM * 1.07) expect(told).toBeUndefined()
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('tell the soonest first, each pair once, and no more than are asked for', () => {
    const crowd = Array.from({ length: 40 }, (_, i): Ship => ({ lon: 121 + (i % 7) * 0.002, lat: 27 + (i % 5) * 0.002, heading: (i * 37) % 360, speed: 3 + (i % 4) }))
    const all = closeApproaches(fleet(crowd))
    expect(new Set(all.map(({ a, b }) => `${a}/${b}`)).size).toBe(all.length)
    expect(all.map(({ tcpaS }) => tcpaS)).toEqual(all.map(({ tcpaS }) => tcpaS).toSorted((x, y) => x - y))
    expect(closeApproaches(fleet(crowd), USUAL_LIMITS, 5)).toEqual(all.slice(0, 5))
  })

  it('leave out whose position, course or speed nobody knows', () => {
    const head: Ship = { lon: 121, lat: 27, heading: 90, speed: 5 }
    const on: Ship = { lon: 121.02, lat: 27, heading: 270, speed: 5 }
    expect(closeApproaches(fleet([head, on]))).toHaveLength(1)
    for (const gap of [{ lon: NaN }, { speed: NaN }, { heading: NaN }]) expect(closeApproaches(fleet([head, { ...on, ...gap }]))).toEqual([])
    expect(closeApproaches(fleet([]))).toEqual([])
  })

  it('hold across the 180th meridian', () => {
    expect(closeApproaches(fleet([{ lon: 179.99, lat: 27, heading: 90, speed: 5 }, { lon: -179.99, lat: 27, heading: 270, speed: 5 }]))).toHaveLength(1)
  })
})
