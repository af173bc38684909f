import type { MapBounds } from './types'

/** Several points that would cover each other on the screen, or one that stands alone. */
export interface Cluster {
  /** Middle of its members, degrees. */
  readonly lon: number
  readonly lat: number
  readonly count: number
  /** Rows of the first members, at most `MAX_MEMBERS`. */
  readonly rows: readonly number[]
  readonly bounds: MapBounds
}

export const MAX_MEMBERS = 200

/** Pixels of the whole world at zoom 0. */
const WORLD_PX = 512

/** Web Mercator, the world from 0 to 1: x eastwards, y southwards. (EPSG:3857 without its metres.) */
export function mercator(lonLat: Float64Array, size: number): Float64Array {
  const xy = new Float64Array(size * 2)
  for (let i = 0; i < size; i++) {
    const lat = ((lonLat[i * 2 + 1] ?? 0) * Math.PI) / 180
    xy[i * 2] = (lonLat[i * 2] ?? 0) / 360 + 0.5
    xy[i * 2 + 1] = 0.5 - Math.log(Math.tan(Math.PI / 4 + lat / 2)) / (2 * Math.PI)
  }
  return xy
}

interface Cell {
  count: number
  x: number
  y: number
  west: number
  south: number
  east: number
  north: number
  rows: number[]
  taken: boolean
}

/**
 * Brings points nearer to each other than `radiusPx` at `zoom` together: first by cells of that size, then the fullest
 * cells take in their neighbours whose middles are too near. Only what lies in `bounds` (degrees), one cell around it
 * included. O(points) + O(cells).
 */
export function clusterPoints(
  lonLat: Float64Array,
  xy: Float64Array,
  size: number,
  { zoom, radiusPx, bounds, skip }: { readonly zoom: number; readonly radiusPx: number; readonly bounds: MapBounds; readonly skip?: (row: number) => boolean },
): Cluster[] {
  const cell = radiusPx / (WORLD_PX * 2 ** zoom)
  const across = Math.ceil(1 / cell)
  const [west, south, east, north] = bounds
  const margin = cell * 360
  const cells = new Map<number, Cell>()
  for (let row = 0; row < size; row++) {
    const lon = lonLat[row * 2] ?? NaN
    const lat = lonLat[row * 2 + 1] ?? NaN
    if (!(lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin)) continue
    if (skip?.(row)) continue
    const x = xy[row * 2] ?? 0
    const y = xy[row * 2 + 1] ?? 0
    const key = Math.floor(y / cell) * across + Math.floor(x / cell)
    const known = cells.get(key)
    if (!known) {
      cells.set(key, { count: 1, x, y, west: lon, south: lat, east: lon, north: lat, rows: [row], taken: false })
      continue
    }
    known.count++
    known.x += x
    known.y += y
    known.west = Math.min(known.west, lon)
    known.east = Math.max(known.east, lon)
    known.south = Math.min(known.south, lat)
    known.north = Math.max(known.north, lat)
    if (known.rows.length < MAX_MEMBERS) known.rows.push(row)
  }
  const clusters: Cluster[] = []
  const fullestFirst = [...cells].toSorted(([, a], [, b]) => b.count - a.count)
  for (const [key, home] of fullestFirst) {
    if (home.taken) continue
    home.taken = true
    const x = home.x / home.count
    const y = home.y / home.count
    for (const step of [-across - 1, -across, -across + 1, -1, 1, across - 1, across, across + 1]) {
      const other = cells.get(key + step)
      if (!other || other.taken) continue
      if (Math.hypot(other.x / other.count - x, other.y / other.count - y) >= cell) continue
      other.taken = true
      home.count += other.count
      home.x += other.x
      home.y += other.y
      home.west = Math.min(home.west, other.west)
      home.east = Math.max(home.east, other.east)
      home.south = Math.min(home.south, other.south)
      home.north = Math.max(home.north, other.north)
      home.rows.push(...other.rows.slice(0, MAX_MEMBERS - home.rows.length))
    }
    clusters.push({
      ...unproject(home.x / home.count, home.y / home.count),
      count: home.count,
      rows: home.rows,
      bounds: [home.west, home.south, home.east, home.north],
    })
  }
  return clusters
}

function unproject(x: number, y: number): { readonly lon: number; readonly lat: number } {
  return { lon: (x - 0.5) * 360, lat: (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90 }
}

/**
 * Rows of which one stands for all that lie in the same square of `cellPx` pixels at `zoom`: more dots nobody could tell
 * apart, and each costs drawing. In their order; null: all of them.
 */
export function thinPoints(xy: Float64Array, size: number, zoom: number, cellPx: number): Uint32Array | null {
  const cell = cellPx / (WORLD_PX * 2 ** zoom)
  const across = Math.ceil(1 / cell)
  const seen = new Set<number>()
  const rows = new Uint32Array(size)
  let kept = 0
  for (let row = 0; row < size; row++) {
    const key = Math.floor((xy[row * 2 + 1] ?? 0) / cell) * across + Math.floor((xy[row * 2] ?? 0) / cell)
    if (seen.has(key)) continue
    seen.add(key)
    rows[kept++] = row
  }
  return kept === size ? null : rows.slice(0, kept)
}
