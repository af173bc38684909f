import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALARM_EXAMPLE } from '../../electron/hub/feeds/alarm/schema'
import { CAP_EXAMPLE } from '../../electron/hub/gateway/resources/cap-example'
import { startRig, type Rig } from '../../electron/hub/gateway/testing/harness'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

const post = (body: unknown, key = rig.keys.feed) => rig.call('POST', '/api/v1/alarms', { key, body })
const postCap = (raw: string, path = '/api/v1/cap', type = 'application/cap+xml') => rig.call('POST', path, { key: rig.keys.feed, raw, type })
let ids = 0
const fresh = () => ({ ...ALARM_EXAMPLE, sourceId: `s${(ids += 1)}` })

describe('POST /api/v1/alarms', () => {
  it('opens an incident once: 201, and the same source id again 200 with duplicate', async () => {
    const alarm = fresh()
    const first = await post(alarm)
    expect(first).toMatchObject({ status: 201, body: { duplicate: false, number: expect.stringMatching(/^\d{4}-\d{4}-\d{3}$/) as string } })
    const { incidentId, seq } = first.body
    expect(await post(alarm)).toMatchObject({ status: 200, body: { incidentId, duplicate: true } })
    expect(rig.hub.world.seq).toBe(seq)
  })

  it('adds news under a known source id to its incident, and an old message that comes late changes nothing', async () => {
    const alarm = fresh()
    const { incidentId } = (await post(alarm)).body
    const news = { ...alarm, note: '又找到一人' }
    expect(await post(news)).toMatchObject({ status: 200, body: { incidentId, duplicate: true } })
    const seq = rig.hub.world.seq
    expect(rig.hub.log.at(-1)?.type).toBe('incident.sourceUpdated')
    expect(await post(alarm)).toMatchObject({ status: 200, body: { incidentId, duplicate: true } })
    expect(await post(news)).toMatchObject({ status: 200, body: { incidentId, duplicate: true } })
    expect(rig.hub.world.seq).toBe(seq)
  })

  it('opens one incident for twenty copies at the same moment, with one 201', async () => {
    const alarm = fresh()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(alarm)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19)
    expect(new Set(answers.map((answer) => answer.body['incidentId'])).size).toBe(1)
  })

  it('repeats without a time are duplicates too', async () => {
    const { occurredAt: _, ...alarm } = fresh()
    expect((await post(alarm)).status).toBe(201)
    await new Promise((resolve) => setTimeout(resolve, 3))
    expect(await post(alarm)).toMatchObject({ status: 200, body: { duplicate: true } })
  })

  it('two feeds with the same source id are two alarms', async () => {
    const alarm = fresh()
    const other = rig.key('feed', '119')
    const [a, b] = [await post(alarm), await post(alarm, other)]
    expect([a.status, b.status]).toEqual([201, 201])
    expect(a.body['incidentId']).not.toBe(b.body['incidentId'])
  })

  it('lists the kinds for one it does not know', async () => {
    expect(await post({ ...fresh(), kind: 'lost-dog' })).toMatchObject({
      status: 422,
      body: { error: { code: 'unknown_kind', field: 'kind', allowed: ['missing-person-water', 'flood', 'medical'] } },
    })
  })

  it.each([
    ['a swapped position', { location: { lon: 27.27, lat: 120.44, datum: 'WGS84' } }, 'location.lon', /swapped/],
    ['a place far away', { location: { lon: 116.4, lat: 39.9, datum: 'WGS84' } }, 'location.lon', /km outside/],
    ['a time without a zone', { occurredAt: '2026-07-28T14:03:00' }, 'occurredAt', /zone/],
    ['no place', { place: undefined }, 'place', /place/],
    ['a severity of its own', { severity: 'violet' }, 'severity', /severity/],
  ])('refuses %s by field', async (_what, change, field, reason) => {
    const seq = rig.hub.world.seq
    const answer = await post({ ...fresh(), ...change })
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid', field, message: expect.stringMatching(reason) as string } } })
    expect(rig.hub.world.seq).toBe(seq)
  })

  it.each([
    ['half a JSON', '{"sourceId":', 'application/json', 400, 'invalid'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'application/json', 400, 'invalid'],
    ['no type', '{}', 'text/plain', 415, 'unsupported_type'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported_type'],
    ['64 KB and more', JSON.stringify({ note: 'x'.repeat(70_000) }), 'application/json', 413, 'too_large'],
    ['nesting without end', '['.repeat(60_000), 'application/json', 400, 'invalid'],
    ['__proto__', '{"__proto__":{"sourceId":"x"}}', 'application/json', 422, 'invalid'],
  ])('answers %s with its status', async (_what, raw, type, status, code) => {
    expect(await rig.call('POST', '/api/v1/alarms', { key: rig.keys.feed, raw, type })).toMatchObject({ status, body: { error: { code } } })
  })

  it('refuses a chunked body that grows beyond the limit, and says so', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 40; part++) controller.enqueue(new Uint8Array(4096).fill(0x20))
        controller.close()
      },
    })
    const response = await fetch(`${rig.gateway.url}/api/v1/alarms`, {
      method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${rig.keys.feed}`, 'content-type': 'application/json' },
    } as RequestInit)
    expect(response.status).toBe(413)
  })

  it('counts what a feed brought and what was refused', async () => {
    const key = rig.key('feed', 'weather')
    await post({ ...fresh() }, key)
    await post({ ...fresh(), kind: 'x' }, key)
    const feeds = (await rig.call('GET', '/api/v1/feeds', { key: rig.keys.officer })).body['feeds'] as readonly { name: string }[]
    expect(feeds.find((feed) => feed.name === 'weather')).toMatchObject({ accepted: 1, refused: 1, datum: 'wgs84', channel: '气象' })
    const health = (await rig.call('GET', '/api/v1/health', { key: rig.keys.wall })).body['sources'] as readonly { id: string }[]
    expect(health.find((source) => source.id === 'feed:weather')).toMatchObject({ state: 'live', refused: 1 })
  })

  it('answers 503 when the log is broken, and does not say that it took the alarm', async () => {
    rig.hub.broken = true
    try {
      expect(await post(fresh())).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } })
    } finally {
      rig.hub.broken = false
    }
  })
})

describe('CAP', () => {
  const of = (id: string, type = 'Alert', references = '') =>
    CAP_EXAMPLE.replace('CN-330327-20260728-0001', id).replace('>Alert<', `>${type}<`).replace('<info>', `<references>${references}</references><info>`)
  const reference = (id: string) => `110@cangnan.example,${id},2026-07-28T14:03:00+08:00`

  it.each([
    ['/api/v1/cap', 'application/cap+xml'],
    ['/api/v1/cap', 'text/xml; charset=utf-8'],
    ['/api/v1/alarms', 'application/cap+xml'],
    ['/api/v1/alarms', 'text/xml'],
  ])('is taken at %s as %s', async (path, type) => {
    const id = `A${(ids += 1)}`
    expect(await postCap(of(id), path, type)).toMatchObject({ status: 201, body: { duplicate: false } })
    expect(await postCap(of(id), path, type)).toMatchObject({ status: 200, body: { duplicate: true } })
  })

  it('updates and cancels the incident of the first message', async () => {
    const { incidentId } = (await postCap(of('B1'))).body
    expect(await postCap(of('B2', 'Update', reference('B1')).replace('未归', '未归，已两小时'))).toMatchObject({ status: 200, body: { incidentId } })
    expect(await postCap(of('B3', 'Update', reference('B2')).replace('未归', '未归，已三小时'))).toMatchObject({ status: 200, body: { incidentId } })
    expect(await postCap(of('B4', 'Cancel', reference('B3')))).toMatchObject({ status: 200, body: { incidentId } })
    const { body } = await rig.call('GET', `/api/v1/incidents/${String(incidentId)}`, { key: rig.keys.officer })
    expect(body['state']).toBe('reported')
    expect((body['timeline'] as readonly { type: string }[]).map((event) => event.type)).toEqual([
      'incident.reported', 'incident.sourceUpdated', 'incident.sourceUpdated', 'incident.sourceUpdated',
    ])
  })

  it.each([
    ['JSON', '{}', 'application/json', 415, 'Content-Type'],
    ['broken XML', '<alert>', 'application/cap+xml', 400, undefined],
    ['a document type', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><alert>&b;</alert>', 'text/xml', 400, undefined],
    ['no geometry', CAP_EXAMPLE.replace(/<circle>.*<\/circle>/, ''), 'text/xml', 422, 'alert.info.area'],
    ['a Cancel of nothing', of('C1', 'Cancel', reference('nothing')), 'text/xml', 404, 'alert.references'],
  ])('refuses %s', async (_what, raw, type, status, field) => {
    const answer = await postCap(raw, '/api/v1/cap', type)
    expect(answer.status).toBe(status)
    expect((answer.body['error'] as { field?: string }).field).toBe(field)
  })
})
