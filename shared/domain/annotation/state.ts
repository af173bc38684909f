import { z } from 'zod'
import type { ActorId, AnnotationId } from '../../base/ids'
import { MINUTE, type EpochMs } from '../../base/time'

/** What an officer draws: an area that people speak of, the way of a patrol, or a note at a place. */
export const ANNOTATION_KINDS = ['area', 'patrol', 'note'] as const
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number]

/**
 * What a drawing means, which gives it its colour and its line's pattern on every map. None of them is a severity: how
 * grave something is stays a word in its name.
 */
export const ANNOTATION_CLASSES = ['boundary', 'patrol', 'danger', 'assembly', 'note'] as const
export type AnnotationClass = (typeof ANNOTATION_CLASSES)[number]

/** The class of a drawing for which nobody chose one; those of before there were classes have it too. */
export const CLASS_OF = { area: 'boundary', patrol: 'patrol', note: 'note' } as const satisfies Record<AnnotationKind, AnnotationClass>

/** So long after it was taken away can a drawing be brought back, and a change of it be taken back. Milliseconds. */
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

/** What of a drawing can be changed after it was drawn; its kind, and with it its form, stays. */
export interface AnnotationLook {
  readonly geometry: AnnotationGeometry
  readonly name: string
  readonly class: AnnotationClass
  /** From then on no screen shows it; null: until it is taken away. */
  readonly until: EpochMs | null
}

/** Something drawn on the map for all screens. */
export interface Annotation extends AnnotationLook {
  readonly id: AnnotationId
  readonly version: number
  readonly kind: AnnotationKind
  readonly by: ActorId
  readonly drawnAt: EpochMs
  readonly removedAt: EpochMs | null
  /** How it was before its last change, who changed it and when; null: as it was drawn. */
  readonly changed: { readonly before: AnnotationLook; readonly by: ActorId; readonly at: EpochMs } | null
}

/** Only what can be changed of it. */
export function lookOf(one: AnnotationLook): AnnotationLook {
  return { geometry: one.geometry, name: one.name, class: one.class, until: one.until }
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
        /** Left out: drawn before there were classes. */
        readonly class?: AnnotationClass
        readonly until: EpochMs | null
      }
    }
  /** All that can be changed, as it is from then on. */
  | { readonly type: 'annotation.changed'; readonly data: Of & AnnotationLook }
  | { readonly type: 'annotation.removed'; readonly data: Of }
  | { readonly type: 'annotation.restored'; readonly data: Of }
