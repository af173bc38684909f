import type { ActorId, DispatchId, IncidentId, TeamId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { OrderBasis } from './events'

export type DispatchPhase =
  | 'ordered'
  | 'delivered'
  | 'acknowledged'
  | 'en-route'
  | 'on-scene'
  | 'completed'
  | 'withdrawn'
  | 'declined'

/** How far along each phase is: a milestone only ever leads to a higher one. */
export const PHASE_RANK: Readonly<Record<DispatchPhase, number>> = {
  ordered: 0,
  delivered: 0,
  acknowledged: 1,
  'en-route': 2,
  'on-scene': 3,
  completed: 4,
  withdrawn: 5,
  declined: 5,
}

/** Milestones that a team (or an officer for it) reports. */
export const MILESTONES = ['acknowledged', 'departed', 'arrived', 'completed', 'declined'] as const
export type Milestone = (typeof MILESTONES)[number]

export interface Dispatch {
  readonly id: DispatchId
  readonly version: number
  readonly incidentId: IncidentId
  readonly teamId: TeamId
  readonly phase: DispatchPhase
  readonly orderedBy: ActorId
  readonly basis: OrderBasis
  readonly override: { readonly reason: string; readonly violations: readonly string[] } | null
  readonly message: string
  readonly orderedAt: EpochMs
  readonly deliveredAt: EpochMs | null
  readonly acknowledgedAt: EpochMs | null
  readonly departedAt: EpochMs | null
  readonly arrivedAt: EpochMs | null
  readonly completedAt: EpochMs | null
  /** When it ended without being completed. */
  readonly endedAt: EpochMs | null
  readonly endReason: string
  /** How often the phone was rung again. */
  readonly realerts: number
  readonly lastAlertAt: EpochMs
  readonly escalatedTo: 'officer' | 'next' | null
  readonly reinforcementAsked: boolean
  readonly drill: boolean
}

/** It still binds its team. */
export function isActive(dispatch: Dispatch): boolean {
  return dispatch.phase !== 'completed' && dispatch.phase !== 'withdrawn' && dispatch.phase !== 'declined'
}
