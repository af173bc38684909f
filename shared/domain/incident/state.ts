import type { ActorId, DispatchId, IncidentId, TeamId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { LonLat } from '../../geo/position'
import type { Call, Casualties } from './events'
import type { Severity } from './kind'

export type IncidentStatus = 'reported' | 'verified' | 'dispatched' | 'controlled' | 'closed' | 'false-alarm' | 'merged'

export interface Attachment {
  readonly hash: string
  readonly mime: string
  readonly bytes: number
  readonly name: string
  readonly actor: ActorId
  readonly at: EpochMs
}

export interface Incident {
  readonly id: IncidentId
  /** Version of its stream: what `expectedVersion` is compared with. */
  readonly version: number
  /** `YYYY-MMDD-NNN` in the jurisdiction's zone. */
  readonly number: string
  readonly status: IncidentStatus
  readonly kind: string
  readonly severity: Severity
  readonly at: LonLat
  readonly place: string
  readonly description: string
  /** All calls about it, the first one first. */
  readonly calls: readonly (Call & { readonly receivedAt: EpochMs })[]
  readonly casualties: Casualties | null
  readonly notes: readonly { readonly text: string; readonly actor: ActorId; readonly at: EpochMs }[]
  readonly attachments: readonly Attachment[]
  /** Orders that still bind a team. */
  readonly active: readonly { readonly dispatchId: DispatchId; readonly teamId: TeamId }[]
  /** Every order ever given for it. */
  readonly dispatchIds: readonly DispatchId[]
  /** True once a team completed its work here: losing the others does not undo `dispatched`. */
  readonly anyCompleted: boolean
  readonly mergedInto: IncidentId | null
  readonly mergeDismissed: readonly IncidentId[]
  readonly drill: boolean
  /** Hub time at which the alarm was committed: the start of its clocks. */
  readonly reportedAt: EpochMs
  readonly answeredAt: EpochMs | null
  readonly verifiedAt: EpochMs | null
  readonly controlledAt: EpochMs | null
  readonly closedAt: EpochMs | null
}

/** Still needs somebody's attention. */
export function isOpen(incident: Incident): boolean {
  return incident.status !== 'closed' && incident.status !== 'false-alarm' && incident.status !== 'merged'
}
