import type { EpochMs } from '../../../shared/base/time'
import { VEHICLE_CLASSES } from '../../../shared/dispatch/travel'
import type { RoadClosure, VehicleClass } from '../../../shared/dispatch/travel'
import { hitsOfClosure } from './closure-hits'
import type { ClosureHit } from './closure-hits'
import type { RoadGraph } from './graph'
import type { RoadIndex } from './road-index'

/** What a search needs to know about closed edges. */
export interface ClosedEdges {
  /** Per edge: bit per vehicle class that may not pass. */
  readonly mask: Uint8Array
  bitOf(vehicle: VehicleClass): number
  /** Is any part of the edge closed to it? */
  touches(edge: number, vehicle: VehicleClass): boolean
  /** Is a part between these fractions (driving direction) closed to it? */
  blocks(edge: number, from: number, to: number, vehicle: VehicleClass): boolean
  /** How far it gets on the edge from a fraction before something is closed; 1: to the end. */
  openUntil(edge: number, from: number, vehicle: VehicleClass): number
  /** From where on the edge it gets to a fraction; 0: from the beginning. */
  openFrom(edge: number, to: number, vehicle: VehicleClass): number
}

interface Applied {
  readonly closure: RoadClosure
  readonly bits: number
  readonly hits: readonly ClosureHit[]
}

const bitOf = (vehicle: VehicleClass): number => 1 << VEHICLE_CLASSES.indexOf(vehicle)

/** The closures in force, as marks on edges. Applying and lifting touch only the edges concerned. */
export class ClosureSet implements ClosedEdges {
  readonly mask: Uint8Array
  readonly #graph: RoadGraph
  readonly #index: RoadIndex
  readonly #applied = new Map<string, Applied>()
  readonly #parts = new Map<number, { hit: ClosureHit; bits: number }[]>()
  /** Grows with every change. */
  version = 1

  constructor(graph: RoadGraph, index: RoadIndex) {
    this.#graph = graph
    this.#index = index
    this.mask = new Uint8Array(graph.edgeTail.length)
  }

  get closures(): RoadClosure[] {
    return [...this.#applied.values()].map((entry) => entry.closure)
  }

  /** Directed edges closed to somebody. */
  get affectedEdges(): number {
    return this.#parts.size
  }

  /** Nothing is closed, neither roads nor water. */
  get isEmpty(): boolean {
    return this.#applied.size === 0
  }

  /** Replaces the set; closures that are already in force and unchanged cost nothing. Expired ones are left out. */
  replace(closures: readonly RoadClosure[], now: EpochMs): void {
    const wanted = new Map(closures.filter((c) => c.until === null || c.until > now).map((c) => [c.id, c]))
    let changed = false
    for (const [id, applied] of this.#applied) {
      const next = wanted.get(id)
      if (next !== undefined && JSON.stringify(next) === JSON.stringify(applied.closure)) continue
      this.#lift(applied)
      changed = true
    }
    for (const [id, closure] of wanted) {
      if (this.#applied.has(id)) continue
      this.#apply(closure)
      changed = true
    }
    if (changed) this.version++
  }

  /** Lifts closures whose time has come. */
  expire(now: EpochMs): void {
    const over = [...this.#applied.values()].filter(({ closure }) => closure.until !== null && closure.until <= now)
    for (const applied of over) this.#lift(applied)
    if (over.length > 0) this.version++
  }

  #apply(closure: RoadClosure): void {
    const bits = closure.vehicles === null ? 0xff : closure.vehicles.reduce((mask, v) => mask | bitOf(v), 0)
    const hits = hitsOfClosure(this.#graph, this.#index, closure)
    this.#applied.set(closure.id, { closure, bits, hits })
    for (const hit of hits) {
      const parts = this.#parts.get(hit.edge)
      if (parts) parts.push({ hit, bits })
      else this.#parts.set(hit.edge, [{ hit, bits }])
      this.mask[hit.edge]! |= bits
    }
  }

  #lift(applied: Applied): void {
    this.#applied.delete(applied.closure.id)
    for (const hit of applied.hits) {
      const rest = (this.#parts.get(hit.edge) ?? []).filter((part) => part.hit !== hit)
      if (rest.length === 0) this.#parts.delete(hit.edge)
      else this.#parts.set(hit.edge, rest)
      this.mask[hit.edge] = rest.reduce((mask, part) => mask | part.bits, 0)
    }
  }

  bitOf(vehicle: VehicleClass): number {
    return bitOf(vehicle)
  }

  touches(edge: number, vehicle: VehicleClass): boolean {
    return (this.mask[edge]! & bitOf(vehicle)) !== 0
  }

  blocks(edge: number, from: number, to: number, vehicle: VehicleClass): boolean {
    if (!this.touches(edge, vehicle)) return false
    const bit = bitOf(vehicle)
    return this.#parts.get(edge)!.some(({ hit, bits }) => (bits & bit) !== 0 && hit.from <= to && hit.to >= from)
  }

  openUntil(edge: number, from: number, vehicle: VehicleClass): number {
    let until = 1
    for (const hit of this.#hitsFor(edge, vehicle)) if (hit.to >= from) until = Math.min(until, Math.max(from, hit.from))
    return until
  }

  openFrom(edge: number, to: number, vehicle: VehicleClass): number {
    let since = 0
    for (const hit of this.#hitsFor(edge, vehicle)) if (hit.from <= to) since = Math.max(since, Math.min(to, hit.to))
    return since
  }

  #hitsFor(edge: number, vehicle: VehicleClass): ClosureHit[] {
    if (!this.touches(edge, vehicle)) return []
    return this.#parts.get(edge)!.filter(({ bits }) => (bits & bitOf(vehicle)) !== 0).map(({ hit }) => hit)
  }
}
