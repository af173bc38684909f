import type { EpochMs } from '../base/time'
import type { Command } from './command'
import { ROWS } from './table'
import type { World } from './world'

export interface EscalationSettings {
  /** Seconds an order may stay unacknowledged before the phone rings again. */
  readonly ackTimeoutSeconds: number
  /** How often it rings again before the order is escalated. */
  readonly maxRealerts: number
  /** `officer`: the desk is told. `next`: the order is withdrawn and the next candidate is sent. */
  readonly escalation: 'officer' | 'next'
}

/** What the hub will send by itself. */
export interface Due {
  readonly at: EpochMs
  /** Tells it from all others; the id of its command is made of it, so that a restart repeats nothing. */
  readonly key: string
  readonly command: Command extends infer C ? (C extends Command ? Pick<C, 'type' | 'data'> : never) : never
  /** The log says that it was done: each try is another command, and one that came too early does not stay refused. */
  readonly eachTryAnew?: true
}

/**
 * Everything that will have to happen by itself, soonest first, derived from the state alone: a restarted hub owes the
 * same as the one that was killed.
 */
export function deadlines(world: World, settings: EscalationSettings): Due[] {
  return ROWS.flatMap((row) => [...(row.deadlines?.(world, settings) ?? [])]).sort((a, b) => a.at - b.at)
}
