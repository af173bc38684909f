import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { next, startRig, testPack, type Rig } from '../../electron/hub/gateway/testing/harness'
import type { Alert } from '../../shared/domain/alert/state'
import { MINUTE } from '../../shared/base/time'
import type { Command } from '../../shared/domain/command'
import type { Pack } from '../../shared/pack/schema'
import type { UnitState } from '../../shared/unit/view'
import { LEVELS, RISK } from '../fixtures/risk'

function pack(): Pack {
  const base = testPack()
  return {
    ...base,
    manifest: {
      ...base.manifest,
      feeds: [
        { name: 'cameras', kind: 'alert-http', datum: 'wgs84', channel: '视频识别' },
        { name: 'people', kind: 'telemetry-http', datum: 'wgs84', channel: '热力' },
      ],
      heats: [{ id: 'people', name: { zh: '人', en: 'People' }, staleSeconds: 60 }],
    },
    risk: RISK,
    response: { levels: LEVELS, gustFactor: 1.4, signals: [], duties: [] },
  }
}

let rig: Rig
let cameras: string
let sent = 0
beforeEach(async () => {
  rig = await startRig({}, pack())
  cameras = rig.key('feed', 'cameras')
})
afterEach(() => rig.close())

interface Told { readonly row: number; readonly outcome: string; readonly area?: string; readonly alertId?: string; readonly field?: string }
const event = (camera: string, count: number, more: object = {}) => ({ id: `e${(sent += 1)}`, camera, kind: 'person', count, at: Date.now(), ...more })
async function post(...events: unknown[]): Promise<Told[]> {
  const { status, body } = await rig.call('POST', '/api/v1/alerts/events', { key: cameras, body: { events } })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.events as unknown as Told[]
}
async function officer(type: Command['type'], data: object): Promise<{ status: number; body: { error?: { code: string } } }> {
  return (await rig.call('POST', '/api/v1/commands', { key: rig.keys.officer, body: { commandId: `o${(sent += 1)}`, type, data } })) as never
}
const declare = (level: string) => officer('declareResponse', { level, hazard: { kind: 'other', name: '大风' }, reason: '演示' })
const heat = (count: number, at = Date.now()) =>
  rig.call('POST', '/api/v1/feeds/people/heat', { key: rig.key('feed', 'people'), body: { id: 'people', at, cellM: 500, lon: [120.5, 120.6], lat: [27.2, 27.4], count: [count, 900] } })
const alerts = (): Alert[] => [...rig.hub.world.alerts.values()]
async function until(test: () => boolean, ms = 5000): Promise<void> {
  for (let waited = 0; !test(); waited += 10) {
    if (waited > ms) throw new Error('it did not come to pass')
    await sleep(10)
  }
}

describe('what cameras see', () => {
  it('is an alert only while a level is in force that covers the area, and one for each area', async () => {
    expect(await post(event('cam-1', 3))).toMatchObject([{ row: 0, outcome: 'not-watched', area: 'beach' }])
    expect(alerts()).toEqual([])
    expect((await declare('IV')).status).toBe(200)
    const desk = rig.screen(rig.keys.officer)
    await next(desk, 'snapshot')
    const frame = next(desk, 'events')
    expect(await post(event('cam-1', 3), event('cam-3', 3))).toMatchObject([{ outcome: 'raised', area: 'beach' }, { outcome: 'not-watched', area: 'dam' }])
    expect((await frame).events).toMatchObject([{ type: 'alert.raised', actor: 'hub:risk', data: { subject: { id: 'beach' }, signal: { feed: 'cameras', people: 3, evidence: { cameraId: 'cam-1' } } } }])
    expect((await post(event('cam-2', 12), event('cam-1', 0))).map(({ outcome }) => outcome)).toEqual(['joined', 'joined'])
    expect(alerts()).toMatchObject([{ signals: 3, severity: 'orange', most: 12, seen: [{ device: 'camera:cam-1', people: 0 }, { device: 'camera:cam-2', people: 12 }] }])
  })

  it('is answered event by event, whatever is wrong with one', async () => {
    await declare('II')
    const twice = event('cam-1', 3)
    expect((await post(twice))[0]?.outcome).toBe('raised')
    const told = await post(
      twice,
      { ...twice, count: 9 },
      event('cam-9', 1),
      event('cam-3', 4, { kind: 'smoke' }),
      event('cam-3', 4, { at: Date.now() + 5 * MINUTE }),
      event('cam-3', 4, { at: Date.now() - 11 * MINUTE }),
      event('cam-3', 0),
      event('cam-3', 4, { at: '2026-07-28 14:05' }),
      'rubbish',
    )
    expect(told.map(({ outcome, field }) => [outcome, field])).toEqual([
      ['duplicate', undefined], ['duplicate', undefined], ['no-area', 'camera'], ['invalid', 'kind'], ['future', 'at'], ['late', undefined], ['below', undefined], ['invalid', 'at'], ['invalid', undefined],
    ])
    expect(alerts()).toMatchObject([{ signals: 1 }])
    expect((await rig.call('POST', '/api/v1/alerts/events', { key: cameras, body: { events: [] } })).body.error).toMatchObject({ code: 'invalid', field: 'events' })
    expect((await rig.call('POST', '/api/v1/alerts/events', { key: rig.keys.officer, body: { events: [event('cam-1', 1)] } })).status).toBe(403)
  })

  it('is seen to leave even where it came and went within one request', async () => {
    await declare('IV')
    expect((await post(event('cam-1', 3), event('cam-1', 0, { at: Date.now() + 1000 }))).map(({ outcome }) => outcome)).toEqual(['raised', 'joined'])
    expect(alerts()).toMatchObject([{ signals: 2, seen: [{ people: 0 }] }])
  })

  it('is slowed where one camera floods, and kept quiet after closing', async () => {
    await declare('IV')
    const flood = await post(...Array.from({ length: 8 }, () => event('cam-1', 2)))
    expect(flood.map(({ outcome }) => outcome)).toEqual(['raised', 'joined', 'joined', 'joined', 'joined', 'rate', 'rate', 'rate'])
    const alertId = alerts()[0]?.id
    expect((await officer('closeAlert', { alertId, outcome: 'left', reason: '已离开' })).status).toBe(200)
    expect(await post(event('cam-2', 2))).toMatchObject([{ outcome: 'quiet', alertId }])
    expect(await post(event('cam-2', 20))).toMatchObject([{ outcome: 'reopened', alertId }])
    expect(alerts()).toHaveLength(1)
  })
})

describe('people counted by the grid', () => {
  it('are an alert as soon as a level covers them, and falling numbers are seen', async () => {
    expect((await heat(60)).status).toBe(200)
    await sleep(30)
    expect(alerts()).toEqual([])
    await declare('IV')
    await until(() => alerts().length === 1)
    expect(alerts()).toMatchObject([{ subject: { id: 'beach' }, signals: 1, seen: [{ device: 'heat:people', people: 60 }] }])
    await heat(4, Date.now() + 1)
    await until(() => alerts()[0]?.signals === 2)
    expect(alerts()[0]?.seen).toMatchObject([{ people: 4 }])
    await heat(4, Date.now() + 2)
    await heat(5, Date.now() + 3)
    await until(() => alerts()[0]?.seen[0]?.people === 5)
    expect(alerts()[0]?.signals).toBe(3)
  })
})

describe('the loop', () => {
  it('goes from judging over the unit to an incident, and walls get no notes', async () => {
    await declare('IV')
    await post(event('cam-1', 3))
    const alertId = alerts()[0]?.id
    expect((await officer('sendAlert', { alertId, unitId: 'town:nowhere', note: '' })).body.error).toMatchObject({ code: 'not_found' })
    expect((await officer('sendAlert', { alertId, unitId: 'town:mazhan', note: '请联系 13800000000' })).status).toBe(200)
    const asked = (await rig.call('GET', '/api/v1/unit', { key: rig.keys.unit })).body as unknown as UnitState
    expect(asked.alerts).toMatchObject([{ alertId, place: { zh: '渔寮沙滩' }, note: '请联系 13800000000', answers: [], seen: [{ people: 3 }] }])
    const answer = { commandId: 'u1', type: 'answerAlert', data: { alertId, answer: 'needs-help', text: '三人被困' } }
    expect((await rig.call('POST', '/api/v1/commands', { key: rig.keys.unit, body: answer })).status).toBe(200)
    const told = (await rig.call('GET', '/api/v1/unit', { key: rig.keys.unit })).body as unknown as UnitState
    expect(told.alerts).toMatchObject([{ dueAt: null, answers: [{ answer: 'needs-help', text: '三人被困' }] }])
    expect((await officer('escalateAlert', { alertId, kind: 'flood', note: '' })).status).toBe(200)
    const incidentId = alerts()[0]?.incidentId
    expect(rig.hub.world.incidents.get(incidentId as never)?.calls[0]?.source).toEqual({ feed: 'alert', sourceId: alertId, channel: '预警' })
    const seen = (await rig.call('GET', '/api/v1/alerts?open=true', { key: rig.keys.wall })).body as unknown as { alerts: Alert[] }
    expect(seen.alerts).toMatchObject([{ sent: [{ unitId: 'town:mazhan', note: '' }], answers: [{ answer: 'needs-help', text: '' }], incidentId }])
    expect((await rig.call('POST', '/api/v1/commands', { key: cameras, body: { commandId: 'x', type: 'signalAlert', data: {} } })).status).toBe(403)
  })
})
