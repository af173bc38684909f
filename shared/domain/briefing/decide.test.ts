import { describe, expect, it } from 'vitest'
import { FEED, HUB, OFFICER, phoneOf, type Scene, SECOND_OFFICER } from '../../../tests/fixtures/domain'
import { frozen, stormScene } from '../../../tests/fixtures/briefing'
import { draftEdition } from '../../briefing/drafts'
import { translator } from '../../i18n/translator'
import { asBriefingId, asWallId } from '../../base/ids'
import { DAY } from '../../base/time'
import { KEPT_VERSIONS, newest, SECTIONS, shownVersion, type Edition } from './state'

function freezeIn(scene: Scene, previousId: string | null = null) {
  const content = frozen(scene)
  const edition = draftEdition(content, translator('zh'), 'zh')
  scene.must('freezeBriefing', { content, edition, previousId: previousId as never })
  const briefing = [...scene.world.briefings.values()].at(-1)
  if (!briefing) throw new Error('nothing frozen')
  return briefing.id
}
const held = (scene: Scene, id: string) => {
  const briefing = scene.world.briefings.get(asBriefingId(id))
  if (!briefing) throw new Error(`no ${id}`)
  return briefing
}
const titled = (scene: Scene, id: string, title: string): Edition => ({ ...newest(held(scene, id)).edition, title })

describe('a briefing', () => {
  it('[BR1] has its numbers inside the event, and an edit has words only', () => {
    const scene = stormScene()
    const briefingId = freezeIn(scene)
    const event = scene.events.at(-1)
    expect(event).toMatchObject({ type: 'briefing.frozen', data: { content: { seq: scene.world.seq - 1, storm: { id: '2006-08' } } } })
    expect(JSON.parse(JSON.stringify(event))).toEqual(event)
    scene.must('editBriefing', { briefingId, basedOn: 1, edition: titled(scene, briefingId, '新标题') })
    expect(Object.keys(scene.events.at(-1)?.data ?? {})).toEqual(['briefingId', 'no', 'edition'])
  })

  it('[BR1] cannot know more than the log, nor follow one that is not there', () => {
    const scene = stormScene()
    const content = frozen(scene)
    const edition = draftEdition(content, translator('zh'), 'zh')
    expect(scene.send('freezeBriefing', { content: { ...content, seq: 99 }, edition, previousId: null })).toMatchObject({ ok: false, error: { field: 'content.seq' } })
    expect(scene.send('freezeBriefing', { content, edition, previousId: asBriefingId('none') })).toMatchObject({ ok: false, error: { code: 'not_found', field: 'previousId' } })
    expect(scene.world.briefings.get(asBriefingId('none'))).toBeUndefined()
  })

  it('[BR2] is edited on its newest words: nothing is overwritten unseen', () => {
    const scene = stormScene()
    const briefingId = freezeIn(scene)
    scene.must('editBriefing', { briefingId, basedOn: 1, edition: titled(scene, briefingId, '甲') })
    const late = scene.send('editBriefing', { briefingId, basedOn: 1, edition: titled(scene, briefingId, '乙') }, SECOND_OFFICER)
    expect(late).toMatchObject({ ok: false, error: { code: 'stale_version', field: 'basedOn' } })
    expect(newest(held(scene, briefingId))).toMatchObject({ no: 2, by: OFFICER.id, edition: { title: '甲' } })
    expect(held(scene, briefingId).versions.map(({ no }) => no)).toEqual([1, 2])
  })

  it('[BR3] writes nothing for what is so already', () => {
    const scene = stormScene()
    const briefingId = freezeIn(scene)
    const before = scene.events.length
    expect(scene.must('editBriefing', { briefingId, basedOn: 7, edition: newest(held(scene, briefingId)).edition })).toMatchObject({ duplicate: true })
    scene.must('publishBriefing', { briefingId })
    expect(scene.must('publishBriefing', { briefingId })).toMatchObject({ duplicate: true })
    scene.must('withdrawBriefing', { briefingId, reason: '有误' })
    expect(scene.must('withdrawBriefing', { briefingId, reason: '又' })).toMatchObject({ duplicate: true })
    expect(scene.events).toHaveLength(before + 2)
  })

  it.each([
    ['a section twice', { order: [...SECTIONS.slice(1), 'map' as const] }, 'edition.order'],
    ['a section left out', { order: SECTIONS.slice(1) }, 'edition.order'],
    ['everything hidden', { hidden: [...SECTIONS] }, 'edition.hidden'],
  ])('[BR4] with %s is refused', (_what, changes, field) => {
    const scene = stormScene()
    const briefingId = freezeIn(scene)
    const edition = { ...newest(held(scene, briefingId)).edition, ...changes } as Edition
    expect(scene.send('editBriefing', { briefingId, basedOn: 1, edition })).toMatchObject({ ok: false, error: { code: 'invalid', field } })
  })

  it('[BR5] is shown in the words that are published, and not at all once it is withdrawn', () => {
    const scene = stormScene()
    const briefingId = freezeIn(scene)
    scene.must('publishBriefing', { briefingId })
    scene.must('editBriefing', { briefingId, basedOn: 1, edition: titled(scene, briefingId, '未发布') })
    expect(shownVersion(held(scene, briefingId)).no).toBe(1)
    scene.must('publishBriefing', { briefingId })
    expect(shownVersion(held(scene, briefingId)).edition.title).toBe('未发布')
    const wallId = asWallId('hall')
    scene.must('registerWall', { wallId, show: { kind: 'playlist', playlistId: 'daily' } }, HUB)
    const show = { kind: 'briefing', briefingId, page: 0 } as const
    scene.must('castToWall', { wallId, show })
    scene.must('castToWall', { wallId, show: { ...show, page: 3 } })
    expect(scene.world.walls.get(wallId)?.previous).toEqual({ kind: 'playlist', playlistId: 'daily' })
    scene.must('withdrawBriefing', { briefingId, reason: '有误' })
    expect(scene.send('castToWall', { wallId, show })).toMatchObject({ ok: false, error: { code: 'wrong_state', field: 'show.briefingId' } })
    scene.must('publishBriefing', { briefingId })
    expect(held(scene, briefingId).withdrawn).toBeNull()
  })

  it('[BR6] is numbered by the day of the zone', () => {
    const scene = stormScene()
    expect(held(scene, freezeIn(scene)).number).toBe('2026-1122-01')
    expect(held(scene, freezeIn(scene)).number).toBe('2026-1122-02')
    scene.now += DAY
    expect(held(scene, freezeIn(scene)).number).toBe('2026-1123-01')
  })

  it('keeps its last versions, and the published one for ever', () => {
    const scene = stormScene()
    const briefingId = freezeIn(scene)
    scene.must('publishBriefing', { briefingId })
    for (let no = 1; no <= KEPT_VERSIONS + 5; no++) scene.must('editBriefing', { briefingId, basedOn: no, edition: titled(scene, briefingId, `第${no}`) })
    const { versions } = held(scene, briefingId)
    expect(versions).toHaveLength(KEPT_VERSIONS + 1)
    expect(versions[0]?.no).toBe(1)
  })

  it('is made by officers only', () => {
    const scene = stormScene()
    const briefingId = freezeIn(scene)
    for (const actor of [FEED, HUB, phoneOf('lan'), { ...OFFICER, role: 'wall' as const }]) {
      expect(scene.send('publishBriefing', { briefingId }, actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
  })
})
