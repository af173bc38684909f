import { clusterPoints, mercator, type Cluster } from '../cluster'
import type { MapLayerId, MapObject } from '../types'
import type { DeckHit } from './layer'
import type { MarkLook } from './marks'

interface Placed {
  readonly id: string
  readonly at: { readonly lon: number; readonly lat: number }
}

interface Known {
  readonly lonLat: Float64Array
  readonly xy: Float64Array
  key: string
  clusters: readonly Cluster[]
}
const known = new WeakMap<readonly Placed[], Known>()

/** Clusters of named marks for the view: the same array as long as neither changes. */
export function clusterMarks(marks: readonly Placed[], { view, plates }: MarkLook, radiusPx = 34): readonly Cluster[] {
  let entry = known.get(marks)
  if (!entry) {
    const lonLat = Float64Array.from(marks.flatMap(({ at }) => [at.lon, at.lat]))
    known.set(marks, (entry = { lonLat, xy: mercator(lonLat, marks.length), key: '', clusters: [] }))
  }
  // Steps of half a zoom: in between the plates stay where they are.
  const zoom = Math.floor(view.zoom * 2) / 2
  const key = `${zoom} ${plates} ${radiusPx} ${view.bounds.join(' ')}`
  if (entry.key !== key) {
    entry.key = key
    entry.clusters = clusterPoints(entry.lonLat, entry.xy, marks.length, { zoom, radiusPx: radiusPx * plates, bounds: view.bounds })
  }
  return entry.clusters
}

/** One of the marks, or a count of several. */
export function clusterPicked(layer: MapLayerId, { object }: DeckHit, marks: readonly Placed[]): MapObject | null {
  const { count, bounds, rows } = object as Cluster
  const ids = rows.flatMap((row) => marks[row]?.id ?? [])
  const first = ids[0]
  if (first === undefined) return null
  return count === 1 ? { layer, id: first } : { layer, id: '', cluster: { count, bounds, ids } }
}
