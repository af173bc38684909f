import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../base/time'
import { mergeSuggestions } from '../select'
import { openIncidents } from '../world'
import { call, FEED, KINDS, OFFICER, phoneOf, Scene } from '../../../tests/fixtures/domain'
import { MAX_ATTACHMENTS } from './decide'

function refusal(decided: ReturnType<Scene['send']>) {
  if (decided.ok) throw new Error('was accepted')
  return decided.error
}

describe('reporting', () => {
  it('numbers incidents by the day of the jurisdiction', () => {
    const scene = new Scene()
    const [first, second] = [scene.alarm(), scene.alarm()]
    scene.now = Date.UTC(2026, 10, 22, 16, 0, 1)
    const third = scene.alarm()
    expect([first, second, third].map((id) => scene.world.incidents.get(id)?.number)).toEqual([
      '2026-1122-001',
      '2026-1122-002',
      '2026-1123-001',
    ])
  })

  it('takes the same call of the same source once, and news in it as an update', () => {
    const scene = new Scene()
    const first = scene.must('reportIncident', call('A1'), FEED)
    expect(scene.must('reportIncident', call('A1'), FEED)).toMatchObject({ incidentId: first.incidentId, duplicate: true })
    expect(scene.events).toHaveLength(1)
    scene.must('reportIncident', call('A1', { description: '两人' }), FEED)
    expect(scene.events.at(-1)?.type).toBe('incident.sourceUpdated')
    expect(openIncidents(scene.world)).toHaveLength(1)
    scene.must('reportIncident', { ...call('A1'), source: { feed: '119', sourceId: 'A1', channel: '119' } }, FEED)
    expect(openIncidents(scene.world)).toHaveLength(2)
  })

  it('lists the known kinds when it is given another', () => {
    const scene = new Scene()
    expect(refusal(scene.send('reportIncident', call('A', { kind: 'ufo' }), FEED))).toMatchObject({
      code: 'unknown_kind',
      field: 'kind',
      allowed: [...KINDS.keys()],
    })
  })

  it('may be done by feeds and officers, not by phones and walls', () => {
    const scene = new Scene()
    scene.team('lan')
    expect(refusal(scene.send('reportIncident', call('A'), phoneOf('lan'))).code).toBe('forbidden')
    expect(scene.send('reportIncident', call('A'), OFFICER).ok).toBe(true)
  })
})

describe('merging', () => {
  function two() {
    const scene = new Scene()
    const first = scene.alarm()
    scene.now += 2 * MINUTE
    const second = scene.alarm({ at: { lon: 120.424, lat: 27.3 }, description: '风坑边有人喊救命' })
    return { scene, first, second }
  }

  it('is suggested by kind, distance and time, the later call into the earlier', () => {
    const { scene, first, second } = two()
    const suggestions = mergeSuggestions(openIncidents(scene.world), KINDS)
    expect(suggestions).toHaveLength(1)
    expect(suggestions[0]).toMatchObject({ incidentId: second, intoId: first, secondsApart: 120 })
    expect(suggestions[0]?.distanceM).toBeGreaterThan(380)
    expect(suggestions[0]?.distanceM).toBeLessThan(410)
  })

  it('is not suggested when too far, too late, of another kind, or dismissed', () => {
    const { scene, first, second } = two()
    scene.must('dismissMerge', { incidentId: second, otherId: first })
    scene.alarm({ at: { lon: 120.5, lat: 27.3 } })
    scene.alarm({ kind: 'medical' })
    scene.now += 60 * MINUTE
    scene.alarm()
    expect(mergeSuggestions(openIncidents(scene.world), KINDS)).toEqual([])
  })

  it('moves the calls over, ends the later incident and follows its source from then on', () => {
    const { scene, first, second } = two()
    const source = scene.world.incidents.get(second)?.calls[0]?.source
    scene.must('mergeIncidents', { incidentId: second, intoId: first })
    expect(scene.world.incidents.get(second)).toMatchObject({ status: 'merged', mergedInto: first })
    expect(scene.world.incidents.get(first)?.calls).toHaveLength(2)
    const again = scene.must('reportIncident', { ...call('x', { description: '又来电' }), source: source ?? { feed: '', sourceId: '', channel: '' } }, FEED)
    expect(again).toMatchObject({ incidentId: first, duplicate: true })
    expect(refusal(scene.send('reopenIncident', { incidentId: second, reason: 'x' })).code).toBe('wrong_state')
  })

  it('is refused into itself, into a closed one, and when teams are under orders', () => {
    const { scene, first, second } = two()
    expect(refusal(scene.send('mergeIncidents', { incidentId: first, intoId: first })).field).toBe('intoId')
    scene.order(second, scene.team('lan'))
    expect(refusal(scene.send('mergeIncidents', { incidentId: second, intoId: first })).code).toBe('wrong_state')
    scene.must('markFalseAlarm', { incidentId: first, reason: '误报' })
    expect(refusal(scene.send('mergeIncidents', { incidentId: second, intoId: first })).field).toBe('intoId')
  })
})

describe('the life of an incident', () => {
  it('runs from reported to closed and reopened', () => {
    const scene = new Scene()
    const id = scene.alarm()
    const status = () => scene.world.incidents.get(id)?.status
    scene.must('answerIncident', { incidentId: id })
    expect(status()).toBe('reported')
    scene.must('verifyIncident', { incidentId: id, note: '一人' })
    expect(status()).toBe('verified')
    const dispatch = scene.order(id, scene.team('lan'))
    scene.milestone(dispatch, 'arrived')
    scene.must('controlIncident', { incidentId: id, note: '' })
    expect(status()).toBe('controlled')
    scene.must('closeIncident', { incidentId: id, summary: '' })
    expect(status()).toBe('closed')
    expect(refusal(scene.send('verifyIncident', { incidentId: id, note: '' })).code).toBe('wrong_state')
    scene.must('reopenIncident', { incidentId: id, reason: '又有人失联' })
    expect(scene.world.incidents.get(id)).toMatchObject({ status: 'dispatched', closedAt: null, controlledAt: null })
  })

  it('still takes notes, figures and photos after its end, each photo once', () => {
    const scene = new Scene()
    const id = scene.alarm()
    scene.must('closeIncident', { incidentId: id, summary: '' })
    scene.must('addNote', { incidentId: id, text: '复盘' })
    scene.must('recordCasualties', { incidentId: id, missing: 0, injured: 1, dead: 0, rescued: 1 })
    const photo = { incidentId: id, hash: 'a'.repeat(64), mime: 'image/jpeg' as const, bytes: 9, name: 'p', observedAt: scene.now }
    scene.must('addAttachment', photo)
    expect(scene.must('addAttachment', photo).duplicate).toBe(true)
    expect(scene.world.incidents.get(id)).toMatchObject({ status: 'closed', casualties: { injured: 1 }, attachments: [{ bytes: 9 }] })
    const other = (n: number) => ({ ...photo, hash: n.toString(16).padStart(64, '0') })
    for (let n = 1; n < MAX_ATTACHMENTS; n += 1) scene.must('addAttachment', other(n))
    expect(scene.send('addAttachment', other(MAX_ATTACHMENTS))).toMatchObject({ ok: false, error: { code: 'too_large', field: 'hash' } })
    expect(scene.must('addAttachment', other(1)).duplicate).toBe(true)
  })
})
