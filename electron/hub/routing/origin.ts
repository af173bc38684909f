import type { LonLat } from '../../../shared/geo/position'
import type { Arrival, RoadField } from './field'
import { ACCESS, NEVER } from './graph'
import type { Profile } from './profile'
import { edgesAt, matchPlace } from './reach'
import type { ReachSources } from './reach'
import type { RoadMatch } from './road-index'
import { placeOnRoad } from './road-shape'
import { WALK, walkingMps } from './vehicles'

/** Roads nearer than this are not asked whether the sea lies between. */
const SHORE_M = 150

/** One way of getting onto the roads from where a team stands. */
export interface Departure {
  readonly edge: number
  readonly fraction: number
  /** From the team's place to the road, along lanes and yards that are not in the data. */
  readonly approachMetres: number
  /** Deciseconds. */
  readonly approachCost: number
  /** Straight distance to the road, metres. */
  readonly snapM: number
}

/** What a team needs from a search: the best of its departures. */
export interface BestWay {
  readonly departure: Departure
  readonly arrival: Arrival
  /** Deciseconds, approach and search penalties included. */
  readonly cost: number
}

/**
 * Departures from a place, null where there are no road data. A team is where its vehicle got to, so the stretch to the
 * road is driven, slowly; a road farther than the nearest costs that difference at walking pace on top, so that a
 * parallel street is only taken where the nearest one leads nowhere or far round.
 */
export function departures(sources: ReachSources, profile: Profile, at: LonLat): Departure[] | null {
  const { graph, index, sea } = sources
  const all = matchPlace(graph, index, profile, at, 'origin')
  if (all === null) return null
  const isDry = ({ road, fraction, metres }: RoadMatch): boolean =>
    sea === null || metres < SHORE_M || sea.isWalkable(at, placeOnRoad(graph, road, fraction))
  const matches = all.filter(isDry)
  const { vehicle, conditions } = profile
  const isFoot = vehicle.access === ACCESS.foot
  const mps = isFoot ? walkingMps(conditions) : vehicle.offRoadKmh / 3.6
  const nearest = matches[0]?.metres ?? 0
  return matches.flatMap((match) => {
    const approachMetres = match.metres * WALK.detour
    const seconds = approachMetres / mps + (match.metres - nearest) / walkingMps(conditions)
    return edgesAt(graph, match)
      .filter(({ edge }) => profile.edgeCost[edge]! < NEVER)
      .map((at) => ({ ...at, approachMetres, approachCost: Math.round(seconds * 10), snapM: match.metres }))
  })
}

/** The best of the departures as far as the search has come. */
export function bestWay(field: RoadField, from: readonly Departure[]): BestWay | null {
  let cost = NEVER
  let departure: Departure | null = null
  for (const candidate of from) {
    const total = field.costFrom(candidate.edge, candidate.fraction) + candidate.approachCost
    if (total >= cost) continue
    cost = total
    departure = candidate
  }
  const arrival = departure === null ? null : field.arrival(departure.edge, departure.fraction)
  return departure === null || arrival === null ? null : { departure, arrival, cost }
}

/** Drives the search until the best way of every team is final. */
export function settle(field: RoadField, teams: readonly (readonly Departure[])[]): void {
  let open = teams.filter((departures) => departures.length > 0)
  const isOpen = (departures: readonly Departure[], bound: number): boolean => {
    let best = NEVER
    for (const { edge, fraction, approachCost } of departures) {
      best = Math.min(best, field.costFrom(edge, fraction) + approachCost)
    }
    if (best >= NEVER) return true
    // A departure that is not final yet has at least `bound` from its edge's beginning.
    return departures.some(
      ({ edge, fraction, approachCost }) =>
        best > bound - Math.round(field.profile.edgeCost[edge]! * fraction) + approachCost,
    )
  }
  field.run((bound) => {
    if (bound >= NEVER) return 0
    if (!field.isFresh) open = open.filter((departures) => isOpen(departures, bound))
    // Asking costs per team about as much as eight steps of the search: ask so rarely that it does not matter.
    return open.length === 0 ? 0 : Math.max(1_000, 64 * open.length)
  })
}
