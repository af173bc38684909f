import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { AccessStore } from '../access/store'
import type { Principal } from '../access/principal'
import type { Buckets } from '../access/token-bucket'
import type { Counters } from '../counters'
import { rateOf } from '../limits'
import { hostAllowed, originAllowed, type OriginRules } from './origin'
import { invalid, Refusal, tooMany } from './refusal'
import type { Reply } from './route'
import type { Router } from './router'

// As an ES module `node:http` shows its WebSocket and with it loads all of undici: 40 ms of each start for nothing.
const { createServer } = process.getBuiltinModule('node:http')

/** Answers what is not under `/api/`; false: not its own either. */
export type StaticHandler = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>

export interface HttpOptions {
  readonly router: Router
  readonly statics: StaticHandler
  readonly access: AccessStore
  readonly buckets: Buckets
  readonly counters: Counters
  readonly origins: OriginRules
  readonly log: Logger
}

/**
 * One way in for every request: address → origin → route → who → how often → handler → answer. A handler that throws
 * answers 500 and harms nobody else.
 */
export function createHttpServer(options: HttpOptions): Server {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 20_000 }, (request, response) => {
    response.on('error', () => {})
    void answer(options, request, response)
  })
  server.maxHeadersCount = 100
  server.on('clientError', (_error, socket) => {
    options.counters.add('http.malformed')
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })
  return server
}

async function answer(options: HttpOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { counters, log } = options
  try {
    crossOrigin(options, request, response)
    const reply = await dispatch(options, request, response)
    if (reply) send(request, response, reply)
  } catch (error) {
    const refusal = error instanceof Refusal ? error : null
    if (refusal) counters.add(`refused.${refusal.rejection.code}`)
    else if (isBroken(error)) counters.add('refused.unavailable')
    else log.error({ err: error, method: request.method, path: pathOf(request) }, 'request failed')
    if (response.headersSent) {
      response.destroy()
      return
    }
    await drain(request)
    if (refusal) send(request, response, { status: refusal.status, body: { error: refusal.rejection }, headers: refusal.headers })
    else if (isBroken(error)) {
      send(request, response, { status: 503, body: { error: { code: 'unavailable', message: 'the log cannot be written: the hub is stopping' } } })
    } else send(request, response, { status: 500, body: { error: { code: 'unavailable', message: 'internal error' } } })
  }
}

async function dispatch(options: HttpOptions, request: IncomingMessage, response: ServerResponse): Promise<Reply | null> {
  const { origins, access, buckets, router } = options
  if (!hostAllowed(request, origins)) {
    throw new Refusal({ code: 'forbidden', message: 'not addressed to this hub: set its public address' }, 421)
  }
  const url = parseUrl(request)
  if (url.pathname !== '/healthz' && !url.pathname.startsWith('/api/')) {
    if (await options.statics(request, response, url.pathname)) return null
  }
  if (!originAllowed(request, origins)) throw new Refusal({ code: 'forbidden', message: 'this origin may not call the hub', field: 'Origin' })
  if (request.method === 'OPTIONS') return preflight()
  const { route, params } = router(request.method ?? 'GET', url.pathname)
  const ip = request.socket.remoteAddress ?? ''
  const token = bearer(request)
  const principal: Principal | null = token === null ? null : access.verify(token)
  const wait = route.light && principal ? 0 : buckets.take(principal?.credentialId ?? `ip:${ip}`, rateOf(principal?.role ?? null))
  if (wait > 0) throw tooMany(wait)
  if (token !== null && !principal) {
    throw new Refusal({ code: 'unauthorised', message: 'the key is unknown, revoked or over' }, 401, { 'www-authenticate': 'Bearer' })
  }
  if (route.roles !== 'anyone') {
    if (!principal) {
      throw new Refusal({ code: 'unauthorised', message: 'a key is needed: Authorization: Bearer KEY' }, 401, { 'www-authenticate': 'Bearer' })
    }
    if (!route.roles.includes(principal.role)) {
      throw new Refusal({ code: 'forbidden', message: `${principal.role} may not ${route.method} ${route.path}`, allowed: route.roles })
    }
  }
  return route.handle({ request, response, url, params, principal, ip })
}

function parseUrl(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://hub')
  } catch {
    throw invalid('not a URL', undefined, 400)
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0]?.slice(0, 200) ?? ''
}

function bearer(request: IncomingMessage): string | null {
  const header = request.headers.authorization
  if (header === undefined) return null
  const token = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header)?.[1]
  if (token === undefined) throw new Refusal({ code: 'unauthorised', message: 'Authorization must be: Bearer KEY', field: 'Authorization' })
  return token
}

function crossOrigin(options: HttpOptions, request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers
  if (origin === undefined || !originAllowed(request, options.origins)) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-expose-headers', 'etag, retry-after')
  response.setHeader('vary', 'origin')
}

function preflight(): Reply {
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key, if-none-match, range, x-file-name',
      'access-control-max-age': '600',
    },
  }
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const bytes = bytesOf(reply.body)
  response.writeHead(reply.status, {
    ...(reply.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-length': String(bytes.byteLength),
    // The rest of a body that was refused half-way is not read: the connection cannot be used again.
    ...(request.readableEnded || request.complete ? {} : { connection: 'close' }),
    ...reply.headers,
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
  if (!request.complete) request.resume()
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body
  return Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body), 'utf8')
}

/** What a refused sender may still send before it is cut off, so that most will read why. Bytes, milliseconds. */
const DRAIN_BYTES = 24 * 1024 * 1024
const DRAIN_MS = 3_000

/** Takes in the rest of a refused body: who is cut off while sending sees a broken connection instead of the reason. */
async function drain(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return
  await new Promise<void>((resolve) => {
    let left = DRAIN_BYTES
    const timer = setTimeout(resolve, DRAIN_MS)
    const done = (): void => {
      clearTimeout(timer)
      resolve()
    }
    request.on('data', (part: Buffer) => {
      left -= part.byteLength
      if (left < 0) done()
    })
    request.once('end', done).once('close', done).once('error', done)
    request.resume()
  })
}

/** By name, so that the gateway does not depend on the log. */
function isBroken(error: unknown): boolean {
  return error instanceof Error && (error.name === 'LogBrokenError' || error.name === 'LogClosedError')
}
