import { z } from 'zod'
import type { Bounds } from '../../../shared/pack/bounds'

import { lineOf, parseJson, pathText } from './json'
import type { Problems } from './problems'
import { inBounds } from './table'

const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).min(1),
})

const featureSchema = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: z.object({ type: z.string(), coordinates: z.array(z.unknown()) }),
})

/** How deep the positions lie in `coordinates`. */
const DEPTH = { Point: 0, LineString: 1, Polygon: 2, MultiPolygon: 3 } as const
export type GeometryType = keyof typeof DEPTH

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? '').slice(0, 40)
}

type Path = readonly (string | number)[]

/**
 * Checks the form of a GeoJSON file (RFC 7946): a collection of features of the permitted geometries, every position
 * a pair of degrees on the globe, and not swapped. What the features mean is for their own readers; roads and coast
 * may reach beyond the pack's bounds.
 */
export function checkGeoJson(
  file: string,
  content: string,
  permitted: readonly GeometryType[],
  bounds: Bounds | null,
  problems: Problems,
): void {
  const document = parseJson(file, content, problems)
  if (document === undefined) return
  const collection = collectionSchema.safeParse(document)
  if (!collection.success) {
    problems.add(file, 1, null, { code: 'wrong-format', found: content.trim().slice(0, 40), format: 'geojson' })
    return
  }
  // Looking up a line walks the text from its beginning: only for as many errors as are shown.
  const report = (path: Path, problem: Parameters<Problems['add']>[3]): void => {
    problems.add(file, problems.full ? null : lineOf(content, path), pathText(path), problem)
  }
  collection.data.features.forEach((entry, index) => {
    if (problems.full) return
    const path = ['features', index] as const
    const feature = featureSchema.safeParse(entry)
    if (!feature.success) {
      const inside = feature.error.issues[0]?.path.map((step) => (typeof step === 'number' ? step : String(step))) ?? []
      report([...path, ...inside], { code: 'wrong-format', found: shown(entry), format: 'geojson' })
      return
    }
    const { type, coordinates } = feature.data.geometry
    const known = permitted.find((entry) => entry === type)
    if (known === undefined) {
      report([...path, 'geometry', 'type'], { code: 'not-permitted', found: type, permitted })
      return
    }
    checkPositions(coordinates, DEPTH[known], [...path, 'geometry', 'coordinates'], bounds, report)
  })
}

/** Stops at the first wrong position of a feature: the others are mostly wrong in the same way. */
function checkPositions(
  value: unknown,
  depth: number,
  path: Path,
  bounds: Bounds | null,
  report: (path: Path, problem: Parameters<Problems['add']>[3]) => void,
): boolean {
  if (!Array.isArray(value)) {
    report(path, { code: 'wrong-format', found: shown(value), format: 'array' })
    return false
  }
  const values: readonly unknown[] = value
  if (depth > 0) {
    return values.every((child, index) => checkPositions(child, depth - 1, [...path, index], bounds, report))
  }
  const [lon, lat] = values
  if (typeof lon !== 'number' || typeof lat !== 'number' || values.length > 3) {
    report(path, { code: 'wrong-format', found: shown(value), format: 'geojson' })
    return false
  }
  const swapped = bounds !== null && !inBounds(lon, lat, bounds) && inBounds(lat, lon, bounds)
  if (swapped) {
    report(path, { code: 'swapped-coordinates', lon, lat })
    return false
  }
  if (!inBounds(lon, lat, [-180, -90, 180, 90])) {
    report(path, { code: 'outside-bounds', lon, lat, bounds: bounds ?? [-180, -90, 180, 90] })
    return false
  }
  return true
}
