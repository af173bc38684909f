import { describe, expect, it } from 'vitest'
import { asDispatchId, asTeamId } from '../../base/ids'
import { MINUTE } from '../../base/time'
import { assign, HUB, OFFICER, phoneOf, Scene, SECOND_OFFICER, T0 } from '../../../tests/fixtures/domain'

function refusal(decided: ReturnType<Scene['send']>) {
  if (decided.ok) throw new Error('was accepted')
  return decided.error
}

describe('assigning a team', () => {
  it('orders, binds the team and moves the incident on, in one decision', () => {
    const scene = new Scene()
    const team = scene.team('lan')
    const incident = scene.alarm()
    const dispatch = scene.order(incident, team)
    expect(scene.world.dispatches.get(dispatch)).toMatchObject({ phase: 'ordered', teamId: team, orderedAt: T0 })
    expect(scene.world.teams.get(team)?.assignment?.dispatchId).toBe(dispatch)
    expect(scene.world.incidents.get(incident)).toMatchObject({ status: 'dispatched', active: [{ dispatchId: dispatch, teamId: team }] })
  })

  it('refuses a team whose certificate has expired, and records an override with its reason', () => {
    const scene = new Scene()
    const team = scene.team('fei', {
      certificates: [{ qualification: 'water', level: 'provincial', number: 'W', validUntil: '2026-09-30' }],
    })
    const incident = scene.alarm()
    expect(refusal(scene.send('assignTeam', assign(incident, team)))).toMatchObject({
      code: 'team_not_eligible',
      field: 'teamId',
      violations: ['certificate_expired'],
    })
    const sent = scene.must('assignTeam', assign(incident, team, { override: { reason: '最近，人命关天' } }))
    expect(scene.world.dispatches.get(asDispatchId(sent.dispatchId))?.override).toEqual({
      reason: '最近，人命关天',
      violations: ['certificate_expired'],
    })
  })

  it('holds a certificate valid through its last day in the zone of the jurisdiction', () => {
    const scene = new Scene()
    const team = scene.team('lan', {
      certificates: [{ qualification: 'water', level: 'national', number: 'W', validUntil: '2026-11-22' }],
    })
    const incident = scene.alarm()
    scene.now = Date.UTC(2026, 10, 22, 15, 59, 59, 999)
    expect(scene.send('assignTeam', assign(incident, team)).ok).toBe(true)
    const next = new Scene()
    const same = next.team('lan', { certificates: [{ qualification: 'water', level: 'national', number: 'W', validUntil: '2026-11-22' }] })
    const other = next.alarm()
    next.now = Date.UTC(2026, 10, 22, 16)
    expect(refusal(next.send('assignTeam', assign(other, same))).violations).toEqual(['certificate_expired'])
  })

  it('tells the loser of a race who won, even if the version it saw is stale', () => {
    const scene = new Scene()
    const team = scene.team('lan')
    const incident = scene.alarm()
    const seen = scene.world.incidents.get(incident)?.version ?? 0
    const won = scene.send('assignTeam', assign(incident, team), OFFICER, seen)
    expect(won.ok).toBe(true)
    const lost = refusal(scene.send('assignTeam', assign(incident, team), SECOND_OFFICER, seen))
    expect(lost).toMatchObject({ code: 'team_taken', winner: { actor: OFFICER.id, incidentId: incident } })
  })

  it('refuses to act on an incident that has moved on', () => {
    const scene = new Scene()
    const team = scene.team('lan')
    const incident = scene.alarm()
    scene.must('addNote', { incidentId: incident, text: '溪流上涨' })
    expect(refusal(scene.send('assignTeam', assign(incident, team), OFFICER, 1)).code).toBe('stale_version')
  })

  it('never takes a team that is on scene, and takes one under way only from the order that the officer named', () => {
    const scene = new Scene()
    const team = scene.team('lan')
    const first = scene.order(scene.alarm(), team)
    const second = scene.alarm()
    expect(refusal(scene.send('assignTeam', assign(second, team, { override: { reason: '更急' } }))).code).toBe('team_taken')
    const stale = { override: { reason: '更急', redirectFrom: asDispatchId('another') } }
    expect(refusal(scene.send('assignTeam', assign(second, team, stale))).code).toBe('team_taken')
    const named = { override: { reason: '更急', redirectFrom: first } }
    const redirected = scene.must('assignTeam', assign(second, team, named))
    expect(scene.world.dispatches.get(first)).toMatchObject({ phase: 'withdrawn', endReason: 'redirected: 更急' })
    expect(scene.world.teams.get(team)?.assignment?.dispatchId).toBe(redirected.dispatchId)

    expect(scene.milestone(redirected.dispatchId, 'arrived').ok).toBe(true)
    const third = scene.alarm()
    const onScene = { override: { reason: '更急', redirectFrom: asDispatchId(redirected.dispatchId) } }
    expect(refusal(scene.send('assignTeam', assign(third, team, onScene))).code).toBe('team_taken')
    expect(scene.world.dispatches.get(asDispatchId(redirected.dispatchId))?.phase).toBe('on-scene')
  })

  it('respects a reservation for another incident and ends one by assigning', () => {
    const scene = new Scene()
    const team = scene.team('lan')
    const first = scene.alarm()
    const second = scene.alarm()
    scene.must('reserveTeam', { teamId: team, incidentId: first, minutes: 30 })
    expect(refusal(scene.send('assignTeam', assign(second, team))).violations).toEqual(['reserved'])
    scene.order(first, team)
    expect(scene.world.teams.get(team)?.reservation).toBeNull()
  })

  it('lets a reservation lapse with its time', () => {
    const scene = new Scene()
    const team = scene.team('lan')
    const first = scene.alarm()
    const second = scene.alarm()
    scene.must('reserveTeam', { teamId: team, incidentId: first, minutes: 30 })
    scene.now += 30 * MINUTE
    expect(scene.send('assignTeam', assign(second, team)).ok).toBe(true)
  })

  it('refuses unknown incidents and teams by name, and closed incidents', () => {
    const scene = new Scene()
    const team = scene.team('lan')
    const incident = scene.alarm()
    expect(refusal(scene.send('assignTeam', assign('nix', team)))).toMatchObject({ code: 'not_found', field: 'incidentId' })
    expect(refusal(scene.send('assignTeam', assign(incident, 'nix')))).toMatchObject({ code: 'not_found', field: 'teamId' })
    scene.must('closeIncident', { incidentId: incident, summary: '' })
    expect(refusal(scene.send('assignTeam', assign(incident, team))).code).toBe('wrong_state')
  })
})

describe('milestones', () => {
  function ordered() {
    const scene = new Scene()
    const team = scene.team('lan')
    const incident = scene.alarm()
    return { scene, team, incident, dispatch: scene.order(incident, team) }
  }

  it('go forward only, may be skipped, and leave unknown what was not reported', () => {
    const { scene, dispatch } = ordered()
    scene.now += MINUTE
    expect(scene.milestone(dispatch, 'acknowledged').ok).toBe(true)
    scene.now += MINUTE
    expect(scene.milestone(dispatch, 'arrived').ok).toBe(true)
    expect(refusal(scene.milestone(dispatch, 'departed'))).toMatchObject({ code: 'already_reached', field: 'milestone' })
    expect(scene.world.dispatches.get(dispatch)).toMatchObject({ phase: 'on-scene', departedAt: null, arrivedAt: T0 + 2 * MINUTE })
  })

  it('cannot be completed before being on scene, nor declined after', () => {
    const { scene, dispatch } = ordered()
    expect(refusal(scene.milestone(dispatch, 'completed')).code).toBe('wrong_state')
    scene.milestone(dispatch, 'arrived')
    expect(refusal(scene.milestone(dispatch, 'declined', { note: '车坏' })).code).toBe('wrong_state')
  })

  it('frees the team at completion, decline and withdrawal, and gives the incident back if nobody is left', () => {
    for (const end of ['completed', 'declined', 'withdrawn'] as const) {
      const { scene, team, incident, dispatch } = ordered()
      if (end === 'completed') scene.milestone(dispatch, 'arrived')
      if (end === 'withdrawn') scene.must('withdrawDispatch', { dispatchId: dispatch, reason: '误报' })
      else expect(scene.milestone(dispatch, end, { note: '车坏' }).ok).toBe(true)
      expect(scene.world.teams.get(team)?.assignment).toBeNull()
      expect(scene.world.incidents.get(incident)).toMatchObject({ active: [], status: end === 'completed' ? 'dispatched' : 'verified' })
    }
  })

  it('needs a reason to decline', () => {
    const { scene, dispatch } = ordered()
    expect(refusal(scene.milestone(dispatch, 'declined'))).toMatchObject({ code: 'reason_needed', field: 'note' })
  })

  it('doubts a clock that cannot be right and never makes an interval negative', () => {
    const { scene, dispatch } = ordered()
    scene.now += 2 * MINUTE
    scene.milestone(dispatch, 'acknowledged', { observedAt: scene.now + 3 * 60 * MINUTE })
    expect(scene.events.at(-1)?.data).toMatchObject({ observedAt: scene.now, clockSuspect: true })
    scene.milestone(dispatch, 'departed', { observedAt: T0 - 30_000 })
    expect(scene.world.dispatches.get(dispatch)).toMatchObject({ departedAt: T0 })
    expect(scene.events.at(-1)?.data).toMatchObject({ clockSuspect: false })
  })

  it('keeps the time of the press when word comes late out of a dead zone', () => {
    const { scene, dispatch } = ordered()
    scene.now += 40 * MINUTE
    scene.milestone(dispatch, 'arrived', { observedAt: T0 + 12 * MINUTE }, phoneOf('lan'))
    expect(scene.world.dispatches.get(dispatch)?.arrivedAt).toBe(T0 + 12 * MINUTE)
  })

  it("hides other teams' orders from a phone", () => {
    const { scene, dispatch, incident } = ordered()
    scene.team('other')
    expect(refusal(scene.milestone(dispatch, 'acknowledged', {}, phoneOf('other'))).code).toBe('not_found')
    expect(refusal(scene.send('addNote', { incidentId: incident, text: 'x' }, phoneOf('other'))).code).toBe('not_found')
    expect(scene.send('addNote', { incidentId: incident, text: 'x' }, phoneOf('lan')).ok).toBe(true)
  })
})

describe('closing an incident', () => {
  it('frees every team by the rules: on scene completes, under way is called back', () => {
    const scene = new Scene()
    const incident = scene.alarm()
    const [here, coming] = ['here', 'coming'].map((id) => scene.order(incident, scene.team(id)))
    scene.milestone(here ?? '', 'arrived')
    scene.must('closeIncident', { incidentId: incident, summary: '人已找到' })
    expect(scene.world.dispatches.get(asDispatchId(here ?? ''))?.phase).toBe('completed')
    expect(scene.world.dispatches.get(asDispatchId(coming ?? ''))?.phase).toBe('withdrawn')
    for (const id of ['here', 'coming']) expect(scene.world.teams.get(asTeamId(id))?.assignment).toBeNull()
    expect(scene.world.incidents.get(incident)).toMatchObject({ status: 'closed', active: [] })
  })
})

describe('escalation', () => {
  it('replaces a silent team by the next one in a single decision', () => {
    const scene = new Scene()
    const silent = scene.team('silent')
    const next = scene.team('next')
    const incident = scene.alarm()
    const dispatch = scene.order(incident, silent)
    scene.must('escalateDispatch', { dispatchId: dispatch, to: 'next', nextTeamId: next }, HUB)
    expect(scene.world.dispatches.get(dispatch)).toMatchObject({ phase: 'withdrawn', escalatedTo: 'next' })
    expect(scene.world.teams.get(silent)?.assignment).toBeNull()
    expect(scene.world.incidents.get(incident)?.active.map((order) => order.teamId)).toEqual([next])
  })

  it('leaves the order standing when the next team may not be sent, or when only the officer is told', () => {
    const scene = new Scene()
    const silent = scene.team('silent')
    const unfit = scene.team('unfit', { certificates: [] })
    const dispatch = scene.order(scene.alarm(), silent)
    expect(refusal(scene.send('escalateDispatch', { dispatchId: dispatch, to: 'next', nextTeamId: unfit }, HUB)).code).toBe('team_not_eligible')
    scene.must('escalateDispatch', { dispatchId: dispatch, to: 'officer', nextTeamId: null }, HUB)
    expect(scene.world.dispatches.get(dispatch)).toMatchObject({ phase: 'ordered', escalatedTo: 'officer' })
  })

  it('may not be sent by an officer or a phone', () => {
    const scene = new Scene()
    const dispatch = scene.order(scene.alarm(), scene.team('lan'))
    for (const actor of [OFFICER, phoneOf('lan')]) {
      expect(refusal(scene.send('escalateDispatch', { dispatchId: dispatch, to: 'officer', nextTeamId: null }, actor)).code).toBe('forbidden')
    }
  })
})
