import type { ActorId, DispatchId, IncidentId, TeamId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { TeamProfile } from './profile'

export interface Team {
  readonly id: TeamId
  readonly version: number
  readonly profile: TeamProfile
  readonly retired: boolean
  readonly onDuty: boolean
  readonly offDutyReason: string
  /** The order that binds it, if one does. */
  readonly assignment: {
    readonly dispatchId: DispatchId
    readonly incidentId: IncidentId
    readonly by: ActorId
    readonly at: EpochMs
  } | null
  readonly reservation: { readonly incidentId: IncidentId; readonly until: EpochMs; readonly by: ActorId } | null
  /** Orders that ended, however they ended: its load so far. */
  readonly endedOrders: number
  readonly lastReleasedAt: EpochMs | null
}

export type Availability = 'available' | 'reserved' | 'committed' | 'off-duty' | 'retired'

/** What the rules say of it at `now`; a reservation past its end no longer counts. */
export function availability(team: Team, now: EpochMs): Availability {
  if (team.retired) return 'retired'
  if (team.assignment) return 'committed'
  if (!team.onDuty) return 'off-duty'
  if (team.reservation && team.reservation.until > now) return 'reserved'
  return 'available'
}
