export interface Refusal {
  readonly code: string
  readonly message: string
}

/** What came back for one attempt. `null`: nothing did, or something that the hub cannot have written. */
export type Answer = { readonly status: number; readonly body: unknown } | null

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'retry' }
  /** The key is no longer valid: nothing more can be sent until the phone is enrolled again. */
  | { readonly kind: 'unauthorised' }

const DONE_CODES: ReadonlySet<string> = new Set(['already_reached', 'already_done'])
const RETRY_CODES: ReadonlySet<string> = new Set(['rate_limited', 'unavailable'])

/**
 * Judges an answer. Only what is shaped like the hub's own word settles an item: the login page that a hotel's or a
 * train's network answers everything with (200 and HTML, or a 403) must not swallow an arrival.
 */
export function judge(answer: Answer): Outcome {
  if (answer === null || answer.status >= 500) return { kind: 'retry' }
  const error = errorOf(answer.body)
  if (error === null) {
    if (answer.status === 204) return { kind: 'done' }
    return answer.status >= 200 && answer.status < 300 && isRecord(answer.body) ? { kind: 'done' } : { kind: 'retry' }
  }
  if (DONE_CODES.has(error.code)) return { kind: 'done' }
  if (RETRY_CODES.has(error.code) || [408, 425, 429].includes(answer.status)) return { kind: 'retry' }
  if (answer.status === 401 || error.code === 'unauthorised') return { kind: 'unauthorised' }
  return { kind: 'refused', refusal: error }
}

/** The hub's error in an answer's body, or null. */
export function errorOf(body: unknown): Refusal | null {
  if (!isRecord(body) || !isRecord(body.error) || typeof body.error.code !== 'string') return null
  return { code: body.error.code, message: typeof body.error.message === 'string' ? body.error.message : '' }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Milliseconds before the next attempt after `failures` in a row: 1, 2, 4, 8, then 15 s, each ±20 % (`dice` in [0,1)). */
export function backoffMs(failures: number, dice: number): number {
  const base = Math.min(15_000, 1_000 * 2 ** Math.max(0, failures - 1))
  return Math.round(base * (0.8 + 0.4 * dice))
}
