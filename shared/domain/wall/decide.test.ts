import { describe, expect, it } from 'vitest'
import { asIncidentId, asWallId } from '../../base/ids'
import { MINUTE } from '../../base/time'
import { MAX_WALLS } from './decide'
import { FEED, HUB, OFFICER, phoneOf, Scene, T0 } from '../../../tests/fixtures/domain'

const wallId = asWallId('hall')
const PLAYLIST = { kind: 'playlist', playlistId: 'daily' } as const
const SEA = { kind: 'scene', sceneId: 'sea' } as const

function withWall(): Scene {
  const scene = new Scene()
  scene.must('registerWall', { wallId, show: PLAYLIST }, HUB)
  return scene
}
const wallOf = (scene: Scene) => scene.world.walls.get(wallId)

describe('a wall', () => {
  it('is one of so many at most: nobody with a wall\'s key can fill the log with them', () => {
    const scene = new Scene()
    const register = (id: string) => scene.send('registerWall', { wallId: asWallId(id), show: PLAYLIST }, HUB)
    for (let i = 0; i < MAX_WALLS; i += 1) expect(register(`w${i}`).ok).toBe(true)
    expect(register('one-more')).toMatchObject({ ok: false, error: { code: 'too_large', field: 'wallId' } })
    expect(register('w0')).toMatchObject({ ok: true })
    expect(scene.world.walls.has(asWallId('one-more'))).toBe(false)
  })

  it('is registered once, by the hub only, and begins with what it is given', () => {
    const scene = withWall()
    expect(scene.must('registerWall', { wallId, show: SEA }, HUB)).toMatchObject({ duplicate: true })
    expect(wallOf(scene)).toMatchObject({ show: PLAYLIST, blank: false, heldAt: null, banner: null, interruptible: true })
    for (const actor of [OFFICER, FEED, phoneOf('lan')]) {
      expect(scene.send('registerWall', { wallId: asWallId('other'), show: SEA }, actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
  })

  it('is directed by officers only', () => {
    const scene = withWall()
    for (const actor of [FEED, phoneOf('lan'), { ...OFFICER, role: 'wall' as const }]) {
      expect(scene.send('castToWall', { wallId, show: SEA }, actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
  })

  it('that never connected cannot be directed', () => {
    expect(new Scene().send('castToWall', { wallId, show: SEA })).toMatchObject({ ok: false, error: { code: 'not_found', field: 'wallId' } })
  })

  it('shows what is cast, lit and let go, and remembers what was on before', () => {
    const scene = withWall()
    scene.must('holdWall', { wallId, hold: true, index: 0 })
    scene.must('blankWall', { wallId, blank: true })
    scene.now += MINUTE
    scene.must('castToWall', { wallId, show: SEA })
    expect(wallOf(scene)).toMatchObject({ show: SEA, previous: PLAYLIST, startedAt: T0 + MINUTE, heldAt: null, blank: false, shownBy: OFFICER.id })
  })

  it('cannot be sent to an incident that is not there', () => {
    const scene = withWall()
    const show = { kind: 'incident', incidentId: asIncidentId('nothing') } as const
    expect(scene.send('castToWall', { wallId, show })).toMatchObject({ ok: false, error: { code: 'not_found', field: 'show.incidentId' } })
    scene.must('castToWall', { wallId, show: { kind: 'incident', incidentId: scene.alarm() } })
  })

  it('goes to the entry that was asked for, however often it is asked', () => {
    const scene = withWall()
    scene.must('advanceWall', { wallId, index: 2 })
    scene.must('advanceWall', { wallId, index: 2 })
    expect(wallOf(scene)).toMatchObject({ startIndex: 2, heldAt: null })
    scene.must('castToWall', { wallId, show: SEA })
    expect(scene.send('advanceWall', { wallId, index: 1 })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
  })

  it('that is held stays held when it is sent on, and goes on from where it was let go', () => {
    const scene = withWall()
    scene.must('holdWall', { wallId, hold: true, index: 0 })
    expect(scene.must('holdWall', { wallId, hold: true, index: 0 })).toMatchObject({ duplicate: true })
    scene.now += MINUTE
    scene.must('advanceWall', { wallId, index: 3 })
    expect(wallOf(scene)?.heldAt).toBe(T0 + MINUTE)
    scene.now += MINUTE
    scene.must('holdWall', { wallId, hold: false, index: 3 })
    expect(wallOf(scene)).toMatchObject({ heldAt: null, startIndex: 3, startedAt: T0 + 2 * MINUTE })
  })

  it('carries a message until it is taken down, and refuses one that would be over', () => {
    const scene = withWall()
    const banner = { text: '三级响应', severity: 'yellow', until: T0 + MINUTE } as const
    scene.must('putBanner', { wallId, banner })
    expect(wallOf(scene)?.banner).toEqual({ ...banner, at: T0 })
    expect(scene.send('putBanner', { wallId, banner: { ...banner, until: T0 } })).toMatchObject({ ok: false, error: { code: 'invalid', field: 'banner.until' } })
    scene.must('putBanner', { wallId, banner: null })
    expect(wallOf(scene)?.banner).toBeNull()
    expect(scene.must('putBanner', { wallId, banner: null })).toMatchObject({ duplicate: true })
  })

  it.each([
    ['blankWall', { wallId, blank: false }],
    ['setInterruptions', { wallId, interruptible: true }],
  ] as const)('%s to what it is already writes nothing', (type, data) => {
    const scene = withWall()
    const before = scene.events.length
    expect(scene.must(type, data)).toMatchObject({ duplicate: true })
    expect(scene.events).toHaveLength(before)
  })
})
