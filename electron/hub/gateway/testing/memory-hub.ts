import { asEventId } from '../../../../shared/base/ids'
import { err, ok, type Result } from '../../../../shared/base/result'
import { dayPrefix, endOfDay } from '../../../../shared/base/zone'
import type { EpochMs } from '../../../../shared/base/time'
import { recommend } from '../../../../shared/dispatch/recommend'
import type { TeamTravel } from '../../../../shared/dispatch/recommend'
import type { RouteResult } from '../../../../shared/dispatch/travel'
import { asActorId, asCommandId, asIncidentId, asTeamId } from '../../../../shared/base/ids'
import type { Actor, Command } from '../../../../shared/domain/command'
import { decide } from '../../../../shared/domain/decide'
import { streamOf, type LoggedEvent } from '../../../../shared/domain/event'
import { applyEvent, emptyWorld, versionOf } from '../../../../shared/domain/world'
import { distanceM } from '../../../../shared/geo/position'
import type { Rejection } from '../../../../shared/domain/rejection'
import type { Pack } from '../../../../shared/pack/schema'
import type { CommandReply } from '../../../../shared/protocol/messages'
import { fingerprintOf } from '../../core/fingerprint'
import type { Hub } from '../../core/hub'
import { relocationBook } from '../../pack/relocation-book'
import { createSeaKeeper } from '../../sea/keeper'
import { createHeatTable } from '../../tracks/heat'
import { createReadingTable } from '../../tracks/readings'
import { createTrackTable } from '../../tracks/table'
import { createVesselTable } from '../../tracks/vessels'

const REUSED: CommandReply = { ok: false, error: { code: 'command_id_reused', message: 'this command id belongs to another command', field: 'commandId' } }

export interface MemoryHub extends Hub {
  /** The whole log. */
  readonly log: readonly LoggedEvent[]
  /** Commits several commands as one group. */
  executeAll(commands: readonly { command: Command; actor: Actor }[]): CommandReply[]
  /** Lets pages of the log be read so slowly that commits come in between. */
  slowReads: boolean
  /** Every later command fails as after a failed write. */
  broken: boolean
}

/** The gateway's hub in tests: the real rules, an array for a log, every command committed at once. */
export function createMemoryHub(pack: Pack, now: () => EpochMs = Date.now): MemoryHub {
  const log: LoggedEvent[] = []
  const world = emptyWorld()
  const kinds = new Map(pack.kinds.map((kind) => [kind.code, kind]))
  const tracks = createTrackTable()
  const readings = createReadingTable()
  const heat = createHeatTable()
  const answers = new Map<string, { fingerprint: string; reply: CommandReply }>()
  const committed = new Set<(events: readonly LoggedEvent[]) => void>()
  const stale = new Set<() => void>()
  let ids = 0

  const contextOf = (actor: Actor) => ({
    now: now(),
    actor,
    newId: () => `id${(ids += 1)}`,
    dayPrefix: dayPrefix(now(), pack.manifest.zone),
    endOfDay: (isoDate: string) => endOfDay(isoDate, pack.manifest.zone),
    book: relocationBook(pack),
    pack,
  })

  function one(command: Command, actor: Actor, batch: LoggedEvent[], asked: unknown = command.data): CommandReply {
    const fingerprint = fingerprintOf({ ...command, data: asked }, actor)
    const known = answers.get(command.commandId)
    if (known) {
      if (known.fingerprint === fingerprint) return known.reply
      return REUSED
    }
    const decided = decide(world, command, contextOf(actor), kinds)
    let reply: CommandReply
    if (decided.ok) {
      for (const event of decided.value.events) {
        const stream = streamOf(event)
        const logged = {
          seq: log.length + 1, eventId: asEventId(`e${log.length + 1}`), stream, streamVersion: versionOf(world, stream) + 1,
          v: 1, at: now(), actor: actor.id, commandId: command.commandId, causedBy: null, drill: false, ...event,
        } as LoggedEvent
        applyEvent(world, logged)
        log.push(logged)
        batch.push(logged)
      }
      reply = { ok: true, seq: world.seq, result: decided.value.result }
    } else {
      reply = { ok: false, error: withMissed(decided.error, command) }
    }
    answers.set(command.commandId, { fingerprint, reply })
    return reply
  }

  function withMissed(error: Rejection, command: Command): Rejection {
    if (error.code !== 'stale_version' || !('incidentId' in command.data)) return error
    const stream = `incident:${command.data.incidentId}`
    const seen = command.expectedVersion ?? 0
    return { ...error, missed: log.filter((event) => event.stream === stream && event.streamVersion > seen) }
  }

  function executeAll(commands: readonly { command: Command; actor: Actor; asked?: unknown }[]): CommandReply[] {
    const batch: LoggedEvent[] = []
    const replies = commands.map(({ command, actor, asked }) => one(command, actor, batch, asked))
    if (batch.length > 0) {
      for (const listener of committed) listener(batch)
      for (const listener of stale) listener()
    }
    return replies
  }

  const hub: MemoryHub = {
    logId: 'memory-log',
    pack,
    kinds,
    world,
    tracks,
    readings,
    heat,
    vessels: createVesselTable(),
    sea: null,
    drill: false,
    roads: { source: 'test', schematic: true, junctions: 0, edges: 0, bounds: [120, 27, 121, 28] },
    log,
    slowReads: false,
    broken: false,
    now,
    executeAll,
    async answerTo(asked, actor) {
      const known = answers.get(asked.commandId)
      if (!known) return null
      return known.fingerprint === fingerprintOf(asked, actor) ? known.reply : REUSED
    },
    async execute(command, actor, asked) {
      await Promise.resolve()
      if (hub.broken) throw Object.assign(new Error('no space left on device'), { name: 'LogBrokenError' })
      return executeAll([{ command, actor, asked }])[0] ?? { ok: false, error: { code: 'unavailable', message: 'no answer' } }
    },
    onCommitted(listener) {
      committed.add(listener)
      return () => committed.delete(listener)
    },
    async readEvents(since, limit) {
      if (hub.slowReads) await new Promise((resolve) => setTimeout(resolve, 1))
      return log.slice(since, since + Math.min(limit, hub.slowReads ? 7 : limit))
    },
    readStream: (stream) => Promise.resolve(log.filter((event) => event.stream === stream)),
    recommendation(incidentId) {
      const incident = world.incidents.get(asIncidentId(incidentId))
      const kind = incident && kinds.get(incident.kind)
      if (!incident || !kind) return Promise.resolve(err({ code: 'not_found', message: `no incident ${incidentId}`, field: 'incidentId' }))
      const travel = new Map(
        [...world.teams.values()].map((team): [typeof team.id, TeamTravel] => {
          const metres = distanceM(team.profile.base, incident.at)
          return [team.id, { vehicle: 'rescue-vehicle', kind: 'road', seconds: metres / 10, metres, walkSeconds: 0, from: { kind: 'base', ageSeconds: 0 } }]
        }),
      )
      const recommendation = recommend({ incident, kind, teams: world.teams.values(), travel, now: now(), endOfDay: contextOf(PACK).endOfDay })
      return Promise.resolve(ok({ recommendation, computedInMs: 0 }))
    },
    onRecommendationStale(listener) {
      stale.add(listener)
      return () => stale.delete(listener)
    },
    coverage: () => null,
    onCoverage: () => () => undefined,
    reach: () => Promise.resolve(err({ code: 'unavailable', message: 'no areas here' })),
    suggestSites: () => Promise.resolve(err({ code: 'unavailable', message: 'no areas here' })),
    async route(incidentId, teamId): Promise<Result<RouteResult, Rejection>> {
      await new Promise((resolve) => setTimeout(resolve, 5))
      const incident = world.incidents.get(asIncidentId(incidentId))
      const team = world.teams.get(asTeamId(teamId))
      if (!incident || !team) return err({ code: 'not_found', message: 'no such incident or team' })
      const { base } = team.profile
      const metres = distanceM(base, incident.at)
      const geometry = [[base.lon, base.lat], [incident.at.lon, incident.at.lat]] as const
      const leg = { mode: 'road' as const, geometry, seconds: metres / 10, metres, via: [] }
      return ok({ kind: 'road', geometry, seconds: metres / 10, metres, walkSeconds: 0, walkMetres: 0, snapM: 0, legs: [leg], graphVersion: 1 })
    },
  }
  const { sea } = pack
  if (sea) Object.assign(hub, { sea: createSeaKeeper({ pack: { ...pack, sea }, world, tracks, vessels: hub.vessels, logger: { warn: () => undefined, error: () => undefined }, now, execute: hub.execute }) })
  executeAll(
    pack.teams.map(({ id, profile }) => ({
      actor: PACK,
      command: { commandId: asCommandId(`pack:${id}`), type: 'registerTeam', data: { teamId: id, profile } },
    })),
  )
  return hub
}

const PACK: Actor = { id: asActorId('hub:pack'), role: 'hub', teamId: null }
