/**
 * The one-time secret of the QR link `/phone/#k=SECRET` or `/unit/#k=SECRET`. This module is the first import of the page: the secret is out
 * of the address, and so out of the history and of any screenshot, before anything else runs.
 */
export const linkSecret: string | null = take(window.location, window.history)

function take(location: Location, history: History): string | null {
  if (location.hash === '') return null
  const secret = secretIn(location.hash)
  history.replaceState(null, '', location.pathname + location.search)
  return secret
}

/** The secret in a fragment, or null. */
export function secretIn(hash: string): string | null {
  const secret = new URLSearchParams(hash.replace(/^#/, '')).get('k')?.trim() ?? ''
  return secret === '' ? null : secret
}
