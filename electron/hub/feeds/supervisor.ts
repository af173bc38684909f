import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { EpochMs } from '../../../shared/base/time'
import type { Collector } from '../../../shared/pack/collectors'
import type { SourceHealth } from '../../../shared/protocol/messages'
import { createBuckets, type Rate } from '../gateway/access/token-bucket'
import type { AnyFeed, EmitOutcome, FeedIO, Observation } from './feed'
import { createSeen } from './seen'

/** Waits between two starts of a feed that ends, milliseconds; the last one goes on for ever. */
const BACK_OFF_MS = [1_000, 5_000, 15_000, 60_000, 300_000] as const
/** A feed that has run for so long is well again: the next end counts as the first. */
const WELL_AFTER_MS = 600_000
/** Observations a second that one source may bring before it has to wait. */
const RATE: Rate = { perSecond: 2_000, burst: 10_000 }
/** Statements remembered per source, so that a repetition costs nothing. */
const REMEMBERED = 20_000

export interface SupervisorOptions {
  readonly collectors: readonly Collector[]
  readonly feeds: readonly AnyFeed[]
  /** Parent of the sources' inboxes. */
  readonly inboxDir: string
  /** Takes an observation into the hub; resolves to a reason if it is refused. */
  deliver(observation: Observation, collector: Collector): Promise<string | null>
  now(): EpochMs
  readonly log: Logger
  /** Only tests wait less, and less often. */
  readonly backOffMs?: readonly number[]
  readonly rate?: Rate
}

export interface Supervisor {
  health(): SourceHealth[]
  /** Tells every feed to stop and waits until it has. */
  stop(): Promise<void>
}

/**
 * Runs the sources that the hub listens to.
 *
 * Rules (tests are named by them):
 * - [FS1] a feed that ends or fails is started again, after longer and longer waits; one that ran well begins anew;
 * - [FS2] what was said before is dropped by its source id, also across restarts of the feed;
 * - [FS3] a source that is too fast waits, and nothing it says is lost by that;
 * - [FS4] silence beyond the stated limit, a failure and refused statements are seen in the health of the source;
 * - [FS5] one feed's fault touches no other feed and never the hub.
 */
export function startSupervisor(options: SupervisorOptions): Supervisor {
  const stopping = new AbortController()
  const running = options.collectors.map((collector) => supervise(collector, options, stopping.signal))
  return {
    health: () => running.map(({ health }) => health()),
    async stop() {
      stopping.abort()
      await Promise.all(running.map(({ ended }) => ended))
    },
  }
}

function supervise(collector: Collector, options: SupervisorOptions, stop: AbortSignal): { ended: Promise<void>; health(): SourceHealth } {
  const { now, deliver, backOffMs = BACK_OFF_MS, rate = RATE } = options
  const log = options.log.child({ feed: collector.name })
  const seen = createSeen(REMEMBERED)
  const bucket = createBuckets(now)
  const state = {
    heardAt: null as EpochMs | null,
    accepted: 0,
    refused: 0,
    /** The last statement that could not be taken. */
    refusal: '',
    /** Why it ended, until it is heard again. */
    down: '',
    isWaiting: false,
  }

  function refuse(why: string): EmitOutcome {
    state.refused += 1
    state.refusal = why
    log.warn({ why }, 'a source said what could not be taken')
    return 'refused'
  }

  function heard(): void {
    state.heardAt = now()
    state.down = ''
  }

  const io: FeedIO = {
    log,
    now,
    inbox: join(options.inboxDir, collector.name),
    heard,
    refused: (why) => void refuse(why),
    async emit(observation) {
      heard()
      const { sourceId } = observation
      if (sourceId !== null && seen.has(sourceId)) return 'duplicate'
      for (let wait = bucket.take('', rate); wait > 0 && !stop.aborted; wait = bucket.take('', rate)) await sleep(wait)
      const why = await deliver(observation, collector).catch((error: unknown) => String(error))
      if (why !== null) return refuse(why)
      // Only now: what was refused may be said again when the pack or the hub has changed.
      if (sourceId !== null) seen.add(sourceId)
      state.accepted += 1
      state.refusal = ''
      return 'accepted'
    },
  }

  async function run(): Promise<void> {
    const feed = options.feeds.find(({ kind }) => kind === collector.kind)
    if (!feed) throw new Error(`no adapter for ${collector.kind}`)
    for (let failures = 0; !stop.aborted; ) {
      const startedAt = now()
      try {
        await mkdir(io.inbox, { recursive: true })
        state.isWaiting = false
        await feed.run(collector, io, stop)
        if (stop.aborted) return
        state.down = 'the source ended'
      } catch (error) {
        if (stop.aborted) return
        state.down = error instanceof Error ? error.message : String(error)
      }
      if (now() - startedAt >= WELL_AFTER_MS) failures = 0
      const wait = backOffMs[Math.min(failures, backOffMs.length - 1)] ?? 0
      failures += 1
      state.isWaiting = true
      log.error({ why: state.down, wait }, 'a feed ended and is started again')
      await sleep(wait, undefined, { signal: stop }).catch(() => {})
    }
  }

  function health(): SourceHealth {
    const problem = state.down || state.refusal
    const staleAfterMs = collector.staleSeconds === null ? null : collector.staleSeconds * 1000
    const isStale = staleAfterMs !== null && state.heardAt !== null && now() - state.heardAt > staleAfterMs
    return {
      id: `collector:${collector.name}`,
      name: collector.title,
      lastAt: state.heardAt,
      staleAfterMs,
      state: state.isWaiting ? 'failed' : state.heardAt === null ? 'silent' : isStale ? 'stale' : 'live',
      detail: state.accepted === 0 ? '' : String(state.accepted),
      refused: state.refused,
      ...(problem === '' ? {} : { problem }),
    }
  }

  // A feed without an adapter is a fault of this program: it must not take the others with it.
  const ended = run().catch((error: unknown) => {
    state.down = String(error)
    state.isWaiting = true
    log.error({ error }, 'a feed cannot be run')
  })
  return { ended, health }
}
