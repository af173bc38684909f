import type { LonLat } from '../../../shared/geo/position'
import type { MapObject, ShelterMark } from '../../map/types'
import type { PointSet } from '../../state/points'
import type { Group } from './find-around'

/** A kind of objects with what its rows are called. */
export interface AroundGroup extends Group {
  readonly title: string
  /** What the row is on the map; `label` and `note` are text, much of it from outside. */
  readonly row: (row: number) => { readonly object: MapObject; readonly label: string; readonly note: string }
}

interface Item {
  readonly at: LonLat
  readonly object: MapObject
  readonly label: string
  readonly note: string
}

export function groupOf(id: string, title: string, items: readonly Item[]): AroundGroup {
  const lonLat = new Float64Array(items.length * 2)
  items.forEach(({ at }, i) => lonLat.set([at.lon, at.lat], i * 2))
  return {
    id,
    title,
    size: items.length,
    lonLat,
    row(row) {
      const item = items[row]
      if (!item) throw new RangeError(`no row ${row} in ${id}`)
      return item
    },
  }
}

export function pointGroup(set: PointSet, title: string): AroundGroup {
  return {
    id: set.id,
    title,
    size: set.size,
    lonLat: set.lonLat,
    row: (row) => ({
      object: { layer: 'points', id: set.ids[row] ?? '', set: set.id },
      label: set.names[row] ?? '',
      note: set.townships[set.townshipOf[row] ?? -1] ?? '',
    }),
  }
}

/** Free places of a shelter; null: nobody has told how many are in it. */
export function freePlaces({ capacity, occupied }: Pick<ShelterMark, 'capacity' | 'occupied'>): number | null {
  return capacity === undefined || occupied === undefined ? null : Math.max(0, capacity - occupied)
}

/** A cell for a spreadsheet: quoted, and never a formula, whoever wrote it. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
