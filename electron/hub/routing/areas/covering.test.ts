import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseSites } from './covering'
import type { Covering } from './covering'
import { finish } from './world'

interface Total {
  readonly weight: number
  readonly backup: number
}

function totals({ weights, held, offered }: Covering, chosen: readonly number[]): Total {
  const times = new Array<number>(weights.length).fill(0)
  for (const points of [...held, ...chosen.map((candidate) => offered[candidate]!)]) for (const point of points) times[point]!++
  const sum = (least: number): number => times.reduce((all, count, point) => all + (count >= least ? weights[point]! : 0), 0)
  return { weight: sum(1), backup: sum(2) }
}

/** Every choice of at most so many. */
function best(covering: Covering): Total {
  let found = totals(covering, [])
  const look = (chosen: readonly number[], from: number): void => {
    const total = totals(covering, chosen)
    if (total.weight > found.weight || (total.weight === found.weight && total.backup > found.backup)) found = total
    if (chosen.length === covering.count) return
    for (let next = from; next < covering.offered.length; next++) look([...chosen, next], next + 1)
  }
  look([], 0)
  return found
}

const POINTS = 14
const set = fc.uniqueArray(fc.nat(POINTS - 1), { maxLength: 6 }).map((points) => Int32Array.from(points))
const coverings = fc.record({
  weights: fc.array(fc.nat(50), { minLength: POINTS, maxLength: POINTS }).map((weights) => Float64Array.from(weights)),
  held: fc.array(set, { maxLength: 3 }),
  offered: fc.array(set, { minLength: 1, maxLength: 8 }),
  count: fc.integer({ min: 1, max: 4 }),
})

describe('choice of sites', () => {
  it('is never below 1 - 1/e of the exhaustive best, never above its bound, and nearly always the best', () => {
    let optimal = 0
    let runs = 0
    fc.assert(
      fc.property(coverings, (covering) => {
        const answer = finish(chooseSites(covering))
        const chosen = answer.picks.map(({ candidate }) => candidate)
        const possible = best(covering)
        const before = totals(covering, [])
        expect(answer.before).toEqual(before)
        expect(answer.after).toEqual(totals(covering, chosen))
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(chosen.length).toBeLessThanOrEqual(covering.count)
        const gained = answer.after.weight - before.weight
        const most = possible.weight - before.weight
        expect(gained).toBeGreaterThanOrEqual((1 - 1 / Math.E) * most - 1e-9)
        expect(gained).toBeLessThanOrEqual(most)
        expect(answer.bound).toBeGreaterThanOrEqual(most - 1e-9)
        runs++
        if (gained === most) optimal++
      }),
      { numRuns: 300 },
    )
    expect(optimal / runs).toBeGreaterThan(0.95)
  })

  it('explains every pick: what is new and what gets a second adds up', () => {
    fc.assert(
      fc.property(coverings, (covering) => {
        const { picks, before, after } = finish(chooseSites(covering))
        const weigh = (points: Int32Array): number => points.reduce((sum, point) => sum + covering.weights[point]!, 0)
        expect(before.weight + picks.reduce((sum, pick) => sum + weigh(pick.newPoints), 0)).toBe(after.weight)
        expect(before.backup + picks.reduce((sum, pick) => sum + weigh(pick.backupPoints), 0)).toBe(after.backup)
        picks.forEach(({ backupPoints, backedUp }, number) => {
          backupPoints.forEach((point, i) => {
            const who = backedUp[i]!
            const points = who >= 0 ? covering.held[who]! : covering.offered[picks[-1 - who]!.candidate]!
            expect(points.includes(point)).toBe(true)
            if (who < 0) expect(-1 - who).toBeLessThan(number)
          })
        })
      }),
      { numRuns: 200 },
    )
  })

  it('mends by a swap what greed got wrong, and takes the better backup among equals', () => {
    const weights = Float64Array.from([6, 6, 5, 5, 1])
    // Greed takes the middle one (11) first and then cannot have both sides (22).
    const offered = [[0, 2], [1, 3], [0, 1]].map((points) => Int32Array.from(points))
    const answer = finish(chooseSites({ weights, held: [], offered, count: 2 }))
    expect(answer.picks.map(({ candidate }) => candidate).toSorted((a, b) => a - b)).toEqual([0, 1])
    const held = [Int32Array.of(0, 1), Int32Array.of(0)]
    const second = finish(chooseSites({ weights, held, offered: [Int32Array.of(0, 4), Int32Array.of(1, 4)], count: 1 }))
    expect(second.picks[0]).toMatchObject({ candidate: 1 })
    expect([...second.picks[0]!.backedUp]).toEqual([0])
  })

  it('picks nobody who helps nobody', () => {
    const covering = { weights: Float64Array.of(3), held: [Int32Array.of(0), Int32Array.of(0)], offered: [Int32Array.of(0), new Int32Array()], count: 2 }
    expect(finish(chooseSites(covering)).picks).toEqual([])
  })
})
