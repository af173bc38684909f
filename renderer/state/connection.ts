import { io, type Socket } from 'socket.io-client'
import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import type { CommandType, Role } from '../../shared/domain/command'
import type { Rejection } from '../../shared/domain/rejection'
import type { RouteResult } from '../../shared/dispatch/travel'
import type { Bounds } from '../../shared/pack/bounds'
import type { Answer, CommandReply, HubToScreen, ScreenToHub } from '../../shared/protocol/messages'
import { hubUrl } from './api'
import { setHubOffset } from './clock'
import type { EventsListener } from './inbox'
import { createLink, type Link, type LinkSocket } from './link'
import { newId } from './new-id'
import type { CommandInput } from './outbox'
import { isReplay, receiveReplay, REPLAY_READ_ONLY } from './replay'
import { startWatching } from './recommendation'
import { useSession } from './session'

export type ConnectionPhase = 'idle' | 'connecting' | 'live' | 'lost' | 'denied' | 'protocol'

export interface ConnectionState {
  /**
   * `connecting`: not live since the page was opened. `lost`: it was, and what is on screen is of `lostSince`.
   * `denied`: the key is not accepted. `protocol`: the hub is of another version: reload.
   */
  readonly phase: ConnectionPhase
  /** Hub time; null while live. */
  readonly lostSince: EpochMs | null
  /** Round trip in milliseconds, smoothed. */
  readonly latencyMs: number | null
  /** Hub clock minus ours, smoothed. */
  readonly hubTimeOffsetMs: number
  readonly logId: string | null
  /** Hub time at which the hub was last heard. */
  readonly lastHeardAt: EpochMs | null
  readonly role: Role | null
  readonly name: string | null
  readonly drill: boolean
  /** Why it is denied. */
  readonly error: Rejection | null
}

const IDLE: ConnectionState = {
  phase: 'idle',
  lostSince: null,
  latencyMs: null,
  hubTimeOffsetMs: 0,
  logId: null,
  lastHeardAt: null,
  role: null,
  name: null,
  drill: false,
  error: null,
}

export const useConnection = create<ConnectionState>(() => IDLE)

function open(auth: (give: (hello: object) => void) => void): LinkSocket {
  const socket: Socket<HubToScreen, ScreenToHub> = io(hubUrl(), {
    auth,
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    reconnection: true,
    reconnectionAttempts: Number.POSITIVE_INFINITY,
    // A hub that was killed is there again within seconds, and a room has few screens: they look for it every second.
    reconnectionDelay: 300,
    reconnectionDelayMax: 1_000,
    randomizationFactor: 0.5,
    timeout: 8_000,
  })
  return socket as unknown as LinkSocket
}

let link: Link | null = null
let lookingAt: Bounds | null = null
let removers: (() => void)[] = []
const alarmListeners = new Set<EventsListener>()

/** Connects with the session's key and stays connected until `stopConnection`. Does nothing if there is no key. */
export function startConnection(): void {
  stopConnection()
  const { token } = useSession.getState()
  if (!token) return
  useConnection.setState({ ...IDLE, phase: 'connecting' })
  const started = createLink({
    token,
    open,
    change: (patch) => {
      if (patch.hubTimeOffsetMs !== undefined) setHubOffset(patch.hubTimeOffsetMs)
      useConnection.setState(patch)
    },
    state: () => useConnection.getState(),
  })
  link = started
  if (lookingAt !== null) started.look(lookingAt)
  const online = () => started.retryNow()
  const visible = () => {
    if (document.visibilityState === 'visible') started.retryNow()
  }
  window.addEventListener('online', online)
  document.addEventListener('visibilitychange', visible)
  removers = [
    () => window.removeEventListener('online', online),
    () => document.removeEventListener('visibilitychange', visible),
    started.onEvents((events) => {
      // What is played again calls nobody.
      if (isReplay()) return
      for (const listener of alarmListeners) listener(events)
    }),
  ]
}

/** Leaves the hub. Commands that still wait are answered `unavailable`. */
export function stopConnection(): void {
  for (const remove of removers) remove()
  removers = []
  link?.stop()
  link = null
  receiveReplay(null)
  useConnection.setState(IDLE)
}

/** Tries now instead of at the next turn. */
export function retryConnection(): void {
  link?.retryNow()
}

/**
 * Called with new events at once, before they are folded and drawn, in a hidden page too. Works before and across
 * connections. The events of a tail after a reconnection come as well: look at `event.at` before sounding an alarm.
 * Returns the remover.
 */
export function onEvents(listener: EventsListener): () => void {
  alarmListeners.add(listener)
  return () => alarmListeners.delete(listener)
}

const GONE: Rejection = { code: 'unavailable', message: 'not connected to a hub' }

/**
 * Sends a command and resolves with the hub's answer, a refusal included; never rejects. Until it resolves the command
 * is in `usePending` and nothing is done: after a lost connection it is sent again under the same id, so it happens at
 * most once.
 */
export function sendCommand<T extends CommandType>(
  type: T,
  data: CommandInput<T>,
  options: { readonly expectedVersion?: number; readonly commandId?: string } = {},
): Promise<CommandReply> {
  if (isReplay()) return Promise.resolve({ ok: false, error: REPLAY_READ_ONLY })
  if (!link) return Promise.resolve({ ok: false, error: GONE })
  const { expectedVersion, commandId = newId() } = options
  return link.submit({
    commandId,
    type,
    data,
    since: Date.now(),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  })
}

/**
 * Asks for the live recommendation of an incident (see `useRecommendation`), until another one or null is asked for.
 */
export function watchRecommendation(incidentId: string | null): void {
  startWatching(incidentId)
  link?.watch()
}

/** The way a team would take now. Refused with `unavailable` while there is no connection. */
export function requestRoute(incidentId: string, teamId: string): Promise<Answer<RouteResult>> {
  return link ? link.route(incidentId, teamId) : Promise.resolve({ ok: false, error: GONE })
}

/**
 * Tells the hub where this screen's map looks, degrees: what moves there comes at once, the rest once a second. Null:
 * everything comes alike. To be called when the map has come to rest, not with every frame.
 */
export function lookAt(bounds: Bounds | null): void {
  lookingAt = bounds
  link?.look(bounds)
}
