import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ALARM_EXAMPLE } from '../../electron/hub/feeds/alarm/schema'
import { dropSlow } from '../../electron/hub/gateway/socket/guard'
import { next, startRig, testPack, type Rig, type Screen } from '../../electron/hub/gateway/testing/harness'
import { createMemoryHub } from '../../electron/hub/gateway/testing/memory-hub'
import { asCommandId } from '../../shared/base/ids'
import { decodeTrackFrame, PER_DEGREE } from '../../shared/protocol/track-frame'
import type { LoggedEvent } from '../../shared/domain/event'
import type { CommandReply, PhoneState } from '../../shared/protocol/messages'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())
const open: Screen[] = []
afterEach(() => {
  for (const screen of open.splice(0)) screen.disconnect()
})

function screen(key: string, auth = {}): Screen {
  const made = rig.screen(key, auth)
  open.push(made)
  return made
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
let ids = 0
const newId = () => `c-${(ids += 1)}`

async function alarm(changes: object = {}): Promise<string> {
  const { body } = await rig.call('POST', '/api/v1/alarms', { key: rig.keys.feed, body: { ...ALARM_EXAMPLE, sourceId: newId(), ...changes } })
  return body['incidentId'] as string
}

const send = (on: Screen, type: string, data: object) =>
  new Promise<CommandReply>((resolve) => on.emit('command', { commandId: newId(), type, data }, resolve))

/** Takes the team back from whatever binds it. */
async function free(teamId: string): Promise<void> {
  for (const dispatch of rig.hub.world.dispatches.values()) {
    if (dispatch.teamId !== teamId || dispatch.endedAt !== null || dispatch.completedAt !== null) continue
    const command = { commandId: asCommandId(newId()), type: 'withdrawDispatch' as const, data: { dispatchId: dispatch.id, reason: 'test' } }
    await rig.hub.execute(command, { id: dispatch.orderedBy, role: 'officer', teamId: null })
  }
}

describe('[GW11] the handshake', () => {
  it.each([
    ['no token', { token: undefined }, 'invalid'],
    ['a short token', { token: 'x' }, 'invalid'],
    ['an unknown token', { token: 'dhk_unknown-unknown-unknown' }, 'unauthorised'],
    ['no protocol', { protocol: undefined }, 'invalid'],
    ['a since of words', { since: 'yesterday' }, 'invalid'],
  ])('with %s is refused', async (_what, auth, code) => {
    const refused = screen(rig.keys.officer, auth)
    const error = await new Promise<Error & { data?: object }>((resolve) => refused.once('connect_error', resolve))
    expect(error.data).toMatchObject({ code })
  })

  it('refuses a feed: it has nothing to see', async () => {
    const error = await new Promise<Error & { data?: object }>((resolve) => screen(rig.keys.feed).once('connect_error', resolve))
    expect(error.data).toMatchObject({ code: 'forbidden' })
  })

  it('of another protocol ends with a goodbye that says so', async () => {
    const old = screen(rig.keys.officer, { protocol: 99 })
    expect(await next(old, 'goodbye')).toMatchObject({ code: 'protocol' })
    await sleep(20)
    expect(old.connected).toBe(false)
  })

  it('takes no token from the address', async () => {
    const answer = await rig.call('GET', `/api/v1/incidents?token=${rig.keys.officer}`)
    expect(answer.status).toBe(401)
  })
})

describe('walls', () => {
  it('get the same events without who called, and nothing of a sensitive incident but that it is', async () => {
    const wall = screen(rig.keys.wall)
    await next(wall, 'snapshot')
    await sleep(30)
    const plain = next(wall, 'events')
    await alarm()
    expect(JSON.stringify(await plain)).not.toContain('演示报警人')
    const hidden = next(wall, 'events')
    await alarm({ kind: 'medical', place: '私密小区 3 幢', note: '私密' })
    const text = JSON.stringify(await hidden)
    expect(text).not.toContain('私密')
    expect(text).toContain('马站镇')
    const snapshot = await next(screen(rig.keys.wall), 'snapshot')
    expect(JSON.stringify(snapshot)).not.toMatch(/私密|演示报警人|13800000001/)
    const listed = await rig.call('GET', '/api/v1/incidents', { key: rig.keys.wall })
    expect(JSON.stringify(listed.body)).not.toMatch(/私密|演示报警人/)
    const tail = screen(rig.keys.wall, { logId: rig.hub.logId, since: 0 })
    expect(JSON.stringify(await next(tail, 'events'))).not.toMatch(/私密|演示报警人|13800000001/)
  })

  it('start anew when an incident becomes sensitive, so that what they knew is gone', async () => {
    const wall = screen(rig.keys.wall)
    const desk = screen(rig.keys.officer)
    await Promise.all([next(wall, 'snapshot'), next(desk, 'snapshot')])
    await sleep(30)
    const incidentId = await alarm({ place: '后来保密的地方' })
    const anew = next(wall, 'snapshot')
    const reply = await send(desk, 'reclassifyIncident', { incidentId, kind: 'medical', severity: 'red' })
    expect(reply.ok).toBe(true)
    const snapshot = await anew
    expect(snapshot.seq).toBe(rig.hub.world.seq)
    expect(JSON.stringify(snapshot)).not.toContain('后来保密的地方')
  })

  it('start anew also if it became sensitive while they were cut off', async () => {
    const wall = screen(rig.keys.wall)
    const { seq } = await next(wall, 'snapshot')
    await sleep(30)
    const told = next(wall, 'events')
    const incidentId = await alarm({ place: '断线时保密的地方' })
    expect(JSON.stringify(await told)).toContain('断线时保密的地方')
    const since = rig.hub.world.seq
    expect(since).toBeGreaterThan(seq)
    wall.disconnect()
    const desk = screen(rig.keys.officer)
    await next(desk, 'snapshot')
    expect((await send(desk, 'reclassifyIncident', { incidentId, kind: 'medical', severity: 'red' })).ok).toBe(true)
    const back = screen(rig.keys.wall, { logId: rig.hub.logId, since })
    const snapshot = await next(back, 'snapshot')
    expect(snapshot.incidents.some(({ id }) => id === incidentId)).toBe(true)
    expect(JSON.stringify(snapshot)).not.toContain('断线时保密的地方')
  })

  it('[FG2] are given no more than a day on a quiet day too, when nothing has happened since the last snapshot', async () => {
    let now = Date.now()
    const quiet = await startRig({ hub: createMemoryHub(testPack(), () => now) })
    try {
      const { body } = await quiet.call('POST', '/api/v1/alarms', { key: quiet.keys.feed, body: { ...ALARM_EXAMPLE, sourceId: newId() } })
      const incidentId = body['incidentId'] as string
      const ended = await quiet.call('POST', '/api/v1/commands', { key: quiet.keys.officer, body: { commandId: newId(), type: 'markFalseAlarm', data: { incidentId, reason: '误报' } } })
      expect(ended.status).toBe(200)
      expect((await next(quiet.screen(quiet.keys.wall), 'snapshot')).incidents).toHaveLength(1)
      now += 27 * 3_600_000
      expect((await next(quiet.screen(quiet.keys.wall), 'snapshot')).incidents).toEqual([])
    } finally {
      await quiet.close()
    }
  })

  it('[GW6] may ask for nothing that changes anything, nor for a sensitive way', async () => {
    const wall = screen(rig.keys.wall)
    await next(wall, 'welcome')
    const incidentId = await alarm()
    const sensitive = await alarm({ kind: 'medical' })
    expect(await send(wall, 'addNote', { incidentId, text: 'x' })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    const watch = await new Promise((resolve) => wall.emit('watch', { incidentId }, resolve))
    expect(watch).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    const way = (id: string) => new Promise((resolve) => wall.emit('route', { incidentId: id, teamId: 'lan' }, resolve))
    expect(await way(incidentId)).toMatchObject({ ok: true, value: { kind: 'road' } })
    expect(await way(sensitive)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })
})

describe('phones', () => {
  it('[GW4] [GW9] get their own orders at once, the route after, and never an event', async () => {
    await free('lan')
    const phone = screen(rig.keys.team)
    const stranger = screen(rig.key('team', 'other', 'second'))
    const desk = screen(rig.keys.officer)
    const heard: string[] = []
    phone.onAny((name: string) => heard.push(name))
    const first = await next(phone, 'phone')
    expect(first.team.id).toBe('lan')
    await Promise.all([next(stranger, 'phone'), next(desk, 'snapshot')])
    const foreign: PhoneState[] = []
    stranger.on('phone', (state) => foreign.push(state))
    const incidentId = await alarm()
    const states: PhoneState[] = []
    phone.on('phone', (state) => states.push(state))
    await send(desk, 'assignTeam', { incidentId, teamId: 'lan', message: '带冲锋舟' })
    for (let wait = 0; wait < 100 && states.length < 2; wait++) await sleep(5)
    const [rung, routed] = states
    expect(rung?.orders[0]).toMatchObject({
      dispatch: { phase: 'ordered', message: '带冲锋舟' }, incident: { id: incidentId, place: ALARM_EXAMPLE.place },
      tasks: [{ zh: '带冲锋舟', en: 'Bring the boat' }], route: null, ackTimeoutSeconds: 30, deskPhone: '0577-0000-0000',
    })
    expect(rung?.orders[0]?.incident).not.toHaveProperty('calls')
    expect(routed?.orders[0]?.route).toMatchObject({ kind: 'road' })
    expect(rig.hub.world.dispatches.get(rung?.orders[0]?.dispatch.id as never)?.deliveredAt).toBeNull()
    const dispatchId = rung?.orders[0]?.dispatch.id ?? ''
    expect(await send(phone, 'markDelivered', { dispatchId, observedAt: Date.now() })).toMatchObject({ ok: true })
    expect(await send(phone, 'recordMilestone', { dispatchId, milestone: 'acknowledged', observedAt: Date.now() })).toMatchObject({ ok: true })
    expect(await send(stranger, 'recordMilestone', { dispatchId, milestone: 'departed', observedAt: Date.now() })).toMatchObject({ ok: false, error: { code: 'not_found' } })
    const byHttp = await rig.call('GET', '/api/v1/phone', { key: rig.keys.team })
    expect(byHttp).toMatchObject({ status: 200, body: { orders: [{ dispatch: { id: dispatchId, phase: 'acknowledged' }, route: { kind: 'road' } }] } })
    expect(foreign.flatMap((state) => state.orders)).toEqual([])
    expect(heard.filter((name) => name !== 'phone' && name !== 'welcome')).toEqual([])
  })

  it('see that an order ended, and ask for ways of their own orders only', async () => {
    await free('lan')
    const phone = screen(rig.keys.team)
    const desk = screen(rig.keys.officer)
    await Promise.all([next(phone, 'phone'), next(desk, 'snapshot')])
    const incidentId = await alarm()
    const way = (teamId: string) => new Promise((resolve) => phone.emit('route', { incidentId, teamId }, resolve))
    expect(await way('lan')).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    const sent = await send(desk, 'assignTeam', { incidentId, teamId: 'lan' })
    const dispatchId = sent.ok ? (sent.result.dispatchId ?? '') : ''
    expect(await way('lan')).toMatchObject({ ok: true })
    expect(await way('second')).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    const ended = new Promise<PhoneState>((resolve) => {
      phone.on('phone', (state) => {
        if (state.orders.some((order) => order.dispatch.id === dispatchId && order.dispatch.phase === 'withdrawn')) resolve(state)
      })
    })
    await send(desk, 'withdrawDispatch', { dispatchId, reason: '误派' })
    expect((await ended).orders.find((order) => order.dispatch.id === dispatchId)).toMatchObject({ dispatch: { endReason: '误派' }, route: null })
  })
})

describe('desks', () => {
  it('see each other\'s commits, the sender\'s own answer not before it is out', async () => {
    const [a, b] = [screen(rig.keys.officer), screen(rig.key('officer', 'yi'))]
    await Promise.all([next(a, 'snapshot'), next(b, 'snapshot')])
    await sleep(30)
    const incidentId = await alarm()
    const seen: LoggedEvent[] = []
    b.on('events', ({ events }) => seen.push(...events))
    const reply = await send(a, 'addNote', { incidentId, text: '你好' })
    for (let wait = 0; wait < 100 && !seen.some((event) => event.type === 'incident.noteAdded'); wait++) await sleep(5)
    expect(reply).toMatchObject({ ok: true, seq: seen.at(-1)?.seq })
    expect(seen.at(-1)).toMatchObject({ actor: 'officer:jia', data: { text: '你好' } })
  })

  it('get a recommendation for what they watch, again when it changes, and no more after', async () => {
    await free('lan')
    await free('second')
    const desk = screen(rig.keys.officer)
    await next(desk, 'snapshot')
    const incidentId = await alarm()
    const firstly = next(desk, 'recommendation')
    expect(await new Promise((resolve) => desk.emit('watch', { incidentId }, resolve))).toEqual({ ok: true, value: null })
    const first = await firstly
    expect(first.recommendation).toMatchObject({ incidentId })
    expect(first.recommendation.candidates.map((candidate) => candidate.teamId)).toContain('lan')
    const again = new Promise<void>((resolve) => {
      desk.on('recommendation', ({ recommendation }) => {
        if (!recommendation.candidates.some((candidate) => candidate.teamId === 'lan')) resolve()
      })
    })
    await send(desk, 'assignTeam', { incidentId, teamId: 'lan' })
    await again
    await new Promise((resolve) => desk.emit('watch', { incidentId: null }, resolve))
    await sleep(30)
    let more = 0
    desk.on('recommendation', () => (more += 1))
    await send(desk, 'addNote', { incidentId, text: 'x' })
    await sleep(50)
    expect(more).toBe(0)
    expect(await new Promise((resolve) => desk.emit('watch', { incidentId: 'nothing' }, resolve))).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })

  it('are told the health of every source, and the hub\'s time', async () => {
    const desk = screen(rig.keys.officer)
    const health = await next(desk, 'health')
    expect(health.sources.map((source) => source.id)).toEqual(['hub', 'feed:110', 'feed:weather', 'positions', 'roads'])
    expect(health.sources.find((source) => source.id === 'positions')?.detail).toMatch(/^\d\/2$/)
    const time = await new Promise<number>((resolve) => desk.emit('echo', resolve))
    expect(Math.abs(time - Date.now())).toBeLessThan(10_000)
  })

  it('[GW8] are told all positions anew, on the same connection, when they could not read a frame', async () => {
    const desk = screen(rig.keys.officer)
    const frames: { start: boolean; ids: string[] }[] = []
    desk.on('tracks', (frame, done) => {
      const bytes = frame as unknown as Buffer
      const { start, named } = decodeTrackFrame(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
      frames.push({ start, ids: named.map(({ id }) => id) })
      // As if the one that named a team had been broken on its way.
      done(!(frames.length === 2))
    })
    await next(desk, 'snapshot')
    await sleep(100)
    const at = Date.now()
    rig.hub.tracks.put({ id: 'team:second', lon: 120, lat: 27.3, headingDeg: 0, speedMps: 1, accuracyM: 5, at }, at)
    for (let wait = 0; wait < 500 && frames.length < 3; wait++) await sleep(10)
    expect(frames.map(({ start }) => start)).toEqual([true, false, true])
    expect(frames[1]?.ids).toContain('team:second')
    expect(frames[2]?.ids).toContain('team:second')
    expect(desk.connected).toBe(true)
  })

  it('[GW8] get positions as frames, the newest only, and the next after they took the last', async () => {
    const desk = screen(rig.keys.officer)
    const frames: { lon: number; done: () => void }[] = []
    desk.on('tracks', (frame, done) => {
      const bytes = frame as unknown as Buffer
      const { size, lon } = decodeTrackFrame(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
      // One team moves: the frame that starts the connection is empty, every other one is about it.
      if (size > 0) frames.push({ lon: (lon[0] ?? NaN) / PER_DEGREE, done })
      else done()
    })
    await next(desk, 'snapshot')
    await sleep(100)
    const at = Date.now()
    for (let step = 0; step < 50; step++) {
      rig.hub.tracks.put({ id: 'team:second', lon: 120 + step / 100, lat: 27.3, headingDeg: 0, speedMps: 1, accuracyM: 5, at: at + step }, at)
      await sleep(10)
    }
    await sleep(500)
    // Not acknowledged: fifty moves later there still is one frame.
    expect(frames).toHaveLength(1)
    frames[0]?.done()
    for (let wait = 0; wait < 100 && frames.length < 2; wait++) await sleep(10)
    expect(frames).toHaveLength(2)
    expect(frames[1]?.lon).toBeCloseTo(120.49, 6)
    frames[1]?.done()
  })

  it('[GW10] who do not read are cut off', async () => {
    const dropped: string[] = []
    const slow = { conn: { transport: { socket: { bufferedAmount: 900 } }, writeBuffer: [{ data: 'x'.repeat(200) }] }, disconnect: () => dropped.push('slow') }
    const quick = { conn: { transport: { socket: { bufferedAmount: 900 } }, writeBuffer: [] }, disconnect: () => dropped.push('quick') }
    expect(dropSlow([slow, quick] as never, 1000)).toBe(1)
    expect(dropped).toEqual(['slow'])
  })
})

describe('stopping', () => {
  it('says goodbye', async () => {
    const other = await startRig()
    const desk = other.screen(other.keys.officer)
    await next(desk, 'welcome')
    const goodbye = next(desk, 'goodbye')
    await other.gateway.close()
    expect(await goodbye).toMatchObject({ code: 'stopping' })
    await other.close()
  })
})
