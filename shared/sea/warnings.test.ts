import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SeaSettings } from '../pack/sea'
import { followPairs, groupWarnings, searchLimits, type ClosePair, type Followed } from './warnings'

const limits: SeaSettings['collision'] = { cpaM: 100, tcpaSeconds: 300, leastMps: 1, clearFactor: 1.5, looks: 2, most: 3, leadSeconds: 0 }
const all = { most: 10, leadSeconds: 0 }
const pair = (cpaM: number, tcpaS: number, a = 'a', b = 'b'): ClosePair => ({ a, b, cpaM, tcpaS })
/** Whether the pair a/b is told after these looks (null: it was not found). */
function told(...looks: readonly (ClosePair | null)[]): boolean {
  let followed: Followed = new Map()
  looks.forEach((one, i) => void (followed = followPairs(followed, one ? [one] : [], limits, i * 5000)))
  return groupWarnings(followed, () => null, all, 0).groups.length > 0
}

describe('warnings of collision', () => {
  it('[SW1] are told after two looks within the limits', () => {
    expect(told(pair(100, 300))).toBe(false)
    expect(told(pair(100, 300), pair(90, 290))).toBe(true)
    expect(told(pair(101, 290), pair(101, 280))).toBe(false)
    expect(told(pair(90, 301), pair(90, 305))).toBe(false)
    expect(told(pair(90, 290), pair(120, 280), pair(90, 270))).toBe(false)
    // Side by side, or past each other already.
    expect(told(pair(50, 0), pair(50, 0), pair(50, 0))).toBe(false)
  })

  it('[SW2] stand until they are beyond the wider limits for two looks, or past', () => {
    const on = [pair(90, 290), pair(90, 280)] as const
    expect(searchLimits(limits)).toEqual({ cpaM: 150, tcpaS: 450, leastMps: 1 })
    expect(told(...on, pair(149, 440), pair(149, 440), pair(149, 440))).toBe(true)
    expect(told(...on, null)).toBe(true)
    expect(told(...on, null, null)).toBe(false)
    expect(told(...on, null, pair(120, 280), null)).toBe(true)
    expect(told(...on, pair(20, 0))).toBe(false)
  })

  it('[SW3] are one for two formations, by the soonest of their pairs', () => {
    const pairs = [pair(90, 200, 'a1', 'b1'), pair(80, 100, 'b2', 'a2'), pair(70, 250, 'c1', 'd1')]
    let followed: Followed = new Map()
    for (const at of [0, 5000]) followed = followPairs(followed, pairs, limits, at)
    const { groups } = groupWarnings(followed, (mmsi) => (mmsi.startsWith('c') || mmsi.startsWith('d') ? null : (mmsi[0] ?? null)), all, 5000)
    expect(groups.map(({ head, pairs: count }) => [head.a, head.b, count])).toEqual([['b2', 'a2', 2], ['c1', 'd1', 1]])
  })

  it('[SW4] lead with those for whom there is still time to call', () => {
    const pairs = [pair(50, 20, 'a', 'b'), pair(50, 200, 'c', 'd'), pair(50, 61, 'e', 'f')]
    let followed: Followed = new Map()
    for (const at of [0, 5000]) followed = followPairs(followed, pairs, limits, at)
    const { groups } = groupWarnings(followed, () => null, { most: 3, leadSeconds: 60 }, 5000)
    expect(groups.map(({ head }) => head.tcpaS)).toEqual([61, 200, 20])
  })

  it('[SW4] are never more than the limit, the most urgent first, and the rest is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 31, max: 60 }), fc.integer({ min: 1, max: 300 })), { maxLength: 60 }), (raw) => {
        const pairs = [...new Map(raw.map(([a, b, tcpaS]) => [`${a}/${b}`, pair(50, tcpaS, `${a}`, `${b}`)])).values()]
        let followed: Followed = new Map()
        for (const at of [0, 5000]) followed = followPairs(followed, pairs, limits, at)
        const { groups, more } = groupWarnings(followed, () => null, limits, 5000)
        expect(groups.length).toBe(Math.min(limits.most, pairs.length))
        expect(groups.length + more).toBe(pairs.length)
        expect(groups.map(({ head }) => head.tcpaS)).toEqual(pairs.map(({ tcpaS }) => tcpaS).toSorted((a, b) => a - b).slice(0, limits.most))
      }),
    )
  })
})
