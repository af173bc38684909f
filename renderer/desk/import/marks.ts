import type { Geometry, GeometryCollection } from 'geojson'
import type { ImportedMark } from '../../map/drawn-types'
import type { Overlay } from './store'

type Simple = Exclude<Geometry, GeometryCollection>

/** What the map draws of the overlays: collections are taken apart, as a map draws one shape at a time. */
export function importedMarks(overlays: readonly Overlay[]): ImportedMark[] {
  return overlays.flatMap(({ id, features }) =>
    features.flatMap(({ name, geometry }, index) =>
      simple(geometry).map((one, part) => ({ id: `${id}/${index}/${part}`, geometry: one, label: part === 0 ? name : '' })),
    ),
  )
}

function simple(geometry: Geometry): Simple[] {
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(simple) : [geometry]
}
