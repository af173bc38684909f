import KDBush from 'kdbush'
import type { AreaGeometry } from '../../../shared/dispatch/reach'
import { distanceM, type LonLat } from '../../../shared/geo/position'
import { destination } from '../../../shared/geo/sphere'

/** Objects of one kind, in columns. Give the same `lonLat` again as long as nothing moved: its index is kept with it. */
export interface Group {
  readonly id: string
  readonly size: number
  /** [lon, lat] pairs, degrees WGS-84. */
  readonly lonLat: Float64Array
}

/** Where to look: within so many metres of a point, or inside an area. */
export type Around = { readonly kind: 'circle'; readonly at: LonLat; readonly metres: number } | { readonly kind: 'area'; readonly at: LonLat; readonly area: AreaGeometry }

export interface Hit {
  readonly row: number
  /** Straight from the point, metres. */
  readonly metres: number
}

const indexes = new WeakMap<Float64Array, KDBush>()

function indexOf({ lonLat, size }: Group): KDBush {
  let index = indexes.get(lonLat)
  if (!index || index.numItems !== size) {
    index = new KDBush(size)
    for (let row = 0; row < size; row++) index.add(lonLat[row * 2] ?? NaN, lonLat[row * 2 + 1] ?? NaN)
    index.finish()
    indexes.set(lonLat, index)
  }
  return index
}

type Box = readonly [west: number, south: number, east: number, north: number]

/** A box round a circle, a little too large: the exact distance decides. */
function boxOf(around: Around): Box {
  if (around.kind === 'circle') {
    const { at, metres } = around
    const dLat = at.lat - destination(at, 180, metres * 1.001).lat
    // The widest a circle gets is a little poleward of its centre.
    const cos = Math.cos(((Math.abs(at.lat) + dLat) * Math.PI) / 180)
    const dLon = Math.min(180, dLat / Math.max(cos, 1e-6))
    return [at.lon - dLon, at.lat - dLat, at.lon + dLon, at.lat + dLat]
  }
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [ring] of around.area.coordinates) {
    for (const [lon, lat] of ring ?? []) {
      west = Math.min(west, lon)
      east = Math.max(east, lon)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  }
  return [west, south, east, north]
}

/** True inside an odd number of rings: outlines and holes alike. Even-odd rule on degrees. */
export function isInside({ coordinates }: AreaGeometry, lon: number, lat: number): boolean {
  let inside = false
  for (const polygon of coordinates) {
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const a = ring[i]
        const b = ring[j]
        if (a && b && a[1] > lat !== b[1] > lat && lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
      }
    }
  }
  return inside
}

/** The objects of a group that lie there, the nearest first. */
export function findAround(group: Group, around: Around): Hit[] {
  if (group.size === 0) return []
  const [west, south, east, north] = boxOf(around)
  if (!(west <= east)) return []
  const hits: Hit[] = []
  for (const row of indexOf(group).range(west, south, east, north)) {
    const lon = group.lonLat[row * 2] ?? NaN
    const lat = group.lonLat[row * 2 + 1] ?? NaN
    const metres = distanceM(around.at, { lon, lat })
    if (around.kind === 'circle' ? metres <= around.metres : isInside(around.area, lon, lat)) hits.push({ row, metres })
  }
  return hits.toSorted((a, b) => a.metres - b.metres || a.row - b.row)
}

/** A circle as an area, for drawing: 96 corners. */
export function circleArea(at: LonLat, metres: number): AreaGeometry {
  const ring = Array.from({ length: 96 }, (_, i) => destination(at, 360 - (i * 360) / 96, metres)).map(({ lon, lat }): [number, number] => [lon, lat])
  const first = ring[0]
  return { type: 'MultiPolygon', coordinates: first ? [[[...ring, first]]] : [] }
}
