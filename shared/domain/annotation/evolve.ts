import { required } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { Annotation, AnnotationEvent } from './state'

/** The drawing after `event`. */
export function evolveAnnotation(state: Annotation | undefined, event: EventEnvelope & AnnotationEvent): Annotation {
  const version = event.streamVersion
  if (event.type === 'annotation.drawn') {
    const { annotationId, kind, geometry, name, until } = event.data
    return { id: annotationId, version, kind, geometry, name, until, by: event.actor, drawnAt: event.at, removedAt: null }
  }
  return { ...required(state, `annotation of ${event.stream}`), version, removedAt: event.type === 'annotation.removed' ? event.at : null }
}
