import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatedNetwork } from '../../../../tests/bench/generated-network'
import { placeOnRoads, seeded } from '../../../../tests/bench/routing-pairs'
import { FAIR_DAY } from '../../../../shared/dispatch/travel'
import type { AreaGeometry } from '../../../../shared/dispatch/reach'
import type { VehicleClass } from '../../../../shared/dispatch/travel'
import { buildGraph } from '../build'
import { RoadEngine } from '../engine'
import { insideRings } from '../geometry'
import { at, sketch } from '../testing'
import type { AreaOrigin, CoverageQuestion } from './questions'
import { finish } from './world'

const engine = new RoadEngine(buildGraph(generatedNetwork(26, 0.1, 4)), null)
const CLASSES: readonly VehicleClass[] = ['car', 'fire-engine', 'rescue-vehicle']

describe('coverage of many', () => {
  it('gives each point the soonest origin, as one travel time for each would', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const random = seeded(seed)
        const origins = Array.from({ length: 5 }, (_, i): AreaOrigin => ({
          at: placeOnRoads(engine.graph, random),
          vehicles: i % 2 === 0 ? [CLASSES[i % 3]!] : [CLASSES[i % 3]!, 'foot'],
          delaySeconds: Math.floor(random() * 200),
        }))
        const places = Array.from({ length: 15 }, () => placeOnRoads(engine.graph, random))
        const { pointSeconds, pointOrigin } = finish(
          engine.areas.coverage(
            {
              origins, conditions: FAIR_DAY, budgetSeconds: 300, searchSeconds: 3600, baseline: null,
              points: Float64Array.from(places.flatMap(({ lon, lat }) => [lon, lat])),
            },
            0,
          ),
        )
        places.forEach((target, place) => {
          const asked = origins.flatMap((origin, i) => origin.vehicles.map((vehicle) => ({ id: String(i), at: origin.at, vehicle })))
          const { times } = engine.travelTimes({ target, origins: asked, conditions: FAIR_DAY }, 0)
          const told = times.map(({ id, seconds }) => ({ origin: Number(id), total: (seconds ?? Infinity) + origins[Number(id)]!.delaySeconds }))
          const best = Math.min(...told.map(({ total }) => total))
          if (best === Infinity) {
            expect(pointOrigin[place]).toBe(-1)
            return
          }
          expect(Math.abs(pointSeconds[place]! - best)).toBeLessThanOrEqual(1)
          const chosen = told.filter(({ origin }) => origin === pointOrigin[place]).map(({ total }) => total)
          expect(Math.min(...chosen) - best).toBeLessThanOrEqual(1)
        })
      }),
      { numRuns: 15 },
    )
  })

  it('marks nobody beyond the search, and says whose time is estimated', () => {
    const small = new RoadEngine(buildGraph(sketch({ nodes: { A: [0, 0], B: [9000, 0] }, ways: ['A B'] })), null)
    const { lon, lat } = at(8900, 0)
    const question: CoverageQuestion = {
      origins: [{ at: at(0, 0), vehicles: ['car'], delaySeconds: 0 }],
      conditions: FAIR_DAY, budgetSeconds: 300, searchSeconds: 300, baseline: null, points: Float64Array.of(lon, lat),
    }
    const near = finish(small.areas.coverage(question, 0))
    expect([near.pointSeconds[0], near.pointOrigin[0], near.estimatedOrigins]).toEqual([Infinity, -1, 0])
    const later = finish(small.areas.coverage({ ...question, searchSeconds: 1800 }, 0))
    expect(later.pointOrigin[0]).toBe(0)
    expect(later.area).toEqual(near.area)
    const outside = finish(small.areas.coverage({ ...question, origins: [...question.origins, { at: at(80_000, 0), vehicles: ['car'], delaySeconds: 0 }] }, 0))
    expect(outside.estimatedOrigins).toBe(1)
    expect(finish(small.areas.coverage({ ...question, origins: [] }, 0)).area.coordinates).toEqual([])
  })

  it('begins anew when a road closes between two steps', () => {
    const small = new RoadEngine(buildGraph(sketch({ nodes: { A: [0, 0], B: [9000, 0] }, ways: ['A B'] })), null)
    const { lon, lat } = at(3000, 0)
    const { lon: west, lat: south } = at(1500, -200)
    const { lat: north } = at(1500, 200)
    const steps = small.areas.coverage(
      {
        origins: [{ at: at(0, 0), vehicles: ['car'], delaySeconds: 0 }],
        conditions: FAIR_DAY, budgetSeconds: 900, searchSeconds: 900, baseline: null, points: Float64Array.of(lon, lat),
      },
      0,
    )
    steps.next()
    steps.next()
    small.setClosures([{ id: 'c', geometry: { type: 'LineString', coordinates: [[west, south], [west, north]] }, vehicles: null, until: null }], 0)
    const answer = finish(steps)
    expect(answer.graphVersion).toBe(small.graphVersion)
    expect(answer.pointOrigin[0]).toBe(-1)
  })

  it('draws what is lost against a baseline: by who left and by what was closed, and nothing else', () => {
    const small = new RoadEngine(buildGraph(sketch({ nodes: { A: [0, 0], B: [20_000, 0] }, ways: ['A B'] })), null)
    const west: AreaOrigin = { at: at(2000, 0), vehicles: ['car'], delaySeconds: 0 }
    const east: AreaOrigin = { at: at(18_000, 0), vehicles: ['car'], delaySeconds: 0 }
    const points = Float64Array.from([1000, 19_000].flatMap((x) => [at(x, 0).lon, at(x, 0).lat]))
    const ask = (origins: readonly AreaOrigin[]) =>
      finish(small.areas.coverage({ origins, baseline: [west, east], conditions: FAIR_DAY, budgetSeconds: 240, searchSeconds: 240, points }, 0))
    const holds = (area: AreaGeometry | null, x: number): boolean => insideRings(area!.coordinates.flat(), at(x, 0).lon, at(x, 0).lat)

    expect(ask([west, east]).lostArea!.coordinates).toEqual([])
    const left = ask([west])
    expect([...left.pointOrigin]).toEqual([0, -1])
    expect([...left.baseline!.pointOrigin]).toEqual([0, 1])
    expect([1000, 4000, 17_000, 19_000, 10_000].map((x) => holds(left.lostArea, x))).toEqual([false, false, true, true, false])
    expect([1000, 19_000].map((x) => holds(left.area, x))).toEqual([true, false])

    const barrier = [at(2800, -200), at(2800, 200)].map(({ lon, lat }) => [lon, lat] as const)
    small.setClosures([{ id: 'c', geometry: { type: 'LineString', coordinates: barrier }, vehicles: null, until: null }], 0)
    const closed = ask([west, east])
    expect([1000, 4000, 17_000].map((x) => holds(closed.lostArea, x))).toEqual([false, true, false])
    expect([...closed.baseline!.pointSeconds]).toEqual([...left.baseline!.pointSeconds])
  })
})
