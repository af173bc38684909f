import { DAY } from '../../base/time'
import type { Aggregate } from '../aggregate'
import { annotationCommands } from './commands'
import { decideAnnotation } from './decide'
import { evolveAnnotation } from './evolve'
import type { Annotation, AnnotationEvent } from './state'
import { HUB_KEEPS_MS } from '../memory'

export const annotation: Aggregate<'annotation', 'annotations', Annotation, AnnotationEvent, typeof annotationCommands> = {
  name: 'annotation',
  table: 'annotations',
  idOf: (data) => data.annotationId,
  events: {
    'annotation.drawn': 1,
    'annotation.changed': 1,
    'annotation.removed': 1,
    'annotation.restored': 1,
  },
  commands: annotationCommands,
  evolve: evolveAnnotation,
  decide: decideAnnotation,
  memory: { endedAt: ({ removedAt, until }) => removedAt ?? until, screensMs: DAY, hubMs: HUB_KEEPS_MS },
}
