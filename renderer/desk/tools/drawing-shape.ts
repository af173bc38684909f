import type { Annotation, AnnotationGeometry } from '../../../shared/domain/annotation/state'
import { GEOMETRY_OF } from '../../../shared/domain/annotation/state'
import type { LonLat } from '../../../shared/geo/position'
import { closureGeometry } from '../logic/closure-shape'
import type { MapTool } from '../state/desk'

type DrawTool = Extract<MapTool, { readonly kind: 'draw' }>

/** Points that make the shape: an area is closed here, and keeps the holes it had before. Null: too few points. */
export function drawnGeometry({ shape, points, change }: Pick<DrawTool, 'shape' | 'points' | 'change'>): AnnotationGeometry | null {
  if (shape === 'Point') {
    const at = points.at(-1)
    return at ? { type: 'Point', coordinates: [at.lon, at.lat] } : null
  }
  const geometry = closureGeometry(shape, points)
  if (geometry?.type !== 'Polygon' || change?.geometry.type !== 'Polygon') return geometry
  return { type: 'Polygon', coordinates: [...geometry.coordinates, ...change.geometry.coordinates.slice(1)] }
}

/** The corners that can be moved by hand: of an area those of its outline, without the one that closes it. */
export function cornersOf({ type, coordinates }: AnnotationGeometry): readonly LonLat[] {
  const corners = type === 'Point' ? [coordinates] : type === 'LineString' ? coordinates : (coordinates[0] ?? []).slice(0, -1)
  return corners.map(([lon, lat]) => ({ lon, lat }))
}

/** The tool that changes a drawing. */
export function changeTool(annotation: Annotation): MapTool {
  return { kind: 'draw', of: annotation.kind, shape: GEOMETRY_OF[annotation.kind], points: cornersOf(annotation.geometry), change: annotation }
}
