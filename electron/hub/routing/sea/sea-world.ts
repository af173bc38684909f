import type { Conditions, RoadClosure } from '../../../../shared/dispatch/travel'
import type { LonLat } from '../../../../shared/geo/position'
import { insideRings, localPlane } from '../geometry'
import { boatMps, WALK, walkingMps } from '../vehicles'
import type { LandMask } from './land-mask'
import { SeaField } from './sea-field'
import type { SeaSeed } from './sea-field'
import { CELL_M, SeaGrid } from './sea-grid'

/** Where people change between road and boat. */
export interface Pier {
  readonly id: string
  readonly name: string
  readonly lon: number
  readonly lat: number
}

export interface SeaSeedInfo extends SeaSeed {
  /** On foot from the landing to the target; 0 for a target afloat. */
  readonly walkMetres: number
  readonly walkSeconds: number
}

/** A boat is boarded from at most so far away, and lands at most so far from the target. */
const BOARDING_M = 1_000
const LANDING_M = 3_000
/** Among landings, those this much farther from the target than the nearest are tried too. */
const LANDING_SLACK_M = 400
/** A walker crosses this much drawn water: shore lines are generalised, and creeks have bridges. */
const WADE_M = 150

/** The sea around the county: where boats go, where they land, which piers join them to the roads. */
export class SeaWorld {
  readonly mask: LandMask
  readonly grid: SeaGrid
  readonly piers: readonly Pier[]
  /** Per pier: its water cell, or -1 if it lies dry. */
  readonly pierCells: readonly number[]
  #closed: Uint8Array

  constructor(mask: LandMask, piers: readonly Pier[]) {
    this.mask = mask
    this.grid = new SeaGrid(mask)
    this.piers = piers
    this.pierCells = piers.map((pier) => this.boardingCell(pier))
    this.#closed = new Uint8Array(this.grid.water.length)
  }

  /** The nearest water that a boat lying here would float on, or -1. */
  boardingCell(at: LonLat): number {
    const near = this.grid.waterNear(at, BOARDING_M)
    return near.length === 0 ? -1 : near.reduce((a, b) => (b.metres < a.metres ? b : a)).cell
  }

  /** Keeps boats out of closed areas; only polygons close water. */
  setClosures(closures: readonly RoadClosure[]): void {
    this.#closed = new Uint8Array(this.grid.water.length)
    for (const { geometry, vehicles } of closures) {
      if (geometry.type !== 'Polygon' || (vehicles !== null && !vehicles.includes('boat'))) continue
      const lats = geometry.coordinates.flat().map(([, lat]) => lat)
      const lons = geometry.coordinates.flat().map(([lon]) => lon)
      const south = this.grid.cellAt({ lon: this.mask.bounds[0], lat: Math.max(this.mask.bounds[1], Math.min(...lats)) })
      const firstRow = Math.max(0, Math.floor(south / this.grid.columns))
      for (let cell = firstRow * this.grid.columns; cell < this.#closed.length; cell++) {
        const { lon, lat } = this.grid.centre(cell)
        if (lat > Math.max(...lats)) break
        if (lon < Math.min(...lons) || lon > Math.max(...lons) || this.grid.water[cell] === 0) continue
        if (insideRings(geometry.coordinates, lon, lat)) this.#closed[cell] = 1
      }
    }
  }

  /** Can one walk straight between the two places? Outside the known sea nothing speaks against it. */
  isWalkable(from: LonLat, to: LonLat): boolean {
    const plane = localPlane(from)
    const metres = Math.hypot((to.lon - from.lon) * plane.metresPerLon, (to.lat - from.lat) * plane.metresPerLat)
    const steps = Math.max(1, Math.ceil(metres / 25))
    let wet = 0
    for (let i = 0; i <= steps; i++) {
      const lon = from.lon + ((to.lon - from.lon) * i) / steps
      const lat = from.lat + ((to.lat - from.lat) * i) / steps
      if (this.mask.covers(lon, lat) && !this.mask.isLand(lon, lat)) wet += metres / (steps + 1)
    }
    return wet <= WADE_M
  }

  /** Where boats for this target end: the water it lies in, or landings that one can walk from. */
  seeds(target: LonLat, conditions: Conditions): SeaSeedInfo[] {
    const own = this.grid.cellAt(target)
    if (own >= 0 && this.grid.water[own] === 1) return [{ cell: own, cost: 0, walkMetres: 0, walkSeconds: 0 }]
    const near = this.grid.waterNear(target, LANDING_M)
    const nearest = near.reduce((least, { metres }) => Math.min(least, metres), Infinity)
    return near
      .filter(({ cell, metres }) => metres <= nearest + LANDING_SLACK_M && this.#isShore(cell))
      .map(({ cell, metres }) => {
        // The boat comes up to the edge of the cell.
        const walkMetres = Math.max(0, metres - CELL_M / 2) * WALK.detour
        const walkSeconds = walkMetres / walkingMps(conditions)
        return { cell, cost: Math.round(walkSeconds * 10), walkMetres, walkSeconds }
      })
  }

  #isShore(cell: number): boolean {
    const { columns, water } = this.grid
    return [cell - 1, cell + 1, cell - columns, cell + columns].some((next) => water[next] === 0)
  }

  /** @param limit deciseconds beyond which nothing is asked */
  field(seeds: readonly SeaSeed[], conditions: Conditions, withClosures: boolean, limit?: number): SeaField {
    const closed = withClosures ? this.#closed : new Uint8Array(this.grid.water.length)
    return new SeaField(this.grid, closed, boatMps(conditions), seeds, limit)
  }
}
