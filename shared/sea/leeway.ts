/** What drifts: the classes that an officer chooses among. */
export const LEEWAY_OBJECTS = ['person', 'person-pfd', 'person-suit', 'person-deceased', 'raft', 'boat-swamped', 'fishing-vessel'] as const
export type LeewayObject = (typeof LEEWAY_OBJECTS)[number]

/** How the wind drives one class: metres a second per metre a second of wind at 10 m, and metres a second. */
export interface Leeway {
  /** Downwind: slope, offset, standard deviation. */
  readonly down: readonly [slope: number, offset: number, sigma: number]
  /** To the right of downwind, and to the left (negative): which side it takes nobody knows beforehand. */
  readonly right: readonly [slope: number, offset: number, sigma: number]
  readonly left: readonly [slope: number, offset: number, sigma: number]
}

const of = (...[ds, d0, de, rs, r0, re, ls, l0, le]: readonly [number, number, number, number, number, number, number, number, number]): Leeway => ({
  down: [ds / 100, d0 / 100, de / 100],
  right: [rs / 100, r0 / 100, re / 100],
  left: [ls / 100, l0 / 100, le / 100],
})

/**
 * Coefficients from field experiments: A. Allen and J. V. Plourde, Review of Leeway: Field Experiments and
 * Implementation, U.S. Coast Guard R&D Center, CG-D-08-99, 1999, as linear downwind and crosswind coefficients by
 * A. Allen (CG-D-05-05, 2005) in the list of SAROPS. Per cent of the wind and cm/s, in the order of that list:
 * PIW-1, PIW-3, PIW-4, PIW-6, LIFE-RAFT-SB-6, SKIFF-3, FISHING-VESSEL-1.
 */
export const LEEWAY: Readonly<Record<LeewayObject, Leeway>> = {
  person: of(0.96, 0, 12, 0.54, 0, 9.4, -0.54, 0, 9.4),
  'person-pfd': of(1.6, -3.98, 2.42, 0.13, 0.33, 2.11, -0.13, -0.33, 2.11),
  'person-suit': of(1.71, 1.12, 3.93, 1.36, -3.3, 1.71, -0.13, -2.65, 1.62),
  'person-deceased': of(1.117, 10.2, 3.04, 0.04, 3.9, 4.05, -0.04, -3.9, 4.05),
  raft: of(2.68, 0, 12, 1.1, 0, 9.4, -1.1, 0, 9.4),
  'boat-swamped': of(1.65, 0, 3.1, 0.39, 0, 2.9, -0.39, 0, 2.9),
  'fishing-vessel': of(2.47, 0, 12, 2.76, 0, 9.4, -2.76, 0, 9.4),
}
