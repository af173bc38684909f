import type { Geometry, Position } from 'geojson'
import { err, ok, type Result } from '../../../shared/base/result'
import type { ImportedFeature, ImportProblem, RawImport } from './model'

const DEPTH: Readonly<Record<string, number>> = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }
/** Geometries within geometries, more than anybody draws. */
const MAX_NESTING = 4

/** Features of a GeoJSON text (RFC 7946): a collection, one feature or one geometry. What has no usable geometry is counted. */
export function readGeoJson(text: string): Result<RawImport, ImportProblem> {
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return err({ code: 'broken', kind: 'geojson' })
  }
  if (!isObject(root) || typeof root['type'] !== 'string') return err({ code: 'broken', kind: 'geojson' })
  const list: unknown = root['type'] === 'FeatureCollection' ? root['features'] : [root]
  if (!Array.isArray(list)) return err({ code: 'broken', kind: 'geojson' })
  const features = list.flatMap((entry: unknown): ImportedFeature[] => {
    const [source, properties] = isObject(entry) && entry['type'] === 'Feature' ? [entry['geometry'], entry['properties']] : [entry, null]
    const geometry = geometryOf(source)
    return geometry ? [{ name: nameIn(properties), geometry }] : []
  })
  return ok({ features, skipped: list.length - features.length })
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function nameIn(properties: unknown): string {
  if (!isObject(properties)) return ''
  const found = ['name', 'title', 'label', '名称'].map((key) => properties[key]).find((value) => typeof value === 'string' || typeof value === 'number')
  return found === undefined ? '' : String(found)
}

function geometryOf(value: unknown, nesting = 0): Geometry | null {
  if (!isObject(value) || typeof value['type'] !== 'string') return null
  if (value['type'] === 'GeometryCollection') {
    if (!Array.isArray(value['geometries']) || nesting >= MAX_NESTING) return null
    const geometries = value['geometries'].flatMap((one: unknown) => geometryOf(one, nesting + 1) ?? [])
    return geometries.length > 0 ? { type: 'GeometryCollection', geometries } : null
  }
  const depth = DEPTH[value['type']]
  if (depth === undefined || !isNested(value['coordinates'], depth)) return null
  return { type: value['type'], coordinates: value['coordinates'] } as unknown as Geometry
}

function isNested(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false
  return depth === 0 ? isPosition(value) : value.length > 0 && value.every((inner: unknown) => isNested(inner, depth - 1))
}

function isPosition(value: readonly unknown[]): value is Position {
  return value.length >= 2 && value.length <= 4 && value.every((one) => typeof one === 'number' && Number.isFinite(one))
}
