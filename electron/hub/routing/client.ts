import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { EpochMs } from '../../../shared/base/time'
import type { RoadClosure, RoadMeta, RoadService } from '../../../shared/dispatch/travel'
import type { Pack } from '../../../shared/pack/schema'
import type { AreaService } from './areas/questions'
import type { RoadSources } from './load'
import type { RoadCallName, RoadCalls, RoadReply, RoadRequest } from './protocol'

/** The road engine cannot answer: it failed on this question, crashed under it, or was closed. */
export class RoadServiceError extends Error {
  override readonly name = 'RoadServiceError'
}

export interface RoadServiceOptions {
  readonly sources: RoadSources
  readonly logger: Logger
  /** The hub's clock, by which closures end. Default: the machine's. */
  readonly now?: () => EpochMs
  /** The bundled worker. Default: `routing-worker.js` beside the hub's bundle. */
  readonly workerUrl?: URL
}

interface Pending {
  readonly resolve: (answer: never) => void
  readonly reject: (error: RoadServiceError) => void
}

const RESTART_MS = [0, 1_000, 5_000, 30_000] as const

/** Name of the cache that `npm run import-roads -- FILE --clip PACK` puts into the pack's folder. */
export const PACK_CACHE = 'roads.dhroads'

/**
 * Starts the engine on a pack's roads: an imported cache in its folder goes before the file of the manifest. Not waited
 * for: it loads beside what else is opened, and the first question waits for it, or gets why it could not load.
 */
export function startRoadService(pack: Pack, logger: Logger): RoadService & AreaService {
  const { roads, coast } = pack.manifest
  const imported = join(pack.folder, PACK_CACHE)
  const kind = roads.kind === 'osm-cache' ? 'cache' : 'geojson'
  const client = new RoadClient({
    logger,
    sources: {
      roads: existsSync(imported) ? { kind: 'cache', path: imported } : { kind, path: join(pack.folder, roads.file) },
      ...(coast === undefined
        ? {}
        : { sea: { coastPath: join(pack.folder, coast), piers: pack.piers.map(({ id, name, at }) => ({ id, name, ...at })) } }),
    },
  })
  // The first question tells.
  client.start().catch(() => undefined)
  return client
}

/**
 * Starts the road engine in a thread of its own; resolves when its data are loaded, rejects with `RoadServiceError`
 * naming the file if they cannot be. A crash later rejects the questions under way, and the engine is started again
 * with the closures that were last set.
 */
export async function openRoadService(options: RoadServiceOptions): Promise<RoadService & AreaService> {
  const client = new RoadClient(options)
  await client.start()
  return client
}

class RoadClient implements RoadService, AreaService {
  readonly #options: RoadServiceOptions
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  /** Resolves when the present worker is ready. */
  #ready: Promise<void> = Promise.resolve()
  #nextId = 1
  #closures: readonly RoadClosure[] = []
  /** A new worker counts from 1 again: what is added so that versions never go back. */
  #versionBase = 0
  #lastVersion = 0
  #crashes = 0
  #closed = false

  constructor(options: RoadServiceOptions) {
    this.#options = options
  }

  start(): Promise<void> {
    this.#ready = this.#launch()
    return this.#ready
  }

  meta(): Promise<RoadMeta> {
    return this.#call('meta', null)
  }

  async travelTimes(request: RoadCalls['travelTimes']['argument']): Promise<RoadCalls['travelTimes']['answer']> {
    return this.#versioned(await this.#call('travelTimes', request))
  }

  async route(request: RoadCalls['route']['argument']): Promise<RoadCalls['route']['answer']> {
    return this.#versioned(await this.#call('route', request))
  }

  async setClosures(closures: readonly RoadClosure[]): Promise<RoadCalls['setClosures']['answer']> {
    // Kept first: should the worker die under this very call, the next one begins with them.
    this.#closures = closures
    return this.#versioned(await this.#call('setClosures', closures))
  }

  async areas(question: RoadCalls['areas']['argument']): Promise<RoadCalls['areas']['answer']> {
    return this.#versioned(await this.#call('areas', question))
  }

  async coverage(question: RoadCalls['coverage']['argument']): Promise<RoadCalls['coverage']['answer']> {
    return this.#versioned(await this.#call('coverage', question))
  }

  async suggest(question: RoadCalls['suggest']['argument']): Promise<RoadCalls['suggest']['answer']> {
    return this.#versioned(await this.#call('suggest', question))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#rejectAll('the road engine was closed')
    await this.#worker?.terminate()
  }

  #versioned<T extends { readonly graphVersion: number }>(answer: T): T {
    const graphVersion = answer.graphVersion + this.#versionBase
    this.#lastVersion = Math.max(this.#lastVersion, graphVersion)
    return { ...answer, graphVersion }
  }

  async #call<Name extends RoadCallName>(call: Name, argument: RoadCalls[Name]['argument']): Promise<RoadCalls[Name]['answer']> {
    if (this.#closed) throw new RoadServiceError('the road engine was closed')
    await this.#ready
    return this.#send(call, argument)
  }

  #send<Name extends RoadCallName>(call: Name, argument: RoadCalls[Name]['argument']): Promise<RoadCalls[Name]['answer']> {
    const worker = this.#worker
    if (worker === null) return Promise.reject(new RoadServiceError('the road engine is being restarted'))
    const id = this.#nextId++
    const now = this.#options.now?.() ?? Date.now()
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject })
      worker.postMessage({ id, call, argument, now } as RoadRequest)
    })
  }

  #launch(): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#options.workerUrl ?? findWorker(), { workerData: this.#options.sources })
      let isReady = false
      worker.on('message', (message: RoadReply) => {
        if (message.id !== null) {
          this.#settle(message)
        } else if (message.ok) {
          isReady = true
          this.#worker = worker
          resolve()
        } else {
          reject(new RoadServiceError(`roads: ${message.message}`))
          void worker.terminate()
        }
      })
      worker.on('error', (error) => this.#options.logger.error({ error }, 'the road engine failed'))
      worker.on('exit', (code) => {
        if (!isReady) reject(new RoadServiceError(`roads: the engine ended before it was ready (code ${String(code)})`))
        else if (!this.#closed && this.#worker === worker) this.#restart(code)
      })
    })
  }

  #settle(message: Extract<RoadReply, { id: number }>): void {
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (message.ok) pending?.resolve(message.answer as never)
    else pending?.reject(new RoadServiceError(message.message))
  }

  #rejectAll(why: string): void {
    for (const pending of this.#pending.values()) pending.reject(new RoadServiceError(why))
    this.#pending.clear()
  }

  #restart(code: number): void {
    this.#worker = null
    this.#versionBase = this.#lastVersion
    this.#rejectAll(`the road engine stopped unexpectedly (code ${String(code)}) and is being restarted: ask again`)
    const delay = RESTART_MS[Math.min(this.#crashes++, RESTART_MS.length - 1)]!
    this.#options.logger.error({ code, delay }, 'the road engine stopped and is being restarted')
    this.#ready = new Promise((resolve) => setTimeout(resolve, delay)).then(() => this.#relaunch())
    // Questions asked meanwhile get the failure; without any it is only logged.
    this.#ready.catch((error: unknown) => this.#options.logger.error({ error }, 'the road engine cannot be restarted'))
  }

  async #relaunch(): Promise<void> {
    if (this.#closed) throw new RoadServiceError('the road engine was closed')
    await this.#launch()
    await this.#send('setClosures', this.#closures)
  }
}

function findWorker(): URL {
  const places = ['./routing-worker.js', '../routing-worker.js', '../../../out/hub/routing-worker.js']
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url))
  if (found === undefined) throw new RoadServiceError('out/hub/routing-worker.js is missing: run the build')
  return found
}
