import { contours } from 'd3-contour'
import type { Position } from '../../../../shared/dispatch/travel'
import type { AreaGeometry } from '../../../../shared/dispatch/reach'
import { NEVER } from '../graph'
import type { Lattice } from './lattice'

export interface Outline {
  readonly geometry: AreaGeometry
  readonly squareMetres: number
}

/** Corners that lie within this share of a cell of the line between their neighbours are left out. */
const STRAIGHT_CELLS = 0.1
/** Corners that are tried together: keeps the work in proportion on long straight outlines. */
const LONGEST_RUN = 100
/** Decimals of a degree: about a metre. */
const DECIMALS = 1e5

/**
 * Outlines of everything within each of the limits (deciseconds), between samples by linear interpolation. One surface
 * for all limits, so a longer time holds every shorter one.
 */
export function outlines(lattice: Lattice, time: Int32Array, limits: readonly number[]): Outline[] {
  const height = heights(time, Math.max(...limits))
  return limits.map((limit) => contour(lattice, height, -limit))
}

/** Outline of what `before` reaches within the limit and `after` does not, both by at least `marginDs` (deciseconds). */
export function lostOutline(lattice: Lattice, before: Int32Array, after: Int32Array, limit: number, marginDs: number): Outline {
  const was = heights(before, limit)
  const is = heights(after, limit)
  return contour(lattice, was.map((height, i) => Math.min(height + limit, -limit - is[i]!)), marginDs)
}

/**
 * Higher is sooner. Where nothing comes (water, closed off) the outline falls between the samples, nearer to the reached
 * one the later that is reached.
 */
function heights(time: Int32Array, limit: number): Float32Array {
  const unreached = -2 * limit - 600
  const height = new Float32Array(time.length)
  for (let i = 0; i < time.length; i++) height[i] = time[i]! >= NEVER ? unreached : Math.max(unreached, -time[i]!)
  return height
}

/** Marching squares by `d3-contour`: everything at or above the level. */
function contour(lattice: Lattice, height: Float32Array, level: number): Outline {
  const surface = contours().size([lattice.columns, lattice.rows])
  // d3 reads the values by index only: a typed array serves.
  const { coordinates } = surface.contour(height as unknown as number[], level)
  let cells = 0
  const polygons = coordinates.flatMap((rings) => {
    const [outer, ...holes] = rings.map((ring) => straighten(ring as [number, number][])).filter((ring, i) => i === 0 || ring.length >= 4)
    if (outer === undefined || outer.length < 4) return []
    const kept = [outer, ...holes]
    for (const ring of kept) cells += signedArea(ring)
    return [kept.map((ring) => toDegrees(ring, lattice))]
  })
  return { geometry: { type: 'MultiPolygon', coordinates: polygons }, squareMetres: Math.round(Math.abs(cells) * lattice.cellM ** 2) }
}

/** d3 counts sample i at i + 0.5, and goes round the other way than GeoJSON asks for. */
function toDegrees(ring: readonly (readonly [number, number])[], { west, south, stepLon, stepLat }: Lattice): Position[] {
  const round = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS
  return ring
    .map(([x, y]): Position => [round(west + (x - 0.5) * stepLon), round(south + (y - 0.5) * stepLat)])
    .reverse()
}

/** The closed ring without corners that nobody would miss: from each kept one as far as all between lie on the line. */
function straighten(ring: readonly [number, number][]): [number, number][] {
  const kept = [ring[0]!]
  let anchor = 0
  for (let end = 2; end < ring.length; end++) {
    let between = anchor + 1
    while (between < end && isOn(ring[between]!, ring[anchor]!, ring[end]!)) between++
    if (between === end && end - anchor < LONGEST_RUN) continue
    anchor = end - 1
    kept.push(ring[anchor]!)
  }
  kept.push(ring.at(-1)!)
  return kept
}

function isOn(point: readonly [number, number], a: readonly [number, number], b: readonly [number, number]): boolean {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const square = dx * dx + dy * dy
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square))
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy) <= STRAIGHT_CELLS
}

function signedArea(ring: readonly (readonly [number, number])[]): number {
  let twice = 0
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1]
  return twice / 2
}
