import { afterEach, describe, expect, it } from 'vitest'
import { asActorId, asCommandId, asTeamId } from '../../../../shared/base/ids'
import { HOUR } from '../../../../shared/base/time'
import { err, ok } from '../../../../shared/base/result'
import type { RouteResult } from '../../../../shared/dispatch/travel'
import type { Actor, Command, CommandType } from '../../../../shared/domain/command'
import type { PhoneState } from '../../../../shared/protocol/messages'
import { assign, call } from '../../../../tests/fixtures/domain'
import { testPack } from '../testing/harness'
import { createMemoryHub } from '../testing/memory-hub'
import { createPhones, type Phones } from './phones'

const FEED: Actor = { id: asActorId('feed:110'), role: 'feed', teamId: null }
const OFFICER: Actor = { id: asActorId('officer:jia'), role: 'officer', teamId: null }
const LAN = asTeamId('lan')
const NO_ROUTE: RouteResult = {
  kind: 'road', geometry: [], seconds: 0, metres: 0, walkSeconds: 0, walkMetres: 0, snapM: 0, legs: [], graphVersion: 0,
}

let phones: Phones | null = null
afterEach(() => phones?.stop())

async function scene() {
  const state = { now: 1_800_000_000_000, asked: 0, connected: true, broken: false }
  const hub = createMemoryHub(testPack(), () => state.now)
  hub.route = () => {
    state.asked += 1
    if (state.broken) return Promise.resolve(err({ code: 'unavailable', message: 'no roads' }))
    return Promise.resolve(ok({ ...NO_ROUTE, graphVersion: state.asked }))
  }
  const sent: PhoneState[] = []
  let ids = 0
  const send = async (type: CommandType, data: unknown, actor = OFFICER) => {
    const reply = await hub.execute({ commandId: asCommandId(`c${(ids += 1)}`), type, data } as Command, actor)
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.result
  }
  const { incidentId = '' } = await send('reportIncident', call('s'), FEED)
  phones = createPhones({ hub, connected: () => state.connected, emit: (_team, phone) => sent.push(phone) })
  const settle = () => new Promise((resolve) => setTimeout(resolve, 1))
  return { state, hub, sent, send, incidentId, settle, phones }
}

describe('phones', () => {
  it('[GW9] are sent the order in the tick of its commit, then again with the route', async () => {
    const { sent, send, incidentId, settle } = await scene()
    await send('assignTeam', assign(incidentId, 'lan'))
    expect(sent[0]?.orders[0]).toMatchObject({ dispatch: { phase: 'ordered' }, route: null })
    await settle()
    expect(sent.at(-1)?.orders[0]?.route).toMatchObject({ graphVersion: 1 })
    expect(sent).toHaveLength(2)
  })

  it('get the order even if the road engine fails', async () => {
    const { state, sent, send, incidentId, settle } = await scene()
    state.broken = true
    await send('assignTeam', assign(incidentId, 'lan'))
    await settle()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.orders[0]?.route).toBeNull()
  })

  it('get a new route when a road closes, when the place moves, and now and then while driving', async () => {
    const { state, hub, send, incidentId, settle } = await scene()
    const { dispatchId } = await send('assignTeam', assign(incidentId, 'lan'))
    await settle()
    await send('declareClosure', { geometry: { type: 'LineString', coordinates: [[120, 27], [120.1, 27]] }, vehicles: null, until: null, reason: 'x' })
    await settle()
    expect(state.asked).toBe(2)
    await send('relocateIncident', { incidentId, at: { lon: 120.5, lat: 27.3 }, place: 'x' })
    await settle()
    expect(state.asked).toBe(3)
    await send('addNote', { incidentId, text: 'no news for the way' })
    await settle()
    expect(state.asked).toBe(3)
    await send('recordMilestone', { dispatchId, milestone: 'departed', observedAt: state.now, note: '' })
    const drive = async () => {
      hub.tracks.put({ id: 'team:lan', lon: 120, lat: 27, headingDeg: 0, speedMps: 9, accuracyM: 5, at: state.now }, state.now)
      await settle()
    }
    for (let second = 0; second < 65; second++) {
      state.now += 1000
      await drive()
    }
    expect(state.asked).toBe(5)
  })

  it('do not keep a route that was out of date before it came', async () => {
    const { state, hub, sent, send, incidentId, settle } = await scene()
    const answers: ((graphVersion: number) => void)[] = []
    hub.route = () => new Promise((resolve) => answers.push((graphVersion) => resolve(ok({ ...NO_ROUTE, graphVersion }))))
    await send('assignTeam', assign(incidentId, 'lan'))
    await send('relocateIncident', { incidentId, at: { lon: 120.5, lat: 27.3 }, place: 'x' })
    expect(answers).toHaveLength(1)
    answers[0]?.(1)
    await settle()
    answers[1]?.(2)
    await settle()
    expect(answers).toHaveLength(2)
    expect(sent.at(-1)?.orders[0]?.route?.graphVersion).toBe(2)
    expect(state.asked).toBe(0)
  })

  it('that are not connected cost nothing, and catch up when they are', async () => {
    const { state, sent, send, incidentId, settle, phones: own } = await scene()
    state.connected = false
    await send('assignTeam', assign(incidentId, 'lan'))
    await settle()
    expect([sent.length, state.asked]).toEqual([0, 0])
    state.connected = true
    own.greet(LAN)
    await settle()
    expect(sent.at(-1)?.orders[0]?.route).not.toBeNull()
    expect((await own.stateWithRoutes('lan', 100))?.orders).toHaveLength(1)
    expect(own.state('nobody')).toBeNull()
  })

  it('show an order for an hour after its end, the newest first', async () => {
    const { state, send, incidentId, phones: own } = await scene()
    const first = await send('assignTeam', assign(incidentId, 'lan'))
    await send('withdrawDispatch', { dispatchId: first.dispatchId, reason: 'x' })
    state.now += 60_000
    const second = await send('assignTeam', assign(incidentId, 'lan'))
    expect(own.state('lan')?.orders.map((order) => order.dispatch.id)).toEqual([second.dispatchId, first.dispatchId])
    state.now += HOUR
    expect(own.state('lan')?.orders.map((order) => order.dispatch.id)).toEqual([second.dispatchId])
  })
})
