import type { EpochMs } from '../../../shared/base/time'
import type { HeatGrid } from '../../../shared/protocol/messages'
import { FUTURE_TOLERANCE_MS } from './table'

/**
 * Cells with fewer people than this are not shown to the room: one telephone in a valley at night is a person, not a
 * figure (k-anonymity: L. Sweeney, 2002; 5 is what statistical offices and the operators' own products use). Officers
 * see them, because one person at a reservoir is what they look for.
 */
export const FEWEST_ON_WALL = 5

/** The newest grid of each name: in memory, never in the log. */
export interface HeatTable {
  put(grid: HeatGrid, now: EpochMs): 'accepted' | 'older' | 'future'
  all(): Iterable<HeatGrid>
  /** Calls back after every accepted grid. Returns the remover. */
  onChange(listener: (grid: HeatGrid) => void): () => void
}

export function createHeatTable(): HeatTable {
  const grids = new Map<string, HeatGrid>()
  const listeners = new Set<(grid: HeatGrid) => void>()
  return {
    put(grid, now) {
      if (grid.at > now + FUTURE_TOLERANCE_MS) return 'future'
      const held = grids.get(grid.id)
      if (held && held.at >= grid.at) return 'older'
      grids.set(grid.id, grid)
      for (const listener of listeners) listener(grid)
      return 'accepted'
    },
    all: () => grids.values(),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A grid as walls may show it: without the cells in which single people could be told. */
export function forWalls(grid: HeatGrid): HeatGrid {
  const kept = grid.count.flatMap((count, cell) => (count >= FEWEST_ON_WALL ? [cell] : []))
  const only = (column: readonly number[]): number[] => kept.map((cell) => column[cell] ?? 0)
  return { ...grid, lon: only(grid.lon), lat: only(grid.lat), count: only(grid.count) }
}
