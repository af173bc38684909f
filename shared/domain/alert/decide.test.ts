import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asActorId, asAlertId, asUnitId } from '../../base/ids'
import { MINUTE } from '../../base/time'
import { FEED, HUB, OFFICER, phoneOf, Scene, T0 } from '../../../tests/fixtures/domain'
import type { Actor } from '../command'
import { snapshotOf, worldFrom } from '../world-snapshot'
import { latestOf } from './decide'
import { alertKey, type SignalAlert } from './state'

const RISK: Actor = { ...HUB, id: asActorId('hub:risk') }
const MAZHAN: Actor = { id: asActorId('unit:mazhan'), role: 'unit', teamId: null, unitId: asUnitId('town:mazhan') }
let ids = 0

interface Changes {
  readonly area?: string
  readonly people?: number | null
  readonly at?: number
  readonly camera?: string
  readonly severity?: SignalAlert['severity']
  readonly mayRaise?: boolean
}

function signal({ area = 'beach', people = 3, at = T0, camera = 'cam-1', severity = 'yellow', mayRaise = true }: Changes = {}): SignalAlert {
  return {
    kind: 'people-in-area',
    subject: { type: 'area', id: area, name: { zh: '渔寮沙滩', en: 'Yuliao Beach' } },
    at: { lon: 120.509, lat: 27.232 },
    town: '马站镇',
    severity,
    mayRaise,
    unitId: 'town:mazhan',
    clocks: { judgeSeconds: 120, answerSeconds: 900 },
    quietSeconds: 600,
    signal: { feed: 'cameras', sourceId: `s${++ids}`, observedAt: at, people, evidence: { kind: 'camera', cameraId: camera } },
  }
}

function raised() {
  const scene = new Scene()
  const said = signal()
  scene.must('signalAlert', said, RISK)
  const alert = () => {
    const held = latestOf(scene.world, alertKey(said))
    if (!held) throw new Error('no alert')
    return held
  }
  return { scene, alert, alertId: alert().id }
}

const alertsOf = (scene: Scene) => [...scene.world.alerts.values()]

describe('an alert', () => {
  it('[AL1] is one for each place however its signals come, and no signal is lost', () => {
    const step = fc.record({
      area: fc.constantFrom('beach', 'dam', 'pier'),
      people: fc.option(fc.integer({ min: 0, max: 60 })),
      at: fc.integer({ min: -900, max: 900 }).map((seconds) => T0 + seconds * 1000),
      camera: fc.constantFrom('cam-1', 'cam-2'),
      severity: fc.constantFrom('red', 'orange', 'yellow'),
      mayRaise: fc.boolean(),
      after: fc.constantFrom('nothing', 'nothing', 'close', 'wait', 'false', 'reopen'),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const scene = new Scene()
        let kept = 0
        for (const { after, ...changes } of steps) {
          const said = signal(changes as Changes)
          const decided = scene.send('signalAlert', said, RISK)
          expect(decided.ok).toBe(true)
          if (decided.ok && decided.value.result.alert !== 'ignored') kept += 1
          else expect(changes.mayRaise).toBe(false)
          const held = latestOf(scene.world, alertKey(said))
          if (held && after === 'close') scene.send('closeAlert', { alertId: held.id, outcome: 'left', reason: '已离开' })
          if (held && after === 'false') scene.send('judgeAlert', { alertId: held.id, verdict: 'false', note: '树影' })
          if (held && after === 'reopen') scene.send('reopenAlert', { alertId: held.id, reason: '再看' })
          if (after === 'wait') scene.now += 11 * MINUTE
          const open = alertsOf(scene).filter(({ closed }) => closed === null)
          expect(new Set(open.map(({ key }) => key)).size).toBe(open.length)
          for (const one of open) expect(latestOf(scene.world, one.key)?.id).toBe(one.id)
        }
        expect(alertsOf(scene).reduce((sum, { signals }) => sum + signals, 0)).toBe(kept)
        // A restarted hub joins to the same alerts.
        expect(new Map(worldFrom(snapshotOf(scene.world)).alertByKey as Map<string, string>)).toEqual(scene.world.alertByKey)
      }),
      { numRuns: 60 },
    )
  })

  it('[AL1] says the same of its signals in whatever order they came', () => {
    const all = [signal({ people: 2, at: T0 - 60_000 }), signal({ people: 9, camera: 'cam-2', severity: 'orange' }), signal({ people: 0, at: T0 + 60_000 }), signal({ people: null, at: T0 + 30_000 })]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4, maxLength: 4 }), (order) => {
        const scene = new Scene()
        for (const said of order) scene.must('signalAlert', said, RISK)
        const [alert] = alertsOf(scene)
        expect(alert).toMatchObject({ severity: 'orange', signals: 4, most: 9, firstAt: T0 - 60_000, lastAt: T0 + 60_000 })
        expect(alert?.seen).toEqual([
          { device: 'camera:cam-1', people: 0, at: T0 + 60_000 },
          { device: 'camera:cam-2', people: 9, at: T0 },
        ])
        expect(alert?.recent.map(({ observedAt }) => observedAt - T0)).toEqual([60_000, 30_000, 0, -60_000])
      }),
    )
  })

  it('[AL2] is not raised again while its place is quiet, and is after that', () => {
    const { scene, alert, alertId } = raised()
    scene.must('closeAlert', { alertId, outcome: 'left', reason: '劝离' })
    scene.now += 10 * MINUTE - 1
    expect(scene.must('signalAlert', signal(), RISK)).toMatchObject({ alertId, alert: 'quiet' })
    expect(alert()).toMatchObject({ signals: 2, afterClosing: 1, closed: { outcome: 'left' } })
    scene.now += 1
    expect(scene.must('signalAlert', signal(), RISK)).toMatchObject({ alert: 'raised' })
    expect(alertsOf(scene)).toHaveLength(2)
    expect(alert().id).not.toBe(alertId)
  })

  it('[AL3] that was closed opens again when it becomes graver', () => {
    const { scene, alert, alertId } = raised()
    scene.must('judgeAlert', { alertId, verdict: 'false', note: '树影' })
    expect(scene.must('signalAlert', signal({ severity: 'orange', people: 30 }), RISK)).toMatchObject({ alertId, alert: 'reopened' })
    expect(alert()).toMatchObject({ closed: null, judgement: null, severity: 'orange', signals: 2, most: 30 })
  })

  it('[AL4] is joined, never raised, by what may not raise', () => {
    const scene = new Scene()
    expect(scene.must('signalAlert', signal({ people: 0, mayRaise: false }), RISK)).toMatchObject({ alert: 'ignored' })
    expect(scene.events).toHaveLength(0)
    scene.must('signalAlert', signal(), RISK)
    expect(scene.must('signalAlert', signal({ people: 0, at: T0 + 1, mayRaise: false }), RISK)).toMatchObject({ alert: 'joined' })
    expect(alertsOf(scene)[0]?.seen).toMatchObject([{ people: 0 }])
  })

  it('[AL5] is closed by being false, with a reason', () => {
    const { scene, alert, alertId } = raised()
    expect(scene.send('judgeAlert', { alertId, verdict: 'false', note: '' })).toMatchObject({ ok: false, error: { code: 'reason_needed', field: 'note' } })
    scene.must('judgeAlert', { alertId, verdict: 'watch', note: '' })
    expect(scene.must('judgeAlert', { alertId, verdict: 'watch', note: '' })).toMatchObject({ duplicate: true })
    scene.must('judgeAlert', { alertId, verdict: 'false', note: '树影' })
    expect(alert()).toMatchObject({ judgement: { verdict: 'false', by: OFFICER.id }, closed: { outcome: 'false', reason: '树影' } })
    expect(scene.send('judgeAlert', { alertId, verdict: 'real', note: '' })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
  })

  it('[AL6] is judged real by sending it, to each unit once', () => {
    const { scene, alert, alertId } = raised()
    scene.must('sendAlert', { alertId, unitId: 'town:mazhan', note: '请劝离' })
    expect(alert()).toMatchObject({ judgement: { verdict: 'real' }, sent: [{ unitId: 'town:mazhan', note: '请劝离' }] })
    expect(scene.must('sendAlert', { alertId, unitId: 'town:mazhan', note: '' })).toMatchObject({ duplicate: true })
    scene.must('sendAlert', { alertId, unitId: 'department:police', note: '' })
    expect(alert().sent).toHaveLength(2)
  })

  it('[AL7] is answered by the unit it was sent to and by officers, by nobody else', () => {
    const { scene, alert, alertId } = raised()
    const answer = { alertId, answer: 'cleared', text: '已劝离 3 人' } as const
    expect(scene.send('answerAlert', answer)).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
    expect(scene.send('answerAlert', answer, MAZHAN)).toMatchObject({ ok: false, error: { code: 'not_found' } })
    scene.must('sendAlert', { alertId, unitId: 'town:mazhan', note: '' })
    scene.must('answerAlert', answer, MAZHAN)
    expect(alert().answers).toMatchObject([{ answer: 'cleared', by: MAZHAN.id }])
    expect(scene.send('closeAlert', { alertId, outcome: 'left', reason: 'x' }, MAZHAN)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })

  it('[AL8] becomes one incident, each naming the other, or nothing at all', () => {
    const { scene, alert, alertId } = raised()
    const before = scene.events.length
    expect(scene.send('escalateAlert', { alertId, kind: 'lost-dog', note: '' })).toMatchObject({ ok: false, error: { code: 'unknown_kind' } })
    expect(scene.events).toHaveLength(before)
    const { incidentId } = scene.must('escalateAlert', { alertId, kind: 'flood', note: '三人被浪围困' })
    const incident = scene.world.incidents.get(incidentId as never)
    expect(incident).toMatchObject({ severity: 'yellow', place: '马站镇 渔寮沙滩', calls: [{ source: { feed: 'alert', sourceId: alertId }, people: 3 }] })
    expect(alert()).toMatchObject({ incidentId, judgement: { verdict: 'real' }, closed: null })
    expect(scene.must('escalateAlert', { alertId, kind: 'flood', note: '' })).toMatchObject({ incidentId, duplicate: true })
    expect(scene.send('judgeAlert', { alertId, verdict: 'false', note: '树影' })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
  })

  it('[AL9] is reopened unless its place has another one', () => {
    const { scene, alert, alertId } = raised()
    scene.must('closeAlert', { alertId, outcome: 'left', reason: '劝离' })
    scene.must('reopenAlert', { alertId, reason: '按错' })
    expect(alert()).toMatchObject({ closed: null, reopened: 1 })
    scene.must('closeAlert', { alertId, outcome: 'left', reason: '劝离' })
    scene.now += 11 * MINUTE
    scene.must('signalAlert', signal(), RISK)
    expect(scene.send('reopenAlert', { alertId, reason: '再看' })).toMatchObject({ ok: false, error: { code: 'wrong_state', field: 'alertId' } })
    expect(scene.send('closeAlert', { alertId: asAlertId('none'), outcome: 'left', reason: 'x' })).toMatchObject({ ok: false, error: { code: 'not_found', field: 'alertId' } })
  })

  it('is signalled by the hub alone: feeds, phones and units cannot go round its rules', () => {
    for (const actor of [FEED, OFFICER, phoneOf('lan'), MAZHAN]) {
      expect(new Scene().send('signalAlert', signal(), actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
  })
})
