import { HUB_PROTOCOL } from '../../shared/ipc/hub-protocol'

/** Whether what answers at an address is a hub that this program can show. */
export type HubCheck =
  | { readonly kind: 'ok' }
  | { readonly kind: 'silent'; readonly reason: string }
  /** Something else answers there. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'protocol'; readonly theirs: number }

export type GetText = (url: string, signal: AbortSignal, key?: string) => Promise<{ readonly status: number; readonly text: string }>

const PATIENCE_MS = 5_000
const MAX_ANSWER = 2_000_000

/** Asks with a limit of time. Rejects if there is no answer. */
export async function ask(get: GetText, url: string, key?: string): Promise<{ readonly status: number; readonly data: unknown }> {
  const control = new AbortController()
  const late = setTimeout(() => control.abort(), PATIENCE_MS)
  try {
    const { status, text } = await get(url, control.signal, key)
    if (text.length > MAX_ANSWER) return { status, data: null }
    try {
      return { status, data: JSON.parse(text) as unknown }
    } catch {
      return { status, data: null }
    }
  } finally {
    clearTimeout(late)
  }
}

export async function checkHub(origin: string, get: GetText): Promise<HubCheck> {
  try {
    const { data } = await ask(get, `${origin}/healthz`)
    const theirs = typeof data === 'object' && data !== null ? (data as { protocol?: unknown }).protocol : undefined
    if (typeof theirs !== 'number') return { kind: 'foreign' }
    return theirs === HUB_PROTOCOL ? { kind: 'ok' } : { kind: 'protocol', theirs }
  } catch (error) {
    return { kind: 'silent', reason: error instanceof Error ? error.message : String(error) }
  }
}
