import { asAnnotationId } from '../../base/ids'
import { err, ok } from '../../base/result'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { World } from '../world'
import { ANNOTATION_UNDO_MS, GEOMETRY_OF } from './state'

export type AnnotationCommand = CommandOf<'drawAnnotation' | 'removeAnnotation' | 'restoreAnnotation'>

/** Drawing for all screens, taking a drawing away, and bringing it back for a while after that. */
export function decideAnnotation(world: World, command: AnnotationCommand, { now, newId }: DecideContext): Decided {
  if (command.type === 'drawAnnotation') {
    const { kind, geometry, until } = command.data
    if (geometry.type !== GEOMETRY_OF[kind]) {
      return err({ code: 'invalid', message: `${kind} is drawn as ${GEOMETRY_OF[kind]}`, field: 'geometry.type' })
    }
    const open = geometry.type === 'Polygon' ? geometry.coordinates.findIndex((ring) => String(ring[0]) !== String(ring.at(-1))) : -1
    if (open >= 0) return err({ code: 'invalid', message: 'a polygon ring must end where it starts', field: `geometry.coordinates.${open}` })
    if (until !== null && until <= now) return err({ code: 'invalid', message: 'the drawing would already be over', field: 'until' })
    const annotationId = asAnnotationId(newId())
    return ok({ events: [{ type: 'annotation.drawn', data: { annotationId, ...command.data } }], result: { annotationId } })
  }
  const { annotationId } = command.data
  const annotation = world.annotations.get(annotationId)
  if (!annotation) return err({ code: 'not_found', message: `no annotation ${annotationId}`, field: 'annotationId' })
  const { removedAt } = annotation
  if ((removedAt !== null) === (command.type === 'removeAnnotation')) return ok({ events: [], result: { annotationId, duplicate: true } })
  if (removedAt !== null && now - removedAt > ANNOTATION_UNDO_MS) {
    return err({ code: 'wrong_state', message: `annotation ${annotationId} was taken away too long ago: draw it again`, field: 'annotationId' })
  }
  const type = command.type === 'removeAnnotation' ? 'annotation.removed' : 'annotation.restored'
  return ok({ events: [{ type, data: { annotationId } }], result: { annotationId } })
}
