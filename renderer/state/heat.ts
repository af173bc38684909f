import { create } from 'zustand'
import type { HeatGrid } from '../../shared/protocol/messages'

export interface HeatState {
  /** The newest grid by its name in the pack's `heats`. */
  readonly grids: ReadonlyMap<string, HeatGrid>
}

/** How many people are where, by grid. Written by the connection only. */
export const useHeats = create<HeatState>(() => ({ grids: new Map() }))

/** The newest grid of that name, or null: none has come. Another object with every change. */
export function useHeat(id: string): HeatGrid | null {
  return useHeats((state) => state.grids.get(id) ?? null)
}

/** True if every column is as long as the others and every value can be meant. */
function isWhole({ lon, lat, count, cellM }: HeatGrid): boolean {
  return (
    cellM > 0 &&
    lon.length === lat.length &&
    lon.length === count.length &&
    lon.every((value) => Math.abs(value) <= 180) &&
    lat.every((value) => Math.abs(value) <= 90) &&
    count.every((value) => value >= 0 && value < Infinity)
  )
}

/** Takes over a grid; an older one than is held, or a broken one, changes nothing. */
export function receiveHeat(grid: HeatGrid): void {
  const { grids } = useHeats.getState()
  if ((grids.get(grid.id)?.at ?? 0) > grid.at || !isWhole(grid)) return
  useHeats.setState({ grids: new Map(grids).set(grid.id, grid) })
}

export function clearHeats(): void {
  useHeats.setState({ grids: new Map() })
}
