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
  /** Nothing was searched yet. */
  isFresh = true
  #metres: Int32Array | null = null
  #seedOf: Int32Array | null = null
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

  /**
   * Searches on until `enough(bound)` says 0 (otherwise: after how many steps to ask again) or everything reachable is final.
   */
  run(enough: (bound: number) => number): void {
    const { headFirst, edgeTail, turnFirst, turnType } = this.graph
    const { edgeCost, turnCost, vehicleClass } = this.profile
    const cost = this.#cost
    const next = this.#next
    const queue = this.#queue
    const closed = this.#closed
    const closedMask = closed === null ? null : closed.mask
    const closedBit = closed === null ? 0 : closed.bitOf(vehicleClass)
    let countdown = enough(this.bound)
    this.isFresh = false
    while (countdown > 0) {
      if (--countdown === 0) {
        countdown = enough(queue.bound)
        if (countdown <= 0) return
      }
      const edge = queue.pop()
      if (edge < 0) return
      const here = cost[edge]!
      if (queue.isStale(here)) continue
      const tail = edgeTail[edge]!
      const last = headFirst[tail + 1]!
      let turn = turnFirst[edge]!
      for (let from = headFirst[tail]!; from < last; from++, turn++) {
        const total = here + turnCost[turnType[turn]!]! + edgeCost[from]!
        if (total >= cost[from]!) continue
        cost[from] = total
        next[from] = edge
        if (closedMask === null || (closedMask[from]! & closedBit) === 0) queue.push(from, total)
      }
    }
  }

  /** Deciseconds from a place on an edge to the target; `NEVER` if there is no way (yet: see `bound`). */
  costFrom(edge: number, fraction: number): number {
    const whole = this.profile.edgeCost[edge]!
    if (whole >= NEVER) return NEVER
    const through = this.#cost[edge]!
    const isFinal = through < NEVER && through <= this.bound
    const isOpen = isFinal && (this.#closed === null || !this.#closed.blocks(edge, fraction, 1, this.profile.vehicleClass))
    const onward = isOpen ? through - Math.round(whole * fraction) : NEVER
    return this.#seedsByEdge.has(edge) ? Math.min(onward, this.#direct(edge, fraction)?.cost ?? NEVER) : onward
  }

  /** Deciseconds from entering the edge to the target as far as the search has come, its own closures not asked. */
  through(edge: number): number {
    return this.#cost[edge]!
  }

  /** Numbers of the seeds that lie on the edge. */
  seedsOn(edge: number): readonly number[] {
    return this.#seedsByEdge.get(edge) ?? []
  }

  /** Best way from a place on an edge, or null if there is none (yet: see `bound`). */
  arrival(edge: number, fraction: number): Arrival | null {
    const cost = this.costFrom(edge, fraction)
    if (cost >= NEVER) return null
    const direct = this.#seedsByEdge.has(edge) ? this.#direct(edge, fraction) : null
    if (direct !== null && direct.cost === cost) return direct
    this.#measure(edge)
    return { cost, seed: this.#seedOf![edge]!, leavesEdge: true }
  }

  /** To a seed on the very same edge, ahead of the place. */
  #direct(edge: number, fraction: number): Arrival | null {
    let best: Arrival | null = null
    for (const index of this.#seedsByEdge.get(edge) ?? []) {
      const seed = this.seeds[index]!
      if (seed.fraction < fraction || this.#closed?.blocks(edge, fraction, seed.fraction, this.profile.vehicleClass)) continue
      const cost = seed.cost + Math.round(this.profile.edgeCost[edge]! * (seed.fraction - fraction))
      if (best === null || cost < best.cost) best = { cost, seed: index, leavesEdge: false }
    }
    return best
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
    this.#seedOf ??= new Int32Array(this.#cost.length)
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
      this.#seedOf[from] = onward >= 0 ? this.#seedOf[onward]! : -2 - onward
      metres[from] = graph.roadLength[graph.edgeRoad[from]! >> 1]! + rest
      penalty[from] = profile.turnPenalty[graph.turnType[slot]!]! + (onward >= 0 ? penalty[onward]! : 0)
    }
  }
}
