import { beforeEach, describe, expect, it } from 'vitest'
import { Scene } from '../../../tests/fixtures/domain'
import type { IncidentId } from '../../base/ids'
import { asActorId } from '../../base/ids'

describe('recording a drift', () => {
  let scene: Scene
  let incidentId: IncidentId
  beforeEach(() => {
    scene = new Scene()
    incidentId = scene.alarm()
  })
  const drift = (changes: object = {}) =>
    ({ incidentId, object: 'person', at: { lon: 121, lat: 27 }, since: scene.now, errorM: 300, wind: { mps: 10, fromDeg: 20 }, current: { mps: 0, towardsDeg: 0 }, windSource: 'officer', ...changes }) as Parameters<typeof scene.must<'recordDrift'>>[1]

  it('[SD1] keeps the newest for each incident, and both in the log', () => {
    scene.must('recordDrift', drift())
    scene.must('recordDrift', drift({ wind: { mps: 20, fromDeg: 0 } }))
    expect(scene.world.drifts.get(incidentId)).toMatchObject({ id: incidentId, version: 2, wind: { mps: 20 }, drill: false })
    expect(scene.events.filter(({ type }) => type === 'drift.recorded')).toHaveLength(2)
  })

  it('[SD2] takes it of an open incident only, and not from the future', () => {
    const refused = (data: Parameters<typeof scene.must<'recordDrift'>>[1]) => {
      const decided = scene.send('recordDrift', data)
      return decided.ok ? null : [decided.error.code, decided.error.field]
    }
    expect(refused(drift({ since: scene.now + 3_600_000 }))).toEqual(['invalid', 'since'])
    expect(refused(drift({ incidentId: 'nothing' }))).toEqual(['not_found', 'incidentId'])
    scene.must('markFalseAlarm', { incidentId, reason: '误报' })
    expect(refused(drift())).toEqual(['wrong_state', 'incidentId'])
  })

  it('is an officer\'s to record', () => {
    const decided = scene.send('recordDrift', drift(), { id: asActorId('team:lan'), role: 'team', teamId: 'lan' as never })
    expect(decided).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })
})
