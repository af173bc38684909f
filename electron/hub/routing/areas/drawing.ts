import type { Conditions } from '../../../../shared/dispatch/travel'
import type { LonLat } from '../../../../shared/geo/position'
import { Float64Column } from '../columns'
import { toDegrees } from '../geometry'
import type { RoadGraph } from '../graph'
import type { SeaField } from '../sea/sea-field'
import { CELL_M } from '../sea/sea-grid'
import type { SeaWorld } from '../sea/sea-world'
import { WALK, walkingMps } from '../vehicles'
import { GrowingBox, latticeOver } from './lattice'
import { outlines } from './outline'
import type { Outline } from './outline'
import { TimeGrid } from './time-grid'
import type { TimedField } from './timed-field'
import type { Steps } from './world'

/** Numbers of `#stretches` that are marked in one step. */
const STRETCHES_A_STEP = 5 * 20_000

/** Collects what is travelled, by however many searches, and draws one outline around it. */
export class Drawing {
  readonly #graph: RoadGraph
  readonly #sea: SeaWorld | null
  /** Deciseconds. */
  readonly #limit: number
  readonly #box = new GrowingBox()
  /** edge, from, to, timeFrom, timeTo of every stretch. */
  readonly #stretches = new Float64Column()
  readonly #shores: { at: LonLat; time: number }[] = []
  readonly #circles: { at: LonLat; start: number; mps: number; onLandOnly: boolean }[] = []

  /** @param limit deciseconds: nothing later is drawn */
  constructor(graph: RoadGraph, sea: SeaWorld | null, limit: number) {
    this.#graph = graph
    this.#sea = sea
    this.#limit = limit
  }

  *addRoads(field: TimedField): Steps<void> {
    const { edgeRoad, shapeFirst, shapeLon, shapeLat } = this.#graph
    const stretches = this.#stretches
    yield* field.pieces(this.#limit, (edge, from, to, timeFrom, timeTo) => {
      stretches.push(edge)
      stretches.push(from)
      stretches.push(to)
      stretches.push(timeFrom)
      stretches.push(timeTo)
      const road = edgeRoad[edge]! >> 1
      for (let i = shapeFirst[road]!; i < shapeFirst[road + 1]!; i++) this.#box.add(toDegrees(shapeLon[i]!), toDegrees(shapeLat[i]!))
    })
  }

  /** Shores that boats reach: people walk on from there. The water itself is not drawn. */
  addShores(sea: SeaWorld, field: SeaField): void {
    for (const cell of sea.grid.shores()) {
      const time = field.timeAt(cell)
      if (time > this.#limit) continue
      const at = sea.grid.centre(cell)
      this.#shores.push({ at, time })
      this.#box.add(at.lon, at.lat)
    }
  }

  /** A circle for somebody who sets out at `start` deciseconds where no roads are known. */
  addCircle(at: LonLat, start: number, mps: number, onLandOnly: boolean): void {
    if (start >= this.#limit) return
    this.#circles.push({ at, start, mps, onLandOnly })
    this.#box.addCircle(at, ((this.#limit - start) / 10) * mps)
  }

  /** Everything added, and what can be walked to from it, on a lattice that holds it and the `others` too. */
  *grid(conditions: Conditions, others: readonly Drawing[] = []): Steps<TimeGrid> {
    const pace = WALK.detour / walkingMps(conditions)
    const whole = new GrowingBox()
    for (const drawing of [this, ...others]) whole.addBox(drawing.#box.box)
    const lattice = latticeOver(whole.box ?? [0, 0, 0, 0], this.#limit / 10 / pace)
    const grid = new TimeGrid(lattice, this.#sea?.mask ?? null)
    const stretches = this.#stretches.toArray()
    for (let i = 0; i < stretches.length; i += 5) {
      if (i % STRETCHES_A_STEP === 0) yield
      grid.markRoad(this.#graph, stretches[i]!, stretches[i + 1]!, stretches[i + 2]!, stretches[i + 3]!, stretches[i + 4]!)
    }
    for (const { at, time } of this.#shores) grid.markAfloat(at, CELL_M, time)
    if (stretches.length > 0 || this.#shores.length > 0) yield* grid.spread(this.#limit, pace)
    for (const { at, start, mps, onLandOnly } of this.#circles) grid.markCircle(at, start, mps, this.#limit, onLandOnly)
    yield
    return grid
  }

  /** Outlines for the limits (deciseconds, none above that of the drawing). */
  *outline(limits: readonly number[], conditions: Conditions): Steps<{ outlines: Outline[]; cellM: number }> {
    const { lattice, time } = yield* this.grid(conditions)
    return { outlines: outlines(lattice, time, limits), cellM: Math.round(lattice.cellM) }
  }
}
