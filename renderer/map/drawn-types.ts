import type { AreaGeometry } from '../../shared/dispatch/reach'
import type { Position } from '../../shared/dispatch/travel'
import type { AnnotationClass } from '../../shared/domain/annotation/state'
import type { LonLat } from '../../shared/geo/position'

/** Something that an officer has drawn. */
export interface ShapeMark {
  readonly id: string
  readonly geometry: { readonly type: 'LineString'; readonly coordinates: readonly Position[] } | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] } | { readonly type: 'Point'; readonly coordinates: Position }
  readonly label: string
  /** What it means, which gives it its colour and line; `draft`: being drawn. */
  readonly of: AnnotationClass | 'draft'
  readonly selected?: boolean
}

/** A feature of a file that was dropped on this screen: nobody else sees it. */
export interface ImportedMark {
  readonly id: string
  /** Any but a collection. */
  readonly geometry: Exclude<GeoJSON.Geometry, GeoJSON.GeometryCollection>
  /** May be empty. */
  readonly label: string
}

/** What 周边分析 found: its outline, and the objects in it, ringed. */
export interface SurroundingsMark {
  readonly at: LonLat
  readonly outline: AreaGeometry
  /** A circle because there are no road data. */
  readonly estimated: boolean
  readonly label: string
  /** [lon, lat] pairs of what was found. */
  readonly found: Float64Array
}

export interface MeasureMark {
  readonly points: readonly Position[]
  /** Closed: an area is measured. */
  readonly closed: boolean
  /** One per corner, may be empty (1.2 km). */
  readonly labels: readonly string[]
}
