import { describe, expect, it } from 'vitest'
import { asIncidentId } from '../base/ids'
import { MINUTE, SECOND } from '../base/time'
import { required } from '../base/assert'
import { OFFICER, Scene, T0 } from '../../tests/fixtures/domain'
import { deadlines } from './deadlines'
import { dispatchesOf, incidentClocks, quantile } from './select'
import { worldFrom, snapshotOf } from './world-snapshot'

const TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

function clocks(scene: Scene, incidentId: string) {
  const incident = required(scene.world.incidents.get(asIncidentId(incidentId)), 'incident')
  return incidentClocks(incident, dispatchesOf(scene.world, incident), TARGETS)
}

describe('incident clocks', () => {
  it('run from the alarm to the first delivery and from the first order to the first arrival', () => {
    const scene = new Scene()
    const incident = scene.alarm()
    const lan = scene.team('lan')
    const second = scene.team('second')
    expect(clocks(scene, incident)).toEqual({
      alarmToDelivered: { startAt: T0, stopAt: null, targetMs: 30_000 },
      orderToScene: null,
    })
    scene.now += 12 * SECOND
    const first = scene.order(incident, lan)
    const late = scene.order(incident, second)
    scene.now += 7 * SECOND
    scene.must('markDelivered', { dispatchId: first, observedAt: scene.now, note: '' })
    scene.now += 6 * MINUTE
    scene.milestone(late, 'arrived')
    scene.now += MINUTE
    scene.milestone(first, 'arrived')
    expect(clocks(scene, incident)).toEqual({
      alarmToDelivered: { startAt: T0, stopAt: T0 + 19 * SECOND, targetMs: 30_000 },
      orderToScene: { startAt: T0 + 12 * SECOND, stopAt: T0 + 19 * SECOND + 6 * MINUTE, targetMs: 900_000 },
    })
  })

  it('do not count an order that was withdrawn on the way', () => {
    const scene = new Scene()
    const incident = scene.alarm()
    const first = scene.order(incident, scene.team('lan'))
    scene.must('withdrawDispatch', { dispatchId: first, reason: '换近队' })
    expect(clocks(scene, incident).orderToScene).toBeNull()
    scene.now += MINUTE
    scene.order(incident, scene.team('next'))
    expect(clocks(scene, incident).orderToScene?.startAt).toBe(T0 + MINUTE)
  })
})

describe('quantile', () => {
  it('interpolates raw samples (type 7)', () => {
    expect(quantile([], 0.9)).toBeNull()
    expect(quantile([7], 0.9)).toBe(7)
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBeCloseTo(9.1)
  })
})

describe('deadlines', () => {
  const settings = { ackTimeoutSeconds: 30, maxRealerts: 2, escalation: 'officer' as const }

  it('ring a silent phone twice and then escalate once, each from the last ring', () => {
    const scene = new Scene()
    const dispatch = scene.order(scene.alarm(), scene.team('lan'))
    for (const attempt of [1, 2]) {
      expect(deadlines(scene.world, settings)).toEqual([{ at: scene.now + 30_000, key: `realert:${dispatch}:${attempt}`, command: { type: 'realertDispatch', data: { dispatchId: dispatch } } }])
      scene.now += 31_000
      scene.must('realertDispatch', { dispatchId: dispatch })
    }
    expect(deadlines(scene.world, settings)).toEqual([{ at: scene.now + 30_000, key: `escalate:${dispatch}`, command: { type: 'escalateDispatch', data: { dispatchId: dispatch, to: 'officer', nextTeamId: null } } }])
    scene.append({ type: 'dispatch.escalated', data: { ...required(scene.world.dispatches.get(dispatch), 'd'), dispatchId: dispatch, to: 'officer', nextTeamId: null } }, OFFICER)
    expect(deadlines(scene.world, settings)).toEqual([])
  })

  it('end with the acknowledgement, and are the same after a restart', () => {
    const scene = new Scene()
    const lan = scene.team('lan')
    const dispatch = scene.order(scene.alarm(), lan)
    scene.must('reserveTeam', { teamId: scene.team('res'), incidentId: scene.alarm(), minutes: 10 })
    const geometry = { type: 'LineString' as const, coordinates: [[120, 27], [120.1, 27]] as [number, number][] }
    scene.must('declareClosure', { geometry, vehicles: null, until: scene.now + MINUTE, reason: '塌方' })
    const restarted = worldFrom(JSON.parse(JSON.stringify(snapshotOf(scene.world))))
    expect(deadlines(restarted, settings)).toEqual(deadlines(scene.world, settings))
    expect(deadlines(restarted, settings).map((due) => due.command.type)).toEqual(['realertDispatch', 'liftClosure', 'releaseReservation'])
    scene.milestone(dispatch, 'acknowledged')
    expect(deadlines(scene.world, settings).map((due) => due.command.type)).toEqual(['liftClosure', 'releaseReservation'])
  })
})
