import { performance } from 'node:perf_hooks'
import type { Logger } from 'pino'
import { err, ok, type Result } from '../../../shared/base/result'
import type { EpochMs } from '../../../shared/base/time'
import { endOfDay } from '../../../shared/base/zone'
import type { Coverage, CoverageState, CoverageSuggestion, SuggestionRequest } from '../../../shared/dispatch/coverage'
import type { ReachQuestion, ReachResult } from '../../../shared/dispatch/reach'
import type { Conditions, VehicleClass } from '../../../shared/dispatch/travel'
import type { Closure } from '../../../shared/domain/closure/state'
import type { LoggedEvent } from '../../../shared/domain/event'
import type { Rejection } from '../../../shared/domain/rejection'
import { availability, type Team } from '../../../shared/domain/team/state'
import type { World } from '../../../shared/domain/world'
import type { LonLat } from '../../../shared/geo/position'
import { distanceM } from '../../../shared/geo/position'
import type { Pack, StationKind } from '../../../shared/pack/schema'
import type { AreaOrigin, AreaService, CoverageAnswer, Reached } from '../routing/areas/questions'
import type { TrackTable } from '../tracks/table'
import { countReached, coverageDemand } from './coverage-demand'
import { lostCoverage } from './coverage-lost'
import { answerOf, suggestionQuestion } from './suggestion'
import { conditionsAt, teamStart } from './team-start'

/** The screens of a hub that has just started are loading: they come first. */
const FIRST_LOOK_MS = 1_500
/** Facts are gathered for so long before the coverage is worked out anew. */
const SETTLE_MS = 300
/** Positions, the hour and closures that end by themselves are looked at this often. */
const LOOK_MS = 10_000
/** Without any change it is worked out anew so often: its age then says whether the road engine is alive. */
const FRESH_MS = 60_000
/** After a failure (the road engine is being restarted) it is tried again. */
const RETRY_MS = 5_000
/** Questions of officers that may wait for the road engine at once; a desk asks one at a time. */
const MOST_QUESTIONS = 8
/** An available team that moved less than this is where it was. */
const MOVED_M = 300

/** What leaves a station at once. */
const STATION_VEHICLES: Readonly<Record<StationKind, readonly VehicleClass[]>> = {
  fire: ['fire-engine'],
  medical: ['ambulance'],
  comprehensive: ['rescue-vehicle'],
  water: ['rescue-vehicle', 'boat'],
  maritime: ['rescue-vehicle', 'boat'],
  forest: ['rescue-vehicle'],
}

export interface CoverageOptions {
  readonly world: World
  readonly pack: Pack
  readonly tracks: TrackTable
  readonly areas: AreaService
  /** The roads are drawn by hand. */
  readonly schematic: boolean
  readonly logger: Logger
  now(): EpochMs
}

/** Knows at any time who reaches whom in time, and answers what is within reach of anywhere. */
export interface CoverageKeeper {
  /** Null until it was worked out for the first time. */
  state(): CoverageState | null
  /** Calls back with every new state. Returns the remover. */
  onChange(listener: (state: CoverageState) => void): () => void
  reach(question: ReachQuestion): Promise<Result<ReachResult, Rejection>>
  suggest(request: SuggestionRequest): Promise<Result<CoverageSuggestion, Rejection>>
  /** These were committed: looks anew if they change who is where. */
  committed(events: readonly LoggedEvent[]): void
  stop(): void
}

interface PlacedTeam {
  readonly team: Team
  readonly at: LonLat
  readonly isAvailable: boolean
}

/** Everything that a state is worked out from. */
interface Situation {
  readonly teams: readonly PlacedTeam[]
  readonly closures: readonly Closure[]
  readonly conditions: Conditions
}

export function createCoverageKeeper({ world, pack, tracks, areas, schematic, logger, now }: CoverageOptions): CoverageKeeper {
  const { zone, dispatch } = pack.manifest
  const budgetSeconds = dispatch.onSceneTargetSeconds
  const demand = coverageDemand(pack)
  const stations = pack.stations.map(({ at, kind }): AreaOrigin => ({ at, vehicles: STATION_VEHICLES[kind], delaySeconds: 0 }))
  const listeners = new Set<(state: CoverageState) => void>()
  let held: CoverageState | null = null
  let from: Situation | null = null
  /** The stations' coverage depends on less than the teams'. */
  let stationsKept: { key: string; answer: CoverageAnswer } | null = null
  let working = false
  let questions = 0
  let stopped = false
  let timer = setTimeout(look, FIRST_LOOK_MS).unref()

  function situation(): Situation {
    const at = now()
    return {
      teams: [...world.teams.values()]
        .filter((team) => !team.retired)
        .map((team) => ({ team, at: teamStart(team, tracks, at, dispatch.positionStaleSeconds).at, isAvailable: availability(team, at) === 'available' })),
      closures: [...world.closures.values()].filter(({ liftedAt, until }) => liftedAt === null && (until === null || until > at)),
      conditions: conditionsAt(at, zone),
    }
  }

  function plan(ms: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(look, ms).unref()
  }

  function look(): void {
    if (working) return
    const next = situation()
    const isFresh = held !== null && now() - held.at < FRESH_MS
    if (isFresh && from !== null && isSame(from, next)) return plan(LOOK_MS)
    working = true
    work(next).then(
      () => rest(LOOK_MS),
      (error: unknown) => {
        from = null
        if (!stopped) logger.warn({ error }, 'the coverage could not be worked out')
        rest(RETRY_MS)
      },
    )
  }

  function rest(ms: number): void {
    working = false
    // What was committed meanwhile counts at once.
    plan(from !== null && !isSame(from, situation()) ? SETTLE_MS : ms)
  }

  async function work(next: Situation): Promise<void> {
    const started = performance.now()
    from = next
    const { conditions, closures } = next
    const available = next.teams.filter(({ isAvailable }) => isAvailable)
    const shared = { conditions, budgetSeconds, points: demand.points }
    const answer = await areas.coverage({
      ...shared,
      origins: available.map(({ team, at }) => originOf(team, at)),
      baseline: next.teams.map(({ team }) => originOf(team, team.profile.base)),
      // Twice as far, so that it can be said how long it takes now to what is out of reach.
      searchSeconds: budgetSeconds * 2,
    })
    const key = JSON.stringify([conditions, closures.map(({ id }) => id)])
    if (stationsKept?.key !== key) {
      stationsKept = { key, answer: await areas.coverage({ ...shared, origins: stations, baseline: null, searchSeconds: budgetSeconds }) }
    }
    const { baseline, lostArea } = answer
    if (stopped || baseline === null || lostArea === null) return
    const at = now()
    held = {
      at,
      computedInMs: Math.round(performance.now() - started),
      budgetSeconds,
      conditions,
      schematic,
      totalPeople: demand.totalPeople,
      totalPlaces: demand.places.length,
      stations: coverageOf(stationsKept.answer, stations.length),
      teams: coverageOf(answer, available.length),
      baseline: { sources: next.teams.length, ...counted(baseline) },
      lost: lostCoverage({
        demand, budgetSeconds, now: at, reached: answer, baseline, area: lostArea, teams: next.teams, closures, before: held?.lost.since ?? null,
      }),
    }
    for (const listener of listeners) listener(held)
  }

  const counted = ({ pointSeconds }: Reached): { people: number | null; places: number } =>
    countReached(demand, (point) => pointSeconds[point]! <= budgetSeconds)

  function coverageOf(answer: CoverageAnswer, sources: number): Coverage {
    return { sources, estimatedSources: answer.estimatedOrigins, area: answer.area, ...counted(answer) }
  }

  return {
    state: () => held,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async reach({ conditions = conditionsAt(now(), zone), ...question }) {
      const answer = await ask(() => areas.areas({ ...question, conditions, points: demand.points }))
      if (!answer.ok) return answer
      const { areas: drawn, pointSeconds, ...rest } = answer.value
      const people = (seconds: number): number | null => countReached(demand, (point) => pointSeconds[point]! <= seconds).people
      return ok({ ...rest, areas: drawn.map((area) => ({ ...area, people: people(area.seconds) })) })
    },
    async suggest(request) {
      if (demand.totalPeople === null) {
        return err({ code: 'unavailable', message: 'the pack has no population.csv: nobody knows where people live' })
      }
      const at = now()
      const { teams, conditions } = situation()
      const { qualification } = request
      const isQualified = ({ team }: PlacedTeam): boolean =>
        qualification === undefined ||
        team.profile.certificates.some((held) => held.qualification === qualification && endOfDay(held.validUntil, zone) >= at)
      const present = teams.filter((placed) => placed.isAvailable && isQualified(placed))
      const asked = suggestionQuestion(request, pack, demand, { conditions, budgetSeconds, teams, origins: present.map((placed) => originOf(placed.team, placed.at)) })
      const answer = await ask(() => areas.suggest(asked.question))
      if (!answer.ok) return answer
      return ok(answerOf(answer.value, { demand, sites: asked.sites, present: present.map(({ team }) => team.id), at, budgetSeconds, totalPeople: demand.totalPeople }))
    },
    committed(events) {
      if (!working && events.some(({ type }) => type.startsWith('team.') || type.startsWith('closure.') || type.startsWith('dispatch.'))) plan(SETTLE_MS)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      listeners.clear()
    },
  }

  async function ask<T>(work: () => Promise<T>): Promise<Result<T, Rejection>> {
    if (questions >= MOST_QUESTIONS) return err({ code: 'rate_limited', message: 'too many questions wait for the road engine: ask again' })
    questions++
    try {
      return ok(await work())
    } catch (error) {
      if (!stopped) logger.warn({ error }, 'a question about what is within reach failed')
      return err({ code: 'unavailable', message: 'the road engine could not answer: ask again' })
    } finally {
      questions--
    }
  }
}

/** A team without a vehicle of its own comes by private car, as for a recommendation. */
function originOf({ profile }: Team, at: LonLat): AreaOrigin {
  const own = [...new Set(profile.vehicles.map((vehicle): VehicleClass => vehicle.class))]
  return { at, vehicles: own.length > 0 ? own : ['volunteer-car'], delaySeconds: profile.mobilisationSeconds }
}

function isSame(a: Situation, b: Situation): boolean {
  return (
    a.conditions.night === b.conditions.night &&
    a.conditions.storm === b.conditions.storm &&
    a.closures.length === b.closures.length &&
    a.closures.every(({ id }, i) => id === b.closures[i]?.id) &&
    a.teams.length === b.teams.length &&
    a.teams.every(({ team, at, isAvailable }, i) => {
      const other = b.teams[i]
      if (other === undefined || other.team.id !== team.id || other.isAvailable !== isAvailable) return false
      // Where somebody is who may not be sent changes nothing; why not is told as a cause.
      if (!isAvailable) return availabilityKey(team) === availabilityKey(other.team) && other.team.profile === team.profile
      return other.team.profile === team.profile && distanceM(at, other.at) <= MOVED_M
    })
  )
}

const availabilityKey = ({ assignment, onDuty, reservation }: Team): string =>
  `${assignment?.incidentId ?? ''}/${String(onDuty)}/${reservation?.incidentId ?? ''}`
