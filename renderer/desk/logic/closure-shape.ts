import { err, ok, type Result } from '../../../shared/base/result'
import type { ClosureGeometry } from '../../../shared/domain/closure/state'
import type { LonLat } from '../../../shared/geo/position'
import { parsePosition, type PositionProblem } from '../../../shared/geo/coordinates'

/** GeoJSON of drawn points: an area is closed here. Null if there are too few for the shape. */
export function closureGeometry(shape: ClosureGeometry['type'], points: readonly LonLat[]): ClosureGeometry | null {
  const coordinates = points.map(({ lon, lat }): [number, number] => [lon, lat])
  const first = coordinates[0]
  if (shape === 'LineString') return coordinates.length < 2 ? null : { type: shape, coordinates }
  return coordinates.length < 3 || !first ? null : { type: shape, coordinates: [[...coordinates, [...first]]] }
}

/** Points typed one on a line; the error names the line, from 1. */
export function parseLine(text: string): Result<readonly LonLat[], { readonly row: number; readonly problem: PositionProblem }> {
  const points: LonLat[] = []
  const rows = text.split('\n')
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '') continue
    const parsed = parsePosition(row, 'wgs84')
    if (!parsed.ok) return err({ row: index + 1, problem: parsed.error })
    points.push(parsed.value.at)
  }
  return ok(points)
}
