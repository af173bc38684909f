import type { z } from 'zod'
import { err, ok, type Result } from '../../shared/base/result'
import type { Rejection, RejectionCode } from '../../shared/domain/rejection'

/** Where the hub is: the page's own origin, unless the shell says otherwise in `?hub=`. */
export function hubUrl(location: Pick<Location, 'origin' | 'search'> = window.location): string {
  return new URLSearchParams(location.search).get('hub') ?? location.origin
}

const BY_STATUS: Readonly<Record<number, RejectionCode>> = {
  400: 'invalid',
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_type',
  422: 'invalid',
  429: 'rate_limited',
}

/**
 * The refusal in an answer of the hub's HTTP interface, `{"error":{code,message,field?}}`, or one made from the
 * status.
 */
export function rejectionOf(status: number, body: unknown): Rejection {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) return error as Rejection
  return { code: BY_STATUS[status] ?? 'unavailable', message: `HTTP ${status}` }
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly token?: string | null
  /** Sent as `Idempotency-Key`. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/**
 * One call of the hub's HTTP interface. Errors are values: a refusal keeps the hub's own code; no connection, or an
 * answer of another shape than `schema`, is `unavailable`.
 */
export async function callApi<S extends z.ZodType>(
  path: string,
  schema: S,
  request: ApiRequest = {},
): Promise<Result<z.output<S>, Rejection>> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  if (request.token) headers['authorization'] = `Bearer ${request.token}`
  if (request.idempotencyKey) headers['idempotency-key'] = request.idempotencyKey
  try {
    const response = await fetch(new URL(path, hubUrl()), {
      method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
      headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal ? { signal: request.signal } : {}),
    })
    const body: unknown = response.status === 204 ? null : await response.json().catch(() => null)
    if (!response.ok) return err(rejectionOf(response.status, body))
    const parsed = schema.safeParse(body)
    if (parsed.success) return ok(parsed.data)
    const issue = parsed.error.issues[0]
    return err({
      code: 'unavailable',
      message: `${path} answered in an unknown shape: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    })
  } catch (error) {
    return err({ code: 'unavailable', message: error instanceof Error ? error.message : String(error) })
  }
}
