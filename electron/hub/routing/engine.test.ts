import { describe, expect, it } from 'vitest'
import { FAIR_DAY } from '../../../shared/dispatch/travel'
import type { RouteResult, TravelTime, VehicleClass } from '../../../shared/dispatch/travel'
import type { LonLat } from '../../../shared/geo/position'
import { buildGraph } from './build'
import { RoadEngine } from './engine'
import { NODE_FLAG } from './network'
import { at, sketch } from './testing'
import type { Sketch } from './testing'

const engineOf = (drawing: Sketch): RoadEngine => new RoadEngine(buildGraph(sketch(drawing)), null)

function time(engine: RoadEngine, from: LonLat, to: LonLat, vehicle: VehicleClass = 'car'): TravelTime {
  const { times } = engine.travelTimes({ target: to, origins: [{ id: 'a', at: from, vehicle }], conditions: FAIR_DAY }, 0)
  return times[0]!
}

function way(engine: RoadEngine, from: LonLat, to: LonLat, vehicle: VehicleClass = 'car'): RouteResult {
  return engine.route({ from, to, vehicle, conditions: FAIR_DAY }, 0)
}

/** unclassified, outside towns: 40 km/h. */
const SECONDS_PER_KM = 90

//        N
//        |
//  W --- C --- E      and a long way round from W to N over F
//        |
//        S
const crossing: Sketch = {
  nodes: { W: [-1000, 0], C: [0, 0], E: [1000, 0], N: [0, 1000], S: [0, -1000], F: [-1000, 1000] },
  ways: ['W C', 'C E', 'C N', 'S C', 'W F N'],
}

describe('one road', () => {
  const engine = engineOf({ nodes: { A: [0, 0], B: [2000, 0] }, ways: [['A B', { name: '甲路' }]] })

  it('is driven in both directions, from a fraction to a fraction', () => {
    expect(time(engine, at(500, 0), at(1500, 0))).toMatchObject({ kind: 'road', seconds: SECONDS_PER_KM, metres: 1000 })
    expect(time(engine, at(1500, 0), at(500, 0))).toMatchObject({ kind: 'road', seconds: SECONDS_PER_KM, metres: 1000 })
  })

  it('gives geometry, legs and street names', () => {
    const route = way(engine, at(500, 0), at(1500, 0))
    expect(route.legs).toHaveLength(1)
    expect(route.legs[0]).toMatchObject({ mode: 'road', via: ['甲路'] })
    expect(route.geometry[0]![0]).toBeCloseTo(at(500, 0).lon, 6)
    expect(route.geometry.at(-1)![0]).toBeCloseTo(at(1500, 0).lon, 6)
  })

  it('ends with a walk where the incident is off the road, and says so', () => {
    const answer = time(engine, at(500, 0), at(1500, 400))
    expect(answer.walkMetres).toBe(Math.round((400 - 15) * 1.3))
    expect(answer.walkSeconds).toBe(Math.round((400 - 15) * 1.3))
    expect(answer.seconds).toBe(SECONDS_PER_KM + answer.walkSeconds)
    const legs = way(engine, at(500, 0), at(1500, 400)).legs
    expect(legs.map((leg) => leg.mode)).toEqual(['road', 'walk'])
  })

  it('says "estimated" where there are no data, never a road time', () => {
    const answer = time(engine, at(500, 0), at(90_000, 0))
    expect(answer).toMatchObject({ kind: 'estimated', snapM: null })
    expect(answer.seconds).toBeCloseTo((89_500 * 1.4) / (40 / 3.6), -1)
    expect(way(engine, at(500, 0), at(90_000, 0))).toMatchObject({ kind: 'estimated' })
  })

  it('slows down at night and in a typhoon', () => {
    const fair = time(engine, at(500, 0), at(1500, 0)).seconds!
    const ask = (night: boolean, storm: 'none' | 'typhoon'): number =>
      engine.travelTimes({ target: at(1500, 0), origins: [{ id: 'a', at: at(500, 0), vehicle: 'car' }], conditions: { night, storm } }, 0)
        .times[0]!.seconds!
    expect(ask(true, 'none')).toBeGreaterThan(fair)
    expect(ask(false, 'typhoon')).toBeGreaterThan(ask(true, 'none'))
  })
})

describe('directions', () => {
  it('obeys one-ways: the two directions differ', () => {
    const engine = engineOf({
      nodes: { A: [0, 0], B: [1000, 0], C: [1000, 1000], D: [0, 1000] },
      ways: [['A B', { oneway: 'yes' }], ['B C D A', { oneway: 'yes' }]],
    })
    expect(time(engine, at(200, 0), at(800, 0)).metres).toBe(600)
    expect(time(engine, at(800, 0), at(200, 0)).metres).toBe(3400)
    expect(time(engine, at(800, 0), at(200, 0), 'foot').metres).toBe(600)
  })

  it('treats motorways and roundabouts as one-way, and keeps walkers off motorways', () => {
    const engine = engineOf({
      nodes: { A: [0, 0], B: [3000, 0], X: [0, -100], Y: [3000, -100] },
      ways: [['A B', { highway: 'motorway' }], 'X A', 'B Y'],
    })
    expect(time(engine, at(0, -50), at(3000, -50)).kind).toBe('road')
    expect(time(engine, at(3000, -50), at(0, -50)).kind).toBe('unreachable')
    expect(time(engine, at(0, -50), at(3000, -50), 'foot').kind).toBe('unreachable')
  })

  it('turns round only at dead ends, for a price', () => {
    const engine = engineOf({
      nodes: { A: [0, 0], B: [1000, 0], C: [2000, 0] },
      // Out is one way past the goal's side of a divided road; the way back begins at the dead end C.
      ways: [['A B', { oneway: 'yes' }], 'B C'],
    })
    // From B's road towards C and back: possible, the departure may go either way without turning.
    expect(time(engine, at(1500, 0), at(1200, 0)).metres).toBe(300)
    // A's road is one way: nobody gets back onto it.
    expect(time(engine, at(1500, 0), at(500, 0)).kind).toBe('unreachable')
  })

  it('drives to the dead end and back where no left turn is allowed', () => {
    // From W one may not turn into N at C; E is a dead end: turning round there and coming back makes it a right turn.
    const drawing: Sketch = { ...crossing, ways: ['W C', 'C E', 'C N', 'S C'], restrictions: [{ from: 0, via: 'C', to: 2 }] }
    const engine = engineOf(drawing)
    const answer = time(engine, at(-500, 0), at(0, 500))
    expect(answer.metres).toBe(500 + 2000 + 500)
    expect(answer.seconds).toBeGreaterThan(3 * SECONDS_PER_KM + 20)
  })
})

describe('turn restrictions', () => {
  it('are bound by the search: the way round is taken', () => {
    const free = engineOf(crossing)
    const bound = engineOf({ ...crossing, restrictions: [{ from: 0, via: 'C', to: 2 }] })
    expect(time(free, at(-500, 0), at(0, 500)).metres).toBe(1000)
    expect(time(bound, at(-500, 0), at(0, 500)).metres).toBe(500 + 1000 + 1000 + 500)
    expect(bound.graph.restrictionsBound).toBe(1)
    // Only that turn: from the south straight on to the north stays allowed, and so does the right turn into S.
    expect(time(bound, at(0, -500), at(0, 500)).metres).toBe(1000)
    expect(time(bound, at(-500, 0), at(0, -500)).metres).toBe(1000)
  })

  it('cannot be got round by turning on the spot', () => {
    // Without a way round and without dead ends within reach, N is not reachable from W.
    const engine = engineOf({
      nodes: { W: [-1000, 0], C: [0, 0], N: [0, 1000] },
      ways: [['W C', { oneway: 'yes' }], 'C N'],
      restrictions: [{ from: 0, via: 'C', to: 1 }],
    })
    expect(time(engine, at(-500, 0), at(0, 500)).kind).toBe('unreachable')
  })

  it('are not evaded by turning round at the next junction that is no dead end', () => {
    const engine = engineOf({
      nodes: { ...crossing.nodes, X: [2000, 500], Y: [2000, -500] },
      ways: ['W C', 'C E', 'C N', 'E X Y E'],
      restrictions: [{ from: 0, via: 'C', to: 2 }],
    })
    // Round the block beyond E, not back on the spot.
    const block = Math.hypot(1000, 500) * 2 + 1000
    expect(time(engine, at(-500, 0), at(0, 500)).metres).toBe(Math.round(3000 + block))
  })

  it('of the mandatory kind forbid every other turn', () => {
    const engine = engineOf({ ...crossing, restrictions: [{ from: 0, via: 'C', to: 1, only: true }] })
    expect(time(engine, at(-500, 0), at(500, 0)).metres).toBe(1000)
    expect(time(engine, at(-500, 0), at(0, -500)).metres).toBeGreaterThan(1000)
    expect(time(engine, at(-500, 0), at(0, 500)).metres).toBe(3000)
  })

  it('that forbid turning round close a dead end', () => {
    const drawing: Sketch = { ...crossing, ways: ['W C', 'C E', 'C N', 'S C'] }
    const engine = engineOf({
      ...drawing,
      restrictions: [
        { from: 0, via: 'C', to: 2 },
        { from: 1, via: 'E', to: 1, uTurn: true },
      ],
    })
    // E is closed as a turning place: now S is the one, and it is as far.
    expect(way(engine, at(-500, 0), at(0, 500)).geometry.some(([, lat]) => lat < at(0, -900).lat)).toBe(true)
  })

  it('do not bind those they except, nor walkers', () => {
    const engine = engineOf({ ...crossing, restrictions: [{ from: 0, via: 'C', to: 2, bound: 1 }] })
    expect(time(engine, at(-500, 0), at(0, 500), 'car').metres).toBe(3000)
    expect(time(engine, at(-500, 0), at(0, 500), 'ambulance').metres).toBe(1000)
    const all = engineOf({ ...crossing, restrictions: [{ from: 0, via: 'C', to: 2 }] })
    expect(time(all, at(-500, 0), at(0, 500), 'foot').metres).toBe(1000)
  })

  it('whose target is missing bind nothing', () => {
    const raw = sketch(crossing)
    const restriction = { from: [0], via: 1, to: [99], only: true, uTurn: false, bound: 3 }
    const engine = new RoadEngine(buildGraph({ ...raw, restrictions: [restriction] }), null)
    expect(engine.graph).toMatchObject({ restrictionsBound: 0, restrictionsIgnored: 1 })
    expect(time(engine, at(-500, 0), at(0, 500)).metres).toBe(1000)
  })
})

describe('who may pass', () => {
  it('a locked gate stops cars, not fire engines; a bollard stops both, not walkers', () => {
    const gate = engineOf({ nodes: { A: [0, 0], B: [1000, 0], C: [2000, 0] }, ways: ['A B C'], flags: { B: NODE_FLAG.locked } })
    expect(time(gate, at(500, 0), at(1500, 0), 'car').kind).toBe('unreachable')
    expect(time(gate, at(500, 0), at(1500, 0), 'fire-engine').kind).toBe('road')
    const bollard = engineOf({ nodes: { A: [0, 0], B: [1000, 0], C: [2000, 0] }, ways: ['A B C'], flags: { B: NODE_FLAG.blocked } })
    expect(time(bollard, at(500, 0), at(1500, 0), 'fire-engine').kind).toBe('unreachable')
    expect(time(bollard, at(500, 0), at(1500, 0), 'foot').kind).toBe('road')
  })

  it('a low bridge stops the fire engine only', () => {
    const engine = engineOf({
      nodes: { A: [0, 0], B: [1000, 0], C: [2000, 0], D: [3000, 0] },
      ways: ['A B', ['B C', { maxheight: '3.2' }], 'C D'],
    })
    expect(time(engine, at(500, 0), at(2500, 0), 'fire-engine').kind).toBe('unreachable')
    expect(time(engine, at(500, 0), at(2500, 0), 'ambulance').kind).toBe('road')
  })

  it('cars keep out of private short cuts but reach what lies on them; the penalty is not in the time', () => {
    const engine = engineOf({
      nodes: { A: [0, 0], B: [1000, 0], C: [2000, 0], U: [1000, 900] },
      ways: ['A B', 'B C', ['A U', { access: 'private' }], ['U C', { access: 'private' }]],
    })
    const onIt = time(engine, at(900, 0), at(500, 450), 'car')
    expect(onIt.kind).toBe('road')
    expect(onIt.seconds).toBeLessThan(300)
    expect(onIt.seconds).toBeGreaterThan(((900 + 672) / 1000) * SECONDS_PER_KM - 2)
  })

  it('blue light is faster than the law, a volunteer is not', () => {
    const engine = engineOf({ nodes: { A: [0, 0], B: [10_000, 0] }, ways: [['A B', { highway: 'secondary' }]] })
    const seconds = (vehicle: VehicleClass): number => time(engine, at(0, 0), at(10_000, 0), vehicle).seconds!
    expect(seconds('volunteer-car')).toBe(seconds('car'))
    expect(seconds('ambulance')).toBeLessThan(seconds('car'))
    expect(seconds('foot')).toBeGreaterThan(5 * seconds('car'))
  })
})

describe('matching to roads', () => {
  it('prefers a connected road to a nearer scrap of one', () => {
    const nodes: Record<string, [number, number]> = { X: [400, 30], Y: [440, 30] }
    const ways: string[] = ['X Y']
    for (let i = 0; i <= 80; i++) nodes[`n${String(i)}`] = [i * 100, 0]
    for (let i = 0; i < 80; i++) ways.push(`n${String(i)} n${String(i + 1)}`)
    const engine = engineOf({ nodes, ways })
    const answer = time(engine, at(420, 31), at(5000, 0))
    expect(answer.kind).toBe('road')
    expect(answer.metres).toBeGreaterThan(4500)
    expect(time(engine, at(5000, 0), at(420, 31)).kind).toBe('road')
  })

  it('does not leave a bridge or an expressway sideways', () => {
    const engine = engineOf({
      nodes: { A: [0, 0], B: [2000, 0], C: [0, 300], D: [2000, 300], E: [-500, 0] },
      ways: [['A B', { bridge: 'yes' }], 'E A', 'E C', 'C D'],
    })
    expect(way(engine, at(-400, 0), at(1000, 60)).legs.at(-1)!.geometry[0]![1]).toBeCloseTo(at(0, 300).lat, 5)
  })

  it('a parked team far off the road drives there slowly: its approach is in the time and told apart', () => {
    const engine = engineOf({ nodes: { A: [0, 0], B: [2000, 0] }, ways: ['A B'] })
    const answer = time(engine, at(500, 100), at(1500, 0))
    expect(answer.snapM).toBe(100)
    expect(answer.seconds).toBe(Math.round(SECONDS_PER_KM + (100 * 1.3) / (15 / 3.6)))
    expect(way(engine, at(500, 100), at(1500, 0)).legs.map((leg) => leg.mode)).toEqual(['estimated', 'road'])
  })
})

describe('answers', () => {
  it('come in the order of the origins, classes mixed', () => {
    const engine = engineOf(crossing)
    const origins = (['foot', 'car', 'ambulance', 'foot', 'car'] as const).map((vehicle, i) => ({
      id: `t${String(i)}`,
      at: at(-500 - i * 10, 0),
      vehicle,
    }))
    const { times } = engine.travelTimes({ target: at(500, 0), origins, conditions: FAIR_DAY }, 0)
    expect(times.map((t) => t.id)).toEqual(['t0', 't1', 't2', 't3', 't4'])
    expect(times[0]!.seconds).toBeGreaterThan(times[1]!.seconds!)
  })

  it('time and route agree', () => {
    const engine = engineOf(crossing)
    for (const [from, to] of [[at(-500, 0), at(0, 500)], [at(-500, 20), at(30, -700)], [at(100, 0), at(300, 0)]] as const) {
      const answer = time(engine, from, to)
      const route = way(engine, from, to)
      expect(Math.abs(route.seconds! - answer.seconds!)).toBeLessThanOrEqual(1)
      expect(Math.abs(route.metres! - answer.metres!)).toBeLessThanOrEqual(1)
    }
  })
})
