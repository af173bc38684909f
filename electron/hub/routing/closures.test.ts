import { describe, expect, it } from 'vitest'
import { FAIR_DAY } from '../../../shared/dispatch/travel'
import type { Position, RoadClosure, TravelTime, VehicleClass } from '../../../shared/dispatch/travel'
import type { LonLat } from '../../../shared/geo/position'
import { buildGraph } from './build'
import { RoadEngine } from './engine'
import { at, sketch } from './testing'

/** A direct road A-B of 2 km and a way round of 4 km. */
const engine = (): RoadEngine =>
  new RoadEngine(
    buildGraph(
      sketch({
        nodes: { S: [-500, 0], A: [0, 0], B: [2000, 0], T: [2500, 0], C: [0, 1000], D: [2000, 1000] },
        ways: ['S A', 'A B', 'B T', 'A C D B'],
      }),
    ),
    null,
  )

const position = (x: number, y: number): Position => {
  const { lon, lat } = at(x, y)
  return [lon, lat]
}

function line(points: readonly (readonly [number, number])[], extra: Partial<RoadClosure> = {}): RoadClosure {
  const geometry = { type: 'LineString' as const, coordinates: points.map(([x, y]) => position(x, y)) }
  return { id: 'c', geometry, vehicles: null, until: null, ...extra }
}

function box(west: number, south: number, east: number, north: number): RoadClosure {
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] as const
  const geometry = { type: 'Polygon' as const, coordinates: [ring.map(([x, y]) => position(x, y))] }
  return { id: 'p', geometry, vehicles: null, until: null }
}

function time(e: RoadEngine, from: LonLat, to: LonLat, vehicle: VehicleClass = 'car', now = 0): TravelTime {
  return e.travelTimes({ target: to, origins: [{ id: 'a', at: from, vehicle }], conditions: FAIR_DAY }, now).times[0]!
}

const S = at(-400, 0)
const T = at(2400, 0)
const across = line([[1000, -30], [1000, 30]])

describe('a closure', () => {
  it('sends traffic round, says what that costs, and leaves no trace when lifted', () => {
    const e = engine()
    const before = time(e, S, T)
    const { affectedEdges, graphVersion } = e.setClosures([across], 0)
    expect(affectedEdges).toBe(2)
    const closed = time(e, S, T)
    expect(closed.metres).toBe(before.metres! + 2000)
    expect(closed.withoutClosuresSeconds).toBe(before.seconds)
    expect(e.setClosures([], 0)).toMatchObject({ affectedEdges: 0, graphVersion: graphVersion + 1 })
    expect(time(e, S, T)).toEqual(before)
  })

  it('that changes nothing says nothing', () => {
    const e = engine()
    e.setClosures([line([[1000, 970], [1000, 1030]])], 0)
    expect(time(e, S, T)).not.toHaveProperty('withoutClosuresSeconds')
  })

  it('of everything is "unreachable", with the time that it prevents', () => {
    const e = engine()
    const before = time(e, S, T)
    e.setClosures([line([[2200, -30], [2200, 30]])], 0)
    expect(time(e, S, T)).toMatchObject({ kind: 'unreachable', seconds: null, withoutClosuresSeconds: before.seconds })
    expect(e.route({ from: S, to: T, vehicle: 'car', conditions: FAIR_DAY }, 0).kind).toBe('unreachable')
  })

  it('lets those drive away who stand beyond it, and nobody through', () => {
    const e = engine()
    e.setClosures([across], 0)
    // East of the barrier to the east: straight on. West of it to the east: back and round.
    expect(time(e, at(1200, 0), T).metres).toBe(1200)
    expect(time(e, at(800, 0), T).metres).toBe(800 + 4000 + 400)
    // To a place on the closed road itself: from the side that is open.
    expect(time(e, S, at(800, 0)).metres).toBe(1200)
    expect(time(e, S, at(1200, 0)).metres).toBe(400 + 4000 + 800)
    // On the same road, the barrier between.
    expect(time(e, at(900, 0), at(1100, 0)).metres).toBe(900 + 4000 + 900)
    expect(time(e, at(200, 0), at(700, 0)).metres).toBe(500)
  })

  it('lies where it was drawn, in both directions', () => {
    const e = engine()
    e.setClosures([line([[400, -30], [400, 30]])], 0)
    expect(time(e, at(800, 0), S).metres).toBe(1200 + 4000 + 400)
    expect(time(e, at(800, 0), T).metres).toBe(1600)
    expect(time(e, T, at(800, 0)).metres).toBe(1600)
    expect(time(e, S, at(800, 0)).metres).toBe(400 + 4000 + 1200)
  })

  it('along a direction stops only that direction', () => {
    const e = engine()
    e.setClosures([line([[400, 3], [600, 3]], { direction: 'along' })], 0)
    expect(time(e, S, T).metres).toBe(4800)
    expect(time(e, T, S).metres).toBe(2800)
  })

  it('for some vehicles leaves the others alone', () => {
    const e = engine()
    e.setClosures([{ ...across, vehicles: ['fire-engine'] }], 0)
    expect(time(e, S, T, 'fire-engine').metres).toBe(4800)
    expect(time(e, S, T, 'car').metres).toBe(2800)
  })

  it('ends by itself', () => {
    const e = engine()
    const { graphVersion } = e.setClosures([{ ...across, until: 1_000 }], 0)
    expect(time(e, S, T, 'car', 999).metres).toBe(4800)
    expect(time(e, S, T, 'car', 1_000).metres).toBe(2800)
    expect(e.graphVersion).toBe(graphVersion + 1)
    e.setClosures([{ ...across, until: 1_000 }], 2_000)
    expect(time(e, S, T, 'car', 2_000).metres).toBe(2800)
  })

  it('drawn along a road closes that road and not the streets that meet it', () => {
    const e = engine()
    const { affectedEdges } = e.setClosures([line([[-100, 5], [2100, -5]])], 0)
    // S-A, A-B and B-T, both ways; the way round touches only at its ends.
    expect(affectedEdges).toBe(6)
  })

  it('drawn over a junction closes what meets there', () => {
    const e = engine()
    expect(e.setClosures([line([[-20, -20], [20, 20]])], 0).affectedEdges).toBe(6)
  })

  it('as an area closes the roads in it; two overlapping ones are lifted one by one', () => {
    const e = engine()
    e.setClosures([box(500, -100, 700, 100)], 0)
    expect(time(e, S, T).metres).toBe(4800)
    e.setClosures([box(500, -100, 700, 100), line([[600, -30], [600, 30]])], 0)
    e.setClosures([line([[600, -30], [600, 30]])], 0)
    expect(time(e, S, T).metres).toBe(4800)
    e.setClosures([], 0)
    expect(time(e, S, T).metres).toBe(2800)
  })

  it('set again unchanged keeps the version, so that kept searches stay good', () => {
    const e = engine()
    const { graphVersion } = e.setClosures([across], 0)
    expect(e.setClosures([{ ...across }], 0).graphVersion).toBe(graphVersion)
    expect(e.setClosures([{ ...across, vehicles: ['car'] }], 0).graphVersion).toBe(graphVersion + 1)
  })
})
