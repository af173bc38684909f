import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asIncidentId, asTeamId, type TeamId } from '../base/ids'
import { endOfDay } from '../base/zone'
import { required } from '../base/assert'
import type { IncidentKind } from '../domain/incident/kind'
import { kind, KINDS, Scene, ZONE } from '../../tests/fixtures/domain'
import { recommend, type Reason, type Recommendation, type TeamTravel } from './recommend'

const travel = (seconds: number | null, changes: Partial<TeamTravel> = {}): TeamTravel => ({
  vehicle: 'rescue-vehicle',
  kind: seconds === null ? 'unreachable' : 'road',
  seconds,
  metres: seconds === null ? null : seconds * 12,
  walkSeconds: 0,
  from: { kind: 'base', ageSeconds: 0 },
  ...changes,
})

function ranked(scene: Scene, incident: string, times: Record<string, TeamTravel>, of?: IncidentKind): Recommendation {
  const found = required(scene.world.incidents.get(asIncidentId(incident)), 'incident')
  return recommend({
    incident: found,
    kind: of ?? required(KINDS.get(found.kind), 'kind'),
    teams: scene.world.teams.values(),
    travel: new Map(Object.entries(times)) as ReadonlyMap<string, TeamTravel> as ReadonlyMap<TeamId, TeamTravel>,
    now: scene.now,
    endOfDay: (isoDate) => endOfDay(isoDate, ZONE),
  })
}

const codes = (reasons: readonly Reason[]) => reasons.map((reason) => reason.code)
const WATER_EXPIRED = [{ qualification: 'water', level: 'provincial', number: 'W', validUntil: '2026-09-30' }] as const
const MEDICAL = [{ qualification: 'medical', level: 'county', number: 'M', validUntil: '2031-01-01' }] as const

describe('recommend', () => {
  it('plays the known case: the nearest is closer but its certificate expired', () => {
    const scene = new Scene()
    scene.team('lan')
    scene.team('fei', { certificates: [...WATER_EXPIRED] })
    const incident = scene.alarm()
    const found = ranked(scene, incident, { lan: travel(350), fei: travel(170) })
    expect(found.candidates).toHaveLength(1)
    expect(found.candidates[0]).toMatchObject({ teamId: 'lan', etaSeconds: 440, etaKind: 'road', alone: true })
    expect(found.excluded[0]).toMatchObject({
      teamId: 'fei',
      etaSeconds: 260,
      reasons: [
        { code: 'closer_by', seconds: 180 },
        { code: 'certificate_expired', qualification: 'water', level: 'provincial', validUntil: '2026-09-30' },
      ],
    })
  })

  it('counts mobilisation, so that the nearer volunteers may come second', () => {
    const scene = new Scene()
    scene.team('near', { mobilisationSeconds: 600 })
    scene.team('far', { mobilisationSeconds: 60 })
    const found = ranked(scene, scene.alarm(), { near: travel(200), far: travel(500) })
    expect(found.candidates.map((candidate) => candidate.teamId)).toEqual(['far', 'near'])
    expect(found.candidates[1]?.reasons).toContainEqual({ code: 'slower_than_first', seconds: 240 })
  })

  it('lets the lighter load decide within the same half minute, and says so', () => {
    const scene = new Scene()
    const busy = scene.team('busy')
    scene.team('fresh')
    const earlier = scene.order(scene.alarm(), busy)
    scene.milestone(earlier, 'arrived')
    scene.milestone(earlier, 'completed')
    const found = ranked(scene, scene.alarm(), { busy: travel(301), fresh: travel(310) })
    expect(found.candidates.map((candidate) => candidate.teamId)).toEqual(['fresh', 'busy'])
    expect(codes(found.candidates[0]?.reasons ?? [])).toContain('less_loaded')
  })

  it('says where a time comes from and never hides an estimate, an old position or a detour', () => {
    const scene = new Scene()
    scene.team('lan')
    const found = ranked(scene, scene.alarm(), {
      lan: travel(1000, { kind: 'estimated', withoutClosuresSeconds: 400, walkSeconds: 100, from: { kind: 'stale', ageSeconds: 900 } }),
    })
    expect(codes(found.candidates[0]?.reasons ?? [])).toEqual(
      expect.arrayContaining(['estimated_no_road_data', 'detour', 'walk', 'position_stale']),
    )
    expect(found.candidates[0]?.reasons).toContainEqual({ code: 'detour', seconds: 600 })
  })

  it('excludes who cannot get there, with all other reasons too', () => {
    const scene = new Scene()
    scene.team('island', { certificates: [] })
    const found = ranked(scene, scene.alarm(), { island: travel(null, { withoutClosuresSeconds: 300 }) })
    expect(found.excluded[0]).toMatchObject({ etaSeconds: null, reasons: [{ code: 'not_qualified' }, { code: 'unreachable', byClosure: true }] })
    expect(found.shortfall).toEqual(['water'])
  })

  it('combines teams when one cannot cover all needs, keeping the last arrival as early as can be', () => {
    const scene = new Scene()
    scene.team('boat')
    scene.team('slowboat')
    scene.team('doctor', { certificates: [...MEDICAL] })
    const found = ranked(scene, scene.alarm({ kind: 'flood' }), { boat: travel(300), slowboat: travel(900), doctor: travel(500) })
    expect(found.candidates.every((candidate) => !candidate.alone)).toBe(true)
    expect(found.combinations[0]).toMatchObject({ teamIds: ['boat', 'doctor'], etaSeconds: 590, because: 'qualifications' })
    expect(found.shortfall).toEqual([])
  })

  it('joins a first candidate that lacks equipment with the soonest that has it', () => {
    const scene = new Scene()
    scene.team('dry', { equipment: [] })
    scene.team('wet')
    const found = ranked(scene, scene.alarm(), { dry: travel(100), wet: travel(400) })
    expect(found.combinations).toEqual([
      { teamIds: ['dry', 'wet'], etaSeconds: 490, covers: ['water'], because: 'equipment', adds: ['assault-boat'] },
    ])
  })

  it('leaves out teams that are already under orders for this incident and shows others as committed', () => {
    const scene = new Scene()
    const lan = scene.team('lan')
    const other = scene.team('other')
    const incident = scene.alarm()
    scene.order(incident, lan)
    scene.order(scene.alarm(), other)
    const found = ranked(scene, incident, { lan: travel(100), other: travel(100) })
    expect(found.candidates).toEqual([])
    expect(found.excluded.map((entry) => [entry.teamId, codes(entry.reasons)])).toEqual([['other', ['committed']]])
  })

  it('gates exactly as the decider does: whoever is recommended can be sent, whoever is excluded for a rule cannot', () => {
    const level = fc.constantFrom('national', 'provincial', 'city', 'county')
    const certificate = fc.record({
      qualification: fc.constantFrom('water', 'medical', 'fire'),
      level,
      number: fc.constant('N'),
      validUntil: fc.constantFrom('2026-11-21', '2026-11-22', '2030-01-01'),
    })
    const team = fc.record({
      certificates: fc.array(certificate, { maxLength: 4 }),
      duty: fc.constantFrom('on', 'off', 'reserved', 'committed'),
      seconds: fc.option(fc.integer({ min: 0, max: 4000 })),
    })
    fc.assert(
      fc.property(fc.array(team, { minLength: 1, maxLength: 8 }), fc.constantFrom(...KINDS.keys()), (teams, code) => {
        const scene = new Scene()
        const ids = teams.map(({ certificates }, index) => scene.team(`t${index}`, { certificates }))
        const elsewhere = scene.alarm()
        const target = scene.alarm({ kind: code })
        teams.forEach(({ duty }, index) => {
          const teamId = required(ids[index], 'id')
          if (duty === 'off') scene.must('setTeamDuty', { teamId, onDuty: false, reason: '休整' })
          if (duty === 'reserved') scene.must('reserveTeam', { teamId, incidentId: elsewhere, minutes: 5 })
          if (duty === 'committed') {
            scene.must('assignTeam', { incidentId: elsewhere, teamId, override: { reason: 'x' }, message: '', basis: { rank: null, etaSeconds: null, etaKind: null } })
          }
        })
        const times = Object.fromEntries(teams.map(({ seconds }, index) => [`t${index}`, travel(seconds)]))
        const found = ranked(scene, target, times)
        expect(found.candidates.length + found.excluded.length).toBe(teams.length)
        const etas = found.candidates.filter((candidate) => candidate.alone).map((candidate) => Math.floor(candidate.etaSeconds / 30))
        expect(etas).toEqual(etas.toSorted((a, b) => a - b))
        const version = scene.world.incidents.get(target)?.version
        for (const { teamId } of found.candidates) {
          const decided = scene.send('reserveTeam', { teamId: asTeamId(teamId), incidentId: target, minutes: 1 })
          expect(decided.ok).toBe(true)
        }
        expect(scene.world.incidents.get(target)?.version).toBe(version)
        for (const entry of found.excluded) {
          const byRule = entry.reasons.some((reason) => reason.code !== 'unreachable' && reason.code !== 'closer_by')
          const decided = scene.send('assignTeam', { incidentId: target, teamId: entry.teamId, message: '', basis: { rank: null, etaSeconds: null, etaKind: null } })
          expect(decided.ok).toBe(!byRule)
        }
        for (const { teamId } of found.candidates) {
          expect(scene.send('assignTeam', { incidentId: target, teamId, message: '', basis: { rank: 1, etaSeconds: 1, etaKind: 'road' } }).ok).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('needs nothing of a kind without needs', () => {
    const scene = new Scene()
    scene.team('any', { certificates: [] })
    const found = ranked(scene, scene.alarm(), { any: travel(60) }, kind('any', []))
    expect(found.candidates[0]).toMatchObject({ alone: true })
  })
})
