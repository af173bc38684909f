import type { Geometry, Position } from 'geojson'
import { err, ok, type Result } from '../../../shared/base/result'
import type { ImportedFeature, ImportProblem, RawImport } from './model'
import { allOf, childrenOf, textOf, type XmlElement } from './xml'

/** Way points, routes and tracks of a GPX 1.0 or 1.1 document (WGS-84 by its definition). */
export function readGpx(root: XmlElement | null): Result<RawImport, ImportProblem> {
  if (root?.name !== 'gpx') return err({ code: 'broken', kind: 'gpx' })
  let skipped = 0
  const corners = (points: readonly XmlElement[]): Position[] => {
    const found = points.flatMap((point) => positionOf(point) ?? [])
    skipped += points.length - found.length
    return found.map(([lon, lat]) => [lon, lat])
  }
  const feature = (name: string, geometry: Geometry | null): ImportedFeature[] => (geometry ? [{ name, geometry }] : [])
  const features = [
    ...childrenOf(root, 'wpt').flatMap((point) => feature(textOf(point, 'name'), pointOf(corners([point])))),
    ...childrenOf(root, 'rte').flatMap((route) => feature(textOf(route, 'name'), lineOf(corners(childrenOf(route, 'rtept'))))),
    ...childrenOf(root, 'trk').flatMap((track) =>
      childrenOf(track, 'trkseg').flatMap((segment) => feature(textOf(track, 'name'), lineOf(corners(allOf(segment, 'trkpt'))))),
    ),
  ]
  return ok({ features, skipped })
}

function positionOf({ attributes }: XmlElement): readonly [readonly [number, number]] | null {
  const [lon, lat] = [attributes['lon'], attributes['lat']].map((text) => (text === undefined || text.trim() === '' ? Number.NaN : Number(text)))
  return lon !== undefined && lat !== undefined && Number.isFinite(lon) && Number.isFinite(lat) ? [[lon, lat]] : null
}

const pointOf = ([at]: readonly Position[]): Geometry | null => (at ? { type: 'Point', coordinates: at } : null)
/** A track of one fix is a place. */
const lineOf = (corners: Position[]): Geometry | null => (corners.length > 1 ? { type: 'LineString', coordinates: corners } : pointOf(corners))
