import { describe, expect, it } from 'vitest'
import { asActorId, asWallId } from '../../../shared/base/ids'
import { MINUTE } from '../../../shared/base/time'
import type { Incident } from '../../../shared/domain/incident/state'
import type { Wall } from '../../../shared/domain/wall/state'
import type { WallSettings } from '../../../shared/pack/scene'
import type { WallScreen } from '../../../shared/protocol/messages'
import { DEFAULT_WALL } from '../../../shared/wall/default-scenes'
import { Scene, T0 } from '../../../tests/fixtures/domain'
import { directorView, entryAt } from './view'

const SETTINGS: WallSettings = {
  ...DEFAULT_WALL,
  playlists: [{ id: 'daily', name: { zh: '值守', en: 'Watch' }, entries: [{ scene: 'overview', seconds: 60 }, { scene: 'incident', seconds: 30 }] }],
}
const NONE = new Map<string, number>()

const wall = (id: string, changes: Partial<Wall> = {}): Wall => ({
  id: asWallId(id), version: 1, show: { kind: 'playlist', playlistId: 'daily' }, previous: null, shownBy: asActorId('hub:walls'),
  startedAt: T0, startIndex: 0, heldAt: null, blank: false, banner: null, interruptible: true, ...changes,
})
const screen = (of: string, column: number, columns: number): WallScreen => ({
  wall: asWallId(of), part: { column, row: 0, columns, rows: 1 }, width: 1920, height: 1080, scene: 'overview', incidentId: null, bounds: null,
  screenId: `${of}${column}`, since: T0, heardAt: T0,
})
const view = (walls: readonly Wall[], screens: readonly WallScreen[], now: number, incidents: readonly Incident[] = [], gone = NONE) =>
  directorView(walls, screens, gone, SETTINGS, incidents, now)

describe('what the director sees', () => {
  it('numbers walls by their names, the connected and the others', () => {
    const [hall, side] = view([wall('side'), wall('hall')], [screen('side', 0, 1)], T0, [], new Map([['hall', T0 - 5]]))
    expect([hall?.id, hall?.key, hall?.connected, hall?.goneSince]).toEqual(['hall', 1, false, T0 - 5])
    expect([side?.id, side?.key, side?.connected, side?.goneSince]).toEqual(['side', 2, true, null])
  })

  it('shows the place of a screen that is missing, and one that says another grid', () => {
    const [hall] = view([wall('hall')], [screen('hall', 1, 3), screen('hall', 0, 2)], T0)
    expect(hall?.parts.map(({ part, screen: there }) => [part.column, there?.screenId ?? null])).toEqual([[0, null], [1, 'hall1'], [2, null], [0, 'hall0']])
  })

  it('says which entry of the playlist is on, since when and until when', () => {
    const [hall] = view([wall('hall')], [], T0 + 70_000)
    expect(hall?.on).toMatchObject({ sceneId: 'incident', index: 1, why: 'playlist', changesAt: T0 + 90_000 })
    expect([hall?.since, hall?.entries]).toEqual([T0 + 60_000, 2])
  })

  it('says of a held wall since when its picture stands, and that it does not change', () => {
    const [hall] = view([wall('hall', { heldAt: T0 + 70_000 })], [], T0 + 10 * MINUTE)
    expect(hall?.on).toMatchObject({ sceneId: 'incident', changesAt: null })
    expect(hall?.since).toBe(T0 + 60_000)
  })

  it('says of an interruption since the report, and of a cast since the cast', () => {
    const scene = new Scene()
    scene.now = T0 + 1_000
    scene.alarm()
    const incidents = [...scene.world.incidents.values()]
    const [hall] = view([wall('hall')], [], T0 + 2_000, incidents)
    expect([hall?.on.why, hall?.since]).toEqual(['interrupted', T0 + 1_000])
    const [cast] = view([wall('hall', { show: { kind: 'chart', chartId: 'response-times' }, startedAt: T0 + 1_500 })], [], T0 + 2_000, incidents)
    expect([cast?.on.why, cast?.since, cast?.entries]).toEqual(['cast', T0 + 1_500, 0])
  })

  it('goes round a playlist both ways', () => {
    expect([entryAt(0, -1, 3), entryAt(2, 1, 3), entryAt(0, 1, 1)]).toEqual([2, 0, 0])
  })
})
