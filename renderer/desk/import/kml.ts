import type { Geometry, Position } from 'geojson'
import { err, ok, type Result } from '../../../shared/base/result'
import type { ImportedFeature, ImportProblem, RawImport } from './model'
import { allOf, childrenOf, textOf, type XmlElement } from './xml'

const GEOMETRIES = ['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry', 'Track', 'MultiTrack']

/** Placemarks of a KML 2.x document (WGS-84 by its definition). Network links and overlays are not followed. */
export function readKml(root: XmlElement | null): Result<RawImport, ImportProblem> {
  if (root?.name !== 'kml') return err({ code: 'broken', kind: 'kml' })
  const marks = allOf(root, 'Placemark')
  const features = marks.flatMap((mark): ImportedFeature[] => {
    const geometry = mark.children.filter(({ name }) => GEOMETRIES.includes(name)).flatMap((one) => geometryOf(one) ?? [])[0]
    return geometry ? [{ name: textOf(mark, 'name'), geometry }] : []
  })
  return ok({ features, skipped: marks.length - features.length })
}

function geometryOf(element: XmlElement): Geometry | null {
  switch (element.name) {
    case 'Point': {
      const [at] = cornersOf(textOf(element, 'coordinates'))
      return at ? { type: 'Point', coordinates: at } : null
    }
    case 'LineString':
    case 'LinearRing':
      return lineOf(cornersOf(textOf(element, 'coordinates')))
    case 'Track':
      return lineOf(childrenOf(element, 'coord').flatMap(({ text }) => cornersOf(text.trim().replace(/\s+/g, ','))))
    case 'Polygon': {
      const rings = ['outerBoundaryIs', 'innerBoundaryIs'].flatMap((name) =>
        childrenOf(element, name).flatMap((boundary) => allOf(boundary, 'LinearRing').map((ring) => closed(cornersOf(textOf(ring, 'coordinates'))))),
      )
      return (rings[0]?.length ?? 0) >= 4 ? { type: 'Polygon', coordinates: rings.filter((ring) => ring.length >= 4) } : null
    }
    default: {
      const geometries = element.children.flatMap((child) => (GEOMETRIES.includes(child.name) ? (geometryOf(child) ?? []) : []))
      return geometries.length > 0 ? { type: 'GeometryCollection', geometries } : null
    }
  }
}

/** `lon,lat[,height]` by white space. */
function cornersOf(text: string): Position[] {
  return text.split(/\s+/).flatMap((tuple) => {
    const [lon, lat] = tuple.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
    return lon !== undefined && lat !== undefined && Number.isFinite(lon) && Number.isFinite(lat) ? [[lon, lat]] : []
  })
}

const lineOf = (corners: Position[]): Geometry | null => (corners.length > 1 ? { type: 'LineString', coordinates: corners } : null)

function closed(ring: Position[]): Position[] {
  const [first] = ring
  const last = ring.at(-1)
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring
}
