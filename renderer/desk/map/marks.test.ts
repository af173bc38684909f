import { describe, expect, it } from 'vitest'
import type { Recommendation } from '../../../shared/dispatch/recommend'
import { asTeamId } from '../../../shared/base/ids'
import { Scene, T0 } from '../../../tests/fixtures/domain'
import { incidentMarks, teamMarks, type MarkWords } from './marks'

const words: MarkWords = { eta: (seconds) => `${seconds} s`, phase: ({ phase }) => phase, availability: (state) => state, kind: (code) => code }

function setUp() {
  const scene = new Scene()
  for (const id of ['a', 'b', 'busy', 'off']) scene.team(id)
  const incident = scene.alarm()
  const other = scene.alarm()
  scene.must('setTeamDuty', { teamId: asTeamId('off'), onDuty: false, reason: '' })
  scene.order(other, 'busy')
  const candidate = (id: string) => ({ teamId: asTeamId(id), name: id, etaSeconds: 440, etaKind: 'road' as const, mobilisationSeconds: 0, travelSeconds: 0, vehicle: 'car' as const, covers: [], alone: true, reasons: [] })
  const ranking: Recommendation = { incidentId: incident, incidentVersion: 1, at: T0, needs: [], candidates: [candidate('a'), candidate('b')], excluded: [], combinations: [], shortfall: [] }
  const teams = teamMarks({
    teams: scene.world.teams.values(),
    track: () => null,
    dispatches: scene.world.dispatches as never,
    ranking,
    shown: incident,
    selected: 'a',
    excluded: new Map([['off', '不在岗']]),
    now: T0,
    staleMs: 120_000,
    words,
  })
  return { scene, incident, mark: (id: string) => teams.find((team) => team.id === id) }
}

describe('teams on the desk\'s map', () => {
  it('number the first candidates with their times; the marked one is cyan', () => {
    const { mark } = setUp()
    expect(mark('a')).toMatchObject({ subtitle: '440 s', tone: 'acting', label: 'always' })
    expect(mark('a')?.title).toMatch(/^1 /)
    expect(mark('b')).toMatchObject({ tone: 'available', label: 'always' })
  })
  it('say the phase of an order, and why a near one may not go', () => {
    const { mark } = setUp()
    expect(mark('busy')).toMatchObject({ tone: 'acting', subtitle: 'ordered', label: 'near' })
    expect(mark('off')).toMatchObject({ tone: 'off', subtitle: '不在岗' })
  })
})

describe('incidents on the map', () => {
  it('pulse until answered, and step back while another is worked on', () => {
    const { scene, incident } = setUp()
    scene.must('answerIncident', { incidentId: incident })
    const waiting = scene.alarm()
    const marks = incidentMarks([...scene.world.incidents.values()], new Map(), incident, words)
    expect(marks.find(({ id }) => id === incident)).toMatchObject({ unanswered: false, dimmed: false })
    expect(marks.find(({ id }) => id === waiting)).toMatchObject({ unanswered: true, dimmed: true })
  })
})
