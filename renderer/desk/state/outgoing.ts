import { create } from 'zustand'
import type { CommandType } from '../../../shared/domain/command'
import type { Rejection } from '../../../shared/domain/rejection'
import type { CommandReply } from '../../../shared/protocol/messages'
import { sendCommand, useConnection } from '../../state/connection'
import type { CommandInput } from '../../state/outbox'

/** Where on the desk a command was given: its fate is told there. */
export type Place = string

/**
 * The fate of the last command of a place.
 * `waiting`: the hub was away when it was given; it has not left this desk and can be taken back.
 * `sent`: it has left, the hub has not answered yet; it can no longer be taken back.
 * `refused`: with the hub's reason.
 */
export type Fate =
  | { readonly kind: 'waiting'; readonly since: number; readonly cancel: () => void }
  | { readonly kind: 'sent'; readonly since: number }
  | { readonly kind: 'refused'; readonly rejection: Rejection; readonly retry: ((expectedVersion?: number) => void) | null }

interface OutgoingState {
  readonly fates: ReadonlyMap<Place, Fate>
}

export const useOutgoing = create<OutgoingState>(() => ({ fates: new Map() }))

export function useFate(place: Place): Fate | undefined {
  return useOutgoing((state) => state.fates.get(place))
}

/** True while a command of the place waits or is under way. */
export function useBusy(place: Place): boolean {
  return useOutgoing((state) => {
    const kind = state.fates.get(place)?.kind
    return kind === 'waiting' || kind === 'sent'
  })
}

function setFate(place: Place, fate: Fate | null): void {
  useOutgoing.setState(({ fates }) => {
    const next = new Map(fates)
    if (fate) next.set(place, fate)
    else next.delete(place)
    return { fates: next }
  })
}

/** The officer has read it. */
export function dismissFate(place: Place): void {
  const fate = useOutgoing.getState().fates.get(place)
  if (fate?.kind === 'refused') setFate(place, null)
}

/** A refusal that the desk itself knows of, told like the hub's. */
export function refuseHere(place: Place, rejection: Rejection): void {
  setFate(place, { kind: 'refused', rejection, retry: null })
}

export interface Order<T extends CommandType> {
  readonly place: Place
  readonly type: T
  readonly data: CommandInput<T>
  readonly expectedVersion?: number
}

/** What a desk that took the command back answers with. */
export const CANCELLED: Rejection = { code: 'unavailable', message: 'cancelled at the desk' }

function whenLive(signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = useConnection.subscribe(({ phase }) => {
      if (phase === 'live') settle(true)
    })
    const settle = (live: boolean) => {
      stop()
      resolve(live)
    }
    signal.addEventListener('abort', () => settle(false), { once: true })
  })
}

/**
 * Gives a command and tells its fate at `place`. While the hub is away the command stays here, visible and cancellable,
 * and goes out when the hub is back: nothing is done, or shown as done, before the hub says so.
 */
export async function give<T extends CommandType>(order: Order<T>): Promise<CommandReply> {
  const { place, type, data, expectedVersion } = order
  const since = Date.now()
  if (useConnection.getState().phase !== 'live') {
    const control = new AbortController()
    setFate(place, { kind: 'waiting', since, cancel: () => control.abort() })
    if (!(await whenLive(control.signal))) {
      setFate(place, null)
      return { ok: false, error: CANCELLED }
    }
  }
  setFate(place, { kind: 'sent', since })
  const reply = await sendCommand(type, data, expectedVersion === undefined ? {} : { expectedVersion })
  if (reply.ok) {
    setFate(place, null)
    return reply
  }
  const stale = reply.error.code === 'stale_version'
  const retry = stale ? (seen?: number) => void give({ place, type, data, ...(seen === undefined ? {} : { expectedVersion: seen }) }) : null
  setFate(place, { kind: 'refused', rejection: reply.error, retry })
  return reply
}
