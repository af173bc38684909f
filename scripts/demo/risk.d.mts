import type { RiskPlan } from '../../shared/pack/risk'
import type { Random } from '../demo-data/random.mjs'

export interface CameraEvent {
  readonly id: string
  readonly camera: string
  readonly kind: 'person'
  readonly count: number
  readonly at: number
}

export interface Intruders {
  /** `tick`: seconds since the start, one by one. */
  events(tick: number, now: number): CameraEvent[]
  crowds(): [[number, number], number][]
}
export function createIntruders(risk: RiskPlan | null, random: Random): Intruders
