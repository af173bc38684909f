import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import type { PhoneState } from '../../shared/protocol/messages'
import type { LinkState } from '../pocket/connection'
import { keep, kept } from '../state/keep'
import { isPhoneState, type Fix } from './api'
import { parsed, storedDevice, type Device } from './device'
import type { OutboxItem } from './outbox'

export type EnrolState =
  | { readonly kind: 'none' | 'claiming' | 'used' | 'offline' | 'notTeam' | 'replaced' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** `leftOver`: presses that can no longer be sent. */
  | { readonly kind: 'revoked'; readonly leftOver: number }

export type PositionState = 'idle' | 'asking' | 'on' | 'off' | 'denied' | 'unavailable' | 'unsupported'
export type Scheme = 'auto' | 'dark' | 'light'

export interface PhoneStore {
  readonly device: Device | null
  readonly enrol: EnrolState
  /** Another window of this phone has taken over. */
  readonly elsewhere: boolean
  /** The last state received; after a start without signal the one kept from before. */
  readonly state: PhoneState | null
  /** Hub time at which each order's present route was first seen: its travel time counts from then or from departure. */
  readonly routeSeenAt: Readonly<Record<string, EpochMs>>
  readonly link: LinkState
  /** Hub time of the last sign of life from the hub. */
  readonly lastContact: EpochMs | null
  readonly drill: boolean
  readonly items: readonly OutboxItem[]
  /** False: this phone cannot keep anything over a reload. */
  readonly durable: boolean
  readonly position: PositionState
  readonly fix: Fix | null
  readonly shareWanted: boolean
  /** Orders that ended and that the leader has put away. */
  readonly readEnded: readonly string[]
  readonly selected: string | null
  /** Rings silenced, as `dispatchId:realerts`. */
  readonly silenced: readonly string[]
  readonly photoFailed: boolean
  readonly shellReady: boolean
  readonly language: 'zh' | 'en'
  readonly scheme: Scheme
}

interface KeptState {
  readonly state: PhoneState
  readonly lastContact: EpochMs
}

function keptState(): KeptState | null {
  const value = parsed(kept('phone.state')) as Partial<KeptState> | null
  return value && isPhoneState(value.state) && typeof value.lastContact === 'number' ? { state: value.state, lastContact: value.lastContact } : null
}

function keptList(key: string): string[] {
  const value = parsed(kept(key))
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function initial(): PhoneStore {
  const device = storedDevice()
  const before = device ? keptState() : null
  const scheme = kept('phone.scheme')
  return {
    device,
    enrol: { kind: 'none' },
    elsewhere: false,
    state: before?.state ?? null,
    routeSeenAt: {},
    link: 'connecting',
    lastContact: before?.lastContact ?? null,
    drill: kept('phone.drill') === 'true',
    items: [],
    durable: true,
    position: 'idle',
    fix: null,
    shareWanted: kept('phone.share') !== 'false',
    readEnded: keptList('phone.readEnded'),
    selected: null,
    silenced: [],
    photoFailed: false,
    shellReady: false,
    language: kept('phone.language') === 'en' ? 'en' : 'zh',
    scheme: scheme === 'dark' || scheme === 'light' ? scheme : 'auto',
  }
}

export const usePhone = create<PhoneStore>(initial)
export const setPhone = usePhone.setState
export const getPhone = usePhone.getState

/**
 * Takes in a state of the hub. An older one (an answer overtaken by the socket) changes nothing; a hub that
 * started a new log counts from 1 again, but its clock does not.
 */
export function receiveState(state: PhoneState, now: EpochMs): void {
  const { state: before, routeSeenAt: seen } = getPhone()
  setPhone({ lastContact: now })
  if (before && before.team.id === state.team.id && state.seq < before.seq && state.hubTime <= before.hubTime) return
  const routeSeenAt: Record<string, EpochMs> = {}
  for (const order of state.orders) {
    const { id } = order.dispatch
    const old = before?.orders.find((one) => one.dispatch.id === id)?.route
    const same = old && order.route && old.seconds === order.route.seconds && old.metres === order.route.metres
    routeSeenAt[id] = (same ? seen[id] : undefined) ?? state.hubTime
  }
  // A new order comes to the front, whatever the leader was looking at.
  const fresh = state.orders.some((order) => !before?.orders.some((one) => one.dispatch.id === order.dispatch.id))
  setPhone({ state, routeSeenAt, ...(fresh ? { selected: null } : {}) })
  keep('phone.state', JSON.stringify({ state, lastContact: now } satisfies KeptState))
}

/** Forgets who this phone was. */
export function forget(enrol: EnrolState): void {
  for (const key of ['phone.device', 'phone.state', 'phone.readEnded']) keep(key, null)
  setPhone({ device: null, state: null, lastContact: null, readEnded: [], selected: null, enrol, link: 'connecting' })
}

export function setLanguage(language: 'zh' | 'en'): void {
  keep('phone.language', language)
  setPhone({ language })
}

export function setScheme(scheme: Scheme): void {
  keep('phone.scheme', scheme)
  setPhone({ scheme })
}

export function setShareWanted(shareWanted: boolean): void {
  keep('phone.share', String(shareWanted))
  setPhone({ shareWanted })
}

export function markRead(dispatchId: string): void {
  const readEnded = [...getPhone().readEnded, dispatchId].slice(-50)
  keep('phone.readEnded', JSON.stringify(readEnded))
  setPhone({ readEnded, selected: null })
}

export function silence(ring: string): void {
  setPhone({ silenced: [...getPhone().silenced, ring] })
}
