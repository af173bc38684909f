import type { Conditions, VehicleClass } from '../../../../shared/dispatch/travel'
import { distanceM } from '../../../../shared/geo/position'
import type { LonLat } from '../../../../shared/geo/position'
import { boardingSeconds } from '../answers'
import { NEVER } from '../graph'
import type { Profile } from '../profile'
import { edgesAt, matchPlace, walkFrom } from '../reach'
import type { SeaField, SeaSeed } from '../sea/sea-field'
import { boatMps, DETOUR_FACTOR, PIER_TRANSFER_SECONDS, roadVehicle, STORM_FACTORS } from '../vehicles'
import type { Demand } from './demand'
import type { Drawing } from './drawing'
import { ForwardField } from './forward-field'
import type { Start } from './forward-field'
import type { AreaOrigin, Points } from './questions'
import type { AreaWorld, Steps } from './world'

interface Group {
  readonly vehicle: VehicleClass
  /** Who has a boat may go on by water from a pier. */
  readonly hasBoat: boolean
  readonly origins: number[]
}

interface RoadSearch {
  readonly profile: Profile
  readonly field: ForwardField
}

interface Estimated {
  readonly origin: number
  readonly mps: number
}

/** A boat's start, and whose it is. */
type BoatStart = SeaSeed & { readonly origin: number }

/** All that many origins reach: one search per vehicle class, and one by boat. */
export interface Searched {
  readonly roads: readonly RoadSearch[]
  readonly sea: { readonly field: SeaField; readonly starts: readonly BoatStart[] } | null
  /** Origins where there are no road data. */
  readonly estimated: readonly Estimated[]
}

export interface SearchFrom {
  readonly origins: readonly AreaOrigin[]
  readonly conditions: Conditions
  /** Deciseconds: what is beyond is not searched. */
  readonly limit: number
  readonly withClosures: boolean
}

/** Searches from all origins at once. A boat that lies ashore comes on its trailer, as in `travelTimes`. */
export function* searchFrom(world: AreaWorld, { origins, conditions, limit, withClosures }: SearchFrom): Steps<Searched> {
  const closed = withClosures && !world.closures.isEmpty ? world.closures : null
  const { groups, afloat } = grouped(world, origins, conditions)
  const roads: RoadSearch[] = []
  const estimated: Estimated[] = []
  const boats: BoatStart[] = [...afloat]
  for (const group of groups) {
    const profile = world.profile(group.vehicle, conditions)
    const starts: Start[] = []
    for (const origin of group.origins) {
      const { at, delaySeconds } = origins[origin]!
      const from = world.departures(profile, at)
      if (from === null) estimated.push({ origin, mps: estimateMps(group.vehicle, conditions) })
      for (const { edge, fraction, approachCost } of from ?? []) {
        starts.push({ edge, fraction, cost: delaySeconds * 10 + approachCost, source: origin })
      }
    }
    if (starts.length === 0) continue
    const field = new ForwardField(world.graph, world.onward, profile, closed, starts)
    yield* field.run(limit)
    roads.push({ profile, field })
    if (group.hasBoat) boats.push(...fromPiers(world, profile, field, limit))
    yield
  }
  const { sea } = world
  if (sea === null || boats.length === 0) return { roads, sea: null, estimated }
  const field = sea.field(boats, conditions, withClosures, limit)
  yield
  return { roads, sea: { field, starts: boats }, estimated }
}

function grouped(world: AreaWorld, origins: readonly AreaOrigin[], conditions: Conditions): { groups: Group[]; afloat: BoatStart[] } {
  const { sea } = world
  const groups = new Map<string, Group>()
  const afloat: BoatStart[] = []
  origins.forEach(({ at, vehicles, delaySeconds }, origin) => {
    const hasBoat = sea !== null && vehicles.includes('boat')
    const classes = new Set<VehicleClass>(vehicles.filter((vehicle) => vehicle !== 'boat'))
    if (hasBoat) {
      const cell = sea.boardingCell(at)
      const cost = (): number => Math.round((delaySeconds + boardingSeconds(distanceM(at, sea.grid.centre(cell)), conditions)) * 10)
      if (cell >= 0) afloat.push({ cell, cost: cost(), origin })
      else classes.add('rescue-vehicle')
    }
    for (const vehicle of classes) {
      const key = `${vehicle}/${String(hasBoat)}`
      const group = groups.get(key) ?? { vehicle, hasBoat, origins: [] }
      group.origins.push(origin)
      groups.set(key, group)
    }
  })
  return { groups: [...groups.values()], afloat }
}

function fromPiers(world: AreaWorld, profile: Profile, field: ForwardField, limit: number): BoatStart[] {
  const { sea, graph, index } = world
  if (sea === null) return []
  return sea.piers.flatMap((pier, number) => {
    const cell = sea.pierCells[number]!
    if (cell < 0) return []
    let best: BoatStart | null = null
    for (const match of matchPlace(graph, index, profile, pier, 'pier') ?? []) {
      const { walkSeconds } = walkFrom(match.metres, profile.conditions)
      for (const { edge, fraction } of edgesAt(graph, match)) {
        const cost = field.timeAt(edge, fraction) + Math.round((walkSeconds + PIER_TRANSFER_SECONDS) * 10)
        if (cost <= limit && (best === null || cost < best.cost)) best = { cell, cost, origin: field.sourceAt(edge, fraction) }
      }
    }
    return best === null ? [] : [best]
  })
}

/** Straight-line speed where there are no roads, detour taken off. */
export function estimateMps(vehicle: VehicleClass, conditions: Conditions): number {
  const mps = vehicle === 'boat' ? boatMps(conditions) : (roadVehicle(vehicle).estimateKmh / 3.6) * STORM_FACTORS[conditions.storm].road
  return mps / DETOUR_FACTOR
}

export interface PointTimes {
  /** Seconds; infinite where nobody comes within the limit. */
  readonly seconds: Float32Array
  /** Number of the soonest origin; -1 for nobody. */
  readonly origin: Int32Array
}

/** The soonest origin of every point. */
export function* pointTimes(world: AreaWorld, searched: Searched, demand: Demand, question: SearchFrom): Steps<PointTimes> {
  const { conditions, limit, origins } = question
  const seconds = new Float32Array(demand.count).fill(Infinity)
  const origin = new Int32Array(demand.count).fill(-1)
  const note = (point: number, cost: number, who: number): void => {
    if (cost > limit || cost >= NEVER || cost / 10 >= seconds[point]!) return
    seconds[point] = cost / 10
    origin[point] = who
  }
  for (const { field, profile } of searched.roads) {
    yield* demand.matched(world, profile)
    demand.eachByRoad(field, profile, note)
    yield
  }
  if (searched.sea !== null && world.sea !== null) {
    const { field, starts } = searched.sea
    yield* demand.landed(world.sea, conditions)
    demand.eachByBoat(field, conditions, (point, cost, seed) => note(point, cost, starts[seed]!.origin))
  }
  for (const { origin: who, mps } of searched.estimated) {
    const { at, delaySeconds } = origins[who]!
    straightSeconds(demand.points, at, mps).forEach((straight, point) => note(point, Math.round((delaySeconds + straight) * 10), who))
  }
  yield
  return { seconds, origin }
}

/** Seconds to each point as the crow flies. */
export function straightSeconds(points: Points, at: LonLat, mps: number): Float32Array {
  return Float32Array.from({ length: points.length / 2 }, (_, point) => {
    return distanceM(at, { lon: points[point * 2]!, lat: points[point * 2 + 1]! }) / mps
  })
}

/** Adds everything that was searched to a drawing. */
export function* draw(world: AreaWorld, searched: Searched, origins: readonly AreaOrigin[], drawing: Drawing): Steps<void> {
  for (const { field } of searched.roads) {
    yield* drawing.addRoads(field)
    yield
  }
  if (searched.sea !== null && world.sea !== null) drawing.addShores(world.sea, searched.sea.field)
  for (const { origin, mps } of searched.estimated) {
    const { at, delaySeconds } = origins[origin]!
    drawing.addCircle(at, delaySeconds * 10, mps, true)
  }
}
