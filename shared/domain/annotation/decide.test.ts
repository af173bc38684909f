import { describe, expect, it } from 'vitest'
import { asAnnotationId } from '../../base/ids'
import { MINUTE } from '../../base/time'
import { FEED, HUB, KINDS, OFFICER, phoneOf, Scene, T0 } from '../../../tests/fixtures/domain'
import { commandData } from '../command'
import { decide } from '../decide'
import { evolveAnnotation } from './evolve'
import { ANNOTATION_UNDO_MS, isShown, lookOf } from './state'

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
    expect(annotation()).toMatchObject({ ...AREA, class: 'boundary', drawnAt: T0, removedAt: null, changed: null })
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

  it('keeps the class that was chosen for it, and has its kind\'s own where it was drawn before there were classes', () => {
    const scene = new Scene()
    scene.must('drawAnnotation', { ...AREA, class: 'danger' } as never)
    const [event] = scene.events
    expect(event).toMatchObject({ type: 'annotation.drawn', data: { class: 'danger' } })
    const { class: _without, ...data } = (event?.data ?? {}) as Record<string, unknown>
    expect(evolveAnnotation(undefined, { ...event, data } as never).class).toBe('boundary')
    expect(commandData.drawAnnotation.safeParse({ ...AREA, class: 'red' }).success).toBe(false)
  })

  it('is changed by its corners, name, class and end, whatever is left out stays', () => {
    const { scene, annotation, annotationId } = drawn()
    const moved = { type: 'Polygon' as const, coordinates: [RING.map(([lon, lat]): [number, number] => [lon + 0.01, lat])] }
    scene.now += MINUTE
    scene.must('changeAnnotation', { annotationId, geometry: moved })
    expect(annotation()).toMatchObject({ geometry: moved, name: AREA.name, class: 'boundary', version: 2, drawnAt: T0 })
    scene.must('changeAnnotation', { annotationId, name: '风坑危险区', class: 'danger', until: scene.now + MINUTE })
    expect(annotation()).toMatchObject({ geometry: moved, name: '风坑危险区', class: 'danger', until: scene.now + MINUTE })
    expect(annotation().changed).toMatchObject({ before: { name: AREA.name, class: 'boundary', geometry: moved }, at: scene.now })
  })

  it('AN1: is not changed into a form that its kind does not have, an open ring, or something that is over', () => {
    const { scene, annotation, annotationId } = drawn()
    const before = annotation()
    expect(scene.send('changeAnnotation', { annotationId, geometry: { type: 'Point', coordinates: [120.4, 27.3] } })).toMatchObject({ ok: false, error: { field: 'geometry.type' } })
    expect(scene.send('changeAnnotation', { annotationId, geometry: { type: 'Polygon', coordinates: [RING.slice(0, 3)] } })).toMatchObject({ ok: false, error: { field: 'geometry.coordinates.0' } })
    expect(scene.send('changeAnnotation', { annotationId, until: scene.now })).toMatchObject({ ok: false, error: { field: 'until' } })
    expect(scene.send('changeAnnotation', { annotationId: asAnnotationId('none') })).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect(annotation()).toBe(before)
  })

  it('AN2: is not changed by who has not seen the last change', () => {
    const { scene, annotation, annotationId } = drawn()
    scene.must('changeAnnotation', { annotationId, name: '一' })
    const command = { commandId: 'c' as never, type: 'changeAnnotation' as const, data: { annotationId, name: '二' }, expectedVersion: 1 }
    expect(decide(scene.world, command, scene.context(OFFICER), KINDS)).toMatchObject({ ok: false, error: { code: 'stale_version' } })
    expect(decide(scene.world, { ...command, expectedVersion: 2 }, scene.context(OFFICER), KINDS).ok).toBe(true)
    expect(annotation().name).toBe('一')
  })

  it('AN3: is not changed after it was taken away or is over', () => {
    const { scene, annotationId } = drawn()
    scene.must('changeAnnotation', { annotationId, until: scene.now + MINUTE })
    scene.now += MINUTE
    expect(scene.send('changeAnnotation', { annotationId, name: '晚了' })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
    const other = drawn()
    other.scene.must('removeAnnotation', { annotationId: other.annotationId })
    expect(other.scene.send('changeAnnotation', { annotationId: other.annotationId, name: '晚了' })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
  })

  it('AN4: writes nothing where nothing changes', () => {
    const { scene, annotation, annotationId } = drawn()
    expect(scene.must('changeAnnotation', { annotationId, ...lookOf(annotation()) } as never)).toMatchObject({ duplicate: true })
    expect(scene.events).toHaveLength(1)
  })

  it('AN5: is as it was before when the change is taken back, and as after it when that is taken back', () => {
    const { scene, annotation, annotationId } = drawn()
    const first = lookOf(annotation())
    scene.must('changeAnnotation', { annotationId, name: '二', class: 'danger' })
    const second = lookOf(annotation())
    const back = () => scene.must('changeAnnotation', { annotationId, ...annotation().changed?.before } as never)
    back()
    expect(lookOf(annotation())).toEqual(first)
    back()
    expect(lookOf(annotation())).toEqual(second)
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
