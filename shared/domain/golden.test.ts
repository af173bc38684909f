import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { asTeamId } from '../base/ids'
import { required } from '../base/assert'
import { MINUTE } from '../base/time'
import { assign, OFFICER, phoneOf, Scene } from '../../tests/fixtures/domain'
import type { LoggedEvent } from './event'
import { snapshotOf } from './world-snapshot'
import { upcast } from './upcast'
import { applyEvent, emptyWorld } from './world'

const folder = fileURLToPath(new URL('../../tests/fixtures/golden/', import.meta.url))
const log = `${folder}v1.log.jsonl`
const world = `${folder}v1.world.json`

/** Every type of event at least once. Used only to write the golden files: `WRITE_GOLDEN=1 npm run unit -- golden`. */
function everything(): Scene {
  const scene = new Scene()
  const [lan, silent, next] = ['lan', 'silent', 'next'].map((id) => scene.team(id))
  scene.must('registerTeam', { teamId: asTeamId('gone'), profile: [...scene.world.teams.values()][0]?.profile as never }, { id: 'hub:pack' as never, role: 'hub', teamId: null })
  scene.must('retireTeam', { teamId: asTeamId('gone') }, { id: 'hub:pack' as never, role: 'hub', teamId: null })
  scene.team('lan', { members: 9 })
  const first = scene.alarm()
  const source = scene.world.incidents.get(first)?.calls[0]
  scene.must('answerIncident', { incidentId: first })
  scene.must('verifyIncident', { incidentId: first, note: '一人' })
  scene.must('relocateIncident', { incidentId: first, at: { lon: 120.421, lat: 27.301 }, place: '风坑' })
  scene.must('reclassifyIncident', { incidentId: first, kind: 'missing-person-water', severity: 'orange' })
  if (source) scene.must('reportIncident', { ...source, description: '两人' }, { id: 'feed:110' as never, role: 'feed', teamId: null })
  scene.must('setTeamDuty', { teamId: next as never, onDuty: false, reason: '休整' })
  scene.must('setTeamDuty', { teamId: next as never, onDuty: true, reason: '' })
  scene.must('reserveTeam', { teamId: lan as never, incidentId: first, minutes: 30 })
  scene.must('releaseReservation', { teamId: lan as never })
  const dispatch = scene.order(first, lan ?? '')
  scene.must('markDelivered', { dispatchId: dispatch, observedAt: scene.now + 1, note: '' }, phoneOf('lan'))
  scene.now += MINUTE
  for (const milestone of ['acknowledged', 'departed', 'arrived'] as const) scene.milestone(dispatch, milestone, {}, phoneOf('lan'))
  scene.must('requestReinforcement', { dispatchId: dispatch, note: '需要船' }, phoneOf('lan'))
  scene.must('addNote', { incidentId: first, text: '溪流上涨' })
  scene.must('recordCasualties', { incidentId: first, missing: 1, injured: null, dead: 0, rescued: 1 })
  scene.must('addAttachment', { incidentId: first, hash: 'a'.repeat(64), mime: 'image/jpeg', bytes: 9, name: 'p.jpg', observedAt: scene.now })
  scene.milestone(dispatch, 'completed', { note: '人已找到' }, phoneOf('lan'))
  scene.must('controlIncident', { incidentId: first, note: '' })
  scene.must('closeIncident', { incidentId: first, summary: '完' })
  scene.must('reopenIncident', { incidentId: first, reason: '再查' })
  const second = scene.alarm({ at: { lon: 120.43, lat: 27.3 } })
  scene.must('dismissMerge', { incidentId: second, otherId: first })
  scene.must('mergeIncidents', { incidentId: second, intoId: first })
  const third = scene.alarm()
  const unanswered = scene.order(third, silent ?? '')
  const hub = { id: 'hub:scheduler' as never, role: 'hub' as const, teamId: null }
  scene.must('realertDispatch', { dispatchId: unanswered }, hub)
  scene.must('escalateDispatch', { dispatchId: unanswered, to: 'next', nextTeamId: next as never }, hub)
  const declined = [...scene.world.dispatches.values()].at(-1)?.id ?? ''
  scene.milestone(declined, 'declined', { note: '车坏' }, phoneOf('next'))
  scene.must('assignTeam', assign(third, lan ?? '', { override: { reason: '备用' } }), OFFICER)
  scene.must('markFalseAlarm', { incidentId: third, reason: '误报' })
  const line = { type: 'LineString' as const, coordinates: [[120.4, 27.3], [120.41, 27.3]] as [number, number][] }
  const { closureId } = scene.must('declareClosure', { geometry: line, vehicles: ['car'], until: null, reason: '塌方' })
  scene.must('liftClosure', { closureId: closureId as never, reason: '抢通' })
  return scene
}

if (process.env['WRITE_GOLDEN']) {
  const scene = everything()
  writeFileSync(log, scene.events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  writeFileSync(world, `${JSON.stringify(snapshotOf(scene.world), null, 1)}\n`)
}

describe('golden log, version 1', () => {
  const events = readFileSync(log, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as LoggedEvent)

  it('still folds to the same world', () => {
    const folded = emptyWorld()
    for (const event of events) applyEvent(folded, upcast(event))
    expect(JSON.parse(JSON.stringify(snapshotOf(folded)))).toEqual(JSON.parse(readFileSync(world, 'utf8')))
  })

  it('holds every type of event that can be written', () => {
    const written = new Set(everything().events.map((event) => event.type))
    const stored = new Set(events.map((event) => event.type))
    expect([...written].toSorted()).toEqual([...stored].toSorted())
    expect(stored.size).toBe(39)
  })

  it('refuses an event of a newer version instead of half understanding it', () => {
    expect(() => upcast({ ...required(events[0], 'first event'), v: 2 })).toThrow(/version 2/)
  })
})
