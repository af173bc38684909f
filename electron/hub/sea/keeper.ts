import { performance } from 'node:perf_hooks'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Logger } from 'pino'
import { asActorId, asCommandId } from '../../../shared/base/ids'
import { err, ok, type Result } from '../../../shared/base/result'
import { HOUR, type EpochMs } from '../../../shared/base/time'
import type { Actor, Command } from '../../../shared/domain/command'
import { isRecallOpen, type RecallScope } from '../../../shared/domain/recall/state'
import type { Rejection } from '../../../shared/domain/rejection'
import type { World } from '../../../shared/domain/world'
import { distanceM } from '../../../shared/geo/position'
import type { PackSea, SeaGrid, SeaPlan, SeaPort } from '../../../shared/pack/sea'
import type { Pack } from '../../../shared/pack/schema'
import type { CommandReply, TimeAxis } from '../../../shared/protocol/messages'
import { boundsOfRings, insideRings } from '../../../shared/geo/rings'
import type { Bounds } from '../../../shared/pack/bounds'
import { closeApproaches } from '../../../shared/sea/cpa'
import type { CpaWarning, NamedVessel, RecallView, SeaState, SilentVessel } from '../../../shared/sea/state'
import { followPairs, groupWarnings, searchLimits, type Followed } from '../../../shared/sea/warnings'
import { watchRecalled, watchVessel, type RecallWatch, type WatchedVessel } from '../../../shared/sea/watch'
import type { TrackTable } from '../tracks/table'
import type { VesselTable } from '../tracks/vessels'
import { courses, silenceLimit } from './fleet'
import { createLateness } from './lateness'
import { straightWays, type PortWays } from './port-ways'

/** Of each list so many go to the screens; all are counted. */
const LISTED = 100
const AWAY_LISTED = 300
/** Pairs that one look may follow: a fleet gone wild must not take the hub's time. */
const MOST_PAIRS = 5_000

const SEA: Actor = { id: asActorId('hub:sea'), role: 'hub', teamId: null }
const PREFIX = 'vessel:'

export interface SeaOptions {
  readonly pack: Pick<Pack, 'piers'> & { readonly sea: PackSea }
  readonly world: World
  readonly tracks: TrackTable
  readonly vessels: VesselTable
  readonly logger: Pick<Logger, 'warn' | 'error'>
  now(): EpochMs
  execute(command: Command, actor: Actor): Promise<CommandReply>
}

/** Whom a scope holds now. */
export interface ScopeCount {
  readonly title: string
  /** MMSI of vessels at sea that no open call names yet. */
  readonly vessels: readonly string[]
  /** Left out: called already, in port. */
  readonly called: number
  readonly inPort: number
}

/** Watches the vessels: who is in port, who is silent, who comes too close, who comes home and who cannot in time. */
export interface SeaKeeper {
  readonly plan: SeaPlan
  /** Null until positions were looked at for the first time. */
  state(): SeaState | null
  /** Calls back with every new state. Returns the remover. */
  onChange(listener: (state: SeaState) => void): () => void
  /** As it is watched now; undefined: it was never heard, or not for long. */
  vessel(mmsi: string): WatchedVessel | undefined
  count(scope: RecallScope): Result<ScopeCount, Rejection>
  /** The moment of a storm that late vessels are counted for; null: now. */
  setMoment(axis: TimeAxis | null): void
  /** Ways over the water are known from now on. */
  setWays(ways: PortWays): void
  /** Looks at the positions now. */
  look(): Promise<void>
  stop(): void
}

export function createSeaKeeper({ pack, world, tracks, vessels: told, logger, now, execute }: SeaOptions): SeaKeeper {
  const { settings, grids, formations, vessels: register } = pack.sea
  const ports: readonly SeaPort[] = pack.piers
  const plan: SeaPlan = { settings, grids, formations, ports }
  const names = new Map(register.map(({ mmsi, name }) => [mmsi, name]))
  const formationOf = new Map(formations.flatMap(({ id, members }) => members.map((mmsi) => [mmsi, id] as const)))
  const townOfPort = new Map(ports.map(({ id, township }) => [id, township]))
  const townOf = new Map(formations.map(({ id, port }) => [id, townOfPort.get(port) ?? '']))
  const boxed = grids.map((grid): { grid: SeaGrid; box: Bounds } => ({ grid, box: boundsOfRings(grid.rings) }))
  const lateness = createLateness(settings, ports)
  const listeners = new Set<(state: SeaState) => void>()
  let ways: PortWays = straightWays(ports, settings.straightFactor)
  let watched = new Map<string, WatchedVessel>()
  let followed: Followed = new Map()
  const recalled = new Map<string, Map<string, RecallWatch>>()
  let state: SeaState | null = null
  let axis: TimeAxis | null = null
  let busy = false

  const named = ({ mmsi, name, lon, lat }: WatchedVessel): NamedVessel => ({ mmsi, name, lon, lat, formation: formationOf.get(mmsi) ?? null })
  /** [SR11] Only vessels of the register are counted, called and missed; who passes by is in warnings alone. */
  const isOurs = ({ mmsi }: WatchedVessel): boolean => names.has(mmsi)
  const gridsAt = (lon: number, lat: number): SeaGrid[] =>
    boxed.filter(({ grid, box: [west, south, east, north] }) => lon >= west && lon <= east && lat >= south && lat <= north && insideRings(grid.rings, lon, lat)).map(({ grid }) => grid)

  /** Takes over what was heard since the last look; who is heard no more stays where it was for a while. */
  function hear(at: EpochMs): void {
    const after = new Map<string, WatchedVessel>()
    for (const point of tracks.all()) {
      if (!point.id.startsWith(PREFIX)) continue
      const mmsi = point.id.slice(PREFIX.length)
      const before = watched.get(mmsi)
      if (before && before.at >= point.at) {
        after.set(mmsi, before)
        continue
      }
      const name = point.name ?? told.get(mmsi)?.particulars.name ?? names.get(mmsi) ?? mmsi
      const heard = { mmsi, name, lon: point.lon, lat: point.lat, headingDeg: point.headingDeg, speedMps: point.speedMps, at: point.at }
      after.set(mmsi, watchVessel(before, heard, ways(point.lon, point.lat), settings))
    }
    for (const [mmsi, vessel] of watched) if (!after.has(mmsi) && at - vessel.at <= settings.silence.keepHours * HOUR) after.set(mmsi, vessel)
    watched = after
  }

  function warn(at: EpochMs): Pick<SeaState, 'warnings' | 'moreWarnings' | 'suppressed'> {
    const { fleet, rows } = courses(watched.values(), at)
    const suppressed = { formation: 0, port: 0 }
    // Looked up once for each vessel: pairs are tens of thousands.
    const formation = rows.map(({ mmsi }) => formationOf.get(mmsi) ?? null)
    const isInPort = rows.map(({ inPort, way }) => inPort || way.pierM <= settings.port.radiusM)
    const approaches = closeApproaches(fleet, searchLimits(settings.collision), MOST_PAIRS, (a, b) => {
      if (formation[a] !== null && formation[a] === formation[b]) suppressed.formation++
      else if (isInPort[a] || isInPort[b]) suppressed.port++
      else return true
      return false
    })
    const pairs = approaches.flatMap(({ a, b, cpaM, tcpaS }) => {
      const [one, other] = [rows[a], rows[b]]
      return one && other ? [{ a: one.mmsi, b: other.mmsi, cpaM, tcpaS }] : []
    })
    followed = followPairs(followed, pairs, settings.collision, at)
    const { groups, more } = groupWarnings(followed, (mmsi) => formationOf.get(mmsi) ?? null, settings.collision, at)
    const warnings = groups.flatMap(({ head, pairs: count }): CpaWarning[] => {
      const [a, b] = [watched.get(head.a), watched.get(head.b)]
      return a && b ? [{ id: `${head.a}/${head.b}`, a: named(a), b: named(b), cpaM: head.cpaM, closestAt: head.closestAt, since: head.since, pairs: count }] : []
    })
    return { warnings, moreWarnings: more, suppressed }
  }

  /** Follows the calls; what is new goes into the log, once for each call and look ([SR2], [SR4]). */
  async function followRecalls(): Promise<RecallView[]> {
    const open = [...world.recalls.values()].filter(isRecallOpen)
    for (const id of recalled.keys()) if (!open.some((recall) => recall.id === id)) recalled.delete(id)
    const views: RecallView[] = []
    const commands: Command[] = []
    for (const recall of open) {
      const held = recalled.get(recall.id) ?? new Map<string, RecallWatch>()
      recalled.set(recall.id, held)
      const moving: string[] = []
      const inPort: string[] = []
      const away: string[] = []
      for (const { mmsi, movingAt, inPortAt } of recall.vessels) {
        const vessel = watched.get(mmsi)
        if (!vessel || inPortAt !== undefined) continue
        if (vessel.inPort) {
          inPort.push(mmsi)
          continue
        }
        const watch = watchRecalled(held.get(mmsi), vessel, settings)
        held.set(mmsi, watch)
        if (watch.isAway) away.push(mmsi)
        else if (watch.isMoving && movingAt === undefined) moving.push(mmsi)
      }
      views.push({ recallId: recall.id, away: away.slice(0, AWAY_LISTED), moreAway: Math.max(0, away.length - AWAY_LISTED) })
      if (moving.length === 0 && inPort.length === 0) continue
      commands.push({ commandId: asCommandId(`sea:${recall.id}:${recall.version}:${now()}`.slice(0, 64)), type: 'progressRecall', data: { recallId: recall.id, moving, inPort } })
    }
    for (const reply of await Promise.all(commands.map((command) => execute(command, SEA)))) {
      if (!reply.ok) logger.warn({ error: reply.error }, 'progress of a call back to port could not be written')
    }
    return views
  }

  /** Counts everybody: where, in which grid, of which town, and who is silent. */
  function tally(at: EpochMs) {
    const atSea: WatchedVessel[] = []
    const silent: SilentVessel[] = []
    const byGrid = new Map<string, number>()
    const byTown = new Map<string, { total: number; atSea: number; late: number }>()
    let moving = 0
    let others = 0
    for (const vessel of watched.values()) {
      if (!isOurs(vessel)) {
        others++
        continue
      }
      const town = townOf.get(formationOf.get(vessel.mmsi) ?? '') ?? ''
      const row = byTown.get(town) ?? { total: 0, atSea: 0, late: 0 }
      byTown.set(town, row)
      row.total++
      if (vessel.inPort) continue
      row.atSea++
      atSea.push(vessel)
      const around = gridsAt(vessel.lon, vessel.lat)
      for (const { id } of around) byGrid.set(id, (byGrid.get(id) ?? 0) + 1)
      const limitMs = silenceLimit(around.map(({ silenceMinutes }) => silenceMinutes), settings)
      if (at - vessel.at > limitMs) silent.push({ ...named(vessel), lastAt: vessel.at, limitMs })
      else if (vessel.speedMps >= settings.recall.movingMps) moving++
    }
    return { atSea, silent, byGrid, byTown, moving, others }
  }

  async function look(): Promise<void> {
    if (busy) return
    busy = true
    try {
      const at = now()
      // Between two parts whatever waits is done: an alarm must not wait for eight thousand vessels.
      let tookMs = 0
      const timed = async <T>(work: () => T): Promise<T> => {
        const started = performance.now()
        const done = work()
        tookMs += performance.now() - started
        await breathe()
        return done
      }
      await timed(() => hear(at))
      if (watched.size === 0 && state === null) return
      const { atSea, silent, byGrid, byTown, moving, others } = await timed(() => tally(at))
      const warned = await timed(() => warn(at))
      const late = await timed(() => lateness.look(world.typhoons.values(), atSea, axis, at, named))
      for (const { mmsi } of late?.outermost ?? []) {
        const row = byTown.get(townOf.get(formationOf.get(mmsi) ?? '') ?? '')
        if (row) row.late++
      }
      const recalls = await followRecalls()
      state = {
        at,
        total: watched.size - others,
        atSea: atSea.length,
        inPort: watched.size - others - atSea.length,
        others,
        moving,
        silent: silent.length,
        grids: grids.map(({ id }) => ({ id, vessels: byGrid.get(id) ?? 0 })),
        ...warned,
        silentVessels: silent.toSorted((a, b) => a.lastAt - b.lastAt).slice(0, LISTED),
        late: late?.reports ?? null,
        recalls,
        byTown: [...byTown].toSorted(([a], [b]) => a.localeCompare(b, 'zh')).map(([town, row]) => ({ town, total: row.total, atSea: row.atSea, inPort: row.total - row.atSea, late: late ? row.late : null })),
        tookMs: Math.round(tookMs * 10) / 10,
      }
      for (const listener of listeners) listener(state)
    } catch (error) {
      logger.error({ error }, 'the sea could not be looked at')
    } finally {
      busy = false
    }
  }

  function count(scope: RecallScope): Result<ScopeCount, Rejection> {
    const title = titleOf(scope)
    if (title === null) return err({ code: 'not_found', message: `no ${scope.kind} ${'id' in scope ? scope.id : ''}`, field: 'scope.id' })
    const called = new Set([...world.recalls.values()].filter(isRecallOpen).flatMap(({ vessels }) => vessels.map(({ mmsi }) => mmsi)))
    const within = [...watched.values()].filter((vessel) => isOurs(vessel) && isIn(scope, vessel))
    const atSea = within.filter(({ inPort }) => !inPort)
    const wanted = atSea.filter(({ mmsi }) => !called.has(mmsi))
    return ok({ title, vessels: wanted.map(({ mmsi }) => mmsi), called: atSea.length - wanted.length, inPort: within.length - atSea.length })
  }

  /** As the pack calls it; empty where the screens have their own word. Null: there is no such thing. */
  function titleOf(scope: RecallScope): string | null {
    if (scope.kind === 'formation') return formations.find(({ id }) => id === scope.id)?.name ?? null
    if (scope.kind === 'grid') return grids.find(({ id }) => id === scope.id)?.name ?? null
    return ''
  }

  function isIn(scope: RecallScope, { mmsi, lon, lat }: WatchedVessel): boolean {
    switch (scope.kind) {
      case 'all':
        return true
      case 'formation':
        return formationOf.get(mmsi) === scope.id
      case 'grid':
        return insideRings(grids.find(({ id }) => id === scope.id)?.rings ?? [], lon, lat)
      case 'late':
        return lateness.isLate(mmsi)
      case 'circle':
        return distanceM(scope.at, { lon, lat }) <= scope.metres
    }
  }

  const timer = setInterval(() => void look(), settings.lookSeconds * 1000).unref()
  return {
    plan,
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    vessel: (mmsi) => watched.get(mmsi),
    count,
    setMoment: (moved) => void (axis = moved),
    setWays(found) {
      ways = found
      // Where they are has not changed, but their way has.
      watched = new Map([...watched].map(([mmsi, vessel]) => [mmsi, { ...vessel, way: found(vessel.lon, vessel.lat) }]))
    },
    look,
    stop: () => clearInterval(timer),
  }
}
