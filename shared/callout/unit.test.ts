import { expect, it } from 'vitest'
import { asUnitId } from '../base/ids'
import { ANSWER, MAZHAN, sent, unitActor, V1, XIAGUAN } from '../../tests/fixtures/callouts'
import { isOpenFor, unitCallouts } from './unit'

it('a unit sees its own warning with its own word, and nothing of the others', () => {
  const { scene, calloutId } = sent()
  scene.must('answerCallout', { calloutId, unitId: XIAGUAN, values: { ...ANSWER, commander: '别人', villages: [] } }, unitActor(XIAGUAN))
  scene.must('recordCalloutCall', { calloutId, unitId: MAZHAN, attempt: 1, outcome: 'reached', who: '演示', number: '0577-0000-0009', note: '' })
  const own = unitCallouts(scene.world, MAZHAN)
  expect(own).toMatchObject([{ id: calloutId, own: { readAt: null, answer: null, mustAnswer: true } }])
  const text = JSON.stringify(own)
  for (const foreign of ['别人', '0577-0000-0009', 'town:xiaguan', 'officer:']) expect(text).not.toContain(foreign)
  expect(unitCallouts(scene.world, V1)).toMatchObject([{ own: { mustAnswer: false, mustReport: false } }])
  expect(unitCallouts(scene.world, asUnitId('town:nowhere'))).toEqual([])
})

it('a warning stays open until it is lifted and, where that is expected, reported on; of ended ones the last few stay', () => {
  const { scene, calloutId } = sent()
  const state = (unit: typeof MAZHAN) => unitCallouts(scene.world, unit).map(isOpenFor)
  expect(state(MAZHAN)).toEqual([true])
  scene.must('liftCallout', { calloutId, note: '' })
  expect([state(MAZHAN), state(V1)]).toEqual([[true], [false]])
  scene.must('reportCallout', { calloutId, unitId: MAZHAN, values: { moved: 1 } }, unitActor(MAZHAN))
  expect(state(MAZHAN)).toEqual([false])
  for (let n = 0; n < 4; n++) {
    scene.now += 1
    const next = sent(scene, { text: `第 ${n} 次` })
    scene.must('withdrawCallout', { calloutId: next.calloutId, reason: '误发' })
  }
  scene.now += 1
  sent(scene, { text: '在生效' })
  expect(unitCallouts(scene.world, MAZHAN).map(({ text }) => text)).toEqual(['在生效', '第 3 次', '第 2 次', '第 1 次'])
})
