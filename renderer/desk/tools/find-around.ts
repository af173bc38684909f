import KDBush from 'kdbush'
import type { AreaGeometry } from '../../../shared/dispatch/reach'
import { distanceM, type LonLat } from '../../../shared/geo/position'
import { boundsOfRings, insideRings } from '../../../shared/geo/rings'
import { destination } from '../../../shared/geo/sphere'
import type { Bounds } from '../../../shared/pack/bounds'

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

/** A box round a circle, a little too large: the exact distance decides. */
function boxOf(around: Around): Bounds {
  if (around.kind === 'circle') {
    const { at, metres } = around
    const dLat = at.lat - destination(at, 180, metres * 1.001).lat
    // The widest a circle gets is a little poleward of its centre.
    const cos = Math.cos(((Math.abs(at.lat) + dLat) * Math.PI) / 180)
    const dLon = Math.min(180, dLat / Math.max(cos, 1e-6))
    return [at.lon - dLon, at.lat - dLat, at.lon + dLon, at.lat + dLat]
  }
  return boundsOfRings(around.area.coordinates.map(([outline]) => outline ?? []))
}

/** True inside an odd number of rings: outlines and holes alike. */
export const isInside = ({ coordinates }: AreaGeometry, lon: number, lat: number): boolean => insideRings(coordinates.flat(), lon, lat)

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
