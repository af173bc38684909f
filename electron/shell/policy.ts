/** What a screen of the hub at `origin` may do. Pure, so that each rule can be tested without a window. */

/** Permissions that a screen needs: alarms while it is hidden, the wall's full screen, copying a coordinate. */
const GRANTED: ReadonlySet<string> = new Set(['notifications', 'fullscreen', 'clipboard-sanitized-write'])

/** Null for what is no address (`URL.canParse` is younger than the oldest Electron that this must run on). */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}

/** True for an address that a window may go to: a page of the hub itself, nothing else. */
export function mayNavigate(url: string, origin: string): boolean {
  const target = parseUrl(url)
  // The origin of a `blob:` address is that of the page which made it, so the scheme is asked as well.
  return target !== null && target.origin === origin && target.protocol !== 'blob:'
}

export function mayUse(permission: string, requester: string, origin: string): boolean {
  return GRANTED.has(permission) && parseUrl(requester)?.origin === origin
}
