import { describe, expect, it } from 'vitest'
import { asActorId, asUnitId } from '../base/ids'
import { MINUTE } from '../base/time'
import { alertDue, alertStage, byAlertUrgency, isLate, peopleNow, raisedLately } from '../domain/alert/view'
import { AREA, DAM, LEVELS, RISK } from '../../tests/fixtures/risk'
import { HUB, Scene, T0 } from '../../tests/fixtures/domain'
import type { Actor } from '../domain/command'
import { judgePeople } from './rules'
import { summariseRisk } from './summary'
import { unitAlerts } from './unit-view'

const BY: Actor = { ...HUB, id: asActorId('hub:risk') }
const PACK = {
  risk: RISK,
  response: { levels: LEVELS, gustFactor: 1.4, signals: [], duties: [] },
  townships: [{ id: 'mazhan', name: '马站镇', at: { lon: 120.45, lat: 27.28 } }],
}

let ids = 0
function seen(scene: Scene, area: typeof AREA, people: number, cameraId: string) {
  const signal = { feed: 'cameras', sourceId: `s${++ids}`, people, observedAt: scene.now, evidence: { kind: 'camera', cameraId } } as const
  scene.must('signalAlert', judgePeople(RISK, area, signal, true, scene.now).data, BY)
}
/** The level in force, as `responses` has it. */
const inForce = (scene: Scene, level: string) => ({ alerts: scene.world.alerts, responses: new Map([['r', { endedAt: null, level: LEVELS.find(({ id }) => id === level) }]]) as never })

describe('figures of areas of risk', () => {
  it('say what is watched, entered and late, per kind and town, and take the most that one device counts', () => {
    const scene = new Scene()
    seen(scene, AREA, 3, 'cam-1')
    seen(scene, AREA, 5, 'cam-2')
    seen(scene, DAM, 12, 'cam-3')
    const world = inForce(scene, 'II')
    expect(summariseRisk(world, PACK, T0)).toMatchObject({ at: T0, watched: 2, entered: 2, people: 17, alerts: { open: 2, unjudged: 2, late: 0, signals: 3 } })
    const late = summariseRisk(world, PACK, T0 + 120_001)
    expect(late.alerts.late).toBe(2)
    expect(late.byTown).toEqual([{ town: '马站镇', watched: 2, entered: 2, people: 17, open: 2, late: 2 }])
    expect(late.byKind.find(({ kind }) => kind === 'reservoir')).toEqual({ kind: 'reservoir', watched: 1, entered: 1, people: 12 })
    expect(late.areas.map(({ severity, people }) => [severity, people])).toEqual([['orange', 12], ['yellow', 5]])
  })

  it('leave unknown what no device has said lately, and count nobody as nobody', () => {
    const scene = new Scene()
    seen(scene, AREA, 3, 'cam-1')
    expect(summariseRisk(inForce(scene, 'IV'), PACK, T0 + 11 * MINUTE)).toMatchObject({ watched: 1, entered: 0, people: null, byKind: expect.arrayContaining([{ kind: 'resort', watched: 1, entered: 0, people: null }]) })
    scene.now += 1000
    seen(scene, AREA, 0, 'cam-1')
    expect(summariseRisk(inForce(scene, 'IV'), PACK, T0)).toMatchObject({ entered: 0, people: 0 })
    expect(summariseRisk({ alerts: new Map(), responses: new Map() }, { ...PACK, risk: null }, T0)).toMatchObject({ watched: null, people: null, alerts: { open: 0 } })
  })
})

describe('an alert as screens see it', () => {
  it('runs a clock until it is judged and until it is answered', () => {
    const scene = new Scene()
    seen(scene, AREA, 3, 'cam-1')
    const alert = () => byAlertUrgency(scene.world.alerts.values())[0]!
    expect(alertDue(alert())).toEqual({ what: 'judge', at: T0 + 120_000 })
    expect([isLate(alert(), T0 + 120_000), isLate(alert(), T0 + 120_001)]).toEqual([false, true])
    scene.now += MINUTE
    scene.must('sendAlert', { alertId: alert().id, unitId: 'town:mazhan', note: '' })
    expect([alertStage(alert()), alertDue(alert())]).toEqual(['sent', { what: 'answer', at: T0 + MINUTE + 900_000 }])
    scene.must('answerAlert', { alertId: alert().id, answer: 'cleared', text: '' })
    expect([alertStage(alert()), alertDue(alert())]).toEqual(['answered', null])
    expect([peopleNow(alert(), T0), peopleNow(alert(), T0 + 10 * MINUTE + 1)]).toEqual([3, null])
  })

  it('is one of a flood by when it was raised', () => {
    const scene = new Scene()
    seen(scene, AREA, 3, 'cam-1')
    const all = () => scene.world.alerts.values() as MapIterator<never>
    expect([raisedLately(all(), T0 + 10 * MINUTE - 1), raisedLately(all(), T0 + 10 * MINUTE)]).toEqual([1, 0])
  })

  it('is shown to the unit it was sent to, with that unit\'s own answers only', () => {
    const scene = new Scene()
    seen(scene, AREA, 3, 'cam-1')
    const alertId = byAlertUrgency(scene.world.alerts.values())[0]!.id
    expect(unitAlerts(scene.world, asUnitId('town:mazhan'))).toEqual([])
    for (const unitId of ['town:mazhan', 'department:police']) scene.must('sendAlert', { alertId, unitId, note: unitId })
    const police: Actor = { id: asActorId('unit:department:police'), role: 'unit', teamId: null, unitId: asUnitId('department:police') }
    scene.must('answerAlert', { alertId, answer: 'on-the-way', text: '已出警' }, police)
    expect(unitAlerts(scene.world, asUnitId('town:mazhan'))).toMatchObject([{ note: 'town:mazhan', answers: [] }])
    expect(unitAlerts(scene.world, asUnitId('department:police'))).toMatchObject([{ answers: [{ text: '已出警' }] }])
    scene.must('closeAlert', { alertId, outcome: 'handled', reason: '已离开' })
    expect(unitAlerts(scene.world, asUnitId('town:mazhan'))).toEqual([])
  })
})
