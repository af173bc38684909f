import type { DispatchId, IncidentId, TeamId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { TeamProfile } from './profile'

interface Of {
  readonly teamId: TeamId
}

export type TeamEvent =
  | { readonly type: 'team.registered'; readonly data: Of & { readonly profile: TeamProfile } }
  | { readonly type: 'team.profileChanged'; readonly data: Of & { readonly profile: TeamProfile } }
  | { readonly type: 'team.retired'; readonly data: Of }
  | { readonly type: 'team.dutyChanged'; readonly data: Of & { readonly onDuty: boolean; readonly reason: string } }
  | {
      readonly type: 'team.reserved'
      readonly data: Of & { readonly incidentId: IncidentId; readonly until: EpochMs }
    }
  | { readonly type: 'team.reservationReleased'; readonly data: Of }
  | { readonly type: 'team.assigned'; readonly data: Of & { readonly dispatchId: DispatchId; readonly incidentId: IncidentId } }
  | { readonly type: 'team.released'; readonly data: Of & { readonly dispatchId: DispatchId; readonly incidentId: IncidentId } }
