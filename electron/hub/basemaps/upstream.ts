import { gunzipSync } from 'node:zlib'
import type { Logger } from 'pino'
import { DAY, SECOND, type EpochMs } from '../../../shared/base/time'
import { tileAddress } from '../../../shared/pack/basemap'
import type { CachedTile, TileCache } from './tile-cache'

/** A screen opens few connections to its hub: none of them may hang on somebody else's server. Milliseconds. */
const SCREEN_WAIT_MS = 3 * SECOND
/** The server's own time: a tile that comes after the screen has given up is kept for its next question. */
const SERVER_WAIT_MS = 15 * SECOND
/** After so many failures in a row the server is left alone for a while, and screens hear so at once. */
const FAILURES = 4
const REST_MS = 8 * SECOND
/** Younger tiles are not asked for again. */
const FRESH_MS = 7 * DAY
const MAX_BYTES = 4 * 1024 * 1024
const MAX_AT_ONCE = 8

/** Thrown: the tile cannot be had, and why in one sentence. */
export class TileError extends Error {
  override readonly name = 'TileError'
}

export interface UpstreamOptions {
  readonly key: string
  readonly template: string
  readonly content: 'picture' | 'vector'
  readonly cache: TileCache
  readonly now: () => EpochMs
  readonly log: Logger
  readonly userAgent: string
  /** For tests; milliseconds. */
  readonly screenWaitMs?: number
  readonly restMs?: number
}

/** Asks one configured service for tiles, through the cache. Null: the service has none there. */
export type Upstream = (z: number, x: number, y: number) => Promise<CachedTile | null>

export function createUpstream(options: UpstreamOptions): Upstream {
  const { template, cache, now, log } = options
  const screenWaitMs = options.screenWaitMs ?? SCREEN_WAIT_MS
  const running = new Map<string, Promise<CachedTile | null>>()
  const queue: (() => void)[] = []
  let busy = 0
  let failures = 0
  let restUntil = 0
  let reason = ''
  const host = new URL(template.replaceAll(/[{}]/g, '')).host

  /** Fetches one tile; counts failures. */
  async function fetchTile(z: number, x: number, y: number, key: string): Promise<CachedTile | null> {
    if (busy >= MAX_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
    busy += 1
    try {
      const tile = await ask(tileAddress(template, z, x, y), options.content, options.userAgent, now)
      failures = 0
      if (tile) await cache.put(key, tile)
      return tile
    } catch (error) {
      failures += 1
      reason = error instanceof TileError ? error.message : `${host}: ${causeOf(error)}`
      // Once for each rest: a wall that asks for hundreds of tiles must not fill the log.
      if (failures % FAILURES === 0) {
        restUntil = now() + (options.restMs ?? REST_MS)
        log.warn({ basemap: options.key, reason }, 'tiles cannot be had; asked again after a rest')
      }
      throw new TileError(reason)
    } finally {
      busy -= 1
      queue.shift()?.()
    }
  }

  return async (z, x, y) => {
    const key = `${options.key} ${template} ${z}/${x}/${y}`
    const kept = await cache.get(key)
    if (kept && now() - kept.fetchedAt < FRESH_MS) return kept
    if (now() < restUntil) {
      if (kept) return kept
      throw new TileError(reason)
    }
    let asked = running.get(key)
    if (!asked) {
      asked = fetchTile(z, x, y, key).finally(() => running.delete(key))
      // Whoever waited may have gone: the failure is counted and needs no other ear.
      asked.catch(() => {})
      running.set(key, asked)
    }
    try {
      return await within(asked, screenWaitMs, `${host}: no answer within ${screenWaitMs / 1000} s`)
    } catch (error) {
      if (kept) return kept
      throw error
    }
  }
}

async function within<T>(promise: Promise<T>, ms: number, message: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TileError(message)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

async function ask(address: string, content: 'picture' | 'vector', userAgent: string, now: () => EpochMs): Promise<CachedTile | null> {
  // A redirect would lead the hub wherever the server likes, into the bureau's own network for one.
  const response = await fetch(address, {
    headers: { 'user-agent': userAgent, accept: content === 'picture' ? 'image/*' : 'application/x-protobuf, application/vnd.mapbox-vector-tile' },
    redirect: 'manual',
    signal: AbortSignal.timeout(SERVER_WAIT_MS),
  })
  const host = new URL(address).host
  if (response.status === 404 || response.status === 204) {
    await response.body?.cancel()
    return null
  }
  if (!response.ok) {
    await response.body?.cancel()
    throw new TileError(`${host}: HTTP ${response.status || 'redirect'}`)
  }
  const body = unpacked(await limited(response, host))
  if (body.length === 0) return null
  const type = kindOf(body, content)
  if (type === null) throw new TileError(`${host}: no ${content === 'picture' ? 'picture' : 'vector tile'} but ${response.headers.get('content-type') ?? 'something'}: “${excerpt(body)}”`)
  return { type, body, fetchedAt: now() }
}

/** Some servers pack tiles as they lie in their archive, and do not say so. */
function unpacked(body: Buffer): Buffer {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body
  try {
    return gunzipSync(body, { maxOutputLength: 4 * MAX_BYTES })
  } catch {
    return body
  }
}

async function limited(response: Response, host: string): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > MAX_BYTES) throw new TileError(`${host}: a tile of more than ${MAX_BYTES / 1024 / 1024} MB`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** By its first bytes, whatever the server calls it: many call an error page a picture. Null: not what it should be. */
function kindOf(body: Buffer, content: 'picture' | 'vector'): string | null {
  const start = body.subarray(0, 12).toString('latin1')
  if (content === 'picture') {
    if (start.startsWith('\x89PNG\r\n')) return 'image/png'
    if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
    if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'image/webp'
    return null
  }
  // A vector tile is a sequence of layers: field 3, length-delimited (Mapbox Vector Tile 2.1, 4.1).
  return start.startsWith('\x1a') ? 'application/x-protobuf' : null
}

/** What the server says instead, for the officer: printable, and little of it. */
function excerpt(body: Buffer): string {
  return body
    .subarray(0, 300)
    .toString('utf8')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[^\p{L}\p{N}\p{P} ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
}

/** Node says `fetch failed` and keeps why in the cause. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${SERVER_WAIT_MS / 1000} s`
  const cause = error.cause instanceof Error ? error.cause : error
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
