import type { Rejection, RejectionCode } from '../../../../shared/domain/rejection'

const STATUS: Readonly<Record<RejectionCode, number>> = {
  invalid: 422,
  unknown_kind: 422,
  not_found: 404,
  forbidden: 403,
  unauthorised: 401,
  stale_version: 409,
  wrong_state: 409,
  team_taken: 409,
  team_not_eligible: 422,
  already_reached: 409,
  already_done: 409,
  reason_needed: 422,
  command_id_reused: 422,
  too_large: 413,
  unsupported_type: 415,
  rate_limited: 429,
  unavailable: 503,
  replay_read_only: 409,
}

/** A request that is answered with an error: thrown by whoever finds the reason, answered in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly rejection: Rejection
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(rejection: Rejection, status = STATUS[rejection.code], headers: Readonly<Record<string, string>> = {}) {
    super(rejection.message)
    this.rejection = rejection
    this.status = status
    this.headers = headers
  }
}

export function notFound(message: string, field?: string): Refusal {
  return new Refusal({ code: 'not_found', message, ...(field === undefined ? {} : { field }) })
}

export function invalid(message: string, field?: string, status = 422): Refusal {
  return new Refusal({ code: 'invalid', message, ...(field === undefined ? {} : { field }) }, status)
}

/** Asks the sender to wait. */
export function tooMany(waitMs: number, message = 'too many requests'): Refusal {
  return new Refusal({ code: 'rate_limited', message }, 429, { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) })
}
