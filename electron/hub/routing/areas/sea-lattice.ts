import { NEVER } from '../graph'
import type { SeaField } from '../sea/sea-field'
import { CELL_M } from '../sea/sea-grid'
import type { SeaGrid } from '../sea/sea-grid'
import type { Lattice } from './lattice'

/** The part of the sea that a boat reaches within `limit` deciseconds, as samples to outline: one per water cell. */
export function seaLattice(grid: SeaGrid, field: SeaField, limit: number): { lattice: Lattice; time: Int32Array } {
  let west = grid.columns
  let east = 0
  let south = grid.rows
  let north = 0
  for (let cell = 0; cell < grid.water.length; cell++) {
    if (field.timeAt(cell) > limit) continue
    const column = cell % grid.columns
    const row = (cell - column) / grid.columns
    west = Math.min(west, column)
    east = Math.max(east, column)
    south = Math.min(south, row)
    north = Math.max(north, row)
  }
  // Two more on every side: the outline lies between the last sample reached and the next.
  west = Math.max(0, west - 2)
  south = Math.max(0, south - 2)
  const columns = Math.max(1, Math.min(grid.columns, east + 3) - west)
  const rows = Math.max(1, Math.min(grid.rows, north + 3) - south)
  const time = new Int32Array(columns * rows).fill(NEVER)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      time[row * columns + column] = field.timeAt((south + row) * grid.columns + west + column)
    }
  }
  const first = grid.centre(south * grid.columns + west)
  const next = grid.centre((south + 1) * grid.columns + west + 1)
  return {
    time,
    lattice: { west: first.lon, south: first.lat, stepLon: next.lon - first.lon, stepLat: next.lat - first.lat, columns, rows, cellM: CELL_M },
  }
}
