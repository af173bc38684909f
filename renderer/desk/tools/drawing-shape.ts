import type { Annotation, AnnotationGeometry } from '../../../shared/domain/annotation/state'
import { GEOMETRY_OF } from '../../../shared/domain/annotation/state'
import type { LonLat } from '../../../shared/geo/position'
import { closureGeometry } from '../logic/closure-shape'
import { middleOf } from '../../map/geo'
import type { MapCamera } from '../../map/types'
import { useDeskView } from '../map/desk-view'
import { setTool, wishMap, type MapTool } from '../state/desk'

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

/** So near to its middle, in pixels, the map shows a place for sure. */
const SURELY_SEEN_PX = { x: 250, y: 180 } as const

/** Whether a map that looks there surely shows the place: engine's tiles of 512 pixels, the world is one of them at zoom 0. */
export function isInView(at: LonLat, { center, zoom }: MapCamera): boolean {
  const perDegree = (512 * 2 ** zoom) / 360
  const x = Math.abs(at.lon - center.lon) * perDegree
  const y = (Math.abs(at.lat - center.lat) * perDegree) / Math.cos((center.lat * Math.PI) / 180)
  return x <= SURELY_SEEN_PX.x && y <= SURELY_SEEN_PX.y
}

/** The tool that changes a drawing. */
export function changeTool(annotation: Annotation): MapTool {
  return { kind: 'draw', of: annotation.kind, shape: GEOMETRY_OF[annotation.kind], points: cornersOf(annotation.geometry), change: annotation }
}

/** Begins to change a drawing, and brings it into view where it is not. */
export function startChange(annotation: Annotation): void {
  const middle = middleOf(annotation.geometry)
  const camera = useDeskView.getState().camera()
  if (camera && !isInView(middle, camera)) wishMap(middle)
  setTool(changeTool(annotation))
}
