import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAIR_DAY } from '../../../shared/dispatch/travel'
import { BucketQueue } from './bucket-queue'
import { buildGraph } from './build'
import { strongParts } from './components'
import { RoadField } from './field'
import { edgeHeads, NEVER, TURN } from './graph'
import type { RoadGraph } from './graph'
import { bestWay, settle } from './origin'
import { buildProfile } from './profile'
import type { Profile } from './profile'
import { edgesAt } from './reach'
import { sketch } from './testing'

/** The textbook: every edge's time to the target edge's place by relaxing until nothing changes. No queue, no order. */
function naive(graph: RoadGraph, profile: Profile, target: { edge: number; fraction: number }): Float64Array {
  const heads = edgeHeads(graph)
  const costs = new Float64Array(graph.edgeTail.length).fill(Infinity)
  const turn = (from: number, to: number): number =>
    profile.turnCost[graph.turnType[graph.turnFirst[to]! + from - graph.headFirst[heads[from]!]!]!]!
  const last = Math.round(profile.edgeCost[target.edge]! * target.fraction)
  for (let changed = true; changed; ) {
    changed = false
    for (let from = 0; from < costs.length; from++) {
      if (profile.edgeCost[from]! >= NEVER) continue
      for (let to = 0; to < costs.length; to++) {
        if (graph.edgeTail[to] !== heads[from] || turn(from, to) >= NEVER || profile.edgeCost[to]! >= NEVER) continue
        const onward = Math.min(costs[to]!, to === target.edge ? last : Infinity)
        const total = profile.edgeCost[from]! + turn(from, to) + onward
        if (total < costs[from]!) {
          costs[from] = total
          changed = true
        }
      }
    }
  }
  return costs
}

const networks = fc.record({
  nodes: fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 })), { minLength: 3, maxLength: 9 }),
  ways: fc.array(
    fc.record({
      from: fc.nat(8),
      to: fc.nat(8),
      oneway: fc.constantFrom('yes', 'no', '-1'),
      highway: fc.constantFrom('primary', 'residential', 'track', 'pedestrian', 'footway'),
    }),
    { minLength: 3, maxLength: 16 },
  ),
  bans: fc.array(fc.record({ from: fc.nat(15), via: fc.nat(8), to: fc.nat(15), only: fc.boolean() }), { maxLength: 6 }),
  signals: fc.array(fc.nat(8), { maxLength: 3 }),
  target: fc.nat(40),
  fraction: fc.double({ min: 0, max: 1, noNaN: true }),
  vehicle: fc.constantFrom('car', 'fire-engine', 'foot'),
} as const)

describe('search', () => {
  it('agrees with the textbook on random networks with one-ways, bans, signals and access', () => {
    fc.assert(
      fc.property(networks, (random) => {
        const count = random.nodes.length
        const name = (i: number): string => `n${String(i % count)}`
        const ways = random.ways.filter(({ from, to }) => from % count !== to % count)
        fc.pre(ways.length > 0)
        const graph = buildGraph(
          sketch({
            nodes: Object.fromEntries(random.nodes.map((place, i) => [name(i), place])),
            ways: ways.map((w) => [`${name(w.from)} ${name(w.to)}`, { oneway: w.oneway, highway: w.highway }] as const),
            flags: Object.fromEntries(random.signals.map((i) => [name(i), 1])),
            restrictions: random.bans.map((b) => ({ from: b.from % ways.length, via: name(b.via), to: b.to % ways.length, only: b.only })),
          }),
        )
        const profile = buildProfile(graph, random.vehicle, FAIR_DAY)
        const target = { edge: random.target % graph.edgeTail.length, fraction: random.fraction }
        const field = new RoadField(graph, profile, null, profile.edgeCost[target.edge]! >= NEVER ? [] : [{ ...target, cost: 0 }])
        field.run(() => 1e9)
        const expected = profile.edgeCost[target.edge]! >= NEVER ? null : naive(graph, profile, target)
        for (let edge = 0; edge < graph.edgeTail.length; edge++) {
          const through = expected?.[edge] ?? Infinity
          const direct = edge === target.edge && expected !== null ? Math.round(profile.edgeCost[edge]! * target.fraction) : Infinity
          const best = Math.min(through, direct)
          expect(field.arrival(edge, 0)?.cost ?? Infinity).toBe(best)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('stopped early and taken up again gives the same as in one go', () => {
    const nodes: Record<string, [number, number]> = {}
    const ways: string[] = []
    for (let x = 0; x < 12; x++) {
      for (let y = 0; y < 12; y++) {
        nodes[`n${String(x)}_${String(y)}`] = [x * 200 + ((x * 7 + y * 13) % 50), y * 200 + ((x * 11 + y * 5) % 60)]
        if (x > 0) ways.push(`n${String(x - 1)}_${String(y)} n${String(x)}_${String(y)}`)
        if (y > 0) ways.push(`n${String(x)}_${String(y - 1)} n${String(x)}_${String(y)}`)
      }
    }
    const graph = buildGraph(sketch({ nodes, ways }))
    const profile = buildProfile(graph, 'car', FAIR_DAY)
    const seeds = [{ edge: 17, fraction: 0.3, cost: 50 }, { edge: 90, fraction: 0.9, cost: 4_000 }]
    const whole = new RoadField(graph, profile, null, seeds)
    whole.run(() => 1e9)
    const steps = new RoadField(graph, profile, null, seeds)
    for (let i = 0; i < 20; i++) {
      let asked = 0
      steps.run(() => (++asked > 2 ? 0 : 7))
      // What is given out meanwhile is already final.
      for (let edge = 0; edge < graph.edgeTail.length; edge++) {
        const now = steps.arrival(edge, 0)
        if (now?.leavesEdge === true) expect(now.cost).toBe(whole.arrival(edge, 0)!.cost)
      }
    }
    steps.run(() => 1e9)
    for (let edge = 0; edge < graph.edgeTail.length; edge++) {
      expect(steps.arrival(edge, 0)?.cost).toBe(whole.arrival(edge, 0)?.cost)
      if (whole.arrival(edge, 0)?.leavesEdge === true) expect(steps.metresFrom(edge)).toBe(whole.metresFrom(edge))
    }
  })
})

describe('settle', () => {
  it('stops early only when no other departure can be better', () => {
    const nodes: Record<string, [number, number]> = {}
    const ways: string[] = []
    for (let x = 0; x < 40; x++) {
      for (let y = 0; y < 40; y++) {
        nodes[`n${String(x)}_${String(y)}`] = [x * 2000 + ((x * 7 + y * 13) % 50) * 15, y * 2000 + ((x * 11 + y * 5) % 60) * 12]
        if (x > 0) ways.push(`n${String(x - 1)}_${String(y)} n${String(x)}_${String(y)}`)
        if (y > 0) ways.push(`n${String(x)}_${String(y - 1)} n${String(x)}_${String(y)}`)
      }
    }
    const graph = buildGraph(sketch({ nodes, ways }))
    const profile = buildProfile(graph, 'car', FAIR_DAY)
    const whole = new RoadField(graph, profile, null, [{ edge: 3000, fraction: 0.4, cost: 0 }])
    whole.run(() => 1e9)
    let stopped = 0
    for (let road = 0; road < graph.roadClass.length; road += 3) {
      // Two departures: either direction, at some place on the road.
      const fraction = ((road * 37) % 100) / 100
      const departures = edgesAt(graph, { road, fraction, metres: 0 }).map((place) => ({ ...place, approachMetres: 0, approachCost: 0, snapM: 0 }))
      const field = new RoadField(graph, profile, null, whole.seeds)
      settle(field, [departures])
      expect(bestWay(field, departures)!.cost).toBe(bestWay(whole, departures)!.cost)
      if (field.bound < NEVER) stopped++
    }
    expect(stopped).toBeGreaterThan(100)
  })
})

describe('bucket queue', () => {
  it('gives items by bucket, in order, whatever the pushes', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.array(fc.nat(500), { minLength: 1 }), (start, steps) => {
        const queue = new BucketQueue(start, 500)
        const keys = steps.map((step, item) => {
          queue.push(item, start + step)
          return start + step
        })
        let bound = start >> 3
        for (let item = queue.pop(); item >= 0; item = queue.pop()) {
          expect(keys[item]! >> 3).toBeGreaterThanOrEqual(bound)
          bound = keys[item]! >> 3
          expect(queue.isStale(keys[item]!)).toBe(false)
        }
        expect(queue.size).toBe(0)
      }),
    )
  })
})

describe('strong parts', () => {
  it('are the classes of mutual reachability', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 24 }), (links) => {
        const first = new Int32Array(9)
        for (const [from] of links) first[from + 1]!++
        for (let node = 0; node < 8; node++) first[node + 1]! += first[node]!
        const targets = new Int32Array(links.length)
        const next = first.slice()
        for (const [from, to] of links) targets[next[from]!++] = to
        const reach = Array.from({ length: 8 }, (_, node) => new Set([node]))
        for (let round = 0; round < 8; round++) {
          for (const set of reach) for (const [from, to] of links) if (set.has(from)) set.add(to)
        }
        const part = strongParts({ first, targets })
        for (let a = 0; a < 8; a++) {
          for (let b = 0; b < 8; b++) expect(part[a] === part[b]).toBe(reach[a]!.has(b) && reach[b]!.has(a))
        }
      }),
    )
  })
})

it('turn types fit their field', () => {
  expect(TURN.none).toBeLessThan(TURN.types)
})
