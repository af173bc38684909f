import { BucketQueue } from './bucket-queue'
import type { ClosedEdges } from './closures'
import { NEVER } from './graph'
import type { RoadGraph } from './graph'
import type { Profile } from './profile'

/** Where a search begins: a place on an edge from which the target is `cost` deciseconds (walking, sailing) away. */
export interface Seed {
  readonly edge: number
  /** Share of the edge's length that lies before the place, 0..1 in driving direction. */
  readonly fraction: number
  readonly cost: number
}

/** Time from every edge to the target; grows on demand. */
export interface Arrival {
  /** Deciseconds, search penalties included. */
  readonly cost: number
  /** Seed that the way ends at. */
  readonly seed: number
  /** The way leaves the edge at its end (true) or ends on the very edge it begins on. */
  readonly leavesEdge: boolean
}

const CHECK_AFTER = 2_000

/**
 * One reverse search from the target: `cost[e]` is the time from entering edge e to the target. States are edges, not
 * junctions, so turn restrictions and turn times bind exactly. The search can be stopped when the origins that matter
 * are settled and taken up again for others: one field serves an incident for as long as it is open.
 *
 * A closed edge still gets its own cost (who stands beyond the barrier may drive on) but passes none on.
 */
export class RoadField {
  readonly graph: RoadGraph
  readonly profile: Profile
  readonly seeds: readonly Seed[]
  readonly #closed: ClosedEdges | null
  readonly #cost: Int32Array
  /** Next edge on the way, or -2 - seed at its end. */
  readonly #next: Int32Array
  readonly #queue: BucketQueue
  readonly #seedsByEdge = new Map<number, number[]>()
  #metres: Int32Array | null = null
  #penalty: Int32Array | null = null

  constructor(graph: RoadGraph, profile: Profile, closed: ClosedEdges | null, seeds: readonly Seed[]) {
    this.graph = graph
    this.profile = profile
    this.seeds = seeds
    this.#closed = closed
    this.#cost = new Int32Array(graph.edgeTail.length).fill(NEVER)
    this.#next = new Int32Array(graph.edgeTail.length)
    const starts = seeds.map((seed) => seed.cost)
    const lowest = starts.length === 0 ? 0 : Math.min(...starts)
    const highest = starts.length === 0 ? 0 : Math.max(...starts)
    this.#queue = new BucketQueue(lowest, highest - lowest + 2 * profile.longestStep)
    seeds.forEach((seed, index) => this.#plant(seed, index))
  }

  /** Final costs are those up to this bound (deciseconds). */
  get bound(): number {
    return this.#queue.size === 0 ? NEVER : this.#queue.bound
  }

  #plant(seed: Seed, index: number): void {
    const { graph, profile } = this
    const whole = profile.edgeCost[seed.edge]!
    if (whole >= NEVER) return
    const onEdge = this.#seedsByEdge.get(seed.edge)
    if (onEdge) onEdge.push(index)
    else this.#seedsByEdge.set(seed.edge, [index])
    if (this.#closed?.blocks(seed.edge, 0, seed.fraction, profile.vehicleClass)) return
    const part = seed.cost + Math.round(whole * seed.fraction)
    const tail = graph.edgeTail[seed.edge]!
    let turn = graph.turnFirst[seed.edge]!
    for (let from = graph.headFirst[tail]!; from < graph.headFirst[tail + 1]!; from++, turn++) {
      this.#improve(from, part + profile.turnCost[graph.turnType[turn]!]! + profile.edgeCost[from]!, -2 - index)
    }
  }

  #improve(edge: number, cost: number, next: number): void {
    if (cost >= this.#cost[edge]!) return
    this.#cost[edge] = cost
    this.#next[edge] = next
    if (!this.#closed?.touches(edge, this.profile.vehicleClass)) this.#queue.push(edge, cost)
  }

  /** Searches on until `enough(bound)` says so (asked now and then) or everything reachable is final. */
  run(enough: (bound: number) => boolean, checkAfter = CHECK_AFTER): void {
    const { headFirst, edgeTail, turnFirst, turnType } = this.graph
    const { edgeCost, turnCost, vehicleClass } = this.profile
    const cost = this.#cost
    const next = this.#next
    const queue = this.#queue
    const closed = this.#closed
    const closedMask = closed === null ? null : closed.mask
    const closedBit = closed === null ? 0 : closed.bitOf(vehicleClass)
    if (enough(this.bound)) return
    let countdown = checkAfter
    for (;;) {
      if (countdown-- <= 0) {
        if (enough(queue.bound)) return
        countdown = checkAfter
      }
      const edge = queue.pop()
      if (edge < 0) return
      const here = cost[edge]!
      if (queue.isStale(here)) continue
      const tail = edgeTail[edge]!
      let turn = turnFirst[edge]!
      const last = headFirst[tail + 1]!
      for (let from = headFirst[tail]!; from < last; from++, turn++) {
        const total = here + turnCost[turnType[turn]!]! + edgeCost[from]!
        if (total >= cost[from]!) continue
        cost[from] = total
        next[from] = edge
        if (closedMask === null || (closedMask[from]! & closedBit) === 0) queue.push(from, total)
      }
    }
  }

  /** Best way from a place on an edge, or null if there is none (yet: see `bound`). */
  arrival(edge: number, fraction: number): Arrival | null {
    const whole = this.profile.edgeCost[edge]!
    if (whole >= NEVER) return null
    const vehicle = this.profile.vehicleClass
    let best: Arrival | null = null
    for (const index of this.#seedsByEdge.get(edge) ?? []) {
      const seed = this.seeds[index]!
      if (seed.fraction < fraction || this.#closed?.blocks(edge, fraction, seed.fraction, vehicle)) continue
      const cost = seed.cost + Math.round(whole * (seed.fraction - fraction))
      if (best === null || cost < best.cost) best = { cost, seed: index, leavesEdge: false }
    }
    const through = this.#cost[edge]!
    if (through < NEVER && through <= this.bound && !this.#closed?.blocks(edge, fraction, 1, vehicle)) {
      const cost = through - Math.round(whole * fraction)
      if (best === null || cost < best.cost) best = { cost, seed: this.#seedAfter(edge), leavesEdge: true }
    }
    return best
  }

  #seedAfter(edge: number): number {
    let at = edge
    while (this.#next[at]! >= 0) at = this.#next[at]!
    return -2 - this.#next[at]!
  }

  /** Edges driven after leaving `edge`, the last one only as far as the seed. */
  edgesAfter(edge: number): number[] {
    const edges: number[] = []
    let at = this.#next[edge]!
    while (at >= 0) {
      edges.push(at)
      at = this.#next[at]!
    }
    edges.push(this.seeds[-2 - at]!.edge)
    return edges
  }

  /** Decimetres from the beginning of `edge` to the seed that its way ends at. Final edges only. */
  metresFrom(edge: number): number {
    this.#measure(edge)
    return this.#metres![edge]!
  }

  /** Deciseconds of pure guidance in `cost`: not part of the time. Final edges only. */
  penaltyFrom(edge: number): number {
    this.#measure(edge)
    return this.#penalty![edge]!
  }

  /** Lengths are summed along the ways that were asked for, each stretch once. */
  #measure(edge: number): void {
    this.#metres ??= new Int32Array(this.#cost.length).fill(-1)
    this.#penalty ??= new Int32Array(this.#cost.length)
    const metres = this.#metres
    const penalty = this.#penalty
    const chain: number[] = []
    let at = edge
    while (at >= 0 && metres[at]! < 0) {
      chain.push(at)
      at = this.#next[at]!
    }
    for (let i = chain.length - 1; i >= 0; i--) {
      const from = chain[i]!
      const onward = this.#next[from]!
      const { graph, profile } = this
      const to = onward >= 0 ? onward : this.seeds[-2 - onward]!.edge
      const rest =
        onward >= 0
          ? metres[onward]!
          : Math.round(graph.roadLength[graph.edgeRoad[to]! >> 1]! * this.seeds[-2 - onward]!.fraction)
      const slot = graph.turnFirst[to]! + from - graph.headFirst[graph.edgeTail[to]!]!
      metres[from] = graph.roadLength[graph.edgeRoad[from]! >> 1]! + rest
      penalty[from] = profile.turnPenalty[graph.turnType[slot]!]! + (onward >= 0 ? penalty[onward]! : 0)
    }
  }
}
