// The hub's public HTTP interface as the demonstration uses it: nothing here that an integrator could not do.

/** A refusal by the hub, in its own words. */
export class Refused extends Error {
  constructor(status, error) {
    super(`${status} ${error?.code ?? ''}: ${error?.message ?? 'no reason given'}${error?.field ? ` (${error.field})` : ''}`)
    this.status = status
    this.error = error ?? {}
  }
}

/** Requests to the hub at `url` with a bearer `token`. */
export function client(url, token) {
  async function request(method, path, { body, headers = {}, raw = false } = {}) {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = text === '' ? null : JSON.parse(text)
    if (!response.ok) throw new Refused(response.status, answer?.error)
    return answer
  }
  return {
    url,
    get: (path) => request('GET', path),
    post: (path, body, headers) => request('POST', path, { body, headers }),
    send: (path, bytes, headers) => request('POST', path, { body: bytes, headers, raw: true }),
    delete: (path) => request('DELETE', path),
  }
}
