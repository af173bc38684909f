import { describe, expect, it } from 'vitest'
import { MINUTE } from '../base/time'
import { ANSWER, MAZHAN, sent, unitActor, UNIT_SOURCES, V1, V2, V3, XIAGUAN } from '../../tests/fixtures/callouts'
import { HUB, T0 } from '../../tests/fixtures/domain'
import { calloutFigures, calloutMatrix, calloutOrder, flatRows } from './matrix'
import { summariseCallout } from './summary'

function played() {
  const { scene, calloutId, callout } = sent()
  scene.now = T0 + MINUTE
  scene.must('readCallout', { calloutId, unitId: XIAGUAN }, unitActor(XIAGUAN))
  scene.must('readCallout', { calloutId, unitId: V3 }, unitActor(V3))
  scene.now = T0 + 3 * MINUTE
  scene.must('runCalloutClock', { calloutId, clock: 'read' }, HUB)
  scene.now = T0 + 4 * MINUTE
  scene.must('readCallout', { calloutId, unitId: V1 }, unitActor(V1))
  scene.must('recordCalloutCall', { calloutId, unitId: V2, attempt: 1, outcome: 'reached', who: '演示', number: '', note: '' })
  return { scene, calloutId, callout }
}
const states = (rows: ReturnType<typeof calloutMatrix>) => Object.fromEntries(flatRows(rows).map(({ unit, read, answer, report }) => [unit.unitId, [read.state, answer.state, report.state]]))

describe('the matrix', () => {
  it('says of each unit what is done, late, awaited and over', () => {
    const { callout } = played()
    expect(states(calloutMatrix(callout(), T0 + 5 * MINUTE))).toEqual({
      [MAZHAN]: ['over', 'running', 'none'],
      [V1]: ['late', 'none', 'none'],
      [V2]: ['none', 'none', 'none'],
      [XIAGUAN]: ['done', 'running', 'none'],
      [V3]: ['done', 'none', 'none'],
    })
  })

  it('has the longest overdue town first, its villages below it', () => {
    const { scene, calloutId, callout } = played()
    expect(calloutMatrix(callout(), T0 + 5 * MINUTE).map(({ unit, below, overMs }) => [unit.unitId, below.map((row) => row.unit.unitId), overMs])).toEqual([
      [MAZHAN, [V1, V2], 2 * MINUTE],
      [XIAGUAN, [V3], null],
    ])
    scene.must('answerCallout', { calloutId, unitId: MAZHAN, values: ANSWER }, unitActor(MAZHAN))
    expect(calloutMatrix(callout(), T0 + 16 * MINUTE).map(({ unit }) => unit.unitId)).toEqual([XIAGUAN, MAZHAN])
  })

  it('keeps a village in sight whose town was not addressed', () => {
    expect(calloutMatrix(sent(undefined, { units: [V3] }).callout(), T0).map(({ unit }) => unit.unitId)).toEqual([V3])
  })

  it('awaits a report after the lifting and nothing else', () => {
    const { scene, calloutId, callout } = played()
    scene.must('liftCallout', { calloutId, note: '' })
    scene.must('reportCallout', { calloutId, unitId: XIAGUAN, values: { moved: 3 } }, unitActor(XIAGUAN))
    const rows = calloutMatrix(callout(), scene.now + 31 * MINUTE)
    expect(states(rows)).toMatchObject({ [MAZHAN]: ['none', 'none', 'over'], [XIAGUAN]: ['done', 'none', 'done'] })
    expect(calloutFigures(callout(), scene.now + 31 * MINUTE)).toEqual({ units: 5, read: 3, reached: 1, asked: 2, answered: 0, toReport: 2, reported: 1, over: 1, tasks: 0 })
  })

  it('of a withdrawn warning awaits nothing, and stands last', () => {
    const { scene, calloutId, callout } = played()
    const second = sent(scene, { colour: 'red' })
    scene.must('withdrawCallout', { calloutId, reason: '误发' })
    expect(flatRows(calloutMatrix(callout(), T0 + 60 * MINUTE)).every(({ overMs }) => overMs === null)).toBe(true)
    expect(calloutOrder(scene.world.callouts.values()).map(({ id }) => id)).toEqual([second.calloutId, calloutId])
  })
})

describe('the summary', () => {
  it('counts over all and by town, with percentiles of the single times', () => {
    const { scene, calloutId } = played()
    scene.now = T0 + 16 * MINUTE
    scene.must('answerCallout', { calloutId, unitId: XIAGUAN, values: { ...ANSWER, villages: [] } }, unitActor(XIAGUAN))
    const summary = summariseCallout(scene.world, UNIT_SOURCES, scene.now)
    expect(summary).toMatchObject({
      at: scene.now, sent: 5, read: 3, reached: 1, unread: 1, asked: 2, answered: 1, answeredLate: 1, unanswered: 1, toReport: 0, tasks: 1,
      readSeconds: { n: 3, p50: 60, p90: 204, worst: 240 }, answerSeconds: { n: 1, p50: 960, worst: 960 },
      warnings: [{ id: calloutId, colour: 'orange', liftedAt: null, drill: false }],
    })
    expect(summary.byTown.map(({ town, name, sent: n, read, unread, answered, readSeconds }) => [town, name, n, read, unread, answered, readSeconds?.n ?? null])).toEqual([
      [MAZHAN, '马站镇', 3, 1, 1, 0, 1],
      [XIAGUAN, '霞关镇', 2, 2, 0, 1, 2],
    ])
  })

  it('of nothing knows no times, and forgets what was withdrawn or lifted long ago', () => {
    const { scene, calloutId } = played()
    const none = { sent: 0, read: 0, readSeconds: null, answerSeconds: null, warnings: [] }
    scene.must('liftCallout', { calloutId, note: '' })
    expect(summariseCallout(scene.world, UNIT_SOURCES, scene.now).sent).toBe(5)
    expect(summariseCallout(scene.world, UNIT_SOURCES, scene.now + 25 * 60 * MINUTE)).toMatchObject(none)
    const other = sent()
    other.scene.must('withdrawCallout', { calloutId: other.calloutId, reason: '误发' })
    expect(summariseCallout(other.scene.world, UNIT_SOURCES, T0)).toMatchObject(none)
  })
})
