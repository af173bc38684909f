import { describe, expect, it } from 'vitest'
import { asTeamId } from '../../../shared/base/ids'
import { endOfDay } from '../../../shared/base/zone'
import type { Team } from '../../../shared/domain/team/state'
import { Scene, T0, ZONE } from '../../../tests/fixtures/domain'
import { ALL_TEAMS, teamMatches, townshipsOf, type TeamFilter } from './team-filter'

function setUp() {
  const scene = new Scene()
  scene.team('blue', { name: '蓝鳍水域救援队', township: '龙港镇' })
  scene.team('fire', { name: '马站消防站', kind: 'professional', certificates: [{ qualification: 'water', level: 'city', number: 'W-2', validUntil: '2020-01-01' }] })
  scene.team('away', { name: '霞关海上救援队' })
  scene.must('setTeamDuty', { teamId: asTeamId('away'), onDuty: false, reason: '检修' })
  const teams = [...scene.world.teams.values()]
  const find = (filter: Partial<TeamFilter>, found: readonly string[] = []) =>
    teams
      .filter((team: Team) => teamMatches(team, { ...ALL_TEAMS, ...filter }, { now: T0, endOfDay: (day) => endOfDay(day, ZONE), found: new Set(found) }))
      .map(({ id }) => String(id))
  return { teams, find }
}

describe('the team list', () => {
  it('shows all without a filter', () => {
    expect(setUp().find({})).toHaveLength(3)
  })
  it('filters by availability, kind, township and text', () => {
    const { find } = setUp()
    expect(find({ availability: 'off-duty' })).toEqual(['away'])
    expect(find({ kind: 'professional' })).toEqual(['fire'])
    expect(find({ township: '龙港镇' })).toEqual(['blue'])
    expect(find({ text: '霞关' })).toEqual(['away'])
    expect(find({ text: 'lq' }, ['blue'])).toEqual(['blue'])
  })
  it('does not take an expired certificate for a qualification', () => {
    expect(setUp().find({ qualification: 'water' })).toEqual(['blue', 'away'])
  })
  it('joins filters', () => {
    expect(setUp().find({ qualification: 'water', availability: 'available' })).toEqual(['blue'])
  })
  it('lists the townships once', () => {
    expect(townshipsOf(setUp().teams)).toHaveLength(2)
  })
})
