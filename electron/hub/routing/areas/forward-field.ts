import { BucketQueue } from '../bucket-queue'
import type { ClosedEdges } from '../closures'
import { Int32Column } from '../columns'
import { edgeHeads, NEVER } from '../graph'
import type { RoadGraph } from '../graph'
import type { Profile } from '../profile'
import { outgoingEdges } from '../turns'
import { EDGES_A_STEP } from './timed-field'
import type { PieceVisitor, TimedField } from './timed-field'
import type { Steps } from './world'

/** What a search in driving direction needs beyond the graph, which is laid out for the other one. */
export interface Onward {
  /** Edges that leave node n are `edges[first[n]] .. edges[first[n + 1] - 1]`. */
  readonly first: Int32Array
  readonly edges: Int32Array
  /** Node that each edge leads to. */
  readonly heads: Int32Array
}

export function onward(graph: RoadGraph): Onward {
  return { ...outgoingEdges(graph.edgeTail, graph.nodeLon.length), heads: edgeHeads(graph) }
}

/** Where somebody sets out: a place on an edge, left at `cost` deciseconds. */
export interface Start {
  readonly edge: number
  readonly fraction: number
  readonly cost: number
  /** Any number by which the asker knows who it is. */
  readonly source: number
}

/**
 * The search in driving direction, from one or many starts at once: `entry[e]` is the time at which edge e is entered,
 * the turn into it included. The mirror of `RoadField`: states are edges, turn restrictions bind exactly, a closed edge
 * is entered (who lives before the barrier is reached) but leads nowhere. Of many starts each edge keeps the soonest.
 */
export class ForwardField implements TimedField {
  readonly #graph: RoadGraph
  readonly #onward: Onward
  readonly #profile: Profile
  readonly #closed: ClosedEdges | null
  readonly #starts: readonly Start[]
  readonly #startsByEdge = new Map<number, number[]>()
  readonly #entry: Int32Array
  readonly #source: Int32Array
  /** The part of `entry` that only guides the choice (private roads); null where the vehicle knows none. */
  readonly #penalty: Int32Array | null
  readonly #reached = new Int32Column()
  readonly #queue: BucketQueue

  constructor(graph: RoadGraph, onwardEdges: Onward, profile: Profile, closed: ClosedEdges | null, starts: readonly Start[]) {
    this.#graph = graph
    this.#onward = onwardEdges
    this.#profile = profile
    this.#closed = closed
    this.#starts = starts
    const edges = graph.edgeTail.length
    this.#entry = new Int32Array(edges).fill(NEVER)
    this.#source = new Int32Array(edges)
    this.#penalty = profile.vehicle.restrictedPenaltySeconds > 0 ? new Int32Array(edges) : null
    const lowest = starts.reduce((least, start) => Math.min(least, start.cost), NEVER)
    const highest = starts.reduce((most, start) => Math.max(most, start.cost), 0)
    this.#queue = new BucketQueue(lowest === NEVER ? 0 : lowest, Math.max(0, highest - lowest) + 2 * profile.longestStep)
    starts.forEach((start, index) => this.#plant(start, index))
  }

  #plant(start: Start, index: number): void {
    const whole = this.#profile.edgeCost[start.edge]!
    if (whole >= NEVER) return
    const onEdge = this.#startsByEdge.get(start.edge)
    if (onEdge) onEdge.push(index)
    else this.#startsByEdge.set(start.edge, [index])
    if (this.#closed?.blocks(start.edge, start.fraction, 1, this.#profile.vehicleClass)) return
    this.#leave(start.edge, start.cost + Math.round(whole * (1 - start.fraction)), start.source, 0)
  }

  /** Passes on from the end of an edge, reached at `end`, into all that follow. */
  #leave(edge: number, end: number, source: number, penalty: number): void {
    const { turnFirst, turnType, headFirst } = this.#graph
    const { edgeCost, turnCost, turnPenalty, vehicleClass } = this.#profile
    const { first, edges, heads } = this.#onward
    const entry = this.#entry
    const node = heads[edge]!
    const slot = edge - headFirst[node]!
    const last = first[node + 1]!
    for (let i = first[node]!; i < last; i++) {
      const next = edges[i]!
      const type = turnType[turnFirst[next]! + slot]!
      const total = end + turnCost[type]!
      const before = entry[next]!
      if (total >= before || edgeCost[next]! >= NEVER) continue
      if (before === NEVER) this.#reached.push(next)
      entry[next] = total
      this.#source[next] = source
      if (this.#penalty !== null) this.#penalty[next] = penalty + turnPenalty[type]!
      if (this.#closed === null || !this.#closed.touches(next, vehicleClass)) this.#queue.push(next, total)
    }
  }

  /** Searches until everything up to `limit` deciseconds is final. Guidance is searched beyond it, so that it never counts. */
  *run(limit: number): Steps<void> {
    const { edgeCost, vehicle } = this.#profile
    const queue = this.#queue
    const entry = this.#entry
    const penalty = this.#penalty
    const until = limit + vehicle.restrictedPenaltySeconds * 20
    let pops = 0
    while (queue.size > 0 && queue.bound <= until) {
      if (++pops % EDGES_A_STEP === 0) yield
      const edge = queue.pop()
      const here = entry[edge]!
      if (queue.isStale(here)) continue
      const end = here + edgeCost[edge]!
      // What is entered later than asked for needs no entry of its own.
      if (end <= until) this.#leave(edge, end, this.#source[edge]!, penalty === null ? 0 : penalty[edge]!)
    }
  }

  *pieces(limit: number, visit: PieceVisitor): Steps<void> {
    const { edgeCost, vehicleClass } = this.#profile
    const piece = (edge: number, from: number, time: number): void => {
      const whole = edgeCost[edge]!
      const open = this.#closed?.openUntil(edge, from, vehicleClass) ?? 1
      const to = Math.min(open, from + (limit - time) / whole)
      visit(edge, from, to, time, time + whole * (to - from))
    }
    const reached = this.#reached.toArray()
    for (let i = 0; i < reached.length; i++) {
      if (i % EDGES_A_STEP === EDGES_A_STEP - 1) yield
      const edge = reached[i]!
      const time = this.#entry[edge]! - (this.#penalty?.[edge] ?? 0)
      if (time <= limit) piece(edge, 0, time)
    }
    for (const { edge, fraction, cost } of this.#starts) if (edgeCost[edge]! < NEVER && cost <= limit) piece(edge, fraction, cost)
  }

  timeAt(edge: number, fraction: number): number {
    return Math.min(this.#timeThrough(edge, fraction), this.#bestStart(edge, fraction)?.cost ?? NEVER)
  }

  sourceAt(edge: number, fraction: number): number {
    const direct = this.#bestStart(edge, fraction)
    return direct !== null && direct.cost <= this.#timeThrough(edge, fraction) ? direct.source : this.#source[edge]!
  }

  /** At a place of an edge that was entered at its beginning. */
  #timeThrough(edge: number, fraction: number): number {
    const entry = this.#entry[edge]!
    if (entry >= NEVER || this.#closed?.blocks(edge, 0, fraction, this.#profile.vehicleClass)) return NEVER
    return entry - (this.#penalty?.[edge] ?? 0) + Math.round(this.#profile.edgeCost[edge]! * fraction)
  }

  /** From a start on the very same edge, behind the place. */
  #bestStart(edge: number, fraction: number): { cost: number; source: number } | null {
    let best: { cost: number; source: number } | null = null
    for (const index of this.#startsByEdge.get(edge) ?? []) {
      const start = this.#starts[index]!
      if (start.fraction > fraction || this.#closed?.blocks(edge, start.fraction, fraction, this.#profile.vehicleClass)) continue
      const cost = start.cost + Math.round(this.#profile.edgeCost[edge]! * (fraction - start.fraction))
      if (best === null || cost < best.cost) best = { cost, source: start.source }
    }
    return best
  }
}
