import type { Server as HttpServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import { helloSchema, PROTOCOL, type Hello, type PhoneState, type TimeAxis } from '../../../../shared/protocol/messages'
import type { UnitState } from '../../../../shared/unit/view'
import type { EpochMs } from '../../../../shared/base/time'
import type { Hub } from '../../core/hub'
import type { AccessStore } from '../access/store'
import type { Principal } from '../access/principal'
import type { Buckets } from '../access/token-bucket'
import type { Counters } from '../counters'
import { hostAllowed, originAllowed, type OriginRules } from '../http/origin'
import { MAX_MESSAGE, MAX_SOCKETS_EACH, rateOf } from '../limits'
import type { Redactor } from '../redact'
import { HEALTH_MS } from '../sources'
import type { Health } from '../../../../shared/protocol/messages'
import { createCoverageStream } from './coverage'
import { dropSlow } from './guard'
import { createLive } from './live'
import { createMessageHandler, type Peer } from './messages'
import { createPhones } from './phones'
import { credentialRoom, OFFICERS, teamRoom, unitRoom, WALLS, type HubServer, type HubSocket } from './protocol'
import { createRecommendations } from './recommendations'
import { createReadingStream } from './readings'
import { createSeaStream } from './sea'
import { createTrackStream } from './tracks'
import { registerWall } from './register-wall'
import { createUnitPages } from './units'
import { createWallScreens } from './walls'

/** How often open sockets' keys are checked again: sessions end, and the admin tool revokes from another process. */
const REVALIDATE_MS = 10_000
const PHONE_ROUTE_WAIT_MS = 2_000
/** How long a stopping hub waits for its goodbyes to go out. */
const GOODBYE_MS = 500

export interface SocketOptions {
  readonly http: HttpServer
  readonly hub: Hub
  readonly access: AccessStore
  readonly buckets: Buckets
  readonly counters: Counters
  readonly origins: OriginRules
  readonly redact: Redactor
  readonly health: () => Health
  readonly log: Logger
}

export interface SocketGateway {
  connected(): Map<string, number>
  phoneState(teamId: string): Promise<PhoneState | null>
  unitState(unitId: string): UnitState | null
  /** The clock was put forward: every screen asks for the time at once. */
  tellClock(now: EpochMs): void
  close(): Promise<void>
}

export function createSocketGateway(options: SocketOptions): SocketGateway {
  const { hub, access, buckets, counters, origins, redact, health, log } = options
  const io: HubServer = new Server(options.http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: MAX_MESSAGE,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    cors: { origin: false },
    allowRequest(request, done) {
      const allowed = hostAllowed(request, origins) && originAllowed(request, origins)
      if (!allowed) counters.add('socket.origin')
      done(allowed ? null : 'forbidden', allowed)
    },
  })
  const onBug = (error: unknown): void => log.error({ err: error }, 'a message failed')
  const live = createLive({ hub, io, redact })
  const recommendations = createRecommendations(hub, io, log)
  const tracks = createTrackStream(hub)
  const readings = createReadingStream(hub, io)
  const coverage = createCoverageStream(hub, io)
  const sea = createSeaStream(hub, io)
  const walls = createWallScreens({ io, now: hub.now, onWall: (wallId) => void (hub.replay || registerWall(hub, wallId).catch(onBug)) })
  const handle = createMessageHandler({ hub, buckets, counters, redact, onBug })
  const phones = createPhones({
    hub,
    connected: (teamId) => io.sockets.adapter.rooms.has(teamRoom(teamId)),
    emit: (teamId, state) => void io.to(teamRoom(teamId)).emit('phone', state),
  })
  const unitPages = createUnitPages({
    hub,
    connected: () => [...io.sockets.sockets.values()].flatMap((socket) => socket.data.principal.unitId ?? []),
    emit: (unitId, state) => void io.to(unitRoom(unitId)).emit('unit', state),
  })
  const removeReplay = hub.replay?.onState((state) => void io.emit('replay', state))
  const hellos = new WeakMap<HubSocket, Hello>()
  /** [GW19] Where the time axis stands that all screens share: the last officer's word, also for those that come later. */
  let axis: TimeAxis | null = null

  /** [GW11] Nobody gets past here without a valid key: the handshake's `auth` is all that is looked at. */
  io.use((socket, next) => {
    const hello = helloSchema.safeParse(socket.handshake.auth)
    const principal = hello.success ? access.verify(hello.data.token) : null
    // Known ones each have their own measure: after a restart a whole building comes back through one address.
    const wait = buckets.take(principal ? `hello:${principal.credentialId}` : `ip:${socket.handshake.address}`, rateOf(principal?.role ?? null))
    if (wait > 0) {
      counters.add('refused.rate_limited')
      return next(refusal('rate_limited', `too many connections: wait ${wait} ms`))
    }
    if (!hello.success) {
      counters.add('socket.malformed')
      return next(refusal('invalid', 'hello: not understood', String(hello.error.issues[0]?.path[0] ?? '')))
    }
    if (!principal) {
      counters.add('refused.unauthorised')
      return next(refusal('unauthorised', 'the key is unknown, revoked or over'))
    }
    if (principal.role === 'feed') return next(refusal('forbidden', 'feeds use HTTP'))
    if ((io.sockets.adapter.rooms.get(credentialRoom(principal.credentialId))?.size ?? 0) >= MAX_SOCKETS_EACH) {
      return next(refusal('rate_limited', 'too many connections with this key'))
    }
    socket.data.principal = principal
    hellos.set(socket, hello.data)
    next()
  })

  io.on('connection', (socket) => {
    const { principal } = socket.data
    const hello = hellos.get(socket)
    if (!hello || hello.protocol !== PROTOCOL) {
      counters.add('socket.protocol')
      socket.emit('goodbye', { code: 'protocol', message: `the hub speaks protocol ${PROTOCOL}: reload the page` })
      socket.disconnect(true)
      return
    }
    const peer: Peer = {
      principal,
      watch: (incidentId) => recommendations.watch(socket, incidentId),
      look: (bounds) => tracks.look(socket, bounds),
      present: (presence) => walls.present(socket, presence),
      picture: (bytes) => walls.picture(socket, bytes),
      direct: (open) => walls.direct(socket, open),
      scrub: (moved) => {
        axis = moved
        hub.sea?.setMoment(moved)
        socket.to([OFFICERS, WALLS]).emit('axis', moved)
      },
      drop: () => void socket.disconnect(true),
    }
    socket.onAny((name: unknown, ...args: unknown[]) => void handle(peer, name, args))
    socket.on('error', onBug)
    void socket.join(credentialRoom(principal.credentialId))
    welcome(socket, principal, hello).catch(onBug)
  })

  async function welcome(socket: HubSocket, principal: Principal, hello: Hello): Promise<void> {
    await live.admit(socket, principal, hello)
    if (!socket.connected) return
    if (principal.role === 'team') {
      if (principal.teamId === null) return
      await socket.join(teamRoom(principal.teamId))
      phones.greet(principal.teamId)
      return
    }
    if (principal.role === 'unit') {
      if (principal.unitId === null) return
      await socket.join(unitRoom(principal.unitId))
      unitPages.greet(principal.unitId)
      return
    }
    socket.emit('health', health())
    tracks.add(socket)
    readings.add(socket)
    coverage.add(socket)
    sea.add(socket)
    if (principal.role === 'officer') walls.greet(socket)
    if (axis) socket.emit('axis', axis)
  }

  /** [GW12] A revoked key closes its sockets at once. */
  function dismiss(credentialId: string): void {
    const room = credentialRoom(credentialId)
    io.to(room).emit('goodbye', { code: 'revoked', message: 'this key is no longer valid' })
    io.in(room).disconnectSockets(true)
  }
  const removeRevoked = access.onRevoked(dismiss)

  const healthTimer = setInterval(() => {
    io.to([OFFICERS, WALLS]).emit('health', health())
    const dropped = dropSlow(io.sockets.sockets.values())
    for (let count = 0; count < dropped; count++) counters.add('socket.slow')
  }, HEALTH_MS)
  healthTimer.unref()

  const revalidateTimer = setInterval(() => {
    for (const credentialId of connected().keys()) if (!access.stillValid(credentialId)) dismiss(credentialId)
  }, REVALIDATE_MS)
  revalidateTimer.unref()

  function connected(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const socket of io.sockets.sockets.values()) {
      const { credentialId } = socket.data.principal
      counts.set(credentialId, (counts.get(credentialId) ?? 0) + 1)
    }
    return counts
  }

  return {
    connected,
    phoneState: (teamId) => phones.stateWithRoutes(teamId, PHONE_ROUTE_WAIT_MS),
    unitState: unitPages.state,
    tellClock: (now) => void io.emit('clock', now),
    async close() {
      clearInterval(healthTimer)
      clearInterval(revalidateTimer)
      removeRevoked()
      removeReplay?.()
      live.stop()
      recommendations.stop()
      tracks.stop()
      readings.stop()
      coverage.stop()
      sea.stop()
      walls.stop()
      phones.stop()
      unitPages.stop()
      io.emit('goodbye', { code: 'stopping', message: 'the hub is stopping' })
      io.disconnectSockets(true)
      // Closing the engine throws away what is still queued, the goodbyes too.
      for (let waited = 0; waited < GOODBYE_MS && io.engine.clientsCount > 0; waited += 10) await sleep(10)
      await io.close()
    },
  }
}

function refusal(code: string, message: string, field?: string): Error {
  return Object.assign(new Error(message), { data: { code, message, ...(field ? { field } : {}) } })
}
