import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { next, startRig, testPack, type Rig } from '../../electron/hub/gateway/testing/harness'
import { createReplayHub } from '../../electron/hub/replay/hub'
import { openReplay, type OpenedReplay } from '../../electron/hub/replay/serve'
import type { Answer, CommandReply, WorldSnapshot } from '../../shared/protocol/messages'
import type { ReplayAction, ReplayState } from '../../shared/replay/playhead'

const folder = mkdtempSync(join(tmpdir(), 'dinghai-replay-test-'))
const file = join(folder, 'a.dhlog')
let live: Rig
let opened: OpenedReplay
let replay: Rig
/** When the first and the second alarm came, and what a screen was shown after the first. */
let first: { readonly at: number; readonly incidents: string }
let second: number
let disposition: string | null

const alarm = (sourceId: string) => ({ sourceId, kind: 'flood', lon: 120.42, lat: 27.3, datum: 'wgs84', place: '马站镇', description: '演示\u2028两行', observedAt: Date.now() })
const tick = () => new Promise((resolve) => setTimeout(resolve, 15))

beforeAll(async () => {
  live = await startRig()
  const from = Date.now()
  await tick()
  await live.call('POST', '/api/v1/alarms', { key: live.keys.feed, body: alarm('a') })
  const shown = next(live.screen(live.keys.officer), 'snapshot')
  first = { at: Date.now(), incidents: JSON.stringify((await shown).incidents) }
  await tick()
  await live.call('POST', '/api/v1/alarms', { key: live.keys.feed, body: { ...alarm('b'), lon: 120.6 } })
  second = Date.now()
  await tick()
  const answer = await fetch(`${live.gateway.url}/api/v1/recordings?from=${from}&to=${Date.now()}`, { headers: { authorization: `Bearer ${live.keys.officer}` } })
  disposition = answer.headers.get('content-disposition')
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))
  const found = await openReplay(file)
  if (!found.ok) throw new Error(found.error)
  opened = found.value
  replay = await startRig({ hub: createReplayHub(opened.player, testPack()) })
}, 60_000)

afterAll(async () => {
  await replay?.close()
  await live?.close()
  rmSync(folder, { recursive: true, force: true })
})

type Screen = ReturnType<Rig['screen']>
const control = (screen: Screen, action: ReplayAction | object) => new Promise<Answer<ReplayState>>((resolve) => screen.emit('replay', { action: action as ReplayAction }, resolve))
const seek = (at: number) => opened.player.control({ do: 'seek', at })
const ids = (snapshot: WorldSnapshot) => snapshot.incidents.length

describe('taking a recording', () => {
  it('is for officers, is written down, and says how much it would be', async () => {
    const query = `from=${first.at - 5_000}&to=${second}`
    for (const role of ['wall', 'team', 'feed', 'unit'] as const) expect((await live.call('GET', `/api/v1/recordings?${query}`, { key: live.keys[role] })).status).toBe(403)
    expect(disposition).toMatch(/attachment; filename="dinghai-\d{8}-\d{4}\.dhlog"/)
    expect(live.access.auditTrail(10)).toContainEqual(expect.objectContaining({ action: 'recording.export', actor: 'officer:jia' }))
    expect((await live.call('GET', `/api/v1/recordings/size?${query}`, { key: live.keys.officer })).body).toMatchObject({ bytes: expect.any(Number) as number, events: live.hub.log.length })
  })

  it.each([
    ['from=2026-07-28T14:00&to=2026-07-28T15:00Z', 'from'],
    ['to=2026-07-28T15:00Z', 'from'],
    ['from=2026-07-28T16:00Z&to=2026-07-28T15:00Z', 'from'],
    ['from=2026-01-01T00:00Z&to=2026-03-01T00:00Z', 'to'],
  ])('%s is refused, naming the field', async (query, field) => {
    expect(await live.call('GET', `/api/v1/recordings?${query}`, { key: live.keys.officer })).toMatchObject({ status: 422, body: { error: { code: 'invalid', field } } })
  })
})

describe('[RP6] a replay over the interface', () => {
  it('refuses every command, feed, position and photo with the same words, and nothing changes', async () => {
    const before = opened.player.world.seq
    const screen = replay.screen(replay.keys.officer)
    await next(screen, 'snapshot')
    const incident = [...live.hub.world.incidents.values()][0]
    const told = await new Promise<CommandReply>((resolve) => screen.emit('command', { commandId: 'c1', type: 'addNote', data: { incidentId: incident?.id, text: 'x' } }, resolve))
    expect(told).toMatchObject({ ok: false, error: { code: 'replay_read_only' } })
    const sent: readonly [string, 'officer' | 'feed' | 'team', unknown][] = [
      ['/api/v1/commands', 'officer', { commandId: 'c2', type: 'addNote', data: {} }],
      ['/api/v1/alarms', 'feed', alarm('c')],
      ['/api/v1/teams/lan/position', 'team', { lon: 120, lat: 27, at: Date.now() }],
      ['/api/v1/closures', 'officer', {}],
      ['/api/v1/drill/clock', 'officer', { seconds: 60 }],
      ['/api/v1/briefings', 'officer', {}],
    ]
    for (const [path, role, body] of sent) {
      expect(await replay.call('POST', path, { key: replay.keys[role], body }), path).toMatchObject({ status: 409, body: { error: { code: 'replay_read_only' } } })
    }
    expect(await replay.call('GET', `/api/v1/recordings?from=${first.at}&to=${second}`, { key: replay.keys.officer })).toMatchObject({ status: 409, body: { error: { code: 'replay_read_only' } } })
    expect(opened.player.world.seq).toBe(before)
    expect([...replay.hub.world.incidents.values()]).toEqual([])
  })

  it('keeps no key from being made void, and asks for one as every hub does', async () => {
    expect((await replay.call('GET', '/api/v1/replay')).status).toBe(401)
    expect((await replay.call('GET', '/api/v1/replay', { key: replay.keys.team })).status).toBe(403)
    expect(await live.call('GET', '/api/v1/replay', { key: live.keys.officer })).toMatchObject({ status: 409, body: { error: { code: 'wrong_state' } } })
    const key = replay.key('officer', 'yi')
    expect((await replay.call('DELETE', '/api/v1/session', { key })).status).toBe(204)
  })

  it('is moved by officers alone, within the recording, and only where there is one', async () => {
    const [officer, wall] = [replay.screen(replay.keys.officer), replay.screen(replay.keys.wall)]
    await Promise.all([next(officer, 'snapshot'), next(wall, 'snapshot')])
    expect(await control(wall, { do: 'play' })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    for (const action of [{ do: 'seek', at: 1 }, { do: 'seek' }, { do: 'speed', speed: 3 }, { do: 'fly' }]) expect(await control(officer, action)).toMatchObject({ ok: false, error: { code: 'invalid' } })
    const there = live.screen(live.keys.officer)
    await next(there, 'snapshot')
    expect(await control(there, { do: 'play' })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
  })
})

describe('[GW21] screens of a replay', () => {
  it('see one moment, whoever moves it: the earlier state in place of the later one, and the moment as the time', async () => {
    seek(second)
    const [officer, wall] = [replay.screen(replay.keys.officer), replay.screen(replay.keys.wall)]
    const welcome = next(officer, 'welcome')
    const begun = await Promise.all([next(officer, 'snapshot'), next(wall, 'snapshot')])
    expect(begun.map(ids)).toEqual([2, 2])
    expect((await welcome).replay).toMatchObject({ at: second, playing: false })
    const told = Promise.all([next(officer, 'snapshot'), next(wall, 'snapshot'), next(wall, 'replay')])
    expect(await control(officer, { do: 'seek', at: first.at })).toMatchObject({ ok: true, value: { at: first.at } })
    const [desk, hall, state] = await told
    expect(JSON.stringify(desk.incidents)).toBe(first.incidents)
    expect(ids(hall)).toBe(1)
    expect(state.at).toBe(first.at)
    expect(await new Promise((resolve) => officer.emit('echo', resolve))).toBe(first.at)
    // On again, it happens as it did: as an event.
    const happened = next(wall, 'events')
    expect(await control(officer, { do: 'step', by: 1 })).toMatchObject({ ok: true })
    expect((await happened).events[0]).toMatchObject({ type: 'incident.reported' })
  })

  it('that come back get the state of the moment, though they say that they know more', async () => {
    seek(first.at)
    const { logId } = await next(replay.screen(replay.keys.officer), 'welcome')
    const back = replay.screen(replay.keys.officer, { logId, since: 9_999 })
    const [welcome, snapshot] = await Promise.all([next(back, 'welcome'), next(back, 'snapshot')])
    expect([welcome.mode, ids(snapshot)]).toEqual(['snapshot', 1])
    const same = replay.screen(replay.keys.officer, { logId, since: opened.player.world.seq })
    expect((await next(same, 'welcome')).mode).toBe('snapshot')
  })

  it('read the timeline, the log and the marks no further than the moment', async () => {
    seek(first.at)
    const log = (await replay.call('GET', '/api/v1/events?since=0', { key: replay.keys.officer })).body as unknown as { events: { seq: number }[] }
    expect(log.events.at(-1)?.seq).toBe(opened.player.world.seq)
    const [later] = [...live.hub.world.incidents.values()].slice(-1)
    expect((await replay.call('GET', `/api/v1/incidents/${later?.id}`, { key: replay.keys.officer })).status).toBe(404)
    const whole = (await replay.call('GET', '/api/v1/replay', { key: replay.keys.officer })).body as unknown as { marks: { kind: string; count: number }[] }
    expect(whole.marks.reduce((sum, { kind, count }) => sum + (kind === 'incident' ? count : 0), 0)).toBe(2)
    const around = (await replay.call('GET', `/api/v1/replay/events?at=${first.at}`, { key: replay.keys.officer })).body as unknown as { events: { at: number }[] }
    expect(around.events.some(({ at }) => at > first.at)).toBe(true)
  })
})
