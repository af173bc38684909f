import type { EventEnvelope } from './envelope'

/** Why a command was refused. Screens translate the code; `message` is English for logs and integrators. */
export type RejectionCode =
  | 'invalid'
  | 'unknown_kind'
  | 'not_found'
  | 'forbidden'
  | 'unauthorised'
  | 'stale_version'
  | 'wrong_state'
  | 'team_taken'
  | 'team_not_eligible'
  | 'already_reached'
  | 'already_done'
  | 'reason_needed'
  | 'command_id_reused'
  | 'too_large'
  | 'unsupported_type'
  | 'rate_limited'
  | 'unavailable'
  | 'replay_read_only'

/** Who got there first. */
export interface Winner {
  readonly actor: string
  readonly dispatchId: string
  readonly incidentId: string
  readonly at: number
}

export interface Rejection {
  readonly code: RejectionCode
  readonly message: string
  /** Dotted path of the offending field, as the sender wrote it. */
  readonly field?: string
  /** Permitted values, where there is a closed list (`unknown_kind`). */
  readonly allowed?: readonly string[]
  /** For `team_taken`: the order that won. */
  readonly winner?: Winner
  /** For `team_not_eligible`: what an override would have to answer for. */
  readonly violations?: readonly string[]
  /** For `stale_version`: the events that the sender had not seen. */
  readonly missed?: readonly EventEnvelope[]
}
