import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAIR_DAY } from '../../../../shared/dispatch/travel'
import type { Position, TravelOrigin, TravelTime } from '../../../../shared/dispatch/travel'
import type { LonLat } from '../../../../shared/geo/position'
import { buildGraph } from '../build'
import { RoadEngine } from '../engine'
import { METRES_PER_DEGREE } from '../geometry'
import { at, sketch } from '../testing'
import { BOAT, PIER_TRANSFER_SECONDS } from '../vehicles'
import { LandMask, parseLand } from './land-mask'
import { SeaWorld } from './sea-world'

const corner = (x: number, y: number): Position => [at(x, y).lon, at(x, y).lat]
const box = (west: number, south: number, east: number, north: number): Position[] => [
  corner(west, south),
  corner(east, south),
  corner(east, north),
  corner(west, north),
  corner(west, south),
]

/** Mainland in the west (x < 0), an island with a road in the east, a cape between them; sea elsewhere. */
const land = {
  bounds: [...corner(-10_000, -10_000), ...corner(20_000, 10_000)] as [number, number, number, number],
  rings: [box(-10_000, -10_000, 0, 10_000), box(10_000, -2_000, 14_000, 2_000), box(5_000, -1_000, 5_600, 9_900)],
}
const piers = [
  { id: 'main', name: '大陆码头', ...at(-100, 0) },
  { id: 'isle', name: '海岛码头', ...at(10_100, 0) },
]
const world = (): SeaWorld => new SeaWorld(new LandMask(land), piers)
const engine = new RoadEngine(
  buildGraph(
    sketch({
      nodes: { A: [-5_000, 0], B: [-100, 0], C: [10_100, 0], D: [13_000, 0] },
      ways: ['A B', 'C D'],
      bounds: [...corner(-10_000, -10_000), ...corner(20_000, 10_000)] as [number, number, number, number],
    }),
  ),
  world(),
)

function time(to: LonLat, origin: Omit<TravelOrigin, 'id'>): TravelTime {
  return engine.travelTimes({ target: to, origins: [{ id: 'a', ...origin }], conditions: FAIR_DAY }, 0).times[0]!
}

const boatSeconds = (metres: number): number => metres / (BOAT.kmh / 3.6)

describe('boats', () => {
  it('go straight over open water', () => {
    const answer = time(at(3_000, -5_000), { at: at(3_000, -1_000), vehicle: 'boat' })
    expect(answer.kind).toBe('water')
    expect(answer.seconds!).toBeGreaterThan(boatSeconds(3_700))
    expect(answer.seconds!).toBeLessThan(boatSeconds(4_300))
  })

  it('go round a cape, never over land', () => {
    const { kind, legs, metres } = engine.route({ from: at(4_000, 3_000), to: at(7_000, 3_000), vehicle: 'boat', conditions: FAIR_DAY }, 0)
    expect(kind).toBe('water')
    const shortest = Math.hypot(1_000, 4_000) + 600 + Math.hypot(1_400, 4_000)
    expect(metres!).toBeGreaterThan(shortest - 300)
    expect(metres!).toBeLessThan(shortest * 1.04 + 300)
    const mask = new LandMask(land)
    for (const [lon, lat] of legs[0]!.geometry) expect(mask.isLand(lon, lat)).toBe(false)
  })

  it('do not jump over a thin bar', () => {
    const bar = { ...land, rings: [...land.rings, box(2_000, -10_000, 2_250, 10_000)] }
    const barred = new RoadEngine(engine.graph, new SeaWorld(new LandMask(bar), []))
    const origins = [{ id: 'a', at: at(1_000, -1_000), vehicle: 'boat' as const }]
    const ask = (x: number): TravelTime =>
      barred.travelTimes({ target: at(x, -1_000), origins, conditions: FAIR_DAY }, 0).times[0]!
    expect(ask(1_500).kind).toBe('water')
    expect(ask(4_000).kind).toBe('unreachable')
  })

  it('are slower in a storm', () => {
    const origins = [{ id: 'a', at: at(3_000, -1_000), vehicle: 'boat' as const }]
    const ask = (storm: 'none' | 'typhoon'): number =>
      engine.travelTimes({ target: at(3_000, -5_000), origins, conditions: { night: false, storm } }, 0).times[0]!.seconds!
    expect(ask('typhoon')).toBeGreaterThan(1.8 * ask('none'))
  })

  it('land and let walk where the incident is ashore', () => {
    const answer = time(at(10_700, 1_500), { at: at(8_000, 1_500), vehicle: 'boat' })
    expect(answer.kind).toBe('water')
    expect(answer.walkMetres).toBeGreaterThan(500)
    expect(answer.walkSeconds).toBeGreaterThan(500)
  })

  it('do not reach what lies far inland', () => {
    expect(time(at(-8_000, 5_000), { at: at(3_000, 0), vehicle: 'boat' }).kind).toBe('unreachable')
  })

  it('on a trailer inland go by road to a pier and on', () => {
    expect(time(at(3_000, 0), { at: at(-4_000, 0), vehicle: 'boat' }).kind).toBe('mixed')
  })

  it('keep out of a closed area', () => {
    const e = new RoadEngine(engine.graph, world())
    const ask = (): TravelTime =>
      e.travelTimes({ target: at(3_000, -5_000), origins: [{ id: 'a', at: at(3_000, -1_000), vehicle: 'boat' }], conditions: FAIR_DAY }, 0)
        .times[0]!
    const open = ask()
    e.setClosures([{ id: 'c', geometry: { type: 'Polygon', coordinates: [box(1_000, -3_500, 4_500, -2_500)] }, vehicles: null, until: null }], 0)
    expect(ask().seconds!).toBeGreaterThan(open.seconds! + 60)
    expect(ask().withoutClosuresSeconds).toBe(open.seconds)
    e.setClosures([], 0)
    expect(ask()).toEqual(open)
  })
})

describe('roads and the sea', () => {
  it('a car does not drive or walk over water', () => {
    expect(time(at(3_000, 0), { at: at(-4_000, 0), vehicle: 'rescue-vehicle' }).kind).toBe('unreachable')
    expect(time(at(13_000, 0), { at: at(-4_000, 0), vehicle: 'rescue-vehicle' }).kind).toBe('unreachable')
  })

  it('a team with a boat at the piers drives to one and goes on by water', () => {
    const answer = time(at(3_000, 0), { at: at(-4_100, 0), vehicle: 'rescue-vehicle', viaPier: true })
    expect(answer.kind).toBe('mixed')
    expect(answer.seconds!).toBeGreaterThan(PIER_TRANSFER_SECONDS + boatSeconds(2_800) + 300)
    const route = engine.route({ from: at(-4_100, 0), to: at(3_000, 0), vehicle: 'rescue-vehicle', viaPier: true, conditions: FAIR_DAY }, 0)
    expect(route.legs.map((leg) => leg.mode)).toEqual(['road', 'water'])
    expect(Math.abs(route.seconds! - answer.seconds!)).toBeLessThanOrEqual(1)
    expect(Math.abs(route.metres! - answer.metres!)).toBeLessThanOrEqual(1)
  })

  it('takes the road where the road is faster', () => {
    expect(time(at(-2_000, 0), { at: at(-4_000, 0), vehicle: 'rescue-vehicle', viaPier: true }).kind).toBe('road')
  })
})

describe('land mask', () => {
  it('agrees with the plain even-odd rule', () => {
    const mask = new LandMask(land)
    fc.assert(
      fc.property(fc.integer({ min: -9_999, max: 19_999 }), fc.integer({ min: -9_999, max: 9_999 }), (x, y) => {
        const inside = ([a, , b]: Position[]): boolean =>
          x > (a![0] - 120) * METRES_PER_DEGREE && x < (b![0] - 120) * METRES_PER_DEGREE && y > a![1] * METRES_PER_DEGREE && y < b![1] * METRES_PER_DEGREE
        fc.pre(x !== 0 && x % 100 !== 0 && y % 100 !== 0)
        expect(mask.isLand(at(x, y).lon, at(x, y).lat)).toBe(land.rings.filter((ring) => inside([...ring])).length % 2 === 1)
      }),
    )
  })

  it('names what is wrong with a file', () => {
    expect(() => parseLand('{', 'coast.geojson')).toThrow(/coast\.geojson: not JSON/)
    expect(() => parseLand('{"type":"FeatureCollection","features":[]}', 'coast.geojson')).toThrow(/bbox/)
    expect(() =>
      parseLand('{"type":"FeatureCollection","bbox":[0,0,1,1],"features":[{"geometry":{"type":"Point"}}]}', 'coast.geojson'),
    ).toThrow(/features\[0\]\.geometry/)
  })
})
