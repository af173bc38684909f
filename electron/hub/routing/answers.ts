import type { Conditions, TravelKind, TravelOrigin } from '../../../shared/dispatch/travel'
import { distanceM } from '../../../shared/geo/position'
import type { LonLat } from '../../../shared/geo/position'
import type { BestWay } from './origin'
import type { Reach } from './reach'
import type { SeaField } from './sea/sea-field'
import type { SeaSeedInfo, SeaWorld } from './sea/sea-world'
import { boatMps, DETOUR_FACTOR, roadVehicle, STORM_FACTORS } from './vehicles'

/** A travel time before it is rounded and named. */
export interface Answer {
  readonly kind: TravelKind
  readonly seconds: number | null
  readonly metres: number | null
  readonly walkSeconds: number
  readonly walkMetres: number
  readonly snapM: number | null
}

export const UNREACHABLE: Answer = {
  kind: 'unreachable',
  seconds: null,
  metres: null,
  walkSeconds: 0,
  walkMetres: 0,
  snapM: null,
}

/** Deciseconds and metres of the part on the roads: from the departure to the seed, penalties taken out. */
export function roadPart(reach: Reach, best: BestWay): { seconds: number; metres: number } {
  const { field } = reach
  const { departure, arrival } = best
  const { graph } = field
  const length = graph.roadLength[graph.edgeRoad[departure.edge]! >> 1]! / 10
  const seed = field.seeds[arrival.seed]!
  const metres = arrival.leavesEdge
    ? field.metresFrom(departure.edge) / 10 - departure.fraction * length
    : (seed.fraction - departure.fraction) * length
  const penalty = arrival.leavesEdge ? field.penaltyFrom(departure.edge) : 0
  return {
    seconds: (best.cost - penalty - seed.cost) / 10,
    metres: Math.max(0, metres) + departure.approachMetres,
  }
}

export function answerOf(reach: Reach, best: BestWay): Answer {
  const road = roadPart(reach, best)
  const seed = reach.field.seeds[best.arrival.seed]!
  const info = reach.seeds[best.arrival.seed]!
  const last = info.kind === 'pier' ? info.landing : info
  return {
    kind: info.kind === 'pier' ? 'mixed' : 'road',
    seconds: road.seconds + seed.cost / 10,
    metres: road.metres + info.walkMetres + (info.kind === 'pier' ? info.sea.metres + info.landing.walkMetres : 0),
    walkSeconds: last.walkSeconds,
    walkMetres: last.walkMetres,
    snapM: best.departure.snapM,
  }
}

/** By water from the cell that the boat lies in. */
export function boatAnswer(
  sea: SeaWorld,
  reach: { readonly field: SeaField; readonly landings: readonly SeaSeedInfo[] } | null,
  from: LonLat,
  cell: number,
  conditions: Conditions,
): Answer {
  const snapM = distanceM(from, sea.grid.centre(cell))
  const arrival = reach?.field.arrival(cell) ?? null
  if (reach === null || arrival === null) return { ...UNREACHABLE, snapM }
  const landing = reach.landings[arrival.seed]!
  return {
    kind: 'water',
    seconds: arrival.cost / 10 + boardingSeconds(snapM, conditions),
    metres: arrival.metres + landing.walkMetres,
    walkSeconds: landing.walkSeconds,
    walkMetres: landing.walkMetres,
    snapM,
  }
}

/** A boat that lies off its cell's centre (up in a creek) first has to get there. */
export function boardingSeconds(snapM: number, conditions: Conditions): number {
  return snapM > 150 ? (snapM - 150) / (boatMps(conditions) / 2) : 0
}

/** No data: the great circle times the detour factor, at the vehicle's stated speed. Always flagged. */
export function estimate(origin: TravelOrigin, target: LonLat, conditions: Conditions): Answer {
  const metres = distanceM(origin.at, target) * DETOUR_FACTOR
  const { estimateKmh } = roadVehicle(origin.vehicle)
  const mps =
    origin.vehicle === 'boat' ? boatMps(conditions) : (estimateKmh / 3.6) * STORM_FACTORS[conditions.storm].road
  return { kind: 'estimated', seconds: metres / mps, metres, walkSeconds: 0, walkMetres: 0, snapM: null }
}
