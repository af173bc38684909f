import { describe, expect, it } from 'vitest'
import { KINDS, kind, Scene } from '../../../tests/fixtures/domain'
import { frameKey, framePoints, incidentMarks, shortPlace, teamMarks } from './map-data'
import { wallOrder } from './order'

const TOWNSHIPS = [{ name: '马站镇' }, { name: '灵溪镇' }]
const nowhere = () => null
const tables = (scene: Scene) => ({
  open: wallOrder(scene.world.incidents.values()),
  teams: new Map([...scene.world.teams.values()].map((team) => [team.id, team])),
  dispatches: new Map([...scene.world.dispatches.values()].map((dispatch) => [dispatch.id, dispatch])),
})

describe('a place on the map', () => {
  it('leaves out the township, whose name is there already', () => {
    expect(shortPlace('马站镇 观美水库上游', TOWNSHIPS)).toBe('观美水库上游')
    expect(shortPlace('马站镇', TOWNSHIPS)).toBe('马站镇')
    expect(shortPlace('Guanmei reservoir', TOWNSHIPS)).toBe('Guanmei reservoir')
  })
})

describe('incidents on the map', () => {
  it('says nothing of a sensitive one but that it is there', () => {
    const scene = new Scene()
    scene.alarm({ kind: 'medical' })
    const kinds = new Map([...KINDS, ['medical', { ...kind('medical', []), sensitive: true }]])
    expect(incidentMarks(tables(scene).open, kinds, TOWNSHIPS, { sensitive: '敏感警情' })).toMatchObject([{ label: '敏感警情', glyph: '敏' }])
  })

  it('pulses until somebody takes it up', () => {
    const scene = new Scene()
    const incidentId = scene.alarm()
    const unanswered = () => incidentMarks(tables(scene).open, KINDS, TOWNSHIPS, { sensitive: '' })[0]?.unanswered
    expect(unanswered()).toBe(true)
    scene.must('answerIncident', { incidentId })
    expect(unanswered()).toBe(false)
  })
})

describe('teams on the map', () => {
  it('names those under way and puts those without a part in the background', () => {
    const scene = new Scene()
    const order = scene.order(scene.alarm(), scene.team('out'))
    scene.team('home')
    const marks = () => {
      const { dispatches } = tables(scene)
      return teamMarks({ teams: scene.world.teams.values(), track: nowhere, dispatches, title: ({ profile }) => profile.name, subtitle: () => '剩 3:50', now: scene.now, staleMs: 1 })
    }
    expect(marks()).toMatchObject([{ id: 'out', label: 'near' }, { id: 'home', dimmed: true }])
    scene.milestone(order, 'departed')
    expect(marks()[0]).toMatchObject({ label: 'always', subtitle: '剩 3:50', tone: 'acting' })
  })
})

describe('the camera', () => {
  it('has a reason to move when an incident or an order comes or goes, and no other', () => {
    const scene = new Scene()
    const key = () => frameKey(tables(scene).open, tables(scene).dispatches, new Map())
    const incidentId = scene.alarm()
    const before = key()
    scene.must('addNote', { incidentId, text: '补充' })
    scene.must('answerIncident', { incidentId })
    expect(key()).toBe(before)
    const order = scene.order(incidentId, scene.team('t1'))
    const ordered = key()
    expect(ordered).not.toBe(before)
    scene.milestone(order, 'departed')
    expect(key()).toBe(ordered)
    scene.milestone(order, 'arrived')
    scene.milestone(order, 'completed')
    expect(key()).toBe(before)
    scene.must('closeIncident', { incidentId, summary: '' })
    expect(key()).toBe('')
  })

  it('frames the incident and the teams under orders for it', () => {
    const scene = new Scene()
    scene.order(scene.alarm(), scene.team('t1'))
    scene.team('home', { base: { lon: 100, lat: 20 } })
    const { open, teams } = tables(scene)
    expect(framePoints(open, teams, nowhere, new Map())).toEqual([
      { lon: 120.42, lat: 27.3 },
      { lon: 120.446, lat: 27.277 },
    ])
  })
})
