import { describe, expect, it } from 'vitest'
import { HUB, Scene } from '../../../tests/fixtures/domain'
import { countBySeverity, isCallingInVain, isUnanswered, readOrders, wallOrder } from './order'

function incident(scene: Scene, id: string) {
  const found = [...scene.world.incidents.values()].find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const orders = (scene: Scene, id: string) => incident(scene, id).dispatchIds.flatMap((one) => scene.world.dispatches.get(one) ?? [])

describe('the order of live incidents', () => {
  it('puts the unanswered first, the controlled last, then the gravest, then the oldest, and no ended ones', () => {
    const scene = new Scene()
    const controlled = scene.alarm({ severity: 'red' })
    scene.must('answerIncident', { incidentId: controlled })
    scene.must('controlIncident', { incidentId: controlled, note: '' })
    const answered = scene.alarm({ severity: 'red' })
    scene.must('answerIncident', { incidentId: answered })
    scene.now += 1000
    const yellow = scene.alarm({ severity: 'yellow' })
    scene.now += 1000
    const older = scene.alarm({ severity: 'orange' })
    scene.now += 1000
    const newer = scene.alarm({ severity: 'orange' })
    const closed = scene.alarm({ severity: 'red' })
    scene.must('closeIncident', { incidentId: closed, summary: '' })
    expect(wallOrder(scene.world.incidents.values()).map(({ id }) => id)).toEqual([older, newer, yellow, answered, controlled])
  })

  it('takes an order as an answer', () => {
    const scene = new Scene()
    const id = scene.alarm()
    expect(isUnanswered(incident(scene, id))).toBe(true)
    scene.order(id, scene.team('t1'))
    expect(isUnanswered(incident(scene, id))).toBe(false)
  })

  it('counts those that do not fit by severity, without the zeros', () => {
    const scene = new Scene()
    for (const severity of ['yellow', 'red', 'red'] as const) scene.alarm({ severity })
    expect(countBySeverity([...scene.world.incidents.values()])).toEqual([
      { severity: 'red', count: 2 },
      { severity: 'yellow', count: 1 },
    ])
  })
})

describe('the orders of an incident', () => {
  it('names the team that is farthest on and counts those that are bound', () => {
    const scene = new Scene()
    const id = scene.alarm()
    const first = scene.order(id, scene.team('t1'))
    const second = scene.order(id, scene.team('t2'))
    const third = scene.order(id, scene.team('t3'))
    scene.milestone(second, 'departed')
    expect(readOrders(orders(scene, id))).toMatchObject({ leading: { id: second }, teams: 3, inVain: null })
    scene.milestone(third, 'arrived')
    expect(readOrders(orders(scene, id)).leading?.id).toBe(third)
    scene.milestone(third, 'completed')
    expect(readOrders(orders(scene, id))).toMatchObject({ leading: { id: second }, teams: 2 })
    expect(first).not.toBe(second)
  })

  it('finds the phone that rings in vain, and forgets it with the signature', () => {
    const scene = new Scene()
    const id = scene.alarm()
    const quiet = scene.order(id, scene.team('t1'))
    scene.order(id, scene.team('t2'))
    expect(orders(scene, id).some(isCallingInVain)).toBe(false)
    scene.must('realertDispatch', { dispatchId: quiet }, HUB)
    expect(readOrders(orders(scene, id)).inVain).toMatchObject({ id: quiet, realerts: 1 })
    scene.milestone(quiet, 'acknowledged')
    expect(readOrders(orders(scene, id)).inVain).toBeNull()
  })

  it('says nothing of an incident without orders', () => {
    expect(readOrders([])).toEqual({ leading: null, teams: 0, inVain: null })
  })
})
