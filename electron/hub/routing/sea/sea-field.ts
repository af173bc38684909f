import { BucketQueue } from '../bucket-queue'
import { NEVER } from '../graph'
import { CELL_M, MOVES } from './sea-grid'
import type { SeaGrid } from './sea-grid'

export interface SeaSeed {
  readonly cell: number
  /** Deciseconds from there to the target (walking ashore). */
  readonly cost: number
}

/** Where a boat's way leads: deciseconds, metres, and the seed it ends at. */
export interface SeaArrival {
  readonly cost: number
  readonly metres: number
  readonly seed: number
  /** Cells where the course changes, the first and the last included. */
  readonly cells: readonly number[]
}

/** Time by boat from every water cell to the target: one search over the whole grid, kept while it is needed. */
export class SeaField {
  readonly #grid: SeaGrid
  readonly #mps: number
  readonly #seeds: readonly SeaSeed[]
  readonly #closed: Uint8Array
  readonly #limit: number
  readonly #cost: Int32Array
  readonly #next: Int32Array

  /** @param closed per cell: not 0 where boats may not go; @param limit deciseconds beyond which it does not search on */
  constructor(grid: SeaGrid, closed: Uint8Array, mps: number, seeds: readonly SeaSeed[], limit = NEVER) {
    this.#grid = grid
    this.#mps = mps
    this.#seeds = seeds
    this.#closed = closed
    this.#limit = limit
    this.#cost = new Int32Array(grid.water.length).fill(NEVER)
    this.#next = new Int32Array(grid.water.length)
    this.#search()
  }

  #isOpen(cell: number): boolean {
    return this.#grid.water[cell] === 1 && this.#closed[cell] === 0
  }

  #search(): void {
    const { columns } = this.#grid
    const cost = this.#cost
    const offsets = MOVES.map(([dx, dy]) => dy * columns + dx)
    const prices = MOVES.map(([dx, dy]) => Math.round(((Math.hypot(dx, dy) * CELL_M) / this.#mps) * 10))
    // A knight's move passes between two cells: both must be water.
    const between = MOVES.map(([dx, dy]) =>
      Math.abs(dx) === 2
        ? [Math.sign(dx), dy * columns + Math.sign(dx)]
        : Math.abs(dy) === 2
          ? [Math.sign(dy) * columns, Math.sign(dy) * columns + dx]
          : Math.abs(dx) + Math.abs(dy) === 2
            ? [dx, dy * columns]
            : [],
    )
    const lowest = this.#seeds.reduce((least, seed) => Math.min(least, seed.cost), NEVER)
    const highest = this.#seeds.reduce((most, seed) => Math.max(most, seed.cost), 0)
    if (lowest === NEVER) return
    const queue = new BucketQueue(lowest, highest - lowest + 2 * Math.max(...prices))
    this.#seeds.forEach((seed, index) => {
      if (!this.#isOpen(seed.cell) || seed.cost >= cost[seed.cell]!) return
      cost[seed.cell] = seed.cost
      this.#next[seed.cell] = -2 - index
      queue.push(seed.cell, seed.cost)
    })
    for (let cell = queue.pop(); cell >= 0; cell = queue.pop()) {
      const here = cost[cell]!
      if (queue.isStale(here)) continue
      if (here > this.#limit) return
      for (let move = 0; move < offsets.length; move++) {
        const from = cell + offsets[move]!
        const total = here + prices[move]!
        if (total >= (cost[from] ?? 0) || !this.#isOpen(from)) continue
        if (!between[move]!.every((step) => this.#isOpen(cell + step))) continue
        cost[from] = total
        this.#next[from] = cell
        queue.push(from, total)
      }
    }
  }

  /** Deciseconds from the cell before corners are cut (up to 3 % more than `arrival` says); `NEVER` if there is no way. */
  timeAt(cell: number): number {
    return this.#cost[cell]!
  }

  /** Seed that the way from a reached cell ends at. */
  seedOf(cell: number): number {
    let at = cell
    while (this.#next[at]! >= 0) at = this.#next[at]!
    return -2 - this.#next[at]!
  }

  /** Best way from a cell, its corners cut where there is open water between; null if there is none. */
  arrival(cell: number): SeaArrival | null {
    if (this.#cost[cell]! >= NEVER) return null
    const path = [cell]
    let at = cell
    while (this.#next[at]! >= 0) {
      at = this.#next[at]!
      path.push(at)
    }
    const seed = -2 - this.#next[at]!
    const cells = this.#straighten(path)
    let metres = 0
    for (let i = 1; i < cells.length; i++) metres += this.#grid.metresBetween(cells[i - 1]!, cells[i]!)
    return { cost: this.#seeds[seed]!.cost + Math.round((metres / this.#mps) * 10), metres, seed, cells }
  }

  /** From each corner as far straight on as there is only open water, found by halving. */
  #straighten(path: readonly number[]): number[] {
    const cells = [path[0]!]
    let at = 0
    while (at < path.length - 1) {
      let reach = 1
      while (at + reach * 2 < path.length && this.#isClear(path[at]!, path[at + reach * 2]!)) reach *= 2
      let low = reach
      let high = Math.min(reach * 2, path.length - 1 - at)
      if (this.#isClear(path[at]!, path[at + high]!)) low = high
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (this.#isClear(path[at]!, path[at + middle]!)) low = middle
        else high = middle
      }
      at += low
      cells.push(path[at]!)
    }
    return cells
  }

  #isClear(a: number, b: number): boolean {
    return this.#grid.isClearLine(a, b, (cell) => this.#isOpen(cell))
  }
}
