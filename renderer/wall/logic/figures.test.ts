import { describe, expect, it } from 'vitest'
import { startOfDay } from '../../../shared/base/zone'
import { quantile } from '../../../shared/domain/select'
import { asDispatchId } from '../../../shared/base/ids'
import { Scene, T0, ZONE } from '../../../tests/fixtures/domain'
import { dayFigures } from './figures'

const TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

function figures(scene: Scene, drill = false) {
  const dispatches = new Map([...scene.world.dispatches.values()].map((dispatch) => [dispatch.id, dispatch]))
  const dayStart = startOfDay(scene.now, ZONE)
  return dayFigures({ incidents: scene.world.incidents.values(), dispatches, targets: TARGETS, dayStart, now: scene.now, drill })
}

let teams = 0
/** An incident that runs to the scene with the given times in seconds. */
function play(scene: Scene, toDelivered: number, toScene: number) {
  const start = scene.now
  const id = scene.alarm()
  const order = scene.order(id, scene.team(`t${++teams}`))
  scene.now = start + toDelivered * 1000
  scene.must('markDelivered', { dispatchId: asDispatchId(order), observedAt: scene.now, note: '' })
  scene.now = start + toScene * 1000
  scene.milestone(order, 'arrived')
  scene.now = start
  return id
}

describe('the figures of the day', () => {
  it('takes percentiles from raw samples', () => {
    const scene = new Scene()
    const delivered = [12, 19, 25, 26, 41]
    const onScene = [300, 402, 665, 1000, 120]
    delivered.forEach((seconds, index) => play(scene, seconds, onScene[index] ?? 0))
    scene.now += 2_000_000
    const found = figures(scene)
    expect(found.delivered).toEqual({ p90Ms: quantile(delivered.map((s) => s * 1000), 0.9), n: 5 })
    expect(found.onScene).toEqual({ p90Ms: quantile(onScene.map((s) => s * 1000), 0.9), n: 5 })
    // 41 s to delivery and 1000 s to the scene: two incidents, not three.
    expect(found.overdue).toBe(2)
    expect(found).toMatchObject({ count: 5, open: 5 })
  })

  it('has no percentile without a sample, and does not take a closed clock for a delivered order', () => {
    const scene = new Scene()
    const id = scene.alarm()
    scene.now += 5_000
    scene.must('closeIncident', { incidentId: id, summary: '' })
    expect(figures(scene)).toMatchObject({ count: 1, open: 0, delivered: { p90Ms: null, n: 0 }, onScene: { p90Ms: null, n: 0 }, overdue: 0 })
  })

  it('counts a clock that is still running beyond its target', () => {
    const scene = new Scene()
    scene.alarm()
    scene.now += 30_000
    expect(figures(scene).overdue).toBe(0)
    scene.now += 1
    expect(figures(scene).overdue).toBe(1)
  })

  it('counts merged calls once, and a false alarm as one that was rightly left alone', () => {
    const scene = new Scene()
    const first = scene.alarm()
    const second = scene.alarm()
    scene.must('mergeIncidents', { incidentId: second, intoId: first })
    scene.now += 60_000
    scene.must('markFalseAlarm', { incidentId: first, reason: '误报' })
    expect(figures(scene)).toMatchObject({ count: 1, open: 0, overdue: 0 })
  })

  it('begins anew at midnight of the jurisdiction, but what is open stays open', () => {
    const scene = new Scene()
    scene.alarm()
    scene.now = startOfDay(T0, ZONE) + 86_400_000 - 1
    expect(figures(scene)).toMatchObject({ count: 1, open: 1 })
    scene.now += 1
    expect(figures(scene)).toMatchObject({ count: 0, open: 1, overdue: 0 })
  })

  it('never mixes drills with the real', () => {
    const scene = new Scene()
    scene.alarm()
    expect(figures(scene, true)).toMatchObject({ count: 0, open: 0 })
  })
})
