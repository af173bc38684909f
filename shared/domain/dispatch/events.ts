import type { DispatchId, IncidentId, TeamId } from '../../base/ids'
import type { EpochMs } from '../../base/time'

/** What the officer saw when the order was given: recorded, so that a review needs no recomputation. */
export interface OrderBasis {
  /** Place in the ranking from 1; null when the team was not in it. */
  readonly rank: number | null
  readonly etaSeconds: number | null
  readonly etaKind: 'road' | 'water' | 'mixed' | 'estimated' | null
}

interface Of {
  readonly dispatchId: DispatchId
  readonly incidentId: IncidentId
  readonly teamId: TeamId
}

interface Reported extends Of {
  /** When it happened by the sender's clock, or the hub's if that clock could not be right. */
  readonly observedAt: EpochMs
  /** The sender's clock was ahead of the hub's or behind the order: `observedAt` is the hub's. */
  readonly clockSuspect: boolean
  readonly note: string
}

export type DispatchEvent =
  | {
      readonly type: 'dispatch.ordered'
      readonly data: Of & {
        readonly basis: OrderBasis
        readonly override: { readonly reason: string; readonly violations: readonly string[] } | null
        readonly message: string
      }
    }
  /** The phone has the order (or an officer confirms that it was given by voice). */
  | { readonly type: 'dispatch.delivered'; readonly data: Reported }
  | { readonly type: 'dispatch.realerted'; readonly data: Of & { readonly attempt: number } }
  | { readonly type: 'dispatch.escalated'; readonly data: Of & { readonly to: 'officer' | 'next'; readonly nextTeamId: TeamId | null } }
  | { readonly type: 'dispatch.acknowledged'; readonly data: Reported }
  | { readonly type: 'dispatch.departed'; readonly data: Reported }
  | { readonly type: 'dispatch.arrived'; readonly data: Reported }
  | { readonly type: 'dispatch.completed'; readonly data: Reported }
  | { readonly type: 'dispatch.declined'; readonly data: Reported }
  | { readonly type: 'dispatch.withdrawn'; readonly data: Of & { readonly reason: string } }
  | { readonly type: 'dispatch.reinforcementRequested'; readonly data: Of & { readonly note: string } }
