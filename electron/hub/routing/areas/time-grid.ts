import type { LonLat } from '../../../../shared/geo/position'
import { BucketQueue } from '../bucket-queue'
import { COORDINATE_SCALE, NEVER } from '../graph'
import type { RoadGraph } from '../graph'
import type { LandMask } from '../sea/land-mask'
import type { Lattice } from './lattice'
import type { Steps } from './world'

/** A road is looked at every quarter of a cell, so that it marks every cell it runs through. */
const STEP_CELLS = 0.25
const POPS_A_STEP = 30_000
const ROWS_A_STEP = 250

/**
 * The soonest time at each sample of a lattice, deciseconds. A road marks all four corners of the cells it runs
 * through with its own time: whatever lies on it is then inside its outline, and the outline is generous by up to one
 * cell beside it.
 */
export class TimeGrid {
  readonly lattice: Lattice
  readonly time: Int32Array
  /** Per sample: 1 where one can walk; null: no coast is known, everywhere. */
  readonly #dry: Uint8Array | null
  /** Samples afloat that boats marked: they pass people on to the land, but are no part of the area. */
  #afloat: Set<number> | null = null
  /** The road being marked, in cells: coordinates and length before each point. */
  #line = line(64)

  constructor(lattice: Lattice, land: LandMask | null) {
    this.lattice = lattice
    this.time = new Int32Array(lattice.columns * lattice.rows).fill(NEVER)
    this.#dry = land === null ? null : drySamples(lattice, land)
  }

  /** Marks a stretch of an edge; fractions in driving direction, deciseconds at both ends. */
  markRoad(graph: RoadGraph, edge: number, from: number, to: number, timeFrom: number, timeTo: number): void {
    const half = graph.edgeRoad[edge]!
    const road = half >> 1
    const isAgainst = (half & 1) === 1
    const first = graph.shapeFirst[road]!
    const points = graph.shapeFirst[road + 1]! - first
    const whole = this.#trace(graph, first, points)
    const begin = (isAgainst ? 1 - to : from) * whole
    const end = (isAgainst ? 1 - from : to) * whole
    const timeBegin = isAgainst ? timeTo : timeFrom
    const timeEnd = isAgainst ? timeFrom : timeTo
    const slope = end > begin ? (timeEnd - timeBegin) / (end - begin) : 0
    // From the sooner end to the later one: then the first look into each cell is the soonest.
    const isForward = slope >= 0
    const { x, y, before } = this.#line
    let cell = -1
    for (let n = 0; n + 1 < points; n++) {
      const i = isForward ? n : points - 2 - n
      const a = Math.max(begin, before[i]!)
      const b = Math.min(end, before[i + 1]!)
      if (b < a) continue
      const length = before[i + 1]! - before[i]!
      const perLength = length === 0 ? 0 : 1 / length
      const dx = (x[i + 1]! - x[i]!) * perLength
      const dy = (y[i + 1]! - y[i]!) * perLength
      const steps = Math.max(1, Math.ceil((b - a) / STEP_CELLS))
      const stride = (isForward ? b - a : a - b) / steps
      const start = isForward ? a : b
      for (let step = 0; step <= steps; step++) {
        const at = start + stride * step
        const past = at - before[i]!
        const next = this.#cellAt(x[i]! + dx * past, y[i]! + dy * past)
        if (next === cell) continue
        cell = next
        this.#markCell(cell, Math.round(timeBegin + slope * (at - begin)))
      }
    }
  }

  /** Lays the road's shape out in cells; returns its length in cells. */
  #trace(graph: RoadGraph, first: number, points: number): number {
    if (this.#line.x.length < points) this.#line = line(points * 2)
    const { x, y, before } = this.#line
    const { west, south, stepLon, stepLat } = this.lattice
    const perLon = 1 / (COORDINATE_SCALE * stepLon)
    const perLat = 1 / (COORDINATE_SCALE * stepLat)
    const x0 = west / stepLon
    const y0 = south / stepLat
    for (let i = 0; i < points; i++) {
      x[i] = graph.shapeLon[first + i]! * perLon - x0
      y[i] = graph.shapeLat[first + i]! * perLat - y0
      if (i === 0) continue
      const dx = x[i]! - x[i - 1]!
      const dy = y[i]! - y[i - 1]!
      before[i] = before[i - 1]! + Math.sqrt(dx * dx + dy * dy)
    }
    return before[points - 1]!
  }

  /** Sample south-west of a place, -1 outside. */
  #cellAt(x: number, y: number): number {
    const { columns, rows } = this.lattice
    const column = Math.floor(x)
    const row = Math.floor(y)
    return column < 0 || row < 0 || column + 1 >= columns || row + 1 >= rows ? -1 : row * columns + column
  }

  #markCell(sample: number, time: number): void {
    if (sample < 0) return
    const { columns } = this.lattice
    this.#improve(sample, time)
    this.#improve(sample + 1, time)
    this.#improve(sample + columns, time)
    this.#improve(sample + columns + 1, time)
  }

  #improve(sample: number, time: number): void {
    if (time < this.time[sample]!) this.time[sample] = time
  }

  /** Marks the samples of a square around a place that boats reach: people step ashore from there. */
  markAfloat(at: LonLat, sideM: number, time: number): void {
    const { west, south, stepLon, stepLat, cellM, columns, rows } = this.lattice
    const reach = sideM / 2 / cellM + 1
    const x = (at.lon - west) / stepLon
    const y = (at.lat - south) / stepLat
    this.#afloat ??= new Set()
    for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(rows - 1, y + reach); row++) {
      for (let column = Math.max(0, Math.ceil(x - reach)); column <= Math.min(columns - 1, x + reach); column++) {
        const sample = row * columns + column
        if (time >= this.time[sample]!) continue
        if (this.#dry?.[sample] === 0 && this.time[sample]! >= NEVER) this.#afloat.add(sample)
        this.time[sample] = time
      }
    }
  }

  /** Marks everything around a place as far as `limit`: what is left where there are no roads to search. */
  markCircle(at: LonLat, start: number, metresPerSecond: number, limit: number, onLandOnly: boolean): void {
    const { west, south, stepLon, stepLat, cellM, columns, rows } = this.lattice
    const x = (at.lon - west) / stepLon
    const y = (at.lat - south) / stepLat
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const sample = row * columns + column
        if (onLandOnly && this.#dry?.[sample] === 0) continue
        const seconds = (Math.hypot(column - x, row - y) * cellM) / metresPerSecond
        const time = start + Math.round(seconds * 10)
        // A cell beyond the limit is needed for the outline between.
        if (time <= limit + (20 * cellM) / metresPerSecond) this.#improve(sample, time)
      }
    }
  }

  /** From everything marked on foot over dry land, up to `limit` deciseconds. @param pace seconds a metre, detours included */
  *spread(limit: number, pace: number): Steps<void> {
    const { columns, rows, cellM } = this.lattice
    const straight = Math.round(cellM * pace * 10)
    const diagonal = Math.round(cellM * pace * 10 * Math.SQRT2)
    const time = this.time
    const dry = this.#dry
    const offsets = DX.map((dx, move) => DY[move]! * columns + dx)
    let lowest = NEVER
    for (const value of time) if (value < lowest) lowest = value
    const queue = new BucketQueue(Math.min(lowest, limit), Math.max(0, limit - lowest) + 2 * diagonal)
    // The outermost samples are margin: nobody walks from them, so neighbours need no bounds.
    for (let row = 1; row < rows - 1; row++) {
      if (row % ROWS_A_STEP === 0) yield
      for (let sample = row * columns + 1; sample < (row + 1) * columns - 1; sample++) {
        const here = time[sample]!
        if (here > limit) continue
        // Amid other roads there is nothing to gain: most samples never enter the queue.
        let gains = false
        for (let move = 0; move < 8 && !gains; move++) {
          gains = here + (move < 4 ? straight : diagonal) < time[sample + offsets[move]!]!
        }
        if (gains) queue.push(sample, here)
      }
    }
    let pops = 0
    for (let sample = queue.pop(); sample >= 0; sample = queue.pop()) {
      if (++pops % POPS_A_STEP === 0) yield
      const here = time[sample]!
      if (queue.isStale(here)) continue
      const column = sample % columns
      if (column === 0 || column === columns - 1 || sample < columns || sample >= columns * (rows - 1)) continue
      for (let move = 0; move < 8; move++) {
        const next = sample + offsets[move]!
        const total = here + (move < 4 ? straight : diagonal)
        if (total >= time[next]! || dry?.[next] === 0) continue
        time[next] = total
        if (total <= limit) queue.push(next, total)
      }
    }
    for (const sample of this.#afloat ?? []) time[sample] = NEVER
    this.#afloat = null
  }
}

interface Line {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly before: Float64Array
}

const line = (points: number): Line => ({ x: new Float64Array(points), y: new Float64Array(points), before: new Float64Array(points) })

const DX = [1, -1, 0, 0, 1, 1, -1, -1] as const
const DY = [0, 0, 1, -1, 1, -1, 1, -1] as const

/** 1 where a sample is land, or where nothing is known of the sea. */
function drySamples({ west, south, stepLon, stepLat, columns, rows }: Lattice, land: LandMask): Uint8Array {
  const dry = new Uint8Array(columns * rows).fill(1)
  const [knownWest, knownSouth, knownEast, knownNorth] = land.bounds
  for (let row = 0; row < rows; row++) {
    const lat = south + row * stepLat
    if (lat < knownSouth || lat > knownNorth) continue
    const shores = land.crossings(lat).sort((a, b) => a - b)
    let passed = 0
    for (let column = 0; column < columns; column++) {
      const lon = west + column * stepLon
      while (passed < shores.length && shores[passed]! <= lon) passed++
      if (lon >= knownWest && lon <= knownEast && (shores.length - passed) % 2 === 0) dry[row * columns + column] = 0
    }
  }
  return dry
}
