import type { Geometry, Position } from 'geojson'

/** Kinds of files that become a temporary layer, by their ending. */
export const IMPORT_KINDS = { geojson: 'geojson', json: 'geojson', gpx: 'gpx', kml: 'kml', csv: 'csv' } as const
export type ImportKind = (typeof IMPORT_KINDS)[keyof typeof IMPORT_KINDS]

/** A file may have so many bytes, an import so many features and corners: what a map draws without a pause. */
export const IMPORT_LIMITS = { bytes: 10_000_000, features: 20_000, positions: 400_000 } as const

export interface ImportedFeature {
  readonly name: string
  readonly geometry: Geometry
}

/** What a reader made of a file, before its positions are checked. */
export interface RawImport {
  readonly features: readonly ImportedFeature[]
  /** Rows or features without a position that could be read. */
  readonly skipped: number
}

export interface Imported extends RawImport {
  readonly kind: ImportKind
  /** Longitude and latitude stood the other way round in the whole file, and were turned. */
  readonly swapped: boolean
  /** [west, south, east, north], degrees. */
  readonly bounds: readonly [number, number, number, number]
}

/** Why a file was refused. `where` is a row or feature counted from 1, or the name of a column. */
export type ImportProblem =
  | { readonly code: 'unknownKind' }
  | { readonly code: 'tooLarge'; readonly limitMb: number }
  | { readonly code: 'tooMany'; readonly limit: number }
  | { readonly code: 'notText' }
  | { readonly code: 'broken'; readonly kind: ImportKind }
  | { readonly code: 'noColumns' }
  | { readonly code: 'empty' }
  | { readonly code: 'outOfRange'; readonly where: number; readonly position: string }

/** All corners of a geometry. */
export function positionsOf(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat()
    case 'MultiPolygon':
      return geometry.coordinates.flat(2)
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf)
  }
}

/** The same geometry with every corner changed. */
export function mapPositions(geometry: Geometry, change: (position: Position) => Position): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: change(geometry.coordinates) }
    case 'MultiPoint':
    case 'LineString':
      return { type: geometry.type, coordinates: geometry.coordinates.map(change) }
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map((line) => line.map(change)) }
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(change))) }
    case 'GeometryCollection':
      return { type: 'GeometryCollection', geometries: geometry.geometries.map((one) => mapPositions(one, change)) }
  }
}
