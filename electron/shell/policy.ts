/** What a screen may do. Pure, so that each rule can be tested without a window. */

/** Permissions that a screen needs: alarms while it is hidden, the wall's full screen, copying a coordinate. */
const GRANTED: ReadonlySet<string> = new Set(['notifications', 'fullscreen', 'clipboard-sanitized-write'])

/** Schemes that carry no address: what a page makes itself, and the developer tools. */
const LOCAL: ReadonlySet<string> = new Set(['data:', 'blob:', 'devtools:'])

/** Null for what is no address (`URL.canParse` is younger than the oldest Electron that this must run on). */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}

/**
 * Scheme and host of an address as they must agree with a screen's own. `URL.origin` is `null` for schemes of our own,
 * and for a `blob:` it is that of the page which made it; both are told apart by the scheme here.
 */
export function originOf(text: string): string | null {
  const url = parseUrl(text)
  return url && url.host !== '' ? `${url.protocol}//${url.host}` : null
}

/** True for an address that a window may go to: a page of the shell's own or of the hub, nothing else. */
export function mayNavigate(url: string, origins: readonly string[]): boolean {
  const target = originOf(url)
  return target !== null && origins.includes(target)
}

/** True for what a page may load: from where it may go to, and what it makes itself. WebSockets count as their host's. */
export function mayLoad(url: string, origins: readonly string[]): boolean {
  const scheme = parseUrl(url)?.protocol ?? ''
  return LOCAL.has(scheme) || mayNavigate(url.replace(/^ws(s?):/, 'http$1:'), origins)
}

/**
 * True for what a page may save as a file, which the person is asked for: what it has made itself (a table, a briefing).
 * Nothing is fetched to be saved: neither from the hub nor from elsewhere.
 */
export function maySave(url: string, origins: readonly string[]): boolean {
  const made = /^blob:(.*)$/.exec(url)?.[1]
  return made !== undefined && mayNavigate(made, origins)
}

export function mayUse(permission: string, requester: string, origins: readonly string[]): boolean {
  return GRANTED.has(permission) && mayNavigate(requester, origins)
}

/** `ask`: only after the person at the machine has agreed; `open`: named in the settings; `no`: never. */
export type OutsideLink = 'ask' | 'open' | 'no'

/**
 * What happens to a link that leads out of the application. A telephone number or a mail address is shown and asked
 * for; an https address only if the settings name its host; everything else (file:, javascript:, other programs'
 * schemes) never.
 */
export function outsideLink(url: string, hosts: readonly string[]): OutsideLink {
  const target = parseUrl(url)
  if (!target || url.length > 2_000) return 'no'
  if (target.protocol === 'tel:' || target.protocol === 'mailto:') return 'ask'
  const plain = target.username === '' && target.password === ''
  return target.protocol === 'https:' && plain && hosts.includes(target.host) ? 'open' : 'no'
}
