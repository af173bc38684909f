import type { Steps } from './world'

/**
 * A stretch of an edge that is travelled within the limit: fractions in driving direction, deciseconds at both ends.
 * Leaving a point the time grows along it, towards a point it falls.
 */
export type PieceVisitor = (edge: number, from: number, to: number, timeFrom: number, timeTo: number) => void

/** Edges looked at in one step. */
export const EDGES_A_STEP = 30_000

/** A search over the roads that knows the time at every place, whichever way it ran. */
export interface TimedField {
  /** Every stretch within the limit (deciseconds), partly travelled edges as far as one gets. */
  pieces(limit: number, visit: PieceVisitor): Steps<void>
  /** Deciseconds at a place of an edge; `NEVER` if it is not reached within what was searched. */
  timeAt(edge: number, fraction: number): number
  /** The source that this time is from. */
  sourceAt(edge: number, fraction: number): number
}
