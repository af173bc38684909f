import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asActorId, asCommandId, asWallId } from '../../shared/base/ids'
import type { WholeBriefing } from '../../renderer/state/briefings'
import { next, startRig, testPack, type Answer, type Rig } from '../../electron/hub/gateway/testing/harness'
import { storm } from '../fixtures/storms'

let rig: Rig
beforeEach(async () => {
  rig = await startRig({}, { ...testPack(), shelters: [{ id: 's1', name: '一号', at: { lon: 120.45, lat: 27.28 }, township: '马站镇', capacity: 300 }] })
})
afterEach(() => rig.close())

const whole = (answer: Answer) => answer.body as unknown as WholeBriefing
const freeze = (body: unknown = {}) => rig.call('POST', '/api/v1/briefings', { key: rig.keys.officer, body })
const send = (type: string, data: unknown, key = rig.keys.officer) =>
  rig.call('POST', '/api/v1/commands', { key, body: { commandId: crypto.randomUUID(), type, data } })

async function advise(hours = 100): Promise<void> {
  const { observed, ...rest } = storm('2006-08')
  const until = (observed[0]?.at ?? 0) + hours * 3_600_000
  await send('recordAdvisory', { ...rest, agency: 'JMA', observed: observed.filter(({ at }) => at <= until), forecast: observed.filter(({ at }) => at > until) })
}

function castOn(id: string): void {
  const actor = { id: asActorId('hub:gateway'), role: 'hub' as const, teamId: null }
  const wallId = asWallId('hall')
  rig.hub.executeAll([{ command: { commandId: asCommandId('w'), type: 'registerWall', data: { wallId, show: { kind: 'playlist', playlistId: 'daily' } } }, actor }])
  rig.hub.executeAll([
    { command: { commandId: asCommandId('c'), type: 'castToWall', data: { wallId, show: { kind: 'briefing', briefingId: id as never, page: 0 } } }, actor: { ...actor, id: asActorId('officer:jia'), role: 'officer' } },
  ])
}

describe('briefings', () => {
  it('[GW30] are composed by the hub of its own log, and of nothing else', async () => {
    await advise()
    rig.hub.readings.put({ id: 'shelter:s1', metric: 'occupancy', value: 120, unit: '人', state: 'normal', at: Date.now() }, Date.now())
    const made = await freeze()
    expect(made.status).toBe(201)
    const { content, edition, number, link, id } = whole(made)
    expect(content).toMatchObject({ seq: rig.hub.world.seq - 1, storm: { id: '2006-08', agency: 'JMA' }, shelters: { people: 120, capacity: 300 }, previous: null })
    expect(content.storm?.landings?.[0]?.where.lat).toBeCloseTo(27.1, 0)
    expect(edition.title).toContain('桑美')
    expect(number).toMatch(/^\d{4}-\d{4}-01$/)
    expect(link).toBe(`${rig.gateway.url}/desk/#briefing=${id}`)
    const forged = await send('freezeBriefing', { content, edition, previousId: null })
    expect(forged.status).toBe(403)
    expect(rig.hub.world.briefings.get(id as never)?.versions).toHaveLength(1)
  })

  it('tell what has changed since the last one, and what is different now', async () => {
    await advise(96)
    const first = whole(await freeze())
    await advise(105)
    const second = whole(await freeze({ language: 'en' }))
    expect(second.content.previous).toMatchObject({ id: first.id, number: first.number })
    expect(second.content.changes.map(({ figure }) => figure)).toContain('stormDistance')
    expect(second.edition.title).toContain('SAOMAI')
    const now = await rig.call('GET', `/api/v1/briefings/${first.id}/now`, { key: rig.keys.officer })
    expect((now.body as unknown as { changes: { figure: string }[] }).changes.map(({ figure }) => figure)).toContain('stormDistance')
    const same = await rig.call('GET', `/api/v1/briefings/${second.id}/now`, { key: rig.keys.officer })
    expect((same.body as unknown as { changes: unknown[] }).changes).toEqual([])
    // The first one is still what it was.
    expect(whole(await rig.call('GET', `/api/v1/briefings/${first.id}`, { key: rig.keys.officer })).content).toEqual(first.content)
  })

  it('are about the hour at which the time axis stands', async () => {
    await advise(120)
    const at = Date.UTC(2006, 7, 9, 6)
    expect(whole(await freeze({ storm: { typhoonId: '2006-08', at } })).content.storm).toMatchObject({ at, now: { centre: { lat: expect.closeTo(24.6, 0) as never } } })
    expect((await freeze({ storm: { typhoonId: 'none' } })).status).toBe(404)
    expect((await freeze({ storm: { at: 'noon' } })).body).toMatchObject({ error: { field: 'storm.at' } })
  })

  it('say no more of a sensitive alarm than its township, and no telephone number', async () => {
    const call = { source: { feed: 'desk', channel: '人工' }, at: { lon: 120.45, lat: 27.28 }, original: { lon: 120.45, lat: 27.28, datum: 'wgs84' }, uncertaintyM: null, description: '', caller: null, people: null, observedAt: Date.now() }
    await send('reportIncident', { ...call, source: { ...call.source, sourceId: '1' }, kind: 'medical', place: '马站镇某小区 3 幢 402' })
    await send('reportIncident', { ...call, source: { ...call.source, sourceId: '2' }, kind: 'flood', place: '江湾路 13812345678' })
    const text = JSON.stringify(whole(await freeze()).content)
    expect(text).not.toContain('402')
    expect(text).not.toContain('13812345678')
    expect(text).toContain('马站镇')
  })

  it('[GW31] are for walls while they are published or cast, in published words, without notes', async () => {
    const made = whole(await freeze())
    const read = (id = made.id) => rig.call('GET', `/api/v1/briefings/${id}`, { key: rig.keys.wall })
    expect((await read()).status).toBe(404)
    const notes = { cover: '先讲路径' }
    await send('editBriefing', { briefingId: made.id, basedOn: 1, edition: { ...made.edition, title: '发布稿', notes } })
    await send('publishBriefing', { briefingId: made.id })
    await send('editBriefing', { briefingId: made.id, basedOn: 2, edition: { ...made.edition, title: '草稿', notes } })
    expect(whole(await read())).toMatchObject({ edition: { title: '发布稿', notes: {} }, no: 2 })
    expect(whole(await rig.call('GET', `/api/v1/briefings/${made.id}`, { key: rig.keys.officer }))).toMatchObject({ edition: { title: '草稿', notes } })
    await send('withdrawBriefing', { briefingId: made.id, reason: '数据有误' })
    expect((await read()).status).toBe(404)
    const draft = whole(await freeze())
    expect((await read(draft.id)).status).toBe(404)
    castOn(draft.id)
    expect((await read(draft.id)).status).toBe(200)
  })

  it('[GW31] reach a wall in no event: neither numbers nor words nor notes', async () => {
    const wall = rig.screen(rig.keys.wall)
    await next(wall, 'welcome')
    const events = next(wall, 'events')
    const made = whole(await freeze())
    expect((await events).events[0]).toMatchObject({ type: 'briefing.frozen', data: { content: null, edition: { notes: {}, texts: { summary: '' } } } })
    await send('editBriefing', { briefingId: made.id, basedOn: 1, edition: { ...made.edition, notes: { map: '秘密' } } })
    const late = rig.screen(rig.keys.wall)
    const snapshot = await next(late, 'snapshot')
    expect(JSON.stringify(snapshot.briefings)).not.toContain('秘密')
    expect(snapshot.briefings).toHaveLength(1)
  })

  it('are made and changed by officers only', async () => {
    const made = whole(await freeze())
    for (const role of ['wall', 'team', 'feed', 'unit'] as const) {
      expect((await rig.call('POST', '/api/v1/briefings', { key: rig.keys[role], body: {} })).status).toBe(403)
      expect((await send('publishBriefing', { briefingId: made.id }, rig.keys[role])).status).toBe(403)
      expect((await rig.call('GET', `/api/v1/briefings/${made.id}/now`, { key: rig.keys[role] })).status).toBe(403)
    }
    for (const role of ['team', 'feed', 'unit'] as const) expect((await rig.call('GET', `/api/v1/briefings/${made.id}`, { key: rig.keys[role] })).status).toBe(403)
  })

  it('are frozen once, however often the same request comes', async () => {
    const options = { key: rig.keys.officer, body: {}, headers: { 'idempotency-key': 'one-press' } }
    const [a, b] = [await rig.call('POST', '/api/v1/briefings', options), await rig.call('POST', '/api/v1/briefings', options)]
    expect(a.status).toBe(201)
    expect([whole(b).id, b.status]).toEqual([whole(a).id, 201])
  })

  it('are frozen once over a restart too, and another content under the key is refused', async () => {
    const options = { key: rig.keys.officer, body: {}, headers: { 'idempotency-key': 'pressed-before' } }
    const first = await rig.call('POST', '/api/v1/briefings', options)
    const seq = rig.hub.world.seq
    const later = await startRig({ hub: rig.hub })
    try {
      const again = await later.call('POST', '/api/v1/briefings', { ...options, key: later.keys.officer })
      expect([again.status, whole(again).id, whole(again).content]).toEqual([201, whole(first).id, whole(first).content])
      const other = await later.call('POST', '/api/v1/briefings', { ...options, key: later.keys.officer, body: { language: 'en' } })
      expect([other.status, other.body]).toMatchObject([422, { error: { code: 'command_id_reused' } }])
      expect(rig.hub.world.seq).toBe(seq)
    } finally {
      await later.close()
    }
  })
})
