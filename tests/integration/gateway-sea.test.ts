import { createServer, type AddressInfo, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silent } from '../../electron/hub/core/testing'
import { startCollectors } from '../../electron/hub/feeds/collect'
import type { Supervisor } from '../../electron/hub/feeds/supervisor'
import { next, startRig, testPack, type Rig } from '../../electron/hub/gateway/testing/harness'
import { loadPack } from '../../electron/hub/pack/load'
import type { Pack } from '../../shared/pack/schema'
import type { SeaState } from '../../shared/sea/state'
import { positionSentence, type PositionReport } from '../fixtures/ais-sentence'

const folder = fileURLToPath(new URL('../../resources/packs/cangnan', import.meta.url))
/** Off Cangnan, far from any pier. */
const SEA = { lon: 120.95, lat: 27.2 }

/** The demonstration's sea with a receiver on `port`, looked at every second. */
async function seaPack(port: number): Promise<Pack> {
  const loaded = await loadPack(folder)
  if (!loaded.ok || !loaded.value.sea) throw new Error('the demonstration pack does not load')
  const { sea, piers, manifest } = loaded.value
  const pack = testPack()
  return {
    ...pack,
    piers,
    sea: { ...sea, settings: { ...sea.settings, lookSeconds: 1, collision: { ...sea.settings.collision, looks: 1 } } },
    manifest: {
      ...pack.manifest,
      bounds: manifest.bounds,
      collectors: [{ kind: 'ais-tcp', name: 'ais', title: { zh: 'AIS', en: 'AIS' }, host: '127.0.0.1', port, staleSeconds: 120 }],
    },
  }
}

describe('the sea, from a receiver to the screens', () => {
  let rig: Rig
  let supervisor: Supervisor
  let timer: NodeJS.Timeout
  const receiver = createServer()
  const peers = new Set<Socket>()
  /** What the receiver repeats; vessels 1 and 2 head for each other, 3 lies in the harbour of Xiaguan. */
  const ships: PositionReport[] = [
    { mmsi: '412900001', ...SEA, knots: 10, course: 90 },
    { mmsi: '412900011', lon: SEA.lon + 0.012, lat: SEA.lat, knots: 10, course: 270 },
    { mmsi: '412900021', lon: 120.484, lat: 27.17, knots: 0, course: 0 },
    // [SR11] A stranger who passes by.
    { mmsi: '371798000', lon: 120.99, lat: 27.4, knots: 14, course: 10 },
  ]
  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    receiver.on('connection', (socket) => {
      peers.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => peers.delete(socket))
    })
    rig = await startRig({}, await seaPack((receiver.address() as AddressInfo).port))
    supervisor = startCollectors(rig.hub, rig.folder, silent)
    timer = setInterval(() => {
      for (const socket of peers) socket.write(ships.map((ship) => `${positionSentence(ship)}\r\n`).join(''))
    }, 150)
  }, 30_000)
  afterAll(async () => {
    clearInterval(timer)
    await supervisor.stop()
    rig.hub.sea?.stop()
    for (const socket of peers) socket.destroy()
    receiver.close()
    await rig.close()
  })
  const officer = { get key() { return rig.keys.officer } }
  const stateOf = () => rig.hub.sea?.state() ?? null

  it('warns desks and walls of two vessels that head for each other', async () => {
    const wall = rig.screen(rig.keys.wall)
    await expect.poll(() => stateOf()?.warnings.length, { timeout: 15_000 }).toBe(1)
    const state = (await next(wall, 'sea')) as SeaState
    expect(state.warnings[0]).toMatchObject({ a: { mmsi: '412900001' }, b: { mmsi: '412900011' } })
    expect(state.warnings[0]?.cpaM).toBeLessThan(60)
    expect(state).toMatchObject({ total: 3, atSea: 2, inPort: 1, others: 1, late: null })
    expect(state.grids.find(({ id }) => id === 'static-05')?.vessels).toBe(2)
  })

  it('calls who is at sea back to port, once, and writes who moves and who is in', async () => {
    const scope = { kind: 'all' }
    const counted = await rig.call('POST', '/api/v1/recalls/count', { ...officer, body: { scope } })
    expect(counted.body).toEqual({ title: '', vessels: 2, called: 0, inPort: 1 })
    const press = { ...officer, body: { scope, reason: '台风' }, headers: { 'idempotency-key': 'all-in' } }
    const ordered = await rig.call('POST', '/api/v1/recalls', press)
    expect(ordered).toMatchObject({ status: 201, body: { vessels: 2 } })
    // The answer was lost: the same request is told what it did, although nobody is left to call.
    expect(await rig.call('POST', '/api/v1/recalls', press)).toMatchObject({ status: 201, body: ordered.body })
    const again = await rig.call('POST', '/api/v1/recalls', { ...officer, body: { scope, reason: '台风' } })
    expect(again.status).toBe(409)
    const recall = () => [...rig.hub.world.recalls.values()][0]
    expect(recall()?.vessels.map(({ mmsi }) => mmsi).toSorted()).toEqual(['412900001', '412900011'])
    // One comes a kilometre nearer at each word, the other is in port at once.
    Object.assign(ships[1]!, { lon: 120.4835, lat: 27.1703, knots: 0 })
    let steps = 0
    const sailing = setInterval(() => {
      steps = Math.min(steps + 1, 12)
      Object.assign(ships[0]!, { lon: SEA.lon - steps * 0.01, course: 270 })
    }, 400)
    await expect.poll(() => recall()?.vessels.find(({ mmsi }) => mmsi === '412900001')?.movingAt, { timeout: 20_000 }).toBeGreaterThan(0)
    clearInterval(sailing)
    const moving = rig.hub.log.flatMap((event) => (event.type === 'recall.progressed' ? event.data.moving : []))
    expect(moving.filter((mmsi) => mmsi === '412900001')).toHaveLength(1)
  }, 30_000)

  it('keeps owners and telephones from walls, and says what it does not know', async () => {
    const file = (key: string) => rig.call('GET', '/api/v1/vessels/412900001', { key })
    expect((await file(rig.keys.officer)).body).toMatchObject({ registered: { owner: '演示船主0001' }, inPort: false, recalls: [{ open: true }] })
    expect((await file(rig.keys.wall)).body).toMatchObject({ registered: null })
    const plan = await rig.call('GET', '/api/v1/sea', { key: rig.keys.wall })
    expect(JSON.stringify(plan.body)).not.toContain('演示船主')
    expect((await rig.call('GET', '/api/v1/sea', { key: rig.keys.team })).status).toBe(403)
    expect((await rig.call('POST', '/api/v1/recalls', { key: rig.keys.wall, body: { scope: { kind: 'all' }, reason: 'x' } })).status).toBe(403)
    expect((await rig.call('POST', '/api/v1/recalls', { ...officer, body: { scope: { kind: 'grid', id: 'nowhere' }, reason: 'x' } })).status).toBe(404)
    const bad = await rig.call('POST', '/api/v1/recalls', { ...officer, body: { scope: { kind: 'circle', at: { lon: 1, lat: 2 }, metres: 1 }, reason: 'x' } })
    expect([bad.status, JSON.stringify(bad.body)]).toEqual([422, expect.stringContaining('scope.metres')])
  })
})
