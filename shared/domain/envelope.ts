import type { ActorId, CommandId, EventId } from '../base/ids'
import type { EpochMs } from '../base/time'

/** What every event has in common; the log stores it and every screen receives it. */
export interface EventEnvelope<Type extends string = string, Data = unknown> {
  /** Position in the log, from 1, without gaps. Assigned by the hub at commit. */
  readonly seq: number
  readonly eventId: EventId
  /** `incident:ID`, `team:ID`, `dispatch:ID`, `closure:ID`, `annotation:ID`, `wall:ID`, `typhoon:ID`, `recall:ID`, `drift:INCIDENT_ID`, `callout:ID`, `alert:ID`, `relocation:ID`, `sheet:ID`. */
  readonly stream: string
  /** Position in the stream, from 1, without gaps. */
  readonly streamVersion: number
  readonly type: Type
  /** Version of the shape of `data`; old ones are upcast on read. */
  readonly v: number
  /** When the hub committed it. The source's own time is `data.observedAt`. */
  readonly at: EpochMs
  readonly actor: ActorId
  readonly commandId: CommandId
  /** The event that a policy reacted to, if one did. */
  readonly causedBy: EventId | null
  /** True in drills and demonstrations with simulated feeds: never mixed with real records. */
  readonly drill: boolean
  readonly data: Data
}
