import type { Answer } from './answer'

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Blob
}

/**
 * One request. Null: no answer (no signal, too slow, a redirect to somewhere else). Never rejects, so that every caller
 * has to say what it does without an answer. `timeoutMs` covers the whole exchange, the upload included.
 */
export async function request(call: Call, key: string | null, timeoutMs: number): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', ...call.headers }
  if (key !== null) headers['authorization'] = `Bearer ${key}`
  try {
    const response = await fetch(call.path, {
      method: call.method,
      headers,
      body: call.body ?? null,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    return { status: response.status, body: json(text) }
  } catch {
    return null
  }
}

function json(text: string): unknown {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}

export function post(path: string, body: unknown, key?: string): Call {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  }
}

/** Exchanges a one-time secret for a key. */
export function claimCall(secret: string, name: string): Call {
  return post('/api/v1/devices/claim', { secret, ...(name === '' ? {} : { name }) })
}
