import { z } from 'zod'
import { create } from 'zustand'
import { err, ok, type Result } from '../../shared/base/result'
import type { Rejection } from '../../shared/domain/rejection'
import { callApi } from './api'
import { keep, kept } from './keep'

export type ScreenName = 'desk' | 'wall' | 'phone'

export interface SessionState {
  /** `claiming`: a one-time link is being exchanged for a key. */
  readonly status: 'anonymous' | 'claiming' | 'signed-in'
  readonly screen: ScreenName
  readonly token: string | null
  /** Why the last attempt failed. */
  readonly error: Rejection | null
}

export const useSession = create<SessionState>(() => ({
  status: 'anonymous',
  screen: 'desk',
  token: null,
  error: null,
}))

/** Desk, wall and phone may be open in one browser at one address: each keeps its own key. */
const storageKey = (screen: ScreenName) => `key.${screen}`

const grantSchema = z
  .object({ key: z.string().min(16).optional(), token: z.string().min(16).optional() })
  .transform((grant, context) => {
    const token = grant.key ?? grant.token
    if (token) return token
    context.addIssue({ code: 'custom', message: 'neither key nor token' })
    return z.NEVER
  })

/** The one-time secret of a QR link, `#k=SECRET`, or null. */
export function secretInFragment(hash: string): string | null {
  const secret = new URLSearchParams(hash.replace(/^#/, '')).get('k')
  return secret !== null && secret.length > 0 ? secret : null
}

function signIn(token: string): void {
  const { screen } = useSession.getState()
  keep(storageKey(screen), token)
  useSession.setState({ status: 'signed-in', token, error: null })
}

/**
 * Finds the screen's identity: a one-time secret in the address (exchanged for a key, and stripped from the address so
 * that it is in no history and no screenshot), else the key that was kept. Call once, before anything is drawn.
 */
export async function startSession(screen: ScreenName): Promise<void> {
  const token = kept(storageKey(screen))
  useSession.setState({ screen, token, status: token ? 'signed-in' : 'anonymous', error: null })
  const secret = secretInFragment(window.location.hash)
  if (!secret) return
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  useSession.setState({ status: 'claiming' })
  const grant = await callApi('/api/v1/devices/claim', grantSchema, { body: { secret } })
  if (grant.ok) signIn(grant.value)
  // A used link on a phone that has its key already is no reason to forget the key.
  else useSession.setState({ status: token ? 'signed-in' : 'anonymous', error: grant.error })
}

/** An officer's name and password. */
export async function login(name: string, password: string): Promise<Result<null, Rejection>> {
  const grant = await callApi('/api/v1/session', grantSchema, { body: { name, password } })
  if (!grant.ok) {
    useSession.setState({ error: grant.error })
    return err(grant.error)
  }
  signIn(grant.value)
  return ok(null)
}

/** A device key pasted by hand (a wall without a camera to scan a link). */
export function enterDeviceKey(key: string): void {
  signIn(key.trim())
}

/** Forgets the key on this screen, and has the hub make it void (as well as that can be reached). */
export function logout(): void {
  const { token } = useSession.getState()
  if (token) void callApi('/api/v1/session', z.null(), { method: 'DELETE', token })
  keep(storageKey(useSession.getState().screen), null)
  useSession.setState({ status: 'anonymous', token: null, error: null })
}
