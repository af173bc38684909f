import { decimalText, parsePosition } from '../../../shared/geo/coordinates'
import { pointsFromPlace } from '../../../shared/geo/from-place'
import type { LonLat } from '../../../shared/geo/position'
import type { SearchEntry } from '../../../shared/pack/search'
import type { Search } from './index-store'

/** A point that was typed. */
export interface TypedPoint {
  readonly at: LonLat
  /** The place that it was told from; null: by its coordinates. */
  readonly from: { readonly name: string; readonly bearing: number; readonly metres: number } | null
}

/** So many places of one name are offered where none has exactly that name. */
const MOST_PLACES = 3

/** The points that a line means: coordinates in any form, or a place with direction and distance. None: it is a search. */
export function typedPoints(text: string, search: Search): readonly TypedPoint[] {
  const read = parsePosition(text, 'wgs84')
  if (read.ok) return [{ at: read.value.at, from: null }]
  const find = (name: string) => {
    const hits = search(name, 12).flatMap(({ entry, quality }) => (entry.at !== null && entry.type !== 'team' ? [{ ...entry, at: entry.at, quality }] : []))
    const exact = hits.filter(({ quality }) => quality === 'exact')
    return oncePerPlace(exact.length > 0 ? exact : hits.slice(0, MOST_PLACES))
  }
  return pointsFromPlace(text, find).map(({ known, bearing, metres, at }) => ({ at, from: { name: known.name, bearing, metres } }))
}

/** A township and the place of its name are the same spot. */
function oncePerPlace<E extends Pick<SearchEntry, 'name'> & { readonly at: LonLat }>(entries: readonly E[]): readonly E[] {
  return [...new Map(entries.map((entry) => [`${entry.name} ${decimalText(entry.at)}`, entry])).values()]
}
