import type { LonLat } from '../../../../shared/geo/position'
import { METRES_PER_DEGREE } from '../geometry'
import type { LandMask } from './land-mask'

export const CELL_M = 200

/** Moves to the 8 neighbours and the 8 knight's moves: headings every 22-27 degrees, so detours are under 3 %. */
export const MOVES: readonly (readonly [dx: number, dy: number])[] = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
  [2, 1],
  [1, 2],
  [-1, 2],
  [-2, 1],
  [-2, -1],
  [-1, -2],
  [1, -2],
  [2, -1],
]

/** Water in square cells of 200 m. A cell is water if its centre is. The outermost cells are a dry rim. */
export class SeaGrid {
  readonly columns: number
  readonly rows: number
  readonly water: Uint8Array
  readonly #west: number
  readonly #south: number
  readonly #cellLon: number
  readonly #cellLat: number
  #shores: readonly number[] | null = null

  constructor(mask: LandMask) {
    const [west, south, east, north] = mask.bounds
    this.#west = west
    this.#south = south
    this.#cellLat = CELL_M / METRES_PER_DEGREE
    this.#cellLon = this.#cellLat / Math.cos((((south + north) / 2) * Math.PI) / 180)
    this.columns = Math.ceil((east - west) / this.#cellLon)
    this.rows = Math.ceil((north - south) / this.#cellLat)
    this.water = new Uint8Array(this.columns * this.rows)
    // A rim of two dry cells lets the search step outwards without looking where the grid ends.
    for (let row = 2; row < this.rows - 2; row++) {
      const shores = mask.crossings(south + (row + 0.5) * this.#cellLat).sort((a, b) => a - b)
      let passed = 0
      for (let column = 0; column < this.columns; column++) {
        const lon = west + (column + 0.5) * this.#cellLon
        while (passed < shores.length && shores[passed]! <= lon) passed++
        const isLand = (shores.length - passed) % 2 === 1
        if (column >= 2 && column < this.columns - 2 && !isLand) this.water[row * this.columns + column] = 1
      }
    }
  }

  /** Cell of a place, or -1 outside the grid. */
  cellAt(at: LonLat): number {
    const column = Math.floor((at.lon - this.#west) / this.#cellLon)
    const row = Math.floor((at.lat - this.#south) / this.#cellLat)
    return column < 0 || row < 0 || column >= this.columns || row >= this.rows ? -1 : row * this.columns + column
  }

  centre(cell: number): LonLat {
    const column = cell % this.columns
    const row = (cell - column) / this.columns
    return { lon: this.#west + (column + 0.5) * this.#cellLon, lat: this.#south + (row + 0.5) * this.#cellLat }
  }

  /** Water cells beside land, found once. */
  shores(): readonly number[] {
    if (this.#shores === null) {
      const { columns, rows, water } = this
      const found: number[] = []
      // Beside the rim it is the data that end, not the water.
      for (let row = 3; row < rows - 3; row++) {
        for (let cell = row * columns + 3; cell < (row + 1) * columns - 3; cell++) {
          if (water[cell] === 1 && [cell - 1, cell + 1, cell - columns, cell + columns].some((next) => water[next] === 0)) found.push(cell)
        }
      }
      this.#shores = found
    }
    return this.#shores
  }

  /** Water cells whose centre is within `radiusM` of the place, with their distance. */
  waterNear(at: LonLat, radiusM: number): { cell: number; metres: number }[] {
    const x = (at.lon - this.#west) / this.#cellLon
    const y = (at.lat - this.#south) / this.#cellLat
    const reach = Math.ceil(radiusM / CELL_M) + 1
    const found: { cell: number; metres: number }[] = []
    for (let row = Math.max(0, Math.floor(y) - reach); row <= Math.min(this.rows - 1, Math.floor(y) + reach); row++) {
      const first = Math.max(0, Math.floor(x) - reach)
      for (let column = first; column <= Math.min(this.columns - 1, Math.floor(x) + reach); column++) {
        if (this.water[row * this.columns + column] === 0) continue
        const metres = Math.hypot(column + 0.5 - x, row + 0.5 - y) * CELL_M
        if (metres <= radiusM) found.push({ cell: row * this.columns + column, metres })
      }
    }
    return found
  }

  /** Metres between the centres of two cells. */
  metresBetween(a: number, b: number): number {
    const dx = (a % this.columns) - (b % this.columns)
    const dy = Math.floor(a / this.columns) - Math.floor(b / this.columns)
    return Math.hypot(dx, dy) * CELL_M
  }

  /** Is the straight line between two cells' centres all open water? `isOpen` adds closures to the water itself. */
  isClearLine(a: number, b: number, isOpen: (cell: number) => boolean): boolean {
    const ax = a % this.columns
    const ay = Math.floor(a / this.columns)
    const dx = (b % this.columns) - ax
    const dy = Math.floor(b / this.columns) - ay
    // Half-cell steps visit every cell of which the line holds a real part.
    const steps = 2 * Math.max(Math.abs(dx), Math.abs(dy), 1)
    for (let i = 0; i <= steps; i++) {
      const cell = Math.round(ay + (dy * i) / steps) * this.columns + Math.round(ax + (dx * i) / steps)
      if (!isOpen(cell)) return false
    }
    return true
  }
}
