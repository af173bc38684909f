import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatedNetwork } from '../../../../tests/bench/generated-network'
import { placeOnRoads, seeded } from '../../../../tests/bench/routing-pairs'
import type { AreaGeometry, ReachDirection } from '../../../../shared/dispatch/reach'
import { FAIR_DAY } from '../../../../shared/dispatch/travel'
import type { Position, RoadClosure, VehicleClass } from '../../../../shared/dispatch/travel'
import { distanceM } from '../../../../shared/geo/position'
import type { LonLat } from '../../../../shared/geo/position'
import { buildGraph } from '../build'
import { RoadEngine } from '../engine'
import { insideRings, toDegrees } from '../geometry'
import { LandMask } from '../sea/land-mask'
import { SeaWorld } from '../sea/sea-world'
import { at, sketch } from '../testing'
import { roadVehicle } from '../vehicles'
import type { AreasAnswer } from './questions'
import { finish } from './world'

const NOBODY = new Float64Array()

interface Ask {
  readonly seconds?: readonly number[]
  readonly vehicle?: VehicleClass
  readonly direction?: ReachDirection
  readonly points?: readonly LonLat[]
}

function areas(engine: RoadEngine, from: LonLat, { seconds = [300], vehicle = 'car', direction = 'from', points = [] }: Ask = {}): AreasAnswer {
  const flat = points.length === 0 ? NOBODY : Float64Array.from(points.flatMap(({ lon, lat }) => [lon, lat]))
  return finish(engine.areas.areas({ at: from, seconds, vehicle, direction, conditions: FAIR_DAY, points: flat }, 0))
}

const rings = ({ coordinates }: AreaGeometry): readonly (readonly Position[])[] => coordinates.flat()
const holds = (geometry: AreaGeometry, { lon, lat }: LonLat): boolean => insideRings(rings(geometry), lon, lat)

function seconds(engine: RoadEngine, from: LonLat, to: LonLat, vehicle: VehicleClass): number {
  const { times } = engine.travelTimes({ target: to, origins: [{ id: 'a', at: from, vehicle }], conditions: FAIR_DAY }, 0)
  return times[0]!.seconds ?? Infinity
}

const position = (x: number, y: number): Position => [at(x, y).lon, at(x, y).lat]
const box = (west: number, south: number, east: number, north: number): Position[] =>
  [[west, south], [east, south], [east, north], [west, north], [west, south]].map(([x = 0, y = 0]) => position(x, y))

/** Short barriers across random roads. */
function barriers(engine: RoadEngine, random: () => number, count: number): RoadClosure[] {
  return Array.from({ length: count }, (_, i): RoadClosure => {
    const { lon, lat } = placeOnRoads(engine.graph, random)
    return { id: String(i), geometry: { type: 'LineString', coordinates: [[lon - 0.002, lat - 0.0015], [lon + 0.002, lat + 0.0015]] }, vehicles: null, until: null }
  })
}

const seeds = fc.integer({ min: 1, max: 1_000_000 })
const networks = [1, 2, 3].map((seed) => new RoadEngine(buildGraph(generatedNetwork(26, 0.1, seed)), null))
/** By number: a counterexample must stay readable. */
const network = fc.constantFrom(0, 1, 2)
const vehicles = fc.constantFrom<VehicleClass>('car', 'fire-engine', 'foot')

describe('travel-time areas', () => {
  it('say the same times as the recommendation, in both directions', () => {
    fc.assert(
      fc.property(network, seeds, vehicles, (which, seed, vehicle) => {
        const engine = networks[which]!
        const random = seeded(seed)
        const here = placeOnRoads(engine.graph, random)
        const points = Array.from({ length: 12 }, () => placeOnRoads(engine.graph, random))
        engine.setClosures(barriers(engine, random, seed % 2 === 0 ? 0 : 12), 0)
        const from = areas(engine, here, { seconds: [7200], vehicle, points }).pointSeconds
        const towards = areas(engine, here, { seconds: [7200], vehicle, points, direction: 'towards' }).pointSeconds
        points.forEach((there, i) => {
          const told = seconds(engine, here, there, vehicle)
          if (told > 7198) expect(from[i]).toBeGreaterThan(7197)
          else expect(Math.abs(from[i]! - told)).toBeLessThanOrEqual(1)
          // A point is matched to more roads than one who sets out from it.
          const back = seconds(engine, there, here, vehicle)
          if (back <= 7198) expect(towards[i]! - back).toBeLessThanOrEqual(1)
        })
        engine.setClosures([], 0)
      }),
      { numRuns: 25 },
    )
  })

  it('hold every junction that is reached in time, and none that is reached later by a margin and lies apart', () => {
    fc.assert(
      fc.property(network, seeds, vehicles, fc.constantFrom<ReachDirection>('from', 'towards'), (which, seed, vehicle, direction) => {
        const engine = networks[which]!
        const { graph } = engine
        const here = placeOnRoads(graph, seeded(seed))
        const limit = vehicle === 'foot' ? 900 : 180
        const points = Array.from(graph.nodeLon, (lon, node) => ({ lon: toDegrees(lon), lat: toDegrees(graph.nodeLat[node]!) }))
        const { areas: [area], pointSeconds } = areas(engine, here, { seconds: [limit], vehicle, direction, points })
        const reached = points.filter((_, node) => pointSeconds[node]! <= limit - 1)
        expect(reached.length).toBeGreaterThan(3)
        for (const junction of reached) expect(holds(area!.geometry, junction)).toBe(true)
        points.forEach((junction, node) => {
          if (pointSeconds[node]! <= limit) return
          const nearest = Math.min(...reached.map((other) => distanceM(other, junction)))
          // Beside the last stretch driven one may walk, and the outline is a cell generous.
          if (nearest > 220 + 300 + limit) expect(holds(area!.geometry, junction)).toBe(false)
        })
      }),
      { numRuns: 12 },
    )
  })

  it('hold every smaller one, and lie in the circle of the greatest speed', () => {
    fc.assert(
      fc.property(network, seeds, vehicles, (which, seed, vehicle) => {
        const engine = networks[which]!
        const here = placeOnRoads(engine.graph, seeded(seed))
        const { areas: found, kind } = areas(engine, here, { seconds: [240, 120, 60, 120], vehicle })
        expect(kind).toBe('road')
        expect(found.map((area) => area.seconds)).toEqual([60, 120, 240])
        for (let i = 1; i < found.length; i++) {
          expect(found[i]!.squareMetres).toBeGreaterThanOrEqual(found[i - 1]!.squareMetres)
          const outer = found[i]!.geometry
          // Corners are rounded to a metre: outlines that touch may cross by as much.
          for (const [lon, lat] of rings(found[i - 1]!.geometry).flat()) {
            const near = [[0, 0], [1, 1], [1, -1], [-1, 1], [-1, -1]].some(([dx = 0, dy = 0]) => holds(outer, { lon: lon + dx * 2e-4, lat: lat + dy * 2e-4 }))
            expect(near).toBe(true)
          }
        }
        const fastest = roadVehicle(vehicle).topSpeed / 3.6
        for (const area of found) {
          for (const [lon, lat] of rings(area.geometry).flat()) {
            expect(distanceM(here, { lon, lat })).toBeLessThanOrEqual(fastest * area.seconds + 300)
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  it('are the same in both directions where everything is symmetric', () => {
    const nodes = Object.fromEntries([0, 1, 2, 3].flatMap((x) => [0, 1, 2, 3].map((y) => [`n${x}${y}`, [x * 600, y * 600] as const])))
    const ways = [0, 1, 2, 3].flatMap((i) => [[0, 1, 2, 3].map((j) => `n${i}${j}`).join(' '), [0, 1, 2, 3].map((j) => `n${j}${i}`).join(' ')])
    const engine = new RoadEngine(buildGraph(sketch({ nodes, ways })), null)
    const [out, back] = (['from', 'towards'] as const).map((direction) => areas(engine, at(700, 600), { vehicle: 'foot', seconds: [600], direction }))
    expect(out!.areas[0]!.squareMetres).toBeGreaterThan(500_000)
    expect(out!.areas).toEqual(back!.areas)
  })

  it('differ by direction where streets are one-way', () => {
    const engine = new RoadEngine(buildGraph(sketch({ nodes: { A: [0, 0], B: [6000, 0] }, ways: [['A B', { oneway: 'yes' }]] })), null)
    const [ahead, behind] = [at(4000, 0), at(2000, 0)]
    const from = areas(engine, at(3000, 0)).areas[0]!.geometry
    const towards = areas(engine, at(3000, 0), { direction: 'towards' }).areas[0]!.geometry
    expect([holds(from, ahead), holds(from, behind)]).toEqual([true, false])
    expect([holds(towards, ahead), holds(towards, behind)]).toEqual([false, true])
  })

  it('shrink where a road is closed, from both sides of the barrier', () => {
    const engine = new RoadEngine(buildGraph(sketch({ nodes: { A: [0, 0], B: [6000, 0] }, ways: ['A B'] })), null)
    const barrier: RoadClosure = { id: 'c', geometry: { type: 'LineString', coordinates: [position(4000, -300), position(4000, 300)] }, vehicles: null, until: 1000 }
    const before = (['from', 'towards'] as const).map((direction) => areas(engine, at(3000, 0), { direction }).areas[0]!)
    engine.setClosures([barrier], 0)
    ;(['from', 'towards'] as const).forEach((direction, i) => {
      const after = areas(engine, at(3000, 0), { direction }).areas[0]!
      expect(after.squareMetres).toBeLessThan(before[i]!.squareMetres)
      expect(holds(before[i]!.geometry, at(4900, 0))).toBe(true)
      expect(holds(after.geometry, at(4900, 0))).toBe(false)
      expect(holds(after.geometry, at(3900, 0))).toBe(true)
      expect(holds(after.geometry, at(2000, 0))).toBe(true)
    })
    const [, over] = [0, 2000].map((now) => finish(engine.areas.areas({ at: at(3000, 0), seconds: [300], vehicle: 'car', direction: 'from', conditions: FAIR_DAY, points: NOBODY }, now)))
    expect(over!.areas[0]).toEqual(before[0])
  })

  it('never grow by closures', () => {
    fc.assert(
      fc.property(network, seeds, (which, seed) => {
        const engine = networks[which]!
        const random = seeded(seed)
        const here = placeOnRoads(engine.graph, random)
        const closures = barriers(engine, random, 4)
        const points = Array.from({ length: 40 }, () => placeOnRoads(engine.graph, random))
        for (const direction of ['from', 'towards'] as const) {
          engine.setClosures([], 0)
          const free = areas(engine, here, { seconds: [240], points, direction })
          engine.setClosures(closures, 0)
          const closed = areas(engine, here, { seconds: [240], points, direction })
          engine.setClosures([], 0)
          // The grid lies elsewhere when the area is another one, so that a cell's corner may count the other way.
          expect(closed.areas[0]!.squareMetres).toBeLessThanOrEqual(free.areas[0]!.squareMetres * 1.02)
          closed.pointSeconds.forEach((value, i) => expect(value).toBeGreaterThanOrEqual(free.pointSeconds[i]! - 0.2))
        }
      }),
      { numRuns: 12 },
    )
  })

  it('are GeoJSON: outlines counter-clockwise, holes clockwise, rings closed, a block without roads is a hole', () => {
    const ring = sketch({ nodes: { A: [0, 0], B: [3000, 0], C: [3000, 3000], D: [0, 3000] }, ways: ['A B C D A'] })
    const { geometry, squareMetres } = areas(new RoadEngine(buildGraph(ring), null), at(0, 0), { seconds: [900] }).areas[0]!
    expect(geometry.coordinates).toHaveLength(1)
    const turning = (points: readonly Position[]): number =>
      points.slice(1).reduce((sum, [x, y], i) => sum + points[i]![0] * y - x * points[i]![1], 0)
    const [outline, hole, ...more] = geometry.coordinates[0]!
    expect(more).toHaveLength(0)
    expect(turning(outline!)).toBeGreaterThan(0)
    expect(turning(hole!)).toBeLessThan(0)
    for (const closed of [outline!, hole!]) expect(closed[0]).toEqual(closed.at(-1))
    expect(holds(geometry, at(1500, 1500))).toBe(false)
    expect(holds(geometry, at(1500, 20))).toBe(true)
    // Off the road on foot: a band on both sides.
    expect(squareMetres).toBeGreaterThan(4 * 3000 * 400)
    expect(squareMetres).toBeLessThan(4 * 3000 * 2000)
  })

  it('reach private roads in the time it takes, however little one likes to drive there', () => {
    const roads = sketch({ nodes: { A: [0, 0], B: [2000, 0], C: [2000, 1000] }, ways: ['A B', ['B C', { access: 'private', highway: 'residential' }]] })
    const engine = new RoadEngine(buildGraph(roads), null)
    for (const direction of ['from', 'towards'] as const) {
      const { pointSeconds, areas: [area] } = areas(engine, at(200, 0), { seconds: [400], direction, points: [at(2000, 900)] })
      expect(pointSeconds[0]).toBeCloseTo(seconds(engine, at(200, 0), at(2000, 900), 'car'), -1)
      expect(holds(area!.geometry, at(2000, 900))).toBe(true)
    }
  })

  it('say "estimated" where there are no roads, and then are a circle', () => {
    const engine = new RoadEngine(buildGraph(sketch({ nodes: { A: [0, 0], B: [1000, 0] }, ways: ['A B'] })), null)
    for (const direction of ['from', 'towards'] as const) {
      const far = at(90_000, 0)
      const { kind, areas: [area], pointSeconds } = areas(engine, far, { seconds: [900], direction, points: [at(91_000, 0), at(0, 0)] })
      expect(kind).toBe('estimated')
      const radius = ((40 / 3.6) * 900) / 1.4
      for (const [lon, lat] of rings(area!.geometry).flat()) expect(distanceM(far, { lon, lat }) / radius).toBeCloseTo(1, 1)
      expect(pointSeconds[0]).toBeCloseTo((1000 * 1.4) / (40 / 3.6), 0)
      expect(pointSeconds[1]).toBe(Infinity)
    }
    expect(areas(engine, at(500, 0)).kind).toBe('road')
  })
})

describe('areas by the sea', () => {
  /** Mainland in the west (x < 0), an island with a road of its own 2 km off, a bridge to a second one in the north. */
  const land = {
    bounds: [...position(-10_000, -10_000), ...position(20_000, 12_000)] as [number, number, number, number],
    rings: [box(-10_000, -10_000, 0, 12_000), box(2000, -2000, 5000, 2000), box(3000, 6000, 6000, 9000)],
  }
  const roads = sketch({
    nodes: { A: [-5000, 0], B: [-60, 0], C: [2100, 0], D: [4900, 0], E: [-60, 7500], F: [5900, 7500] },
    ways: ['A B', 'C D', 'B E', ['E F', { bridge: 'yes', highway: 'primary' }]],
    bounds: [...position(-10_000, -10_000), ...position(20_000, 12_000)] as [number, number, number, number],
  })
  const piers = [{ id: 'p', name: '码头', ...at(-40, 0) }, { id: 'q', name: '海岛码头', ...at(2050, 0) }]
  const engine = new RoadEngine(buildGraph(roads), new SeaWorld(new LandMask(land), piers))

  it('end at the shore, leave islands out that no road leads to, and reach those across a bridge', () => {
    const { kind, areas: [area] } = areas(engine, at(-3000, 0), { seconds: [1800], vehicle: 'rescue-vehicle' })
    expect(kind).toBe('road')
    expect(holds(area!.geometry, at(-60, 0))).toBe(true)
    expect(holds(area!.geometry, at(700, 0))).toBe(false)
    expect(holds(area!.geometry, at(3500, 0))).toBe(false)
    expect(holds(area!.geometry, at(4500, 7500))).toBe(true)
    expect(holds(area!.geometry, at(4500, 7900))).toBe(true)
  })

  it('of boats are water', () => {
    const { kind, areas: [area] } = areas(engine, at(500, 0), { seconds: [600], vehicle: 'boat' })
    expect(kind).toBe('water')
    expect(holds(area!.geometry, at(1200, 3000))).toBe(true)
    expect(holds(area!.geometry, at(3500, 0))).toBe(false)
    expect(holds(area!.geometry, at(-3000, 0))).toBe(false)
    expect(areas(engine, at(1200, 300), { seconds: [600], vehicle: 'boat', direction: 'towards' }).kind).toBe('water')
    expect(areas(engine, at(-5000, 0), { seconds: [600], vehicle: 'boat' }).kind).toBe('road')
  })

  it('of teams with boats go on from the pier, as their travel times do', () => {
    const isle = at(3000, 50)
    const question = { conditions: FAIR_DAY, budgetSeconds: 3600, searchSeconds: 3600, baseline: null, points: Float64Array.of(isle.lon, isle.lat) }
    const team = (vehicles: readonly VehicleClass[]) => finish(engine.areas.coverage({ ...question, origins: [{ at: at(-3000, 0), vehicles, delaySeconds: 60 }] }, 0))
    const dry = team(['rescue-vehicle'])
    expect([dry.pointSeconds[0], dry.pointOrigin[0], holds(dry.area, isle)]).toEqual([Infinity, -1, false])
    const wet = team(['rescue-vehicle', 'boat'])
    const told = engine.travelTimes({ target: isle, origins: [{ id: 'a', at: at(-3000, 0), vehicle: 'rescue-vehicle', viaPier: true }], conditions: FAIR_DAY }, 0).times[0]!
    expect(told.kind).toBe('mixed')
    // The boat's course has its corners cut only where one way is asked for.
    expect(wet.pointSeconds[0]! / (told.seconds! + 60)).toBeCloseTo(1, 1)
    expect(wet.pointOrigin[0]).toBe(0)
    expect(holds(wet.area, at(2200, 100))).toBe(true)
    expect([1000, 1800].map((x) => holds(wet.area, at(x, 300)))).toEqual([false, false])
    // A boat that lies inland is on its trailer.
    const trailer = team(['boat'])
    expect(trailer.pointSeconds[0]).toBeCloseTo(wet.pointSeconds[0]!, 0)
    expect(holds(trailer.area, at(-3000, 0))).toBe(true)
  })
})
