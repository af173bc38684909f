import { cellToBoundary, cellToLatLng, getHexagonEdgeLengthAvg, latLngToCell, UNITS } from 'h3-js'
import type { GoodPoints } from './check'

/** One H3 cell with what was counted in it. */
export interface Hexagon {
  readonly id: string
  readonly sum: number
  readonly lon: number
  readonly lat: number
  /** Closed ring, [lon, lat]. */
  readonly ring: [number, number][]
}

/** Points per slice: about 8 ms of a slow machine. */
const SLICE = 2_000

/** Cells of about 30 to 60 pixels across. */
export function hexagonResolution(zoom: number): number {
  return Math.max(3, Math.min(10, Math.floor((zoom + 1) * 0.72)))
}

/** Metres across a cell, flat to flat, on average. */
export const hexagonAcrossM = (resolution: number) => getHexagonEdgeLengthAvg(resolution, UNITS.m) * Math.sqrt(3)

/**
 * Sums `weight` by H3 cells, a slice at a time so that no frame waits for it. Stops when `signal` is aborted: then it
 * resolves with null.
 */
export async function sumHexagons(
  { size, lonLat, rows }: GoodPoints,
  weight: Float32Array,
  resolution: number,
  signal: AbortSignal,
  pause: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve)),
): Promise<Hexagon[] | null> {
  const sums = new Map<string, number>()
  for (let from = 0; from < size; from += SLICE) {
    if (from > 0) await pause()
    if (signal.aborted) return null
    const to = Math.min(size, from + SLICE)
    for (let i = from; i < to; i++) {
      const cell = latLngToCell(lonLat[i * 2 + 1] ?? 0, lonLat[i * 2] ?? 0, resolution)
      sums.set(cell, (sums.get(cell) ?? 0) + (weight[rows?.[i] ?? i] ?? 0))
    }
  }
  return [...sums].map(([id, sum]) => {
    const [lat, lon] = cellToLatLng(id)
    return { id, sum, lon, lat, ring: cellToBoundary(id, true) as [number, number][] }
  })
}
