import { createConnection } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBuckets } from '../../electron/hub/gateway/access/token-bucket'
import { createCounters, type Counters } from '../../electron/hub/gateway/counters'
import { createRedactor } from '../../electron/hub/gateway/redact'
import { createMessageHandler, type MessageHandler, type Peer } from '../../electron/hub/gateway/socket/messages'
import { createMemoryHub, type MemoryHub } from '../../electron/hub/gateway/testing/memory-hub'
import { next, startRig, testPack, type Rig } from '../../electron/hub/gateway/testing/harness'
import { principalOf, type AccessRole } from '../../electron/hub/gateway/access/principal'
import { asActorId, asCommandId, asTeamId, asUnitId } from '../../shared/base/ids'
import { PERMITTED, type CommandType } from '../../shared/domain/command'
import type { CommandReply } from '../../shared/protocol/messages'
import { snapshotOf } from '../../shared/domain/world-snapshot'
import { createRandom, junk, type Random } from './fuzz-words'
import { call } from '../fixtures/domain'

/** Messages per seed at the handler, and seeds. Together more than the hundred thousand that are asked for. */
const MESSAGES = 13_000
/** Seeds that once found something stay in the list. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 20261122]

const TYPES = Object.keys(PERMITTED) as CommandType[]

interface Scene {
  readonly hub: MemoryHub
  readonly counters: Counters
  readonly handle: MessageHandler
  readonly peers: readonly Peer[]
  readonly incidentIds: readonly string[]
  now: number
  bugs: unknown[]
  drops: number
}

async function scene(): Promise<Scene> {
  const state = { now: 1_800_000_000_000, bugs: [] as unknown[], drops: 0 }
  const hub = createMemoryHub(testPack(), () => state.now)
  const feed = { id: asActorId('feed:110'), role: 'feed', teamId: null } as const
  const incidentIds: string[] = []
  for (let index = 0; index < 3; index++) {
    const reply = await hub.execute({ commandId: asCommandId(`f${index}`), type: 'reportIncident', data: call(`f${index}`) }, feed)
    if (reply.ok && reply.result.incidentId) incidentIds.push(reply.result.incidentId)
  }
  const counters = createCounters()
  const handle = createMessageHandler({
    hub, counters, buckets: createBuckets(() => state.now), redact: createRedactor(hub), onBug: (error) => state.bugs.push(error),
  })
  const peers = (['officer', 'team', 'unit', 'wall', 'feed'] as const).map((role: AccessRole): Peer => ({
    principal: principalOf({ credentialId: role, kind: 'key', role, name: role === 'feed' ? '110' : role, teamId: role === 'team' ? asTeamId('lan') : null, unitId: role === 'unit' ? asUnitId('town:mazhan') : null }),
    watch: () => {},
    look: () => {},
    present: () => {},
    picture: () => {},
    direct: () => {},
    scrub: () => {},
    drop: () => (state.drops += 1),
  }))
  return Object.assign(state, { hub, counters, handle, peers, incidentIds })
}

/** A command that is right in all or in nearly all, so that the fuzz gets past the first check. */
function nearly(random: Random, at: Scene): unknown {
  const incidents = [...at.hub.world.incidents.values()]
  const incidentId = random.pick([...incidents.slice(-5).map((incident) => incident.id), 'nothing'])
  const dispatchId = [...at.hub.world.dispatches.values()].at(-1)?.id ?? 'none'
  const teamId = random.pick(['lan', 'second', 'nobody'])
  const milestone = random.pick(['acknowledged', 'departed', 'arrived', 'completed', 'declined'])
  const [type, data] = random.pick<readonly [CommandType, object]>([
    ['addNote', { incidentId, text: '备注' }],
    ['recordCasualties', { incidentId, missing: 1, injured: null, dead: 0, rescued: null }],
    ['answerIncident', { incidentId }],
    ['verifyIncident', { incidentId, note: '' }],
    ['reclassifyIncident', { incidentId, kind: 'flood', severity: 'red' }],
    ['assignTeam', { incidentId, teamId, message: '' }],
    ['assignTeam', { incidentId, teamId, override: { reason: 'x', redirectFrom: dispatchId } }],
    ['recordMilestone', { dispatchId, milestone, observedAt: at.now, note: 'n' }],
    ['markDelivered', { dispatchId, observedAt: at.now }],
    ['withdrawDispatch', { dispatchId, reason: 'r' }],
    ['setTeamDuty', { teamId, onDuty: random.chance(0.5), reason: '' }],
    ['reserveTeam', { teamId, incidentId, minutes: 5 }],
    ['closeIncident', { incidentId, summary: '' }],
    ['reopenIncident', { incidentId, reason: 'x' }],
    ['mergeIncidents', { incidentId, intoId: random.pick(at.incidentIds) }],
    ['declareClosure', { geometry: { type: 'LineString', coordinates: [[120, 27], [120.1, 27]] }, reason: 'x' }],
    ['reportIncident', call(`z${random.int(200)}`)],
    ['escalateDispatch', { dispatchId, to: 'officer', nextTeamId: null }],
    ['registerTeam', { teamId, profile: {} }],
  ])
  return {
    commandId: random.chance(0.1) ? `again${random.int(20)}` : `m${random.int(1e9)}`,
    type: random.chance(0.8) ? type : random.chance(0.8) ? random.pick(TYPES) : junk(random),
    data: random.chance(0.3) ? { ...data, [random.pick(Object.keys(data))]: junk(random) } : data,
    ...(random.chance(0.2) ? { expectedVersion: random.pick([0, 1, 2, 5, -1, 1.5, '1', null]) } : {}),
  }
}

describe('[GW5] [GW6] [GW7] messages at the handler', () => {
  it.each(SEEDS)(`seed %i: ${MESSAGES} malformed, oversized, repeated, reordered and forbidden ones`, { timeout: 120_000 }, async (seed) => {
    const random = createRandom(seed)
    const at = await scene()
    const sent: { name: unknown; message: unknown; peer: Peer }[] = []
    let answered = 0
    let withoutAck = 0
    for (let index = 0; index < MESSAGES; index++) {
      // Every third thousand comes at once, as from a program gone wild.
      at.now += Math.floor(index / 1000) % 3 === 2 ? 0 : random.int(40)
      const old = sent.length > 0 && random.chance(0.15) ? random.pick(sent.slice(-200)) : undefined
      const peer = old?.peer ?? random.pick(at.peers)
      const name = old?.name ?? (random.chance(0.7) ? 'command' : random.chance(0.6) ? random.pick(['watch', 'route', 'echo']) : junk(random))
      const message = old ? old.message : random.chance(0.75) ? nearly(random, at) : junk(random)
      sent.push({ name, message, peer })
      if (sent.length > 400) sent.splice(0, 200)
      const before = at.hub.world.seq
      let reply: CommandReply | undefined
      const ack = (answer: CommandReply): void => {
        answered += 1
        reply = answer
      }
      const shape = random.int(12)
      if (shape === 0) withoutAck += 1
      await at.handle(peer, name, shape === 0 ? [message] : shape === 1 ? [message, junk(random), ack] : shape === 2 ? [ack] : [message, ack])
      // Refused means: nothing at all has happened. Executed means: by a role that may.
      if (reply && typeof reply === 'object' && 'ok' in reply && !reply.ok) expect(at.hub.world.seq).toBe(before)
      if (shape === 0) expect(at.hub.world.seq).toBe(before)
      for (const event of at.hub.log.slice(before)) expect(event.actor).toBe(peer.principal.actor.id)
      if (at.hub.world.seq > before) expect(PERMITTED[(message as { type: CommandType }).type]).toContain(peer.principal.role)
    }
    expect(at.bugs).toEqual([])
    expect(answered).toBe(MESSAGES - withoutAck)
    const counts = at.counters.all()
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(MESSAGES / 4)
    expect(Object.keys(counts)).toEqual(expect.arrayContaining(['refused.invalid', 'refused.forbidden', 'refused.not_found', 'refused.rate_limited', 'socket.unknown']))
    // Some of it was good, so the rules behind were reached; and the log still folds to the world.
    expect(at.hub.world.seq).toBeGreaterThan(100)
    expect(at.hub.log.map((event) => event.seq)).toEqual(at.hub.log.map((_, index) => index + 1))
  })

  it('[GW7] cuts off who goes on after being refused', async () => {
    const at = await scene()
    const [officer] = at.peers
    if (!officer) throw new Error('no peer')
    for (let index = 0; index < 2000; index++) await at.handle(officer, 'nonsense', [{}, () => {}])
    expect(at.drops).toBeGreaterThan(0)
    expect(at.counters.get('refused.rate_limited')).toBeGreaterThan(1000)
  })
})

describe('messages at real sockets and requests', () => {
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig()
  })
  afterAll(() => rig.close())

  /** Raw bytes at the port; resolves when the other side has answered or closed. */
  const throwBytes = (bytes: Uint8Array | string) =>
    new Promise<void>((resolve) => {
      const url = new URL(rig.gateway.url)
      const socket = createConnection(Number(url.port), url.hostname, () => socket.write(bytes))
      const done = () => {
        socket.destroy()
        resolve()
      }
      socket.once('data', done).once('close', done).once('error', done)
      setTimeout(done, 100)
    })

  it('are refused without disturbing a desk that works on', { timeout: 120_000 }, async () => {
    const random = createRandom(77)
    const desk = rig.screen(rig.keys.officer)
    await next(desk, 'snapshot')
    const alarm = { sourceId: 'fz', kind: 'flood', place: 'x', location: { lon: 120.44, lat: 27.28, datum: 'WGS84' } }
    const { body } = await rig.call('POST', '/api/v1/alarms', { key: rig.keys.feed, body: alarm })
    const incidentId = body['incidentId'] as string
    const world = JSON.stringify(snapshotOf(rig.hub.world))

    const wall = rig.screen(rig.keys.wall)
    await next(wall, 'welcome')
    const attacker = rig.screen(rig.key('wall', 'attacker'))
    await next(attacker, 'welcome')
    for (let index = 0; index < 3000; index++) {
      const name = random.chance(0.6) ? 'command' : random.text(1 + random.int(20))
      if (attacker.connected && !['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(name)) {
        try {
          attacker.emit(name as 'command', junk(random) as never, () => {})
        } catch {
          // Some rubbish cannot even be written as JSON: the sender's own encoder refuses it.
        }
      }
      if (index % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    // Longer than a message may be: the connection is closed, and only this one.
    const big = rig.screen(rig.key('wall', 'big'))
    await next(big, 'welcome')
    const gone = new Promise<void>((resolve) => big.once('disconnect', () => resolve()))
    big.emit('command', { commandId: 'x', type: 'addNote', data: { text: 'x'.repeat(100_000) } }, () => {})
    await gone

    const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']
    const paths = ['/api/v1/alarms', '/api/v1/cap', '/api/v1/incidents', `/api/v1/incidents/${incidentId}/dispatches`, '/api/v1/commands', '/api/v1/events', '/api/v1/closures', '/healthz', '/desk/']
    const types = ['application/json', 'text/xml', 'text/plain', 'multipart/form-data', '', 'x']
    for (let index = 0; index < 600; index++) {
      const method = random.pick(methods)
      const raw = method === 'GET' ? {} : { raw: random.chance(0.5) ? JSON.stringify(junk(random)) ?? '' : random.text(random.int(300)), type: random.pick(types) }
      const key = random.pick([rig.keys.wall, rig.keys.feed, undefined, 'nonsense', `dhk_${random.int(1e9)}`])
      const answer = await rig.call(method, random.pick(paths), { ...raw, key })
      expect(answer.status, `${method} ${JSON.stringify(raw)}`).toBeLessThan(500)
    }
    for (let index = 0; index < 60; index++) {
      await throwBytes(
        random.pick([
          random.text(random.int(200)),
          'GET / HTTP/1.1\r\n\r\n',
          'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n',
          `POST /api/v1/alarms HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${random.int(1e9)}\r\n\r\n{`,
          `GET /${'a'.repeat(random.int(20_000))} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
          'POST /api/v1/alarms HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n',
        ]),
      )
    }

    expect(JSON.stringify(snapshotOf(rig.hub.world))).toBe(world)
    expect(desk.connected && wall.connected).toBe(true)
    const frame = next(wall, 'events')
    const reply = await new Promise<CommandReply>((resolve) => desk.emit('command', { commandId: 'good', type: 'addNote', data: { incidentId, text: '照常' } }, resolve))
    expect(reply.ok).toBe(true)
    expect((await frame).events[0]).toMatchObject({ type: 'incident.noteAdded' })
    const { counters } = (await rig.call('GET', '/api/v1/health', { key: rig.keys.officer })).body as unknown as { counters: Record<string, number> }
    expect(counters['refused.forbidden']).toBeGreaterThan(0)
    expect(counters['refused.unauthorised']).toBeGreaterThan(0)
    expect(counters['refused.invalid']).toBeGreaterThan(0)
    expect(counters['socket.unknown']).toBeGreaterThan(0)
  })
})
