import { HOUR } from '../../shared/base/time'
import type { Rejection } from '../../shared/domain/rejection'
import type { RouteResult } from '../../shared/dispatch/travel'
import type { Bounds } from '../../shared/pack/bounds'
import {
  PROTOCOL,
  type Answer,
  type CommandReply,
  type EventFrame,
  type Health,
  type HeatGrid,
  type Hello,
  type HubToScreen,
  type Welcome,
  type WorldSnapshot,
} from '../../shared/protocol/messages'
import type { ConnectionState } from './connection'
import { hubNow } from './clock'
import { bestSample, clockSample, usualLatency, withSample, type ClockSample } from './clock-sync'
import { receiveAxis, setAxisSender } from './axis'
import { clearCoverage, receiveCoverage } from './coverage'
import { receiveHealth } from './health'
import { clearHeats, receiveHeat } from './heat'
import { clearHistory } from './history'
import { createInbox, soonInPage, type EventsListener } from './inbox'
import { createOutbox, type PendingCommand } from './outbox'
import { retryFailedPointSets } from './points'
import { clearReadings, receiveReadings } from './readings'
import { holdReplay, isReplay, receiveReplay, REPLAY_READ_ONLY, setReplaySender } from './replay'
import { receiveRecommendation, useRecommendation, watchRefused } from './recommendation'
import { clearTracks, receiveTracks } from './tracks'
import { clearSea, receiveSea } from './sea'
import { receiveDirect, setWallSender } from './wall-screen'
import { clearWalls, isDirecting, receiveThumbnail, receiveWalls, setDirectSender } from './walls'
import { applyEvents, clearWorld, forgetEnded, markLoaded, replaceWorld, useWorld } from './world'

/** What a link needs of a socket: Socket.IO's client, or a fake in tests. */
export interface LinkSocket {
  readonly connected: boolean
  connect(): unknown
  disconnect(): unknown
  on(event: string, listener: (...args: never[]) => void): unknown
  emit(event: string, ...args: unknown[]): unknown
  /** False once the socket has given up by itself (refused by the hub, or closed by it). */
  readonly active: boolean
}

export interface LinkOptions {
  readonly token: string
  readonly open: (auth: (give: (hello: object) => void) => void) => LinkSocket
  readonly change: (patch: Partial<ConnectionState>) => void
  readonly state: () => ConnectionState
  /** How batches are gathered; the page's frames by default. */
  readonly soon?: (work: () => void) => () => void
}

export interface Link {
  submit(command: PendingCommand): Promise<CommandReply>
  watch(): void
  route(incidentId: string, teamId: string): Promise<Answer<RouteResult>>
  /** Tells the hub where the map looks, now and after every reconnection; null: everywhere. */
  look(bounds: Bounds | null): void
  onEvents(listener: EventsListener): () => void
  retryNow(): void
  stop(): void
}

const ECHO_EVERY_MS = 2_500
/** Heard nothing for so long: the connection is dead whatever the socket believes (its own limit is 45 s). */
const DEAD_AFTER_MS = 8_000
/** A refused key is tried again so slowly: an administrator may have repaired it, and the wall has no keyboard. */
const REFUSED_RETRY_MS = 30_000
const RESYNC_PAUSE_MS = 500
const ROUTE_TIMEOUT_MS = 10_000
const UNAVAILABLE: Rejection = { code: 'unavailable', message: 'no connection to the hub' }

/**
 * One connection to the hub that never gives up: continues where it was, resyncs after a gap, resends the unanswered.
 */
export function createLink(options: LinkOptions): Link {
  const { change, state } = options
  const outbox = createOutbox()
  let connectTimer: ReturnType<typeof setTimeout> | undefined
  let echoSoon: ReturnType<typeof setTimeout>[] = []
  let stopped = false
  /** The socket closes because we close it: no reason to plan another attempt. */
  let leaving = false
  let welcomed = false
  let whole = false
  let resyncs = 0
  let heardAt = Date.now()
  let samples: ClockSample[] = []
  let bounds: Bounds | null = null

  const inbox = createInbox({
    fold: (batch) => {
      applyEvents(batch)
      resyncs = 0
    },
    soon: options.soon ?? soonInPage,
    resync: (wantWhole) => {
      // A tail that leaves a gap again will leave it a third time: then a snapshot.
      whole ||= wantWhole || resyncs > 0
      resyncs++
      reconnect(resyncs > 1 ? RESYNC_PAUSE_MS * Math.min(resyncs, 10) : 0)
    },
  })

  const socket = options.open((give) => {
    const { logId } = state()
    const known = !whole && logId !== null && useWorld.getState().loaded
    give({ protocol: PROTOCOL, token: options.token, ...(known ? { logId, since: inbox.seq } : {}) } satisfies Hello)
  })

  /** One attempt is planned at a time: connecting twice would be a breach of the socket's own protocol. */
  function connectIn(ms: number): void {
    clearTimeout(connectTimer)
    connectTimer = setTimeout(() => {
      if (!stopped) socket.connect()
    }, ms)
  }

  function leave(): void {
    leaving = true
    socket.disconnect()
    leaving = false
  }

  function reconnect(afterMs: number): void {
    lost()
    leave()
    connectIn(afterMs)
  }

  function heard(): void {
    heardAt = Date.now()
    change({ lastHeardAt: isReplay() ? hubNow() : heardAt + state().hubTimeOffsetMs })
  }

  function lost(): void {
    welcomed = false
    setWallSender(null)
    holdReplay()
    outbox.disconnected()
    const { phase, lastHeardAt } = state()
    if (phase === 'live') change({ phase: 'lost', lostSince: lastHeardAt })
  }

  function refused(error: Rejection, phase: 'denied' | 'protocol'): void {
    lost()
    change({ phase, error, lostSince: state().lostSince ?? state().lastHeardAt })
    leave()
    connectIn(REFUSED_RETRY_MS)
  }

  function on<E extends keyof HubToScreen>(event: E, listener: HubToScreen[E]): void {
    socket.on(event, listener as (...args: never[]) => void)
  }

  on('welcome', (welcome: Welcome) => {
    heard()
    if (welcome.protocol !== PROTOCOL)
      return refused({ code: 'invalid', message: `protocol ${welcome.protocol}` }, 'protocol')
    welcomed = true
    receiveReplay(welcome.replay ?? null)
    // Another log (a hub restored from elsewhere), or all of it anew: what was shown is not to be continued.
    if (welcome.logId !== state().logId || welcome.mode === 'snapshot') {
      inbox.reset(0)
      if (welcome.logId !== state().logId) {
        clearWorld()
        clearTracks()
        clearReadings()
        clearHistory()
        clearHeats()
        clearCoverage()
        clearSea()
        clearWalls()
      }
    }
    // Until the snapshot has come there is nothing to continue from.
    whole = welcome.mode === 'snapshot'
    // A first guess, late by as long as the page was busy; the echoes that follow at once are better.
    const offset = samples.length === 0 ? welcome.hubTime - Date.now() : state().hubTimeOffsetMs
    const { logId, role, name, drill } = welcome
    change({ phase: 'live', lostSince: null, error: null, hubTimeOffsetMs: offset, logId, role, name, drill })
    if (welcome.mode === 'tail' && inbox.seq >= welcome.seq) markLoaded()
    outbox.connected(({ since: _, ...command }, reply) => {
      socket.emit('command', command, (answer: CommandReply) => {
        heard()
        reply(answer)
      })
    })
    // The hub says it anew if it is elsewhere; one that was restarted has forgotten it.
    receiveAxis(null)
    watch()
    retryFailedPointSets()
    if (isDirecting()) direct(true)
    // A hub that was told nothing sends everything alike.
    if (bounds !== null) look()
    if (role === 'wall') {
      setWallSender({
        present: (presence) => socket.emit('presence', presence, heard),
        picture: (picture) => socket.emit('thumbnail', picture, heard),
      })
    }
    echo()
    echoSoon = [300, 900].map((ms) => setTimeout(echo, ms))
  })
  on('snapshot', (snapshot: WorldSnapshot) => {
    heard()
    whole = false
    inbox.reset(snapshot.seq)
    replaceWorld(snapshot)
  })
  on('events', (frame: EventFrame) => {
    heard()
    if (!welcomed) return
    inbox.receive(frame.events)
    markLoaded()
  })
  on('health', (message: Health) => {
    heard()
    receiveHealth(message)
  })
  on('recommendation', (message) => {
    heard()
    receiveRecommendation(message)
  })
  on('tracks', (frame: ArrayBuffer, done: (whole: boolean) => void) => {
    heard()
    // The hub waits for this word before it sends the next one; after a broken frame it starts anew with all positions.
    done(receiveTracks(frame))
  })
  on('readings', (changed, done) => {
    heard()
    try {
      receiveReadings(changed)
    } finally {
      done()
    }
  })
  on('heat', (grid: HeatGrid) => {
    heard()
    receiveHeat(grid)
  })
  on('walls', receiveWalls)
  on('thumbnail', ({ screenId, picture }) => receiveThumbnail(screenId, picture))
  setDirectSender(direct)
  on('coverage', (state) => {
    heard()
    receiveCoverage(state)
  })
  on('sea', (state) => {
    heard()
    receiveSea(state)
  })
  on('direct', receiveDirect)
  on('clock', echo)
  on('replay', (state) => {
    heard()
    receiveReplay(state)
    change({ hubTimeOffsetMs: state.at - Date.now() })
  })
  setReplaySender((action) => {
    if (!welcomed) return Promise.resolve({ ok: false, error: UNAVAILABLE })
    return new Promise((resolve) => socket.emit('replay', { action }, resolve))
  })
  on('axis', receiveAxis)
  setAxisSender((axis) => {
    if (welcomed) socket.emit('scrub', { axis }, heard)
  })
  on('goodbye', ({ code, message }) => {
    if (code === 'revoked') refused({ code: 'unauthorised', message }, 'denied')
    else if (code === 'protocol') refused({ code: 'invalid', message }, 'protocol')
    else lost()
  })
  socket.on('connect_error', ((error: Error & { readonly data?: unknown }) => {
    const data = error.data as Partial<Rejection> | undefined
    if (data?.code === 'unauthorised' || data?.code === 'forbidden') return refused(data as Rejection, 'denied')
    if (data?.field === 'protocol') return refused(data as Rejection, 'protocol')
    lost()
    // Refused for another reason (too many, not ready): the socket does not try again by itself.
    if (!socket.active) connectIn(1_000 + Math.random() * 2_000)
  }) as (...args: never[]) => void)
  socket.on('disconnect', (() => {
    lost()
    if (!socket.active && !stopped && !leaving) connectIn(500 + Math.random() * 1_000)
  }) as (...args: never[]) => void)

  function echo(): void {
    if (!welcomed) return
    const sentAt = Date.now()
    socket.emit('echo', (hubTime: number) => {
      samples = withSample(samples, clockSample(sentAt, Date.now(), hubTime))
      const best = bestSample(samples)
      change({ latencyMs: usualLatency(samples), ...(isReplay() ? {} : { hubTimeOffsetMs: best?.offsetMs ?? 0 }) })
      heard()
    })
  }

  function watch(): void {
    if (!welcomed || state().role !== 'officer') return
    const { incidentId } = useRecommendation.getState()
    // Who was recommended then is not in the log, and who would be now is another question.
    if (isReplay()) return watchRefused(incidentId, REPLAY_READ_ONLY)
    socket.emit('watch', { incidentId }, (answer: Answer<null>) => {
      heard()
      if (!answer.ok) watchRefused(incidentId, answer.error)
    })
  }

  function direct(open: boolean): void {
    if (welcomed && state().role === 'officer') socket.emit('direct', { open }, heard)
  }

  function look(): void {
    if (welcomed) socket.emit('viewport', { bounds }, heard)
  }

  let beatAt = Date.now()
  const heartbeat = setInterval(() => {
    // A page that stood still itself (a large map being built, a sleeping machine) has not listened: what the hub said
    // meanwhile waits behind this turn, so silence proves nothing yet.
    const stoodStill = Date.now() - beatAt > 2 * ECHO_EVERY_MS
    beatAt = Date.now()
    if (!welcomed) return
    if (!stoodStill && Date.now() - heardAt > DEAD_AFTER_MS) reconnect(0)
    else echo()
  }, ECHO_EVERY_MS)

  const forgetting = setInterval(() => forgetEnded(Date.now() + state().hubTimeOffsetMs), HOUR)

  socket.connect()

  return {
    submit: (command) => outbox.submit(command),
    watch,
    route(incidentId, teamId) {
      if (!welcomed) return Promise.resolve({ ok: false, error: UNAVAILABLE })
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve({ ok: false, error: UNAVAILABLE }), ROUTE_TIMEOUT_MS)
        socket.emit('route', { incidentId, teamId }, (answer: Answer<RouteResult>) => {
          clearTimeout(timer)
          resolve(answer)
        })
      })
    },
    look(to) {
      bounds = to
      look()
    },
    onEvents: (listener) => inbox.onEvents(listener),
    retryNow() {
      if (welcomed) return echo()
      reconnect(0)
    },
    stop() {
      stopped = true
      clearInterval(heartbeat)
      clearInterval(forgetting)
      clearTimeout(connectTimer)
      for (const timer of echoSoon) clearTimeout(timer)
      inbox.flush()
      outbox.abandon({ ok: false, error: UNAVAILABLE })
      socket.disconnect()
    },
  }
}
