import { required } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import { CLASS_OF, lookOf, type Annotation, type AnnotationEvent } from './state'

/** The drawing after `event`. */
export function evolveAnnotation(state: Annotation | undefined, event: EventEnvelope & AnnotationEvent): Annotation {
  const version = event.streamVersion
  if (event.type === 'annotation.drawn') {
    const { annotationId, kind, geometry, name, until } = event.data
    const look = { geometry, name, class: event.data.class ?? CLASS_OF[kind], until }
    return { id: annotationId, version, kind, ...look, by: event.actor, drawnAt: event.at, removedAt: null, changed: null }
  }
  const before = required(state, `annotation of ${event.stream}`)
  if (event.type === 'annotation.changed') {
    return { ...before, ...lookOf(event.data), version, changed: { before: lookOf(before), by: event.actor, at: event.at } }
  }
  return { ...before, version, removedAt: event.type === 'annotation.removed' ? event.at : null }
}
