import type { EpochMs } from '../../../../shared/base/time'
import type { VehicleClass } from '../../../../shared/dispatch/travel'
import { buildReach } from '../reach'
import type { SeaField } from '../sea/sea-field'
import type { SeaWorld } from '../sea/sea-world'
import { cover } from './cover-sets'
import { chooseSites } from './covering'
import { Demand } from './demand'
import { Drawing } from './drawing'
import { draw, estimateMps, pointTimes, searchFrom, straightSeconds } from './multi-source'
import type { SearchFrom } from './multi-source'
import { lostOutline, outlines } from './outline'
import type { Outline } from './outline'
import type {
  AreaOrigin,
  AreasAnswer,
  AreasQuestion,
  CoverageAnswer,
  CoverageQuestion,
  Points,
  Reached,
  SuggestionAnswer,
  SuggestionQuestion,
} from './questions'
import { ReverseField } from './reverse-field'
import { seaLattice } from './sea-lattice'
import type { TimedField } from './timed-field'
import type { AreaWorld, Steps } from './world'

type Drawn = Pick<AreasAnswer, 'kind' | 'cellM' | 'pointSeconds'> & { readonly outlines: readonly Outline[] }

/** Teams that moved a little must not draw a hair line around everything that others reach. Deciseconds. */
const LOST_MARGIN_DS = 100

/** What is within reach, on the engine's data. Everything is done in steps no longer than one search. */
export class AreaEngine {
  readonly #world: AreaWorld
  readonly #expire: (now: EpochMs) => void
  /** The points asked for last: they stay the same while a hub runs. */
  #demand = new Demand(new Float64Array())

  /** @param expire lifts closures whose time has come */
  constructor(world: AreaWorld, expire: (now: EpochMs) => void) {
    this.#world = world
    this.#expire = expire
  }

  /** Areas around one point, for one or several times. */
  areas(question: AreasQuestion, now: EpochMs): Steps<AreasAnswer> {
    const thresholds = [...new Set(question.seconds)].sort((a, b) => a - b)
    const limit = Math.max(...thresholds) * 10
    return this.#settled(now, () => this.#areas(question, limit, thresholds), ({ outlines: drawn, ...rest }) => ({
      ...rest,
      areas: drawn.map((outline, i) => ({ seconds: thresholds[i]!, ...outline })),
    }))
  }

  /** What many reach together, and who is the soonest at each point. */
  coverage(question: CoverageQuestion, now: EpochMs): Steps<CoverageAnswer> {
    return this.#settled(now, () => this.#coverage(question), (answer) => answer)
  }

  /** Where to place some more. */
  suggest(question: SuggestionQuestion, now: EpochMs): Steps<SuggestionAnswer> {
    return this.#settled(now, () => this.#suggest(question), (answer) => answer)
  }

  /** Closures that change between two steps would make an answer that was never true: then it begins anew. */
  *#settled<T, U extends object>(
    now: EpochMs,
    work: () => Steps<T>,
    finishUp: (done: T) => U,
  ): Steps<U & { graphVersion: number; computedInMs: number }> {
    const started = performance.now()
    for (;;) {
      this.#expire(now)
      const { version } = this.#world.closures
      const steps = work()
      for (;;) {
        const step = steps.next()
        if (step.done === true) return { ...finishUp(step.value), graphVersion: version, computedInMs: performance.now() - started }
        yield
        if (this.#world.closures.version !== version) break
      }
    }
  }

  *#areas(question: AreasQuestion, limit: number, thresholds: readonly number[]): Steps<Drawn> {
    const { vehicle } = question
    if (vehicle !== 'boat') return yield* this.#areasByRoad(question, vehicle, limit, thresholds)
    const { sea } = this.#world
    if (sea === null || !sea.mask.covers(question.at.lon, question.at.lat)) return yield* this.#estimated(question, limit, thresholds)
    const field = this.#seaField(sea, question, limit)
    // Inland a boat is on its trailer.
    if (field === null) return yield* this.#areasByRoad(question, 'rescue-vehicle', limit, thresholds)
    yield
    const demand = this.#demandFor(question.points)
    yield* demand.landed(sea, question.conditions)
    const pointSeconds = new Float32Array(demand.count).fill(Infinity)
    demand.eachByBoat(field, question.conditions, (point, cost) => {
      if (cost <= limit) pointSeconds[point] = cost / 10
    })
    const { lattice, time } = seaLattice(sea.grid, field, limit)
    return { kind: 'water', outlines: outlines(lattice, time, thresholds.map((seconds) => seconds * 10)), cellM: lattice.cellM, pointSeconds }
  }

  #seaField(sea: SeaWorld, { at, direction, conditions }: AreasQuestion, limit: number): SeaField | null {
    if (direction === 'towards') {
      const seeds = sea.seeds(at, conditions)
      return seeds.length === 0 ? null : sea.field(seeds, conditions, true, limit)
    }
    const cell = sea.boardingCell(at)
    return cell < 0 ? null : sea.field([{ cell, cost: 0 }], conditions, true, limit)
  }

  *#areasByRoad(question: AreasQuestion, vehicle: VehicleClass, limit: number, thresholds: readonly number[]): Steps<Drawn> {
    const world = this.#world
    const { at, conditions, direction } = question
    const profile = world.profile(vehicle, conditions)
    const origins = [{ at, vehicles: [vehicle], delaySeconds: 0 }]
    const demand = this.#demandFor(question.points)
    const drawing = new Drawing(world.graph, world.sea, limit)
    const pointSeconds = new Float32Array(demand.count).fill(Infinity)
    const note = (point: number, cost: number): void => {
      if (cost <= limit) pointSeconds[point] = cost / 10
    }
    let field: TimedField | null = null
    if (direction === 'towards') {
      const closed = world.closures.isEmpty ? null : world.closures
      const reach = buildReach(world, profile, closed, at, null)
      field = reach === null ? null : new ReverseField(reach.field, closed, limit)
    } else {
      const search: SearchFrom = { origins, conditions, limit, withClosures: true }
      const searched = yield* searchFrom(world, search)
      field = searched.estimated.length > 0 ? null : (searched.roads[0]?.field ?? NOWHERE)
    }
    if (field === null) return yield* this.#estimated(question, limit, thresholds)
    yield
    yield* demand.matched(world, profile)
    demand.eachByRoad(field, profile, note)
    yield* drawing.addRoads(field)
    yield
    const drawn = yield* drawing.outline(thresholds.map((seconds) => seconds * 10), conditions)
    return { kind: 'road', ...drawn, pointSeconds }
  }

  /** There are no data: a circle, and it is called what it is. */
  *#estimated({ at, vehicle, conditions, points }: AreasQuestion, limit: number, thresholds: readonly number[]): Steps<Drawn> {
    const mps = estimateMps(vehicle, conditions)
    const drawing = new Drawing(this.#world.graph, this.#world.sea, limit)
    drawing.addCircle(at, 0, mps, vehicle !== 'boat')
    const drawn = yield* drawing.outline(thresholds.map((seconds) => seconds * 10), conditions)
    const pointSeconds = straightSeconds(points, at, mps).map((seconds) => (seconds * 10 <= limit ? seconds : Infinity))
    return { kind: 'estimated', ...drawn, pointSeconds }
  }

  *#coverage(question: CoverageQuestion): Steps<Omit<CoverageAnswer, 'graphVersion' | 'computedInMs'>> {
    const { conditions, budgetSeconds } = question
    const limit = budgetSeconds * 10
    const { reached, drawing } = yield* this.#reachedBy(question.origins, question, question.searchSeconds, true)
    if (question.baseline === null) {
      const drawn = yield* drawing.outline([limit], conditions)
      return { ...reached, area: drawn.outlines[0]!.geometry, baseline: null, lostArea: null }
    }
    const baseline = yield* this.#reachedBy(question.baseline, question, budgetSeconds, false)
    const after = yield* drawing.grid(conditions, [baseline.drawing])
    const before = yield* baseline.drawing.grid(conditions, [drawing])
    const area = outlines(after.lattice, after.time, [limit])[0]!.geometry
    yield
    const lostArea = lostOutline(after.lattice, before.time, after.time, limit, LOST_MARGIN_DS).geometry
    return { ...reached, area, baseline: baseline.reached, lostArea }
  }

  /** Searched and timed, ready to be drawn. */
  *#reachedBy(
    origins: readonly AreaOrigin[],
    { conditions, budgetSeconds, points }: CoverageQuestion,
    searchSeconds: number,
    withClosures: boolean,
  ): Steps<{ reached: Reached; drawing: Drawing }> {
    const world = this.#world
    const search: SearchFrom = { origins, conditions, limit: Math.max(budgetSeconds, searchSeconds) * 10, withClosures }
    const searched = yield* searchFrom(world, search)
    const { seconds, origin } = yield* pointTimes(world, searched, this.#demandFor(points), search)
    const drawing = new Drawing(world.graph, world.sea, budgetSeconds * 10)
    yield* draw(world, searched, origins, drawing)
    const estimatedOrigins = new Set(searched.estimated.map((estimated) => estimated.origin)).size
    return { reached: { pointSeconds: seconds, pointOrigin: origin, estimatedOrigins }, drawing }
  }

  *#suggest(question: SuggestionQuestion): Steps<Omit<SuggestionAnswer, 'graphVersion' | 'computedInMs'>> {
    const demand = this.#demandFor(question.points)
    const held = yield* cover(this.#world, demand, question.origins, question)
    const offered = yield* cover(this.#world, demand, question.candidates, question)
    return yield* chooseSites({ weights: question.weights, held, offered, count: question.count })
  }

  #demandFor(points: Points): Demand {
    if (!this.#demand.isFor(points)) this.#demand = new Demand(points)
    return this.#demand
  }
}

/** There are roads, but none that this vehicle can set out on. */
const NOWHERE: TimedField = { *pieces() {}, timeAt: () => Infinity, sourceAt: () => -1 }
