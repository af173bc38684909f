import type { Conditions, VehicleClass } from '../../../../shared/dispatch/travel'
import { Float64Column, Int32Column } from '../columns'
import { NEVER } from '../graph'
import type { Profile } from '../profile'
import { approaches, edgesAt } from '../reach'
import type { ReachSources } from '../reach'
import type { SeaField } from '../sea/sea-field'
import type { SeaWorld } from '../sea/sea-world'
import { walkingMps } from '../vehicles'
import type { Points } from './questions'
import type { TimedField } from './timed-field'
import type { Steps } from './world'

/** Ways from the roads (or the shore) to each point: those of point i are `first[i] .. first[i + 1] - 1`. */
interface Ways {
  readonly first: Int32Array
  /** Edge, or water cell. */
  readonly at: Int32Array
  readonly fraction: Float64Array
  readonly walkMetres: Float64Array
}

/** Points matched in one part of the work. */
const CHUNK = 100

/**
 * The points that somebody is to reach: where people live, places of the pack. They do not move, so each is matched to
 * the roads once for every vehicle class, just as an incident there would be. Nobody comes by road to a point outside
 * the road data.
 */
export class Demand {
  readonly points: Points
  readonly #roads = new Map<VehicleClass, Ways>()
  #shores: Ways | null = null

  /** @param points lon, lat, lon, lat … degrees */
  constructor(points: Points) {
    this.points = points
  }

  get count(): number {
    return this.points.length / 2
  }

  isFor(points: Points): boolean {
    return points.length === this.points.length && points.every((value, i) => value === this.points[i])
  }

  /** Matches all points to the roads that the vehicle may use. */
  *matched(sources: ReachSources, profile: Profile): Steps<void> {
    if (this.#roads.has(profile.vehicleClass)) return
    const ways = new WayList(this.count)
    for (let point = 0; point < this.count; point++) {
      if (point % CHUNK === CHUNK - 1) yield
      const found = approaches(sources, profile, { lon: this.points[point * 2]!, lat: this.points[point * 2 + 1]! })
      for (const { match, walkMetres } of found ?? []) {
        for (const { edge, fraction } of edgesAt(sources.graph, match)) {
          if (profile.edgeCost[edge]! < NEVER) ways.add(edge, fraction, walkMetres)
        }
      }
      ways.end(point)
    }
    this.#roads.set(profile.vehicleClass, ways.done())
  }

  /** Lets `visit` know of each point that the search reaches by road: deciseconds and source. */
  eachByRoad(field: TimedField, profile: Profile, visit: (point: number, cost: number, source: number) => void): void {
    const ways = this.#roads.get(profile.vehicleClass)
    if (ways === undefined) throw new Error(`the points were not matched for ${profile.vehicleClass}`)
    const pace = 10 / walkingMps(profile.conditions)
    for (let point = 0; point < this.count; point++) {
      let best = NEVER
      let way = -1
      for (let i = ways.first[point]!; i < ways.first[point + 1]!; i++) {
        const cost = field.timeAt(ways.at[i]!, ways.fraction[i]!) + Math.round(ways.walkMetres[i]! * pace)
        if (cost >= best) continue
        best = cost
        way = i
      }
      if (way >= 0) visit(point, best, field.sourceAt(ways.at[way]!, ways.fraction[way]!))
    }
  }

  /** Finds the landings of all points. */
  *landed(sea: SeaWorld, conditions: Conditions): Steps<void> {
    if (this.#shores !== null) return
    const ways = new WayList(this.count)
    for (let point = 0; point < this.count; point++) {
      if (point % CHUNK === CHUNK - 1) yield
      const at = { lon: this.points[point * 2]!, lat: this.points[point * 2 + 1]! }
      for (const { cell, walkMetres } of sea.seeds(at, conditions)) ways.add(cell, 0, walkMetres)
      ways.end(point)
    }
    this.#shores = ways.done()
  }

  /** As `eachByRoad`, for boats: the source is the number of the search's seed. */
  eachByBoat(field: SeaField, conditions: Conditions, visit: (point: number, cost: number, seed: number) => void): void {
    const ways = this.#shores
    if (ways === null) throw new Error('the landings were not looked for')
    const pace = 10 / walkingMps(conditions)
    for (let point = 0; point < this.count; point++) {
      let best = NEVER
      let cell = -1
      for (let i = ways.first[point]!; i < ways.first[point + 1]!; i++) {
        const cost = field.timeAt(ways.at[i]!) + Math.round(ways.walkMetres[i]! * pace)
        if (cost >= best) continue
        best = cost
        cell = ways.at[i]!
      }
      if (cell >= 0) visit(point, best, field.seedOf(cell))
    }
  }
}

class WayList {
  readonly #first: Int32Array
  readonly #at = new Int32Column()
  readonly #fraction = new Float64Column()
  readonly #walkMetres = new Float64Column()

  constructor(points: number) {
    this.#first = new Int32Array(points + 1)
  }

  add(at: number, fraction: number, walkMetres: number): void {
    this.#at.push(at)
    this.#fraction.push(fraction)
    this.#walkMetres.push(walkMetres)
  }

  /** No more ways of this point; the next one follows. */
  end(point: number): void {
    this.#first[point + 1] = this.#at.length
  }

  done(): Ways {
    return {
      first: this.#first,
      at: this.#at.toArray(),
      fraction: this.#fraction.toArray(),
      walkMetres: this.#walkMetres.toArray(),
    }
  }
}
