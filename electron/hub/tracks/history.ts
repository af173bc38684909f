import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { HOUR, type EpochMs } from '../../../shared/base/time'
import { err, ok, type Result } from '../../../shared/base/result'
import type { Rejection } from '../../../shared/domain/rejection'
import { decodeTrackFrame, PER_DEGREE, PER_HEADING, PER_SPEED, UNKNOWN } from '../../../shared/protocol/track-frame'
import type { Fix, HistoryCall, HistoryCalls, HistoryReply, HistoryTask, Trail } from './history-protocol'
import { createSampler } from './sampler'
import { FORGET_AFTER_MS, type TrackTable } from './table'

/** Kept positions are gathered for so long before they are written, milliseconds. */
const WRITE_MS = 5_000
const PRUNE_MS = HOUR
/** After a failure (a full disk, a broken file) history is tried again so often. */
const RETRY_MS = 60_000
/** What waits to be written is bounded: a disk that hangs must not eat the memory. */
const MOST_WAITING = 20_000
/** At a moment of the past, what was last heard longer before it is not shown. */
export const MOMENT_AGE_MS = 15 * 60_000
const MAX_BYTES = 2 * 1024 ** 3

export interface HistoryState {
  readonly state: 'live' | 'failed'
  /** When positions were last written; null: none yet. */
  readonly lastAt: EpochMs | null
  /** Why it failed; empty while it works. */
  readonly message: string
}

/**
 * Where everything that moves was: sampled, kept for some days, for trails and the time slider. Never in the log, and
 * never in the way: whatever is wrong with its file, the hub goes on without history and says so.
 */
export interface TrackHistory {
  trail(id: string, from: EpochMs, to: EpochMs, most: number): Promise<Result<Trail | null, Rejection>>
  /** A track frame that stands for itself. */
  at(time: EpochMs, maxAgeMs?: number): Promise<Result<ArrayBuffer, Rejection>>
  span(): Promise<Result<HistoryCalls['span']['answer'], Rejection>>
  state(): HistoryState
  /** Writes what waits. */
  flush(): Promise<void>
  close(): Promise<void>
}

export interface HistoryOptions {
  readonly path: string
  readonly tracks: TrackTable
  readonly logger: Logger
  readonly retentionMs: number
  readonly maxBytes?: number
  readonly workerUrl?: URL
  now?(): EpochMs
}

/** Starts the thread and listens to the table. Does not throw: what goes wrong is in `state()`. */
export function openTrackHistory(options: HistoryOptions): TrackHistory {
  const { tracks, logger, now = Date.now } = options
  const task: HistoryTask = { path: options.path, retentionMs: options.retentionMs, maxBytes: options.maxBytes ?? MAX_BYTES }
  const sampler = createSampler()
  let waiting: Fix[] = []
  let lastAt: EpochMs | null = null
  let failure: string | null = null
  let thread: Thread | null = null
  let closed = false
  let retrying: NodeJS.Timeout | null = null

  function failed(message: string): void {
    if (closed) return
    if (failure === null) logger.error({ message, path: task.path }, 'positions are not kept: the hub goes on without history')
    failure = message
    const broken = thread
    thread = null
    broken?.end()
    retrying ??= setTimeout(() => {
      retrying = null
      start()
    }, RETRY_MS).unref()
  }

  function start(): void {
    if (closed) return
    const url = options.workerUrl ?? findWorker()
    if (!url) return failed('out/hub/history-worker.js is missing: run the build')
    const started = startThread(url, task, failed)
    thread = started
    started.ready.then(
      () => {
        if (failure !== null) logger.info({ path: task.path }, 'positions are kept again')
        failure = null
        void call('prune', now())
      },
      (error: Error) => failed(error.message),
    )
  }

  async function call<Call extends HistoryCall>(name: Call, ask: HistoryCalls[Call]['ask']): Promise<Result<HistoryCalls[Call]['answer'], Rejection>> {
    if (!thread) return err({ code: 'unavailable', message: `positions are not kept: ${failure ?? 'starting'}` })
    try {
      return ok(await thread.call(name, ask))
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      failed(message)
      return err({ code: 'unavailable', message: `positions are not kept: ${message}` })
    }
  }

  async function flush(): Promise<void> {
    if (waiting.length === 0 || !thread) return
    const fixes = waiting
    waiting = []
    const written = await call('write', fixes)
    if (written.ok) lastAt = now()
  }

  const removeListener = tracks.onChange((slot, point) => {
    const fix = sampler.take(slot, point)
    // Without a file the newest are not worth more than the memory they would take.
    if (fix && waiting.length < MOST_WAITING) waiting.push(fix)
  })
  const writing = setInterval(() => void flush(), WRITE_MS).unref()
  const pruning = setInterval(() => void call('prune', now()), PRUNE_MS).unref()
  start()

  return {
    trail: (id, from, to, most) => call('trail', { id, from, to, most }),
    at: (time, maxAgeMs = MOMENT_AGE_MS) => call('at', { time, since: time - maxAgeMs }),
    span: () => call('span', null),
    state: () => ({ state: failure === null ? 'live' : 'failed', lastAt, message: failure ?? '' }),
    flush,
    async close() {
      if (closed) return
      removeListener()
      clearInterval(writing)
      clearInterval(pruning)
      if (retrying) clearTimeout(retrying)
      await flush()
      closed = true
      await thread?.close()
    },
  }
}

/**
 * Gives a hub that was restarted the last positions that it had, with their own age: without them every screen would be
 * empty until everybody has spoken again. Resolves with how many; what is newer by now stays.
 */
export async function restoreTracks(history: TrackHistory, tracks: TrackTable, now: EpochMs): Promise<number> {
  const kept = await history.at(now, FORGET_AFTER_MS)
  if (!kept.ok) return 0
  const frame = decodeTrackFrame(kept.value)
  const known = (value: number | undefined, per: number): number => (value === undefined || value === UNKNOWN ? Number.NaN : value / per)
  let restored = 0
  frame.named.forEach(({ id, name }, i) => {
    const outcome = tracks.put(
      {
        id,
        lon: (frame.lon[i] ?? Number.NaN) / PER_DEGREE,
        lat: (frame.lat[i] ?? Number.NaN) / PER_DEGREE,
        headingDeg: known(frame.heading[i], PER_HEADING),
        speedMps: known(frame.speed[i], PER_SPEED),
        accuracyM: Number.NaN,
        at: frame.at[i] ?? 0,
        ...(name === undefined ? {} : { name }),
      },
      now,
    )
    if (outcome === 'accepted') restored += 1
  })
  return restored
}

interface Thread {
  readonly ready: Promise<unknown>
  call<Call extends HistoryCall>(name: Call, ask: HistoryCalls[Call]['ask']): Promise<HistoryCalls[Call]['answer']>
  close(): Promise<void>
  /** Ends it at once. */
  end(): void
}

function startThread(url: URL, task: HistoryTask, onFailure: (message: string) => void): Thread {
  const worker = new Worker(url, { workerData: task, name: 'history' })
  const pending = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  const ask = (id: number): Promise<unknown> => new Promise((resolve, reject) => void pending.set(id, { resolve, reject }))
  let lastId = 0
  let ended = false
  const dead = (message: string): void => {
    for (const { reject } of pending.values()) reject(new Error(message))
    pending.clear()
    if (!ended) onFailure(message)
  }
  worker.on('message', (reply: HistoryReply) => {
    const asked = pending.get(reply.id)
    pending.delete(reply.id)
    if (reply.ok) asked?.resolve(reply.answer)
    else asked?.reject(new Error(reply.message))
  })
  worker.on('error', (error) => dead(error instanceof Error ? error.message : String(error)))
  worker.on('exit', (code) => dead(`the history thread ended with ${code}`))
  worker.unref()
  const ready = ask(0)
  const call: Thread['call'] = async (name, body) => {
    const id = ++lastId
    const answer = ask(id)
    worker.postMessage({ id, call: name, ask: body })
    // The thread answers with what the table of calls says.
    return (await answer) as never
  }
  const end = (): void => {
    ended = true
    void worker.terminate()
  }
  return {
    ready,
    call,
    end,
    async close() {
      ended = true
      // The process must not end before the answer.
      worker.ref()
      await call('close', null).catch(() => undefined)
      end()
    },
  }
}

function findWorker(): URL | undefined {
  const places = ['./history-worker.js', '../history-worker.js', '../hub/history-worker.js', '../../../out/hub/history-worker.js']
  return places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url))
}
