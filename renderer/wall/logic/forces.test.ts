import { describe, expect, it } from 'vitest'
import { asTeamId } from '../../../shared/base/ids'
import { endOfDay } from '../../../shared/base/zone'
import type { Certificate } from '../../../shared/domain/team/profile'
import { KINDS, Scene, T0, ZONE } from '../../../tests/fixtures/domain'
import { forces, teamTally } from './forces'

const holds = (qualification: Certificate['qualification'], validUntil = '2031-05-31'): Certificate => ({ qualification, level: 'county', number: 'N', validUntil })
const read = (scene: Scene, limit = 12) =>
  forces({ teams: scene.world.teams.values(), kinds: KINDS.values(), now: scene.now, endOfDay: (day) => endOfDay(day, ZONE), limit })

describe('teams by qualification', () => {
  it('counts only certificates that are valid now: to the end of their last day', () => {
    const scene = new Scene()
    scene.team('old', { certificates: [holds('water', '2026-11-21')] })
    scene.team('last-day', { certificates: [holds('water', '2026-11-22')] })
    scene.team('good', { certificates: [holds('water'), holds('water')] })
    expect(read(scene)).toEqual([{ qualification: 'water', available: 2, committed: 0, total: 2 }])
    scene.now = endOfDay('2026-11-22', ZONE) + 1
    expect(read(scene)).toEqual([{ qualification: 'water', available: 1, committed: 0, total: 1 }])
  })

  it('tells who can be sent from who is out, and counts the rest in the total only', () => {
    const scene = new Scene()
    const id = scene.alarm()
    scene.order(id, scene.team('out'))
    scene.must('setTeamDuty', { teamId: scene.team('off'), onDuty: false, reason: '' })
    scene.must('reserveTeam', { teamId: scene.team('kept'), incidentId: id, minutes: 10 })
    scene.team('free')
    expect(read(scene)).toEqual([{ qualification: 'water', available: 1, committed: 1, total: 4 }])
    expect(teamTally(scene.world.teams.values(), scene.now)).toEqual({ total: 4, available: 1, committed: 1 })
    scene.now = T0 + 11 * 60_000
    expect(read(scene)[0]?.available).toBe(2)
    scene.must('retireTeam', { teamId: asTeamId('free') }, { id: 'hub:pack' as never, role: 'hub', teamId: null })
    expect(read(scene)[0]).toMatchObject({ available: 1, total: 3 })
  })

  it('keeps what most kinds need where there is little room, in the usual order', () => {
    const scene = new Scene()
    scene.team('a', { certificates: [holds('drone'), holds('fire'), holds('medical'), holds('water')] })
    scene.team('b', { certificates: [holds('drone')] })
    expect(read(scene, 2).map(({ qualification }) => qualification)).toEqual(['water', 'medical'])
    expect(read(scene, 3).map(({ qualification }) => qualification)).toEqual(['water', 'medical', 'drone'])
  })
})
