import type { Conditions } from '../../../shared/dispatch/travel'
import type { LonLat } from '../../../shared/geo/position'
import type { ClosedEdges } from './closures'
import { RoadField } from './field'
import type { Seed } from './field'
import { NEVER } from './graph'
import type { RoadGraph } from './graph'
import type { Profile } from './profile'
import type { RoadIndex, RoadMatch } from './road-index'
import { placeOnRoad } from './road-shape'
import type { SeaArrival, SeaField } from './sea/sea-field'
import type { SeaSeedInfo, SeaWorld } from './sea/sea-world'
import { PIER_TRANSFER_SECONDS, WALK, walkingMps } from './vehicles'

/** How the way goes on from the road's end: on foot to the target, or from a pier by boat. */
export type SeedInfo =
  | { readonly kind: 'land'; readonly walkMetres: number; readonly walkSeconds: number; readonly place: LonLat }
  | {
      readonly kind: 'pier'
      readonly pier: number
      /** From the road to the boat. */
      readonly walkMetres: number
      readonly walkSeconds: number
      readonly sea: SeaArrival
      readonly landing: SeaSeedInfo
      readonly place: LonLat
    }

/** All roads that lead to a target for one profile. */
export interface Reach {
  readonly field: RoadField
  readonly seeds: readonly SeedInfo[]
}

/** A place off the roads is matched to roads up to this far away. */
const WITHIN_M = 10_000
/** Outside the box of the data a road so near is still this place's road. */
const OUTSIDE_M = 500
const TARGET_SLACK_M = 250
const TARGET_ROADS = 6
const ORIGIN_SLACK_M = 35
const ORIGIN_ROADS = 3
const PIER_SLACK_M = 100

export const accepts =
  (graph: RoadGraph, profile: Profile) =>
  (road: number): boolean =>
    [graph.roadEdge[road * 2]!, graph.roadEdge[road * 2 + 1]!].some((edge) => edge >= 0 && profile.edgeCost[edge]! < NEVER)

/** Roads near a place, or null where the data do not reach. */
export function matchPlace(
  graph: RoadGraph,
  index: RoadIndex,
  profile: Profile,
  at: LonLat,
  role: 'origin' | 'target' | 'pier',
): RoadMatch[] | null {
  const slackM = role === 'target' ? TARGET_SLACK_M : role === 'pier' ? PIER_SLACK_M : ORIGIN_SLACK_M
  const most = role === 'target' ? TARGET_ROADS : ORIGIN_ROADS
  const matches = index.match(at, { accepts: accepts(graph, profile), slackM, most, withinM: WITHIN_M })
  const [west, south, east, north] = graph.bounds
  const isInside = at.lon >= west && at.lon <= east && at.lat >= south && at.lat <= north
  const nearest = matches[0]?.metres ?? Infinity
  return nearest > (isInside ? WITHIN_M : OUTSIDE_M) ? null : matches
}

/** Both directions of a road at a place on it, as far as anybody may go there. */
export function edgesAt(graph: RoadGraph, match: RoadMatch): { edge: number; fraction: number }[] {
  const forward = graph.roadEdge[match.road * 2]!
  const backward = graph.roadEdge[match.road * 2 + 1]!
  return [
    { edge: forward, fraction: match.fraction },
    { edge: backward, fraction: 1 - match.fraction },
  ].filter(({ edge }) => edge >= 0)
}

/** From the road's edge to a place beside it, on foot. */
export function walkFrom(metresOff: number, conditions: Conditions): { walkMetres: number; walkSeconds: number } {
  const walkMetres = Math.max(0, metresOff - WALK.roadsideM) * WALK.detour
  return { walkMetres, walkSeconds: walkMetres / walkingMps(conditions) }
}

export interface ReachSources {
  readonly graph: RoadGraph
  readonly index: RoadIndex
  readonly sea: SeaWorld | null
}

/** A place on a road from which a target is walked to. */
export interface Approach {
  readonly match: RoadMatch
  readonly place: LonLat
  readonly walkMetres: number
  readonly walkSeconds: number
}

/** Roads from which a target is reached on foot. Null where there are no road data. */
export function approaches({ graph, index, sea }: ReachSources, profile: Profile, target: LonLat): Approach[] | null {
  const matches = matchPlace(graph, index, profile, target, 'target')
  if (matches === null) return null
  return matches.flatMap((match) => {
    const place = placeOnRoad(graph, match.road, match.fraction)
    if (sea !== null && !sea.isWalkable(place, target)) return []
    return [{ match, place, ...walkFrom(match.metres, profile.conditions) }]
  })
}

/** The search towards a target; `seaField` adds the piers. Null where there are no road data. */
export function buildReach(
  sources: ReachSources,
  profile: Profile,
  closed: ClosedEdges | null,
  target: LonLat,
  byBoat: { field: SeaField; landings: readonly SeaSeedInfo[] } | null,
): Reach | null {
  const { graph, index, sea } = sources
  const seeds: Seed[] = []
  const infos: SeedInfo[] = []
  const add = (match: RoadMatch, cost: number, info: SeedInfo): void => {
    for (const { edge, fraction } of edgesAt(graph, match)) {
      seeds.push({ edge, fraction, cost: Math.round(cost * 10) })
      infos.push(info)
    }
  }
  const matches = approaches(sources, profile, target)
  for (const { match, ...walk } of matches ?? []) add(match, walk.walkSeconds, { kind: 'land', ...walk })
  if (sea !== null && byBoat !== null) {
    sea.piers.forEach((pier, number) => {
      const cell = sea.pierCells[number]!
      const arrival = cell < 0 ? null : byBoat.field.arrival(cell)
      if (arrival === null) return
      for (const match of matchPlace(graph, index, profile, pier, 'pier') ?? []) {
        const walk = walkFrom(match.metres, profile.conditions)
        add(match, walk.walkSeconds + PIER_TRANSFER_SECONDS + arrival.cost / 10, {
          kind: 'pier',
          pier: number,
          ...walk,
          sea: arrival,
          landing: byBoat.landings[arrival.seed]!,
          place: placeOnRoad(graph, match.road, match.fraction),
        })
      }
    })
  }
  if (matches === null && seeds.length === 0 && !isWet(sea, target)) return null
  return { field: new RoadField(graph, profile, closed, seeds), seeds: infos }
}

function isWet(sea: SeaWorld | null, at: LonLat): boolean {
  return sea !== null && sea.mask.covers(at.lon, at.lat) && !sea.mask.isLand(at.lon, at.lat)
}
