import type { LonLat } from '../geo/position'
import { boundsOfRings, insideRings, type Ring } from '../geo/rings'
import type { Bounds } from '../pack/bounds'

/** Polygons of rings of `[lon, lat]`, degrees WGS-84: the outline, then holes. Rings end where they start. */
export type Polygons = readonly (readonly Ring[])[]

/** True inside the outline of any of them and outside its holes (RFC 7946 rings do not cross). */
export function contains(polygons: Polygons, lon: number, lat: number): boolean {
  return polygons.some((rings) => insideRings(rings, lon, lat))
}

/** [west, south, east, north] of all rings. */
export const boundsOf = (polygons: Polygons): Bounds => boundsOfRings(polygons.flat())

/**
 * A point inside, for a mark: the middle of the widest stretch of the parallel through the middle of the first polygon.
 * A bent strip of coast has its centroid in the sea; this never is.
 */
export function insideOf(polygons: Polygons): LonLat {
  const first = polygons[0] ?? []
  const [, south, , north] = boundsOf([first])
  let best: { readonly width: number; readonly at: LonLat } | null = null
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const lat = south + (north - south) * part
    const crossings = first.flatMap((ring) => crossingsAt(ring, lat)).toSorted((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [from, to] = [crossings[i] ?? 0, crossings[i + 1] ?? 0]
      if (!best || to - from > best.width) best = { width: to - from, at: { lon: (from + to) / 2, lat } }
    }
    if (best) break
  }
  const [lon, lat] = first[0]?.[0] ?? [0, 0]
  return best?.at ?? { lon, lat }
}

function crossingsAt(ring: readonly (readonly [number, number])[], lat: number): number[] {
  const found: number[] = []
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] ?? [0, 0]
    const [bx, by] = ring[i] ?? [0, 0]
    if (ay > lat !== by > lat) found.push(((bx - ax) * (lat - ay)) / (by - ay) + ax)
  }
  return found
}
