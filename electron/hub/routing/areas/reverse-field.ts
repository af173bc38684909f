import type { ClosedEdges } from '../closures'
import type { RoadField } from '../field'
import { NEVER } from '../graph'
import { EDGES_A_STEP } from './timed-field'
import type { PieceVisitor, TimedField } from './timed-field'
import type { Steps } from './world'

/** The search towards a point, as `travelTimes` makes it, read as an area. */
export class ReverseField implements TimedField {
  readonly #field: RoadField
  readonly #closed: ClosedEdges | null

  /** Searches until everything up to `limit` deciseconds is final. */
  constructor(field: RoadField, closed: ClosedEdges | null, limit: number) {
    this.#field = field
    this.#closed = closed
    const until = limit + field.profile.vehicle.restrictedPenaltySeconds * 20
    field.run((bound) => (bound <= until ? 256 : 0))
  }

  /** Deciseconds from the edge's beginning without guidance. */
  #through(edge: number): number {
    const through = this.#field.through(edge)
    return through >= NEVER ? NEVER : through - this.#field.penaltyFrom(edge)
  }

  *pieces(limit: number, visit: PieceVisitor): Steps<void> {
    const { profile, graph, seeds } = this.#field
    const guidance = profile.vehicle.restrictedPenaltySeconds * 20
    const piece = (edge: number, to: number, timeTo: number): void => {
      const whole = profile.edgeCost[edge]!
      const open = this.#closed?.openFrom(edge, to, profile.vehicleClass) ?? 0
      const from = Math.max(open, to - (limit - timeTo) / whole)
      visit(edge, from, to, timeTo + whole * (to - from), timeTo)
    }
    for (let edge = 0; edge < graph.edgeTail.length; edge++) {
      if (edge % EDGES_A_STEP === EDGES_A_STEP - 1) yield
      const through = this.#field.through(edge)
      const whole = profile.edgeCost[edge]!
      if (through >= NEVER || through - whole > limit + guidance) continue
      const end = this.#through(edge) - whole
      if (end <= limit) piece(edge, 1, end)
    }
    for (const { edge, fraction, cost } of seeds) if (profile.edgeCost[edge]! < NEVER && cost <= limit) piece(edge, fraction, cost)
  }

  timeAt(edge: number, fraction: number): number {
    const { profile, seeds } = this.#field
    const { vehicleClass } = profile
    const whole = profile.edgeCost[edge]!
    if (whole >= NEVER) return NEVER
    const through = this.#through(edge)
    const isOpen = through < NEVER && !this.#closed?.blocks(edge, fraction, 1, vehicleClass)
    let best = isOpen ? through - Math.round(whole * fraction) : NEVER
    for (const index of this.#field.seedsOn(edge)) {
      const seed = seeds[index]!
      if (seed.fraction < fraction || this.#closed?.blocks(edge, fraction, seed.fraction, vehicleClass)) continue
      best = Math.min(best, seed.cost + Math.round(whole * (seed.fraction - fraction)))
    }
    return best
  }

  sourceAt(): number {
    return 0
  }
}
