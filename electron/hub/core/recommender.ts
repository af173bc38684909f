import { performance } from 'node:perf_hooks'
import { asIncidentId, asTeamId, type TeamId } from '../../../shared/base/ids'
import { err, ok, type Result } from '../../../shared/base/result'
import type { EpochMs } from '../../../shared/base/time'
import { endOfDay } from '../../../shared/base/zone'
import { recommend, type Recommendation, type TeamTravel } from '../../../shared/dispatch/recommend'
import type { RoadService, RouteResult, TravelOrigin, TravelTime, VehicleClass } from '../../../shared/dispatch/travel'
import type { IncidentKinds } from '../../../shared/domain/incident/decide'
import type { Incident } from '../../../shared/domain/incident/state'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import type { Rejection } from '../../../shared/domain/rejection'
import type { Team } from '../../../shared/domain/team/state'
import type { World } from '../../../shared/domain/world'
import type { TrackTable } from '../tracks/table'
import { conditionsAt, teamStart, type TeamStart } from './team-start'

export interface Recommender {
  recommendation(incidentId: string): Promise<Result<{ recommendation: Recommendation; computedInMs: number }, Rejection>>
  route(incidentId: string, teamId: string): Promise<Result<RouteResult, Rejection>>
}

export interface RecommenderOptions {
  readonly world: World
  readonly kinds: IncidentKinds
  readonly tracks: TrackTable
  readonly roads: RoadService
  readonly zone: string
  /** A position older than this no longer says where a team is: its base does. Seconds. */
  readonly positionStaleSeconds: number
  now(): EpochMs
}

/** Joins what the rules know (who may be sent) with what the roads know (how long it takes). */
export function createRecommender(options: RecommenderOptions): Recommender {
  const { world, kinds, tracks, roads, zone } = options

  const startOf = (team: Team, now: EpochMs): TeamStart => teamStart(team, tracks, now, options.positionStaleSeconds)

  async function travel(incident: Incident, kind: IncidentKind, now: EpochMs): Promise<Map<TeamId, TeamTravel>> {
    const asked: { team: Team; start: TeamStart; origin: TravelOrigin }[] = []
    for (const team of world.teams.values()) {
      if (team.retired) continue
      const start = startOf(team, now)
      for (const vehicle of vehiclesFor(team, kind)) asked.push({ team, start, origin: originOf(team, start, vehicle) })
    }
    const { times } = await roads.travelTimes({
      target: incident.at,
      origins: asked.map(({ origin }) => origin),
      conditions: conditionsAt(now, zone),
    })
    const best = new Map<TeamId, TeamTravel>()
    asked.forEach(({ team, start, origin }, index) => {
      const time = times[index]
      if (!time) return
      const found = toTravel(time, origin.vehicle, start)
      if (sooner(found, best.get(team.id))) best.set(team.id, found)
    })
    return best
  }

  function find(incidentId: string): Result<{ incident: Incident; kind: IncidentKind }, Rejection> {
    const incident = world.incidents.get(asIncidentId(incidentId))
    if (!incident) return err({ code: 'not_found', message: `no incident ${incidentId}`, field: 'incidentId' })
    const kind = kinds.get(incident.kind)
    if (!kind) return err({ code: 'unknown_kind', message: `the pack no longer knows kind ${incident.kind}`, allowed: [...kinds.keys()] })
    return ok({ incident, kind })
  }

  return {
    async recommendation(incidentId) {
      const startedAt = performance.now()
      const found = find(incidentId)
      if (!found.ok) return found
      const now = options.now()
      const times = await travel(found.value.incident, found.value.kind, now)
      // Whatever was committed while the roads were searched counts: the teams are read now, not before.
      const fresh = find(incidentId)
      if (!fresh.ok) return fresh
      const recommendation = recommend({
        ...fresh.value,
        teams: world.teams.values(),
        travel: times,
        now,
        endOfDay: (isoDate) => endOfDay(isoDate, zone),
      })
      return ok({ recommendation, computedInMs: performance.now() - startedAt })
    },

    async route(incidentId, teamId) {
      const found = find(incidentId)
      if (!found.ok) return found
      const team = world.teams.get(asTeamId(teamId))
      if (!team) return err({ code: 'not_found', message: `no team ${teamId}`, field: 'teamId' })
      const { incident, kind } = found.value
      const now = options.now()
      const start = startOf(team, now)
      const ways = await Promise.all(
        vehiclesFor(team, kind).map((vehicle) => {
          const { at: from, viaPier = false } = originOf(team, start, vehicle)
          return roads.route({ from, to: incident.at, vehicle, viaPier, conditions: conditionsAt(now, zone) })
        }),
      )
      const best = ways.reduce<RouteResult | undefined>((least, way) => (sooner(way, least) ? way : least), undefined)
      return best ? ok(best) : err({ code: 'unavailable', message: 'no route' })
    },
  }
}

/** What the team can come with. A team without a vehicle of its own comes by private car. */
function vehiclesFor(team: Team, kind: IncidentKind): VehicleClass[] {
  const own = [...new Set(team.profile.vehicles.map((vehicle) => vehicle.class))]
  const fit = own.filter((vehicle) => !kind.excludedVehicles.includes(vehicle))
  // An unfit team is still timed, so that its exclusion can say what it would have taken.
  if (fit.length > 0) return fit
  return own.length > 0 ? own : ['volunteer-car']
}

function originOf(team: Team, start: TeamStart, vehicle: VehicleClass): TravelOrigin {
  const hasBoat = team.profile.vehicles.some((own) => own.class === 'boat')
  return { id: team.id, at: start.at, vehicle, ...(hasBoat && vehicle !== 'boat' ? { viaPier: true } : {}) }
}

function toTravel(time: TravelTime, vehicle: VehicleClass, start: TeamStart): TeamTravel {
  const { kind, seconds, metres, walkSeconds, withoutClosuresSeconds } = time
  return {
    vehicle,
    kind,
    seconds,
    metres,
    walkSeconds,
    from: start.from,
    ...(withoutClosuresSeconds === undefined ? {} : { withoutClosuresSeconds }),
  }
}

/** A searched time beats an estimate, however short: an estimate may lead through a mountain. */
function sooner(a: Pick<TravelTime, 'kind' | 'seconds'>, b: Pick<TravelTime, 'kind' | 'seconds'> | undefined): boolean {
  if (!b || b.seconds === null) return true
  if (a.seconds === null) return false
  if ((a.kind === 'estimated') !== (b.kind === 'estimated')) return b.kind === 'estimated'
  return a.seconds < b.seconds
}
