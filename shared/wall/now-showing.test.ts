import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asWallId } from '../base/ids'
import { HUB, Scene, T0 } from '../../tests/fixtures/domain'
import { applyEvent, emptyWorld } from '../domain/world'
import { wallSettingsSchema, type WallSettings } from '../pack/scene'
import { DEFAULT_WALL } from './default-scenes'
import { nowShowing } from './now-showing'

const grid = { columns: 1, rows: 1, panels: [] }
const scene = (id: string) => ({ id, name: { zh: id, en: id }, grid })
const SETTINGS: WallSettings = {
  scenes: ['a', 'b', 'c', 'incident'].map(scene),
  playlists: [
    {
      id: 'round',
      name: { zh: '轮播', en: 'Round' },
      entries: [
        { scene: 'a', seconds: 10 },
        { scene: 'b', seconds: 20 },
        { scene: 'c', seconds: 30 },
      ],
    },
  ],
  interrupt: { from: 'orange', scene: 'incident', seconds: 60 },
  incidentScene: 'incident',
  viewScene: 'a',
}
const wallId = asWallId('main')
const PLAYLIST = { kind: 'playlist', playlistId: 'round' } as const

function hall() {
  const world = new Scene()
  world.must('registerWall', { wallId, show: PLAYLIST }, HUB)
  const at = (offsetMs: number) => {
    const wall = world.world.walls.get(wallId)
    if (!wall) throw new Error('no wall')
    return nowShowing(wall, SETTINGS, world.world.incidents.values(), T0 + offsetMs)
  }
  const wait = (offsetMs: number) => {
    world.now = T0 + offsetMs
  }
  return { world, at, wait }
}

describe('what a wall shows', () => {
  it('is a scene of the playlist by the clock, and says when it changes', () => {
    const { at } = hall()
    expect([0, 9_999, 10_000, 29_999, 30_000, 60_000].map((ms) => at(ms).sceneId)).toEqual(['a', 'a', 'b', 'b', 'c', 'a'])
    expect(at(12_000)).toMatchObject({ why: 'playlist', index: 1, changesAt: T0 + 30_000 })
  })

  it('is the same on two screens at the same time of the hub, and after a restart of one of them', () => {
    const actions = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 40_000 }),
        fc.constantFrom('advance', 'hold', 'resume', 'blank', 'unblank', 'cast', 'playlist', 'alarm', 'answer'),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(actions, fc.integer({ min: 0, max: 200_000 }), (steps, later) => {
        const { world, at } = hall()
        for (const [ms, what] of steps) {
          world.now += ms
          const incident = [...world.world.incidents.values()].find(({ answeredAt }) => answeredAt === null)
          if (what === 'advance') world.send('advanceWall', { wallId, index: 1 })
          if (what === 'hold' || what === 'resume') world.send('holdWall', { wallId, hold: what === 'hold', index: at(world.now - T0).index })
          if (what === 'blank' || what === 'unblank') world.send('blankWall', { wallId, blank: what === 'blank' })
          if (what === 'cast') world.send('castToWall', { wallId, show: { kind: 'scene', sceneId: 'c' } })
          if (what === 'playlist') world.send('castToWall', { wallId, show: PLAYLIST })
          if (what === 'alarm') world.alarm({ severity: 'red' })
          if (what === 'answer' && incident) world.send('answerIncident', { incidentId: incident.id })
        }
        // A screen that starts now has only the log: it folds the same events.
        const fresh = emptyWorld()
        for (const event of world.events) applyEvent(fresh, event)
        const moment = world.now + later
        const wall = world.world.walls.get(wallId)
        const again = fresh.walls.get(wallId)
        if (!wall || !again) throw new Error('no wall')
        const shown = nowShowing(wall, SETTINGS, world.world.incidents.values(), moment)
        expect(nowShowing(again, SETTINGS, fresh.incidents.values(), moment)).toEqual(shown)
        // Until it says that it changes, it does not.
        if (shown.changesAt !== null) {
          const before = nowShowing(wall, SETTINGS, world.world.incidents.values(), shown.changesAt - 1)
          expect([before.sceneId, before.incidentId]).toEqual([shown.sceneId, shown.incidentId])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('goes to a grave new incident until it is answered and a minute has passed, and returns to where it would be', () => {
    const { world, at, wait } = hall()
    wait(5_000)
    const incidentId = world.alarm({ severity: 'red' })
    expect(at(6_000)).toMatchObject({ sceneId: 'incident', why: 'interrupted', incidentId, changesAt: null })
    expect(at(600_000).sceneId).toBe('incident')
    wait(20_000)
    world.must('answerIncident', { incidentId })
    expect(at(64_999)).toMatchObject({ sceneId: 'incident', changesAt: T0 + 65_000 })
    expect(at(65_000)).toMatchObject({ sceneId: 'a', why: 'playlist' })
  })

  it('does not leave for a small one, nor where the director wants no interruption, nor for what was there before her word', () => {
    const { world, at, wait } = hall()
    wait(1_000)
    world.alarm({ severity: 'blue' })
    expect(at(2_000).why).toBe('playlist')
    world.alarm({ severity: 'red' })
    expect(at(2_000).why).toBe('interrupted')
    wait(3_000)
    world.must('castToWall', { wallId, show: { kind: 'scene', sceneId: 'c' } })
    expect(at(4_000)).toMatchObject({ sceneId: 'c', why: 'cast' })
    world.must('setInterruptions', { wallId, interruptible: false })
    wait(5_000)
    world.alarm({ severity: 'red' })
    expect(at(6_000).sceneId).toBe('c')
  })

  it('stays while it is held, and goes on from there', () => {
    const { world, at, wait } = hall()
    wait(12_000)
    world.must('holdWall', { wallId, hold: true, index: 1 })
    expect(at(500_000)).toMatchObject({ sceneId: 'b', changesAt: null })
    wait(500_000)
    world.must('holdWall', { wallId, hold: false, index: 1 })
    expect(at(500_000)).toMatchObject({ sceneId: 'b', changesAt: T0 + 520_000 })
  })

  it('is dark by order, and a cast lights it again', () => {
    const { world, at } = hall()
    world.must('blankWall', { wallId, blank: true })
    expect(at(1_000).sceneId).toBeNull()
    world.must('castToWall', { wallId, show: { kind: 'scene', sceneId: 'b' } })
    expect(at(1_000).sceneId).toBe('b')
  })

  it('is never empty because a scene has gone from the pack', () => {
    const { world, at } = hall()
    world.must('castToWall', { wallId, show: { kind: 'scene', sceneId: 'gone' } })
    expect(at(1_000)).toMatchObject({ sceneId: 'a', why: 'playlist' })
  })

  it('has a default that is right by its own schema', () => {
    expect(wallSettingsSchema.safeParse(DEFAULT_WALL).success).toBe(true)
  })
})

