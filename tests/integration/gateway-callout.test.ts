import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import { openHub, type OpenedHub } from '../../electron/hub/core/open-hub'
import { silent, smallPack, straightRoads } from '../../electron/hub/core/testing'
import { openAccessStore, type AccessStore } from '../../electron/hub/gateway/access/store'
import { createGateway, type Gateway } from '../../electron/hub/gateway/gateway'
import { openMemoryLog } from '../../electron/hub/log/memory'
import { asUnitId, type UnitId } from '../../shared/base/ids'
import { MINUTE } from '../../shared/base/time'
import type { Callout } from '../../shared/domain/callout/state'
import { PROTOCOL, type CommandReply, type EventFrame, type HubToScreen, type ScreenToHub, type WorldSnapshot } from '../../shared/protocol/messages'
import type { UnitState } from '../../shared/unit/view'
import { ALL_UNITS, ANSWER, CALLOUT_PACK, MAZHAN, V1, V2, V3, XIAGUAN } from '../fixtures/callouts'
import { T0 } from '../fixtures/domain'

type Screen = Socket<HubToScreen, ScreenToHub>

const PACK = { ...smallPack([], {}), ...CALLOUT_PACK, contacts: [{ unit: MAZHAN, name: '演示值班', phone: '0577-0000-0001' }] }

/** A real hub with its clocks, its log in memory and its time in our hands; a gateway on a free port. */
async function rig() {
  const folder = await mkdtemp(join(tmpdir(), 'dinghai-callout-'))
  const log = openMemoryLog()
  let now = T0
  let ids = 0
  let hub: OpenedHub
  let gateway: Gateway
  const { store: access }: { store: AccessStore } = await openAccessStore({ file: join(folder, 'access.db'), now: Date.now, passwordCost: { memoryCost: 64, timeCost: 1 } })
  const screens: Screen[] = []
  const start = async () => {
    hub = await openHub({ log, pack: PACK, roads: straightRoads(), logger: silent, drill: true, now: () => now, onBroken: (error) => expect.unreachable(error.message) })
    gateway = await createGateway({ hub, access, staticDir: null, basemapDir: null, attachmentsDir: join(folder, 'attachments'), bind: '127.0.0.1', port: 0, log: silent })
  }
  await start()
  const key = (role: 'officer' | 'wall' | 'unit', name: string, unitId: UnitId | null = null) => access.issueKey({ role, name, teamId: null, unitId, by: 'test' }).key
  const connect = (token: string): Screen => {
    const screen: Screen = io(gateway.url, { auth: { protocol: PROTOCOL, token }, transports: ['websocket'], forceNew: true, reconnection: false })
    screens.push(screen)
    return screen
  }
  const command = (screen: Screen, type: string, data: unknown, commandId = `c${(ids += 1)}`) => screen.timeout(10_000).emitWithAck('command', { commandId, type, data }) as Promise<CommandReply>
  const officer = connect(key('officer', 'jia'))
  return {
    key, connect, command, log,
    officer: () => officer,
    callout: (): Callout => {
      const [first] = [...hub.world.callouts.values()].toReversed()
      if (!first) throw new Error('nothing was sent')
      return first
    },
    unit: (id: string) => {
      const held = [...hub.world.callouts.values()].at(-1)?.units.find(({ unitId }) => unitId === id)
      if (!held) throw new Error(`not addressed: ${id}`)
      return held
    },
    send: (data: object = {}, screen = officer) => command(screen, 'sendCallout', { kind: 'rainstorm', colour: 'orange', text: '暴雨橙色预警 13800000009', units: ALL_UNITS, validFrom: now, ...data }),
    /** Puts the clock on. Something is committed, so that the hub looks at it at once and not within its five seconds. */
    pass: async (ms: number) => {
      now += ms
      await command(officer, 'drawAnnotation', { kind: 'note', geometry: { type: 'Point', coordinates: [120.4, 27.3] }, name: `${now}` })
    },
    async restart(ms: number) {
      for (const screen of screens) screen.disconnect()
      await gateway.close()
      await hub.stop()
      now += ms
      await start()
      return connect(key('officer', 'yi'))
    },
    async close() {
      for (const screen of screens) screen.disconnect()
      await gateway.close()
      await hub.stop()
      access.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let open: Awaited<ReturnType<typeof rig>>
afterEach(() => open.close())

const first = <T>(screen: Screen, event: string) => new Promise<T>((resolve) => screen.once(event as never, resolve as never))
const ran = async () => (await open.log.read(0, 1000)).flatMap(({ type, data }) => (type === 'callout.clockRan' ? [(data as { clock: string }).clock] : []))

describe('a warning over real sockets', () => {
  it('reaches the unit’s page, is read and answered there, and the officer sees it', async () => {
    open = await rig()
    const page = open.connect(open.key('unit', 'p', MAZHAN))
    const states: UnitState[] = []
    page.on('unit', (state) => states.push(state))
    await first(page, 'unit')
    const frames: EventFrame[] = []
    open.officer().on('events', (frame) => frames.push(frame))
    const reply = await open.send()
    const calloutId = reply.ok ? reply.result.calloutId : ''
    await expect.poll(() => states.at(-1)?.callouts).toMatchObject([{ id: calloutId, colour: 'orange', drill: true, own: { readAt: null, mustAnswer: true } }])
    expect(await open.command(page, 'readCallout', { calloutId, unitId: MAZHAN })).toMatchObject({ ok: true })
    expect(await open.command(page, 'answerCallout', { calloutId, unitId: MAZHAN, values: { ...ANSWER, evacuate: undefined } })).toMatchObject({ ok: false, error: { code: 'invalid', field: 'values.evacuate' } })
    const answer = { calloutId, unitId: MAZHAN, values: ANSWER }
    expect(await open.command(page, 'answerCallout', answer, 'once')).toMatchObject({ ok: true })
    expect(await open.command(page, 'answerCallout', answer, 'once')).toMatchObject({ ok: true })
    await expect.poll(() => states.at(-1)?.callouts?.[0]?.own.answer?.values).toEqual(ANSWER)
    await expect.poll(() => frames.flatMap(({ events }) => events.map(({ type }) => type))).toEqual(['callout.sent', 'callout.read', 'callout.answered'])
    expect(JSON.stringify(states)).not.toContain('town:xiaguan')
  })

  it('is nobody else’s to read, answer, send or telephone about', async () => {
    open = await rig()
    const page = open.connect(open.key('unit', 'p', V1))
    const { calloutId } = ((await open.send()) as { result: { calloutId: string } }).result
    const forbidden = { ok: false, error: { code: 'forbidden' } }
    expect(await open.command(page, 'readCallout', { calloutId, unitId: MAZHAN })).toMatchObject(forbidden)
    expect(await open.command(page, 'answerCallout', { calloutId, unitId: MAZHAN, values: ANSWER })).toMatchObject(forbidden)
    expect(await open.send({ text: '另一条' }, page)).toMatchObject(forbidden)
    expect(await open.command(page, 'recordCalloutCall', { calloutId, unitId: V1, attempt: 1, outcome: 'reached' })).toMatchObject(forbidden)
    expect(await open.command(open.officer(), 'runCalloutClock', { calloutId, clock: 'read' })).toMatchObject(forbidden)
    const wall = open.connect(open.key('wall', 'w'))
    const snapshot = await first<WorldSnapshot>(wall, 'snapshot')
    expect(snapshot.callouts?.[0]?.text).toBe('暴雨橙色预警 138****09')
  })

  it('that is not read in three minutes is telephoned about, once; the clocks go on over a restart', async () => {
    open = await rig()
    const page = open.connect(open.key('unit', 'p', MAZHAN))
    const { calloutId } = ((await open.send()) as { result: { calloutId: string } }).result
    await open.command(page, 'readCallout', { calloutId, unitId: MAZHAN })
    await open.pass(3 * MINUTE - 1)
    expect(await ran()).toEqual([])
    await open.pass(1)
    await expect.poll(ran).toEqual(['read'])
    expect(open.callout().units.filter(({ task }) => task).map(({ unitId }) => unitId)).toEqual([V1, V2, XIAGUAN, V3])

    const call = { calloutId, unitId: XIAGUAN, attempt: 1, outcome: 'reached', who: '演示镇长', number: '0577-0000-0002' }
    expect(await open.command(open.officer(), 'recordCalloutCall', call)).toMatchObject({ ok: true })
    expect(open.unit(XIAGUAN).task).toBeNull()
    const wall = open.connect(open.key('wall', 'w'))
    expect(JSON.stringify((await first<WorldSnapshot>(wall, 'snapshot')).callouts)).not.toMatch(/演示镇长|0577-0000-0002/)

    // The power is cut, and comes back after the answer was due.
    const officer = await open.restart(13 * MINUTE)
    await expect.poll(ran).toEqual(['read', 'answer'])
    expect(open.unit(MAZHAN).task).toMatchObject({ clock: 'answer' })
    const lifted = await open.command(officer, 'liftCallout', { calloutId, note: '' })
    expect(lifted).toMatchObject({ ok: true })
    const again = open.connect(open.key('unit', 'again', MAZHAN))
    expect(await open.command(again, 'reportCallout', { calloutId, unitId: MAZHAN, values: { moved: 12 } })).toMatchObject({ ok: true })
    await open.restart(30 * MINUTE)
    await expect.poll(ran).toEqual(['read', 'answer', 'report'])
    expect(open.callout().units.flatMap(({ unitId, task }) => (task ? [unitId] : []))).toEqual([XIAGUAN])
  })

  it('of a unit that is not known is refused whole, by its place in the list', async () => {
    open = await rig()
    expect(await open.send({ units: [MAZHAN, asUnitId('town:nowhere')] })).toMatchObject({ ok: false, error: { code: 'invalid', field: 'units.1' } })
    expect(await open.send({ text: '' })).toMatchObject({ ok: false, error: { code: 'invalid', field: 'text' } })
    expect((await open.log.head()).seq).toBe(0)
  })
})
