import type { HubState } from './tray'

/** How often the hub is asked whether it is there, and how long it may take to say so. */
const EVERY_MS = 3_000
const PATIENCE_MS = 4_000

/**
 * Asks the hub at `origin()` for its health, for the tray: the screens have their own connection and say more. `get`
 * rejects for no answer. Returns the remover.
 */
export function watchHub(
  origin: () => string | null,
  get: (url: string, signal: AbortSignal) => Promise<{ readonly ok: boolean }>,
  changed: (state: HubState) => void,
): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const ask = async () => {
    const hub = origin()
    const state = hub === null ? 'starting' : await isThere(hub, get)
    if (stopped) return
    changed(state)
    timer = setTimeout(() => void ask(), EVERY_MS)
  }
  void ask()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

async function isThere(hub: string, get: (url: string, signal: AbortSignal) => Promise<{ readonly ok: boolean }>): Promise<HubState> {
  const control = new AbortController()
  const late = setTimeout(() => control.abort(), PATIENCE_MS)
  try {
    return (await get(`${hub}/healthz`, control.signal)).ok ? 'connected' : 'lost'
  } catch {
    return 'lost'
  } finally {
    clearTimeout(late)
  }
}
