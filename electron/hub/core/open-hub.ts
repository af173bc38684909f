import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { asEventId } from '../../../shared/base/ids'
import { err } from '../../../shared/base/result'
import { HOUR, type EpochMs } from '../../../shared/base/time'
import { dayPrefix, endOfDay } from '../../../shared/base/zone'
import type { RoadClosure, RoadService } from '../../../shared/dispatch/travel'
import type { Rejection } from '../../../shared/domain/rejection'
import type { Actor, Command } from '../../../shared/domain/command'
import { decide } from '../../../shared/domain/decide'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { streamOf, type LoggedEvent } from '../../../shared/domain/event'
import { forgetIn } from '../../../shared/domain/forget'
import { eventVersion } from '../../../shared/domain/upcast'
import { applyEvent, versionOf, type World } from '../../../shared/domain/world'
import type { Pack } from '../../../shared/pack/schema'
import type { CommandReply } from '../../../shared/protocol/messages'
import type { EventLog, LogBrokenError } from '../log/event-log'
import { createExecutor, type Decision } from '../log/executor'
import { openSea } from '../sea/open-sea'
import { createHeatTable } from '../tracks/heat'
import { createReadingTable } from '../tracks/readings'
import { createTrackTable, FORGET_AFTER_MS } from '../tracks/table'
import { createVesselTable } from '../tracks/vessels'
import type { AreaService } from '../routing/areas/questions'
import { createCoverageKeeper } from './coverage'
import { relocationBook } from '../pack/relocation-book'
import { worldDrafts } from './drafts'
import { fingerprintOf, type Asked } from './fingerprint'
import type { Hub } from './hub'
import { createRecommender } from './recommender'
import { syncTeams } from './pack-teams'
import { createScheduler } from './scheduler'
import { loadWorld, saveWorld } from './snapshot'

/** Commits between two snapshots, in events. A restart folds at most about so many. */
const SNAPSHOT_EVERY = 20_000
/** How long answers to commands are kept for repetitions. A phone may come out of a dead zone after days. */
const KEEP_RESULTS_MS = 14 * 86_400_000
/** How often what was not heard for long is looked for. */
const FORGET_EVERY_MS = 60_000
/** Moves of teams are gathered for so long before recommendations are called stale. */
const MOVE_SETTLE_MS = 1_000

export interface OpenHubOptions {
  readonly log: EventLog
  readonly pack: Pack
  readonly roads: RoadService
  /** What is within reach; left out: no coverage is worked out. */
  readonly areas?: AreaService
  readonly logger: Logger
  /** Simulated feeds: every event is marked. */
  readonly drill: boolean
  now?(): EpochMs
  newId?(): string
  /** The log failed: end the process, saying why. */
  onBroken(error: LogBrokenError): void
}

export interface OpenedHub extends Hub {
  /** Stops the scheduler, waits for the commit queue, saves a snapshot. The log stays open: it is the caller's. */
  stop(): Promise<void>
}

interface Sent {
  readonly command: Command
  readonly actor: Actor
}

const REUSED: Rejection = { code: 'command_id_reused', message: 'this command id belongs to another command', field: 'commandId' }
const NO_AREAS: Rejection = { code: 'unavailable', message: 'this hub works out no areas' }

/** Folds the log, brings the teams in line with the pack, and opens for commands. */
export async function openHub(options: OpenHubOptions): Promise<OpenedHub> {
  const { log, pack, roads, logger, drill, now = Date.now, newId = randomId } = options
  const { zone } = pack.manifest
  const kinds = new Map(pack.kinds.map((kind) => [kind.code, kind]))
  const { logId } = await log.head()
  const { world, savedSeq } = await loadWorld(log)
  const tracks = createTrackTable()
  const readings = createReadingTable()
  const heat = createHeatTable()
  const vessels = createVesselTable()
  const commitListeners = new Set<(events: readonly LoggedEvent[]) => void>()
  const staleListeners = new Set<() => void>()
  let savedAt = savedSeq
  let forgotAt = now()
  forgetIn(world, forgotAt)

  const executor = createExecutor<World, Sent, CommandReply>({
    log,
    world,
    seq: world.seq,
    now,
    decide: (state, { command, actor }, at) => toDecision(state, command, actor, at),
    evolve(state, event) {
      applyEvent(state, event as LoggedEvent)
      return state
    },
    versionOf,
    drafts: worldDrafts,
    publish: (events) => publish(events as readonly LoggedEvent[]),
    onBroken: options.onBroken,
    onBug: (error, commandId) => logger.error({ error, commandId }, 'a command failed'),
  })

  const book = relocationBook(pack)
  function toDecision(state: World, command: Command, actor: Actor, at: EpochMs): Decision<CommandReply> {
    const context = {
      now: at,
      actor,
      newId,
      dayPrefix: dayPrefix(at, zone),
      endOfDay: (isoDate: string) => endOfDay(isoDate, zone),
      book,
      pack,
    }
    const decided = decide(state, command, context, kinds)
    if (!decided.ok) return { events: [], reply: () => decided }
    const { events, result } = decided.value
    return {
      events: events.map((event) => ({
        eventId: asEventId(newId()),
        stream: streamOf(event),
        type: event.type,
        v: eventVersion(event.type),
        actor: actor.id,
        causedBy: null,
        drill,
        data: event.data,
      })),
      reply: (placed) => ({ ok: true, seq: placed.at(-1)?.seq ?? state.seq, result }),
    }
  }

  function publish(events: readonly LoggedEvent[]): void {
    if (events.some((event) => event.type.startsWith('closure.'))) void applyClosures()
    for (const listener of commitListeners) {
      try {
        listener(events)
      } catch (error) {
        logger.error({ error }, 'a listener of commits failed')
      }
    }
    for (const listener of staleListeners) listener()
    coverage?.committed(events)
    scheduler.wake()
    forgetNow()
    saveNow()
  }

  /** Between two commits: nobody is deciding on what is forgotten. */
  function forgetNow(): void {
    if (now() - forgotAt < HOUR) return
    forgotAt = now()
    const forgotten = forgetIn(world, forgotAt)
    if (forgotten > 0) logger.info({ forgotten }, 'what was over long ago left the memory; the log has it')
  }

  function saveNow(): void {
    if (world.seq - savedAt < SNAPSHOT_EVERY) return
    savedAt = world.seq
    saveWorld(log, world).catch((error: unknown) => logger.warn({ error }, 'no snapshot could be saved'))
  }

  async function applyClosures(): Promise<void> {
    try {
      const { affectedEdges, appliedInMs } = await roads.setClosures(openClosures(world, now()))
      logger.info({ affectedEdges, appliedInMs }, 'closures applied to the roads')
      for (const listener of staleListeners) listener()
    } catch (error) {
      logger.error({ error }, 'closures could not be applied to the roads')
    }
  }

  async function answerTo(asked: Asked, actor: Actor): Promise<CommandReply | null> {
    const stored = await log.result(asked.commandId)
    if (stored === null) return null
    return stored.fingerprint === fingerprintOf(asked, actor) ? (JSON.parse(stored.result) as CommandReply) : { ok: false, error: REUSED }
  }

  async function execute(command: Command, actor: Actor, asked: unknown = command.data): Promise<CommandReply> {
    const fingerprint = fingerprintOf({ ...command, data: asked }, actor)
    const answer = await executor.submit({ commandId: command.commandId, fingerprint, command: { command, actor } })
    if (answer.ok) return withMissed(command, answer.value.reply)
    return {
      ok: false,
      error:
        answer.error === 'command_id_reused'
          ? REUSED
          : { code: 'unavailable', message: 'too many commands are waiting: send it again' },
    }
  }

  /** A stale command is answered with what its sender had not seen. */
  async function withMissed(command: Command, reply: CommandReply): Promise<CommandReply> {
    if (reply.ok || reply.error.code !== 'stale_version' || !('incidentId' in command.data)) return reply
    const missed = await log.readStream(`incident:${command.data.incidentId}`, command.expectedVersion ?? 0)
    return { ok: false, error: { ...reply.error, missed } }
  }

  const recommender = createRecommender({
    world,
    kinds,
    tracks,
    roads,
    zone,
    positionStaleSeconds: pack.manifest.dispatch.positionStaleSeconds,
    now,
  })
  const scheduler = createScheduler({
    world,
    settings: pack.manifest.dispatch,
    log: logger,
    now,
    execute,
    async recommendation(incidentId) {
      const found = await recommender.recommendation(incidentId)
      return found.ok ? found.value.recommendation : null
    },
  })

  let coverage: ReturnType<typeof createCoverageKeeper> | null = null
  let settling: NodeJS.Timeout | null = null
  tracks.onChange((_slot, point) => {
    if (!point?.id.startsWith('team:')) return
    settling ??= setTimeout(() => {
      settling = null
      for (const listener of staleListeners) listener()
    }, MOVE_SETTLE_MS).unref()
  })

  const forgetting = setInterval(() => {
    const forgotten = tracks.forget(now() - FORGET_AFTER_MS)
    if (forgotten > 0) logger.info({ forgotten }, 'moving objects not heard for hours were taken off')
  }, FORGET_EVERY_MS).unref()

  const sea = openSea({ pack, world, tracks, vessels, logger, now, execute })

  await roads.setClosures(openClosures(world, now()))
  await syncTeams(world, pack, execute)
  await log.forgetResults(now() - KEEP_RESULTS_MS)
  saveNow()
  const roadMeta = await roads.meta()
  if (options.areas !== undefined) {
    coverage = createCoverageKeeper({ world, pack, tracks, areas: options.areas, schematic: roadMeta.schematic, logger, now })
  }
  logger.info({ seq: world.seq, teams: pack.teams.length, roads: roadMeta }, 'the hub is ready')

  return {
    logId,
    pack,
    kinds,
    world,
    tracks,
    readings,
    heat,
    sea,
    vessels,
    drill,
    roads: roadMeta,
    now,
    execute,
    answerTo,
    onCommitted(listener) {
      commitListeners.add(listener)
      return () => commitListeners.delete(listener)
    },
    readEvents: (since: number, limit: number): Promise<EventEnvelope[]> => log.read(since, limit),
    readStream: (stream: string): Promise<EventEnvelope[]> => log.readStream(stream, 0),
    recommendation: recommender.recommendation,
    onRecommendationStale(listener) {
      staleListeners.add(listener)
      return () => staleListeners.delete(listener)
    },
    route: recommender.route,
    coverage: () => coverage?.state() ?? null,
    onCoverage: (listener) => coverage?.onChange(listener) ?? (() => undefined),
    reach: (question) => coverage?.reach(question) ?? Promise.resolve(err(NO_AREAS)),
    suggestSites: (request) => coverage?.suggest(request) ?? Promise.resolve(err(NO_AREAS)),
    async stop() {
      scheduler.stop()
      coverage?.stop()
      sea?.stop()
      clearInterval(forgetting)
      if (settling) clearTimeout(settling)
      await executor.idle()
      await saveWorld(log, world)
    },
  }
}

function openClosures(world: World, now: EpochMs): RoadClosure[] {
  return [...world.closures.values()]
    .filter((closure) => closure.liftedAt === null && (closure.until === null || closure.until > now))
    .map(({ id, geometry, vehicles, until }) => ({ id, geometry, vehicles, until }))
}

/** 80 random bits in Crockford's base 32: short enough to read out, too many to guess or to meet twice. */
function randomId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  return Array.from(randomBytes(16), (byte) => alphabet[byte & 31]).join('')
}
