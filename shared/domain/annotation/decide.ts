import { asAnnotationId } from '../../base/ids'
import { err, ok, type Result } from '../../base/result'
import type { EpochMs } from '../../base/time'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { Rejection } from '../rejection'
import type { World } from '../world'
import { ANNOTATION_UNDO_MS, CLASS_OF, GEOMETRY_OF, isShown, lookOf, type AnnotationKind, type AnnotationLook } from './state'

export type AnnotationCommand = CommandOf<'drawAnnotation' | 'changeAnnotation' | 'removeAnnotation' | 'restoreAnnotation'>

/**
 * Drawing for all screens, changing what was drawn, taking a drawing away, and bringing it back for a while after that.
 *
 * - AN1: a form that its kind does not have, an open ring and an end that is over are refused with the field.
 * - AN2: a change says the version that its sender saw, and is refused where the drawing has moved on; without one it
 *   holds for whatever is there.
 * - AN3: what was taken away, or is over, is not changed.
 * - AN4: a change that changes nothing writes nothing.
 * - AN5: a change is taken back by another one, to what `changed.before` says.
 */
export function decideAnnotation(world: World, command: AnnotationCommand, context: DecideContext): Decided {
  const { now, newId } = context
  if (command.type === 'drawAnnotation') {
    const { kind } = command.data
    const look = { ...command.data, class: command.data.class ?? CLASS_OF[kind] }
    const checked = check(kind, look, now)
    if (!checked.ok) return checked
    const annotationId = asAnnotationId(newId())
    return ok({ events: [{ type: 'annotation.drawn', data: { annotationId, ...look } }], result: { annotationId } })
  }
  if (command.type === 'changeAnnotation') return decideChange(world, command, context)
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

function decideChange(world: World, command: CommandOf<'changeAnnotation'>, { now }: DecideContext): Decided {
  const { annotationId, ...wanted } = command.data
  const annotation = world.annotations.get(annotationId)
  if (!annotation) return err({ code: 'not_found', message: `no annotation ${annotationId}`, field: 'annotationId' })
  if (command.expectedVersion !== undefined && command.expectedVersion !== annotation.version) {
    return err({ code: 'stale_version', message: `annotation ${annotationId} is at version ${annotation.version}, not ${command.expectedVersion}`, field: 'expectedVersion' })
  }
  if (!isShown(annotation, now)) {
    return err({ code: 'wrong_state', message: `annotation ${annotationId} was taken away or is over: draw it again`, field: 'annotationId' })
  }
  const before = lookOf(annotation)
  const look: AnnotationLook = {
    geometry: wanted.geometry ?? before.geometry,
    name: wanted.name ?? before.name,
    class: wanted.class ?? before.class,
    until: wanted.until === undefined ? before.until : wanted.until,
  }
  if (JSON.stringify(look) === JSON.stringify(before)) return ok({ events: [], result: { annotationId, duplicate: true } })
  const checked = check(annotation.kind, look, now)
  if (!checked.ok) return checked
  return ok({ events: [{ type: 'annotation.changed', data: { annotationId, ...look } }], result: { annotationId } })
}

function check(kind: AnnotationKind, { geometry, until }: AnnotationLook, now: EpochMs): Result<null, Rejection> {
  if (geometry.type !== GEOMETRY_OF[kind]) {
    return err({ code: 'invalid', message: `${kind} is drawn as ${GEOMETRY_OF[kind]}`, field: 'geometry.type' })
  }
  const open = geometry.type === 'Polygon' ? geometry.coordinates.findIndex((ring) => String(ring[0]) !== String(ring.at(-1))) : -1
  if (open >= 0) return err({ code: 'invalid', message: 'a polygon ring must end where it starts', field: `geometry.coordinates.${open}` })
  if (until !== null && until <= now) return err({ code: 'invalid', message: 'the drawing would already be over', field: 'until' })
  return ok(null)
}
