import type { DispatchId, IncidentId, TeamId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { Datum, LonLat } from '../../geo/position'
import type { Severity } from './kind'

/** Where a call came from. `feed` + `sourceId` identify it for de-duplication. */
export interface CallSource {
  readonly feed: string
  readonly sourceId: string
  /** `110`, `119`, `120`, `cap`, `officer`, `patrol` … */
  readonly channel: string
}

/** Casualty figures as last reported; null means not known. */
export interface Casualties {
  readonly missing: number | null
  readonly injured: number | null
  readonly dead: number | null
  readonly rescued: number | null
}

/** One call about something that happened. */
export interface Call {
  readonly source: CallSource
  readonly kind: string
  readonly severity: Severity
  readonly at: LonLat
  /** The position as it was sent, before conversion to WGS-84. */
  readonly original: LonLat & { readonly datum: Datum }
  /** Radius of doubt about the position in metres; null if the source does not say. */
  readonly uncertaintyM: number | null
  readonly place: string
  readonly description: string
  readonly caller: { readonly name: string; readonly phone: string } | null
  readonly people: number | null
  /** When the source took the call. */
  readonly observedAt: EpochMs
}

interface Of {
  readonly incidentId: IncidentId
}

export type IncidentEvent =
  | { readonly type: 'incident.reported'; readonly data: Of & Call & { readonly number: string } }
  | { readonly type: 'incident.sourceUpdated'; readonly data: Of & Call }
  | { readonly type: 'incident.answered'; readonly data: Of }
  | { readonly type: 'incident.verified'; readonly data: Of & { readonly note: string } }
  | { readonly type: 'incident.reclassified'; readonly data: Of & { readonly kind: string; readonly severity: Severity } }
  | { readonly type: 'incident.relocated'; readonly data: Of & { readonly at: LonLat; readonly place: string } }
  | { readonly type: 'incident.noteAdded'; readonly data: Of & { readonly text: string } }
  | { readonly type: 'incident.casualtiesRecorded'; readonly data: Of & Casualties }
  | {
      readonly type: 'incident.attachmentAdded'
      readonly data: Of & {
        /** SHA-256 of the content in hex: the name under which it is stored. */
        readonly hash: string
        readonly mime: string
        readonly bytes: number
        readonly name: string
        readonly observedAt: EpochMs
      }
    }
  | { readonly type: 'incident.teamOrdered'; readonly data: Of & { readonly dispatchId: DispatchId; readonly teamId: TeamId } }
  | {
      readonly type: 'incident.teamReleased'
      readonly data: Of & {
        readonly dispatchId: DispatchId
        readonly teamId: TeamId
        readonly outcome: 'completed' | 'withdrawn' | 'declined'
      }
    }
  | { readonly type: 'incident.controlled'; readonly data: Of & { readonly note: string } }
  | { readonly type: 'incident.closed'; readonly data: Of & { readonly summary: string } }
  | { readonly type: 'incident.reopened'; readonly data: Of & { readonly reason: string } }
  | { readonly type: 'incident.markedFalseAlarm'; readonly data: Of & { readonly reason: string } }
  | { readonly type: 'incident.mergedInto'; readonly data: Of & { readonly intoId: IncidentId } }
  | { readonly type: 'incident.callMerged'; readonly data: Of & { readonly fromId: IncidentId; readonly call: Call } }
  | { readonly type: 'incident.mergeDismissed'; readonly data: Of & { readonly otherId: IncidentId } }
