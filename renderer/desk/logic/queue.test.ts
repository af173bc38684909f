import { describe, expect, it } from 'vitest'
import { Scene, HUB } from '../../../tests/fixtures/domain'
import { asDispatchId } from '../../../shared/base/ids'
import type { Incident } from '../../../shared/domain/incident/state'
import { queueClock, queueOrder, readQueue, sceneSamples } from './queue'

const TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

function setUp() {
  const scene = new Scene()
  const incident = (id: string): Incident => {
    const found = [...scene.world.incidents.values()].find((one) => one.id === id)
    if (!found) throw new Error(id)
    return found
  }
  const orders = (id: string) => incident(id).dispatchIds.flatMap((one) => scene.world.dispatches.get(one) ?? [])
  const read = (id: string) => readQueue(incident(id), orders(id))
  return { scene, incident, orders, read }
}

describe('the queue', () => {
  it('puts the unanswered first, then the gravest, then the oldest', () => {
    const { scene } = setUp()
    const answered = scene.alarm({ severity: 'red' })
    scene.must('answerIncident', { incidentId: answered })
    scene.now += 1000
    const yellow = scene.alarm({ severity: 'yellow' })
    scene.now += 1000
    const older = scene.alarm({ severity: 'red' })
    scene.now += 1000
    const newer = scene.alarm({ severity: 'red' })
    const closed = scene.alarm({ severity: 'red' })
    scene.must('closeIncident', { incidentId: closed, summary: '' })
    expect(queueOrder(scene.world.incidents.values()).map(({ id }) => id)).toEqual([older, newer, yellow, answered])
  })

  it('says in one word where an incident stands, from alarm to the end', () => {
    const { scene, read } = setUp()
    const team = scene.team('t1')
    const id = scene.alarm()
    expect(read(id).state).toBe('unanswered')
    scene.must('answerIncident', { incidentId: id })
    expect(read(id)).toMatchObject({ state: 'not-sent', tone: 'bad' })
    const order = scene.order(id, team)
    expect(read(id)).toMatchObject({ state: 'waiting-ack', teams: 1 })
    scene.must('realertDispatch', { dispatchId: order }, HUB)
    expect(read(id).realerts).toBe(1)
    scene.must('escalateDispatch', { dispatchId: order, to: 'officer', nextTeamId: null }, HUB)
    expect(read(id)).toMatchObject({ state: 'escalated', tone: 'bad' })
    for (const [milestone, state] of [['acknowledged', 'acknowledged'], ['departed', 'en-route'], ['arrived', 'on-scene'], ['completed', 'work-done']] as const) {
      expect(scene.milestone(order, milestone).ok).toBe(true)
      expect(read(id).state).toBe(state)
    }
    scene.must('controlIncident', { incidentId: id, note: '' })
    expect(read(id).state).toBe('controlled')
  })

  it('tells an incident whose team was lost from one that nobody was sent to', () => {
    const { scene, read } = setUp()
    const team = scene.team('t1')
    const id = scene.alarm()
    const order = scene.order(id, team)
    scene.must('withdrawDispatch', { dispatchId: order, reason: '改派' })
    expect(read(id).state).toBe('all-declined')
  })

  it('shows the clock to delivery until it stops, then the clock to the scene', () => {
    const { scene, incident, orders } = setUp()
    const team = scene.team('t1')
    const id = scene.alarm()
    expect(queueClock(incident(id), orders(id), TARGETS)).toMatchObject({ stopAt: null, targetMs: 30_000 })
    const order = scene.order(id, team)
    scene.now += 2_000
    scene.must('markDelivered', { dispatchId: asDispatchId(order), observedAt: scene.now, note: '' })
    expect(queueClock(incident(id), orders(id), TARGETS)).toMatchObject({ stopAt: null, targetMs: 900_000 })
  })

  it('takes one sample an incident of the kind, and none of other kinds or false alarms', () => {
    const { scene } = setUp()
    const play = (team: string, minutes: number, changes = {}) => {
      const id = scene.alarm(changes)
      const order = scene.order(id, scene.team(team))
      scene.now += minutes * 60_000
      scene.milestone(order, 'arrived', { observedAt: scene.now })
      return id
    }
    play('t1', 10)
    play('t2', 14)
    const wrong = play('t3', 99)
    scene.must('markFalseAlarm', { incidentId: wrong, reason: '误报' })
    scene.alarm()
    const samples = sceneSamples('missing-person-water', scene.world.incidents.values(), scene.world.dispatches as never, TARGETS)
    expect(samples.toSorted((a, b) => a - b)).toEqual([600_000, 840_000])
    expect(sceneSamples('flood', scene.world.incidents.values(), scene.world.dispatches as never, TARGETS)).toEqual([])
  })
})
