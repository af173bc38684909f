import { z } from 'zod'
import type { AnnotationId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, idOf } from '../fields'
import { ANNOTATION_CLASSES, ANNOTATION_KINDS, annotationGeometrySchema } from './state'

const annotationId = idOf<AnnotationId>()

export const annotationCommands = {
  drawAnnotation: {
    by: ['officer'],
    data: z.object({
      kind: z.enum(ANNOTATION_KINDS),
      geometry: annotationGeometrySchema,
      name: z.string().trim().min(1).max(80),
      /** Left out: the kind's own. */
      class: z.enum(ANNOTATION_CLASSES).optional(),
      until: epochMsSchema.nullable().default(null),
    }),
  },
  /** What is left out stays. `expectedVersion` is the drawing's. */
  changeAnnotation: {
    by: ['officer'],
    data: z.object({
      annotationId,
      geometry: annotationGeometrySchema.optional(),
      name: z.string().trim().min(1).max(80).optional(),
      class: z.enum(ANNOTATION_CLASSES).optional(),
      until: epochMsSchema.nullable().optional(),
    }),
  },
  removeAnnotation: { by: ['officer'], data: z.object({ annotationId }) },
  restoreAnnotation: { by: ['officer'], data: z.object({ annotationId }) },
} as const satisfies CommandSpecs
