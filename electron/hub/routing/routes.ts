import type { Conditions, Position, RouteLeg, RouteResult, TravelOrigin } from '../../../shared/dispatch/travel'
import type { LonLat } from '../../../shared/geo/position'
import { boatAnswer, boardingSeconds, estimate, roadPart } from './answers'
import type { BestWay } from './origin'
import type { Reach } from './reach'
import { sliceEdge } from './road-shape'
import type { SeaArrival, SeaField } from './sea/sea-field'
import type { SeaSeedInfo, SeaWorld } from './sea/sea-world'
import { PIER_TRANSFER_SECONDS } from './vehicles'

export function emptyRoute(graphVersion: number): RouteResult {
  return {
    kind: 'unreachable',
    geometry: [],
    seconds: null,
    metres: null,
    walkSeconds: 0,
    walkMetres: 0,
    snapM: null,
    legs: [],
    graphVersion,
  }
}

export function estimatedRoute(
  origin: TravelOrigin,
  target: LonLat,
  conditions: Conditions,
  graphVersion: number,
): RouteResult {
  const answer = estimate(origin, target, conditions)
  const leg: RouteLeg = {
    mode: 'estimated',
    geometry: [position(origin.at), position(target)],
    seconds: answer.seconds ?? 0,
    metres: answer.metres ?? 0,
    via: [],
  }
  return joined([leg], 'estimated', null, graphVersion)
}

/** By road, and on by boat where the way ends at a pier. */
export function roadRoute(
  reach: Reach,
  best: BestWay,
  sea: SeaWorld | null,
  from: LonLat,
  target: LonLat,
  graphVersion: number,
): RouteResult {
  const info = reach.seeds[best.arrival.seed]!
  const road = roadPart(reach, best)
  const { geometry, via } = roadGeometry(reach, best)
  const { approachCost, approachMetres } = best.departure
  const approach = { seconds: approachCost / 10, metres: approachMetres }
  const legs: RouteLeg[] = [
    ...(approachMetres < 1 ? [] : [{ mode: 'estimated' as const, geometry: [position(from), geometry[0]!], ...approach, via: [] }]),
    { mode: 'road', geometry, seconds: road.seconds - approach.seconds, metres: road.metres - approach.metres, via },
  ]
  if (info.kind === 'land') {
    legs.push(...walkLeg(info.place, target, info))
    return joined(legs, 'road', best.departure.snapM, graphVersion)
  }
  const pier = sea!.piers[info.pier]!
  legs.push(...walkLeg(info.place, pier, info))
  legs.push(...seaLegs(sea!, info.sea, info.landing, pier, target, PIER_TRANSFER_SECONDS, [pier.name]))
  return joined(legs, 'mixed', best.departure.snapM, graphVersion)
}

export function boatRoute(
  sea: SeaWorld,
  reach: { readonly field: SeaField; readonly landings: readonly SeaSeedInfo[] } | null,
  from: LonLat,
  target: LonLat,
  cell: number,
  conditions: Conditions,
  graphVersion: number,
): RouteResult {
  const answer = boatAnswer(sea, reach, from, cell, conditions)
  const arrival = reach?.field.arrival(cell) ?? null
  if (reach === null || arrival === null) return { ...emptyRoute(graphVersion), snapM: answer.snapM }
  const boarding = boardingSeconds(answer.snapM ?? 0, conditions)
  const legs = seaLegs(sea, arrival, reach.landings[arrival.seed]!, from, target, boarding, [])
  return joined(legs, 'water', answer.snapM, graphVersion)
}

function seaLegs(
  sea: SeaWorld,
  arrival: SeaArrival,
  landing: SeaSeedInfo,
  from: LonLat,
  target: LonLat,
  delaySeconds: number,
  via: readonly string[],
): RouteLeg[] {
  const isAfloat = landing.walkMetres === 0
  const course = arrival.cells.map((cell) => position(sea.grid.centre(cell)))
  const geometry = [position(from), ...course, ...(isAfloat ? [position(target)] : [])]
  const seconds = arrival.cost / 10 - landing.walkSeconds + delaySeconds
  const [lon, lat] = course.at(-1)!
  return [{ mode: 'water', geometry, seconds, metres: arrival.metres, via }, ...walkLeg({ lon, lat }, target, landing)]
}

function walkLeg(
  from: LonLat,
  to: LonLat,
  walk: { readonly walkMetres: number; readonly walkSeconds: number },
): RouteLeg[] {
  if (walk.walkMetres === 0) return []
  const geometry = [position(from), position(to)]
  return [{ mode: 'walk', geometry, seconds: walk.walkSeconds, metres: walk.walkMetres, via: [] }]
}

/** Shape and street names from the departure to the seed. */
function roadGeometry(reach: Reach, best: BestWay): { geometry: Position[]; via: string[] } {
  const { field } = reach
  const { graph } = field
  const { departure, arrival } = best
  const seed = field.seeds[arrival.seed]!
  const edges = arrival.leavesEdge ? [departure.edge, ...field.edgesAfter(departure.edge)] : [departure.edge]
  const geometry: Position[] = []
  const via: string[] = []
  edges.forEach((edge, i) => {
    const isLast = i === edges.length - 1
    const points = sliceEdge(graph, edge, i === 0 ? departure.fraction : 0, isLast ? seed.fraction : 1)
    geometry.push(...(i === 0 ? points : points.slice(1)))
    const name = graph.names[graph.roadName[graph.edgeRoad[edge]! >> 1]!]!
    if (name !== '' && name !== via.at(-1)) via.push(name)
  })
  return { geometry, via }
}

function joined(legs: readonly RouteLeg[], kind: RouteResult['kind'], snapM: number | null, graphVersion: number): RouteResult {
  const seconds = legs.reduce((sum, leg) => sum + leg.seconds, 0)
  const metres = legs.reduce((sum, leg) => sum + leg.metres, 0)
  const last = legs.at(-1)
  const walk = last?.mode === 'walk' ? last : null
  return {
    kind,
    geometry: legs.flatMap((leg, i) => (i === 0 ? leg.geometry : leg.geometry.slice(1))),
    seconds: Math.round(seconds),
    metres: Math.round(metres),
    walkSeconds: Math.round(walk?.seconds ?? 0),
    walkMetres: Math.round(walk?.metres ?? 0),
    snapM: snapM === null ? null : Math.round(snapM),
    legs,
    graphVersion,
  }
}

const position = ({ lon, lat }: LonLat): Position => [lon, lat]
