import type { GoodPoints } from './check'
import type { HeatStyle } from './types'

/** Circumference of the earth at the equator over the world's pixels at zoom 0: metres per pixel there. */
const EQUATOR_M_PER_PX = 40_075_016.686 / 512

/** Metres that a pixel covers at `zoom` and `lat` degrees (Web Mercator). */
export function metresPerPixel(zoom: number, lat: number): number {
  return (EQUATOR_M_PER_PX * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom
}

/** What the colours of a heat map mean: `stops[i]` is the least value of colour i. */
export interface HeatScale {
  readonly id: string
  readonly name: string
  readonly of: 'incidents' | 'people'
  /** `cells`: the source's own cells, so near that nothing is to be smoothed. `grid`: this machine cannot smooth. */
  readonly style: HeatStyle | 'cells' | 'grid'
  /** `km2`: per square kilometre. `cell`: per hexagon of `cellM` metres across. */
  readonly per: 'km2' | 'cell'
  readonly cellM: number
  readonly stops: readonly number[]
}

/** The next of 1, 2, 5 × 10ⁿ above. */
export function niceAbove(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10
  return step * power
}

/** `colours` steps from 0 up to about `most`, at round figures. */
export function stopsUpTo(most: number, colours: number): number[] {
  const step = niceAbove(most / colours)
  return Array.from({ length: colours }, (_, i) => i * step)
}

export interface DensityCell {
  readonly lon: number
  readonly lat: number
  /** Per square kilometre. */
  readonly density: number
}

/** Sums `weight` by square cells of `cellM` metres: the cells that hold anything. */
export function densityCells({ size, lonLat, rows }: GoodPoints, weight: Float32Array, cellM: number): DensityCell[] {
  const dLat = cellM / 111_320
  const dLon = dLat / Math.cos(((lonLat[1] ?? 0) * Math.PI) / 180)
  const across = Math.ceil(360 / dLon)
  const sums = new Map<number, number>()
  for (let i = 0; i < size; i++) {
    const key = Math.floor((lonLat[i * 2 + 1] ?? 0) / dLat + 1e6) * across + Math.floor((lonLat[i * 2] ?? 0) / dLon)
    sums.set(key, (sums.get(key) ?? 0) + (weight[rows?.[i] ?? i] ?? 0))
  }
  const km2 = (cellM / 1000) ** 2
  return [...sums].map(([key, sum]) => {
    const y = Math.floor(key / across)
    return { lon: (key - y * across + 0.5) * dLon, lat: (y - 1e6 + 0.5) * dLat, density: sum / km2 }
  })
}

/** The value that all but the highest `share` lie below. */
export function highest(values: readonly number[], share = 0.02): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * (1 - share)) - 1)] ?? 0
}

/** Place of a value among stops. */
export function stepOf(value: number, stops: readonly number[]): number {
  let step = 0
  while (step + 1 < stops.length && value >= (stops[step + 1] ?? Infinity)) step++
  return step
}
