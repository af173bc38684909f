import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR } from '../../shared/base/time'
import { Scene, T0 } from '../../tests/fixtures/domain'
import { byHour, clockSamples, inUnit, ranked, spread, townshipNames } from './chart-data'

describe('figures of the charts', () => {
  it('count every incident of the period once, in its hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 * HOUR }), { maxLength: 40 }), (ages) => {
        const incidents = ages.map((age) => ({ reportedAt: T0 - age, status: 'closed' as const, kind: 'flood', place: '', at: { lon: 120, lat: 27 }, drill: false }))
        const bins = byHour(incidents, T0, 24, false)
        expect(bins).toHaveLength(24)
        const first = bins[0]?.at ?? 0
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(ages.filter((age) => T0 - age >= first).length)
      }),
    )
  })

  it('leave out merged calls and what is of the other world than the drill', () => {
    const one = { reportedAt: T0, kind: 'flood', place: '', at: { lon: 120, lat: 27 } }
    const all = [
      { ...one, status: 'merged' as const, drill: false },
      { ...one, status: 'reported' as const, drill: true },
      { ...one, status: 'reported' as const, drill: false },
    ]
    expect(byHour(all, T0, 2, false).at(-1)?.count).toBe(1)
    expect(byHour(all, T0, 2, true).at(-1)?.count).toBe(1)
  })

  it('name the most frequent, and put the others into one', () => {
    expect(ranked(['a', 'b', 'a', 'c', 'd'], 3, 'rest')).toEqual([
      { name: 'a', count: 2 },
      { name: 'b', count: 1 },
      { name: 'rest', count: 2 },
    ])
    expect(ranked([], 3, 'rest')).toEqual([])
  })

  it('find the township by its name, else by nearness', () => {
    const townships = [
      { name: '马站镇', text: 'Mazhan', at: { lon: 120.44, lat: 27.27 } },
      { name: '灵溪镇', text: 'Lingxi', at: { lon: 120.4, lat: 27.5 } },
    ]
    const one = { reportedAt: T0, status: 'reported' as const, kind: 'flood', drill: false }
    const places = [
      { ...one, place: '灵溪镇 江湾路', at: { lon: 120.44, lat: 27.27 } },
      { ...one, place: '某处', at: { lon: 120.43, lat: 27.28 } },
    ]
    expect(townshipNames(places, T0 - HOUR, false, townships, '?')).toEqual(['Lingxi', 'Mazhan'])
  })

  it('take percentiles from raw samples, and none from nothing', () => {
    expect(spread([])).toBeNull()
    expect(spread([10, 20, 30, 40, 1000])).toMatchObject({ p50: 30, worst: 1000, n: 5 })
    expect(spread([10, 20, 30, 40, 1000])?.p90).toBeCloseTo(616, 6)
    expect(inUnit(30_001, 'second')).toBe(30.1)
  })

  it('sample only clocks that a team has stopped', () => {
    const scene = new Scene()
    const team = scene.team('blue-marlin')
    const incidentId = scene.alarm()
    const dispatchId = scene.order(incidentId, team)
    const targets = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }
    const samples = () => clockSamples('delivered', scene.world.incidents.values(), new Map([...scene.world.dispatches.values()].map((order) => [order.id, order])), targets, 0, false)
    expect(samples()).toEqual([])
    scene.now += 19_000
    scene.must('markDelivered', { dispatchId, observedAt: scene.now, note: '' })
    expect(samples()).toEqual([19_000])
  })
})
