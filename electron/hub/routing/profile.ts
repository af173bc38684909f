import type { Conditions, VehicleClass } from '../../../shared/dispatch/travel'
import { ACCESS, edgeHeads, NEVER, ROAD_CLASSES, ROAD_FLAG, TURN } from './graph'
import type { RoadGraph } from './graph'
import { bucketAngle } from './turns'
import { roadVehicle, STORM_FACTORS } from './vehicles'
import type { RoadVehicle } from './vehicles'

/** The graph as one class of vehicle meets it under given conditions. All costs in deciseconds. */
export interface Profile {
  readonly key: string
  readonly vehicle: RoadVehicle
  /** Bit of `VEHICLE_CLASSES` in a closure's mask. */
  readonly vehicleClass: VehicleClass
  readonly conditions: Conditions
  /** Per edge; `NEVER` where it may not go. */
  readonly edgeCost: Int32Array
  /** Per turn type; `NEVER` where forbidden. */
  readonly turnCost: Int32Array
  /** The part of `turnCost` that only guides the choice and is taken out of the reported time again. */
  readonly turnPenalty: Int32Array
  /** No single step (edge and turn) costs more. */
  readonly longestStep: number
}

/** Above this density (0..15) an area counts as built-up. */
export const URBAN_DENSITY = 8

/** Bends the logistic turn curve: left turns cross traffic where one drives on the right. OSRM's car profile. */
const TURN_BIAS = 1.075

export function profileKey(vehicle: VehicleClass, conditions: Conditions): string {
  return `${vehicle}/${conditions.night ? 'night' : 'day'}/${conditions.storm}`
}

export function buildProfile(graph: RoadGraph, vehicleClass: VehicleClass, conditions: Conditions): Profile {
  const vehicle = roadVehicle(vehicleClass)
  const edgeCost = edgeCosts(graph, vehicle, conditions)
  const { turnCost, turnPenalty } = turnCosts(vehicle)
  let longestEdge = 0
  for (const cost of edgeCost) if (cost < NEVER && cost > longestEdge) longestEdge = cost
  let longestTurn = 0
  for (const cost of turnCost) if (cost < NEVER && cost > longestTurn) longestTurn = cost
  return {
    key: profileKey(vehicleClass, conditions),
    vehicle,
    vehicleClass,
    conditions,
    edgeCost,
    turnCost,
    turnPenalty,
    longestStep: longestEdge + longestTurn,
  }
}

function edgeCosts(graph: RoadGraph, vehicle: RoadVehicle, conditions: Conditions): Int32Array {
  const costs = new Int32Array(graph.edgeTail.length).fill(NEVER)
  const heads = edgeHeads(graph)
  const storm = STORM_FACTORS[conditions.storm]
  const weather = vehicle.access === ACCESS.foot ? storm.foot : storm.road
  for (let edge = 0; edge < costs.length; edge++) {
    const half = graph.edgeRoad[edge]!
    const road = half >> 1
    if ((graph.roadAccess[half]! & vehicle.access) === 0) continue
    if (vehicle.large && graph.roadFlags[road]! & ROAD_FLAG.tight) continue
    const urban = graph.nodeDensity[heads[edge]!]! > URBAN_DENSITY
    const kmh = edgeSpeed(graph, vehicle, half, urban)
    if (kmh <= 0) continue
    const factor = weather * (conditions.night ? vehicle.nightFactor[urban ? 1 : 0] : 1)
    costs[edge] = Math.max(1, Math.round((graph.roadLength[road]! * 3.6) / (kmh * factor)))
  }
  return costs
}

/** Links are driven a little slower than the road they belong to, roundabouts at half, rough surfaces slower again. */
function edgeSpeed(graph: RoadGraph, vehicle: RoadVehicle, half: number, urban: boolean): number {
  const road = half >> 1
  const flags = graph.roadFlags[road]!
  const limit = graph.roadMaxspeed[half]!
  const free = vehicle.speeds[ROAD_CLASSES[graph.roadClass[road]!]!][urban ? 1 : 0]
  if (free === 0 || vehicle.limitFactor === 0) return free
  const rough = (flags & ROAD_FLAG.rough) !== 0
  if (limit > 0) {
    const kmh = Math.min(vehicle.topSpeed, limit * vehicle.limitFactor)
    return rough && kmh > 15 ? kmh - (kmh >= 50 ? 10 : 5) : kmh
  }
  if (flags & ROAD_FLAG.link) return free * (urban ? 0.8 : 0.85)
  return free * (flags & ROAD_FLAG.roundabout ? 0.5 : 1) * (rough ? 0.5 : 1)
}

/**
 * Seconds per turn type: signals cost a constant; where more than two roads meet, the angle costs
 * turnSeconds / (1 + exp(-(13 / bias * angle / 180 - 6.5 * bias))), the logistic curve of OSRM's car profile
 * (BSD-2-Clause; Valhalla reports its times with the same), with the bias inverted for left turns.
 */
function turnCosts(vehicle: RoadVehicle): { turnCost: Int32Array; turnPenalty: Int32Array } {
  const turnCost = new Int32Array(TURN.types).fill(NEVER)
  const turnPenalty = new Int32Array(TURN.types)
  for (let type = 0; type < TURN.types; type++) {
    if ((type >> TURN.bannedShift) & vehicle.access) continue
    let seconds = type & TURN.signal ? vehicle.signalSeconds : 0
    if (type & TURN.junction || type & TURN.uTurn) seconds += angleSeconds(vehicle, bucketAngle(type & TURN.angleMask))
    if (type & TURN.uTurn) seconds += vehicle.uTurnSeconds
    const penalty = type & TURN.entersRestricted ? vehicle.restrictedPenaltySeconds : 0
    turnPenalty[type] = Math.round(penalty * 10)
    turnCost[type] = Math.round(seconds * 10) + turnPenalty[type]!
  }
  return { turnCost, turnPenalty }
}

function angleSeconds(vehicle: RoadVehicle, angle: number): number {
  const right = angle >= 0
  const slope = right ? 13 / TURN_BIAS : 13 * TURN_BIAS
  const middle = right ? 6.5 * TURN_BIAS : 6.5 / TURN_BIAS
  return vehicle.turnSeconds / (1 + Math.exp(-((slope * Math.abs(angle)) / 180 - middle)))
}
