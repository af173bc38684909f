import { z } from 'zod'
import type { ActorId, AnnotationId } from '../../base/ids'
import { MINUTE, type EpochMs } from '../../base/time'

/** What an officer draws: an area that people speak of, the way of a patrol, or a note at a place. */
export const ANNOTATION_KINDS = ['area', 'patrol', 'note'] as const
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number]

/** So long after it was taken away can a drawing be brought back. Milliseconds. */
export const ANNOTATION_UNDO_MS = 30 * MINUTE

const coordinate = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** GeoJSON, degrees WGS-84. */
export const annotationGeometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: coordinate }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(coordinate).min(2).max(2000) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(coordinate).min(4).max(2000)).min(1).max(20) }),
])
export type AnnotationGeometry = z.infer<typeof annotationGeometrySchema>

/** The one form that each kind has. */
export const GEOMETRY_OF = { area: 'Polygon', patrol: 'LineString', note: 'Point' } as const satisfies Record<AnnotationKind, AnnotationGeometry['type']>

/** Something drawn on the map for all screens. */
export interface Annotation {
  readonly id: AnnotationId
  readonly version: number
  readonly kind: AnnotationKind
  readonly geometry: AnnotationGeometry
  readonly name: string
  /** From then on no screen shows it; null: until it is taken away. */
  readonly until: EpochMs | null
  readonly by: ActorId
  readonly drawnAt: EpochMs
  readonly removedAt: EpochMs | null
}

/** True if screens show it at `now`. */
export const isShown = ({ until, removedAt }: Annotation, now: EpochMs): boolean => removedAt === null && (until === null || until > now)

interface Of {
  readonly annotationId: AnnotationId
}

export type AnnotationEvent =
  | {
      readonly type: 'annotation.drawn'
      readonly data: Of & {
        readonly kind: AnnotationKind
        readonly geometry: AnnotationGeometry
        readonly name: string
        readonly until: EpochMs | null
      }
    }
  | { readonly type: 'annotation.removed'; readonly data: Of }
  | { readonly type: 'annotation.restored'; readonly data: Of }
