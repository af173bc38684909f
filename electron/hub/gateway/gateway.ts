import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import type { TeamId } from '../../../shared/base/ids'
import { MINUTE, SECOND, type EpochMs } from '../../../shared/base/time'
import type { SourceHealth } from '../../../shared/protocol/messages'
import { NO_BASEMAPS, type Basemaps } from '../basemaps/basemaps'
import type { Hub } from '../core/hub'
import { createIntake } from '../feeds/intake'
import { createFeedLedger } from '../feeds/ledger'
import { createRiskWatch } from '../risk/watch'
import type { DrillClock } from '../drill-clock'
import type { TrackHistory } from '../tracks/history'
import { LINK_MINUTES, type AccessStore } from './access/store'
import { createThrottle } from './access/throttle'
import { createBuckets } from './access/token-bucket'
import { prepareAttachments } from './attachments'
import type { GatewayContext } from './context'
import { createCounters } from './counters'
import { isLoopback } from './http/origin'
import { createRouter } from './http/router'
import { createHttpServer } from './http/server'
import { createStatics } from './http/static'
import { linkUrl } from './link-url'
import { createRedactor } from './redact'
import { allRoutes } from './routes'
import { createSocketGateway } from './socket/server'
import { createSources, historySource, replaySources } from './sources'

export interface GatewayOptions {
  readonly hub: Hub
  readonly access: AccessStore
  /** Folder of the built screens (`out/renderer`); null: none are served. */
  readonly staticDir: string | null
  /** Folder with `zhejiang.pmtiles`; null: no base map. */
  readonly basemapDir: string | null
  /** Grounds of the user's own; left out: none. */
  readonly basemaps?: Basemaps
  /** Folder for uploaded photos; made if missing. */
  readonly attachmentsDir: string
  /** Address to bind to, `127.0.0.1` unless told otherwise. */
  readonly bind: string
  /** 0: any free one. */
  readonly port: number
  readonly log: Logger
  /** Pages of other origins that may use the hub, such as `https://desk.example`. */
  readonly allowedOrigins?: readonly string[]
  /** The address that devices use, where it is not the one bound to: behind a proxy, or for phones on the network. */
  readonly publicUrl?: string
  readonly version?: string
  /** Health of the sources that the hub itself asks or listens to. */
  readonly collectors?: () => readonly SourceHealth[]
  /** The clock that can be put forward; left out or null: the hub is not for exercises. */
  readonly drillClock?: DrillClock | null
  /** Past positions; left out or null: none are kept. */
  readonly history?: TrackHistory | null
}

export type ScreenLink = 'desk' | 'wall' | 'phone'
const ROLE_OF = { desk: 'officer', wall: 'wall', phone: 'team' } as const

export interface Gateway {
  /** Where the hub is reached from this machine. */
  readonly url: string
  readonly port: number
  /**
   * The address of a link that lets one device in, once: for a desk as the officer `name`, for a wall, or for the phone
   * of a team (`teamId` is needed). Waits 10 minutes unless told otherwise.
   */
  oneTimeLink(screen: ScreenLink, details?: { readonly name?: string; readonly teamId?: TeamId; readonly minutes?: number }): string
  /** Says goodbye to every screen and stops listening. */
  close(): Promise<void>
}

/**
 * The way into the hub for everything outside it: HTTP and sockets on one port. Authenticates, validates, authorises,
 * then hands a command to the hub; reads nothing but the hub's committed world. Rejects if the port cannot be had.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { hub, access, log, history = null, drillClock = null } = options
  await prepareAttachments(options.attachmentsDir)
  const counters = createCounters()
  const ledger = createFeedLedger()
  const now = (): EpochMs => Date.now()
  const buckets = createBuckets(now)
  const slower = { windowMs: 15 * MINUTE, firstWaitMs: SECOND, maxWaitMs: 5 * MINUTE }
  const guesses = createThrottle({ free: 5, ...slower }, now)
  const floods = createThrottle({ free: 40, ...slower }, now)
  const publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? null
  const origins = { bind: options.bind, publicUrl, allowedOrigins: options.allowedOrigins ?? [] }
  const health = hub.replay ? replaySources(hub) : createSources(hub, ledger, counters, () => [...(options.collectors?.() ?? []), ...historySource(history)])
  const risk = createRiskWatch(hub, log)
  const redact = createRedactor(hub)
  const version = options.version ?? '0.1.0'

  const context: GatewayContext = {
    hub,
    access,
    log,
    counters,
    ledger,
    intake: createIntake(hub),
    risk,
    version,
    startedAt: hub.now(),
    attachmentsDir: options.attachmentsDir,
    guesses,
    floods,
    redact,
    basemaps: options.basemaps ?? NO_BASEMAPS,
    history,
    drillClock,
    publicUrl: ({ request }) => publicUrl ?? `http://${request.headers.host ?? ''}`,
    health,
    connected: () => sockets.connected(),
    phoneState: (teamId) => sockets.phoneState(teamId),
    unitState: (unitId) => sockets.unitState(unitId),
  }
  const http = createHttpServer({
    router: createRouter(allRoutes(context)),
    statics: createStatics(options),
    access,
    buckets,
    counters,
    origins,
    log,
  })
  const sockets = createSocketGateway({ http, hub, access, buckets, counters, origins, redact, health, log })
  const removeClock = drillClock?.onAdvanced((at) => sockets.tellClock(at))
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port, options.bind, () => {
      http.off('error', reject)
      resolve()
    })
  })
  http.on('error', (error) => log.error({ err: error }, 'the HTTP server failed'))
  const { port } = http.address() as AddressInfo
  const url = `http://${hostFor(options.bind)}:${port}`
  if (!isLoopback(options.bind) && !publicUrl?.startsWith('https:')) {
    log.warn({ bind: options.bind, port }, 'reachable from the network without encryption: keys and alarms can be read on the way; put a TLS proxy before it')
  }

  return {
    url,
    port,
    oneTimeLink(screen, { name, teamId, minutes = LINK_MINUTES } = {}) {
      if ((screen === 'phone') !== (teamId !== undefined)) throw new Error('a phone link needs a team, the others take none')
      const role = ROLE_OF[screen]
      const called = name ?? (role === 'officer' ? 'officer' : screen)
      const { secret } = access.createLink({ role, name: called, teamId: teamId ?? null, minutes, by: 'hub:shell' })
      return linkUrl(publicUrl ?? url, role, secret)
    },
    async close() {
      removeClock?.()
      risk.stop()
      http.closeIdleConnections()
      await sockets.close()
      http.closeAllConnections()
    },
  }
}

/** An address to use from this machine: a bound wildcard is reached over loopback, IPv6 goes into brackets. */
function hostFor(bind: string): string {
  if (bind === '0.0.0.0' || bind === '::') return '127.0.0.1'
  return bind.includes(':') ? `[${bind}]` : bind
}
