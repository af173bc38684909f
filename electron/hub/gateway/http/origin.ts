import type { IncomingMessage } from 'node:http'

/** The Electron windows' own scheme. */
export const APP_ORIGIN = 'app://dinghai'

export interface OriginRules {
  /** The address that the server is bound to. */
  readonly bind: string
  readonly publicUrl: string | null
  readonly allowedOrigins: readonly string[]
}

const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.')
}

/**
 * While the hub is bound to loopback only, a request must be addressed to loopback (or to the public address of a proxy
 * before it): a web page that points its own name at 127.0.0.1 (DNS rebinding) is turned away.
 */
export function hostAllowed(request: IncomingMessage, rules: OriginRules): boolean {
  if (!isLoopback(rules.bind)) return true
  const host = request.headers.host ?? ''
  return LOOPBACK_HOST.test(host) || (rules.publicUrl !== null && new URL(rules.publicUrl).host === host)
}

/**
 * Browsers name the page that a request comes from; programs name none. CORS does not cover WebSocket handshakes, so
 * both ways in ask here: the page must be the hub's own, the desktop application's, or one that was named in the options.
 */
export function originAllowed(request: IncomingMessage, rules: OriginRules): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (origin === APP_ORIGIN || rules.allowedOrigins.includes(origin)) return true
  if (rules.publicUrl !== null && new URL(rules.publicUrl).origin === origin) return true
  return origin === `http://${host}` || origin === `https://${host}`
}
