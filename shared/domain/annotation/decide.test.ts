import { describe, expect, it } from 'vitest'
import { asAnnotationId } from '../../base/ids'
import { MINUTE } from '../../base/time'
import { FEED, HUB, phoneOf, Scene, T0 } from '../../../tests/fixtures/domain'
import { commandData } from '../command'
import { ANNOTATION_UNDO_MS, isShown } from './state'

const RING: [number, number][] = [
  [120.4, 27.3],
  [120.5, 27.3],
  [120.5, 27.4],
  [120.4, 27.3],
]
const AREA = { kind: 'area', geometry: { type: 'Polygon', coordinates: [RING] }, name: '风坑搜索区', until: null } as const
const area = () => structuredClone(AREA) as never

function drawn() {
  const scene = new Scene()
  scene.must('drawAnnotation', area())
  const annotation = () => {
    const [one] = scene.world.annotations.values()
    if (!one) throw new Error('nothing drawn')
    return one
  }
  return { scene, annotation, annotationId: annotation().id }
}

describe('a drawing for all screens', () => {
  it('is what the officer drew, until it is taken away', () => {
    const { scene, annotation, annotationId } = drawn()
    expect(annotation()).toMatchObject({ ...AREA, drawnAt: T0, removedAt: null })
    scene.must('removeAnnotation', { annotationId })
    expect(isShown(annotation(), scene.now)).toBe(false)
    expect(scene.must('removeAnnotation', { annotationId })).toMatchObject({ duplicate: true })
  })

  it('comes back when that was a mistake, for half an hour', () => {
    const { scene, annotation, annotationId } = drawn()
    scene.must('removeAnnotation', { annotationId })
    scene.now += ANNOTATION_UNDO_MS
    scene.must('restoreAnnotation', { annotationId })
    expect(isShown(annotation(), scene.now)).toBe(true)
    expect(scene.must('restoreAnnotation', { annotationId })).toMatchObject({ duplicate: true })
    scene.must('removeAnnotation', { annotationId })
    scene.now += ANNOTATION_UNDO_MS + 1
    expect(scene.send('restoreAnnotation', { annotationId })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
  })

  it('ends by itself where it was given an end', () => {
    const scene = new Scene()
    scene.must('drawAnnotation', { ...AREA, until: T0 + MINUTE } as never)
    const [annotation] = scene.world.annotations.values()
    expect(annotation && isShown(annotation, T0 + MINUTE - 1)).toBe(true)
    expect(annotation && isShown(annotation, T0 + MINUTE)).toBe(false)
    expect(scene.send('drawAnnotation', { ...AREA, until: T0 } as never)).toMatchObject({ ok: false, error: { field: 'until' } })
  })

  it('is refused with the field that is wrong', () => {
    const scene = new Scene()
    expect(scene.send('drawAnnotation', { ...AREA, kind: 'patrol' } as never)).toMatchObject({ ok: false, error: { field: 'geometry.type' } })
    const open = { type: 'Polygon', coordinates: [RING.slice(0, 3)] }
    expect(scene.send('drawAnnotation', { ...AREA, geometry: open } as never)).toMatchObject({ ok: false, error: { field: 'geometry.coordinates.0' } })
    expect(scene.send('removeAnnotation', { annotationId: asAnnotationId('none') })).toMatchObject({ ok: false, error: { code: 'not_found' } })
    for (const coordinates of [[[120.4, Number.NaN]], [[27.3, 120.4]], []]) {
      expect(commandData.drawAnnotation.safeParse({ ...AREA, geometry: { type: 'Polygon', coordinates: [coordinates] } }).success).toBe(false)
    }
  })

  it('is drawn by officers only', () => {
    for (const actor of [FEED, HUB, phoneOf('lan')]) {
      expect(new Scene().send('drawAnnotation', area(), actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
  })
})
