import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALARM_EXAMPLE } from '../../electron/hub/feeds/alarm/schema'
import { startRig, testPack, testProfile, type Rig } from '../../electron/hub/gateway/testing/harness'
import { asTeamId } from '../../shared/base/ids'

let rig: Rig
beforeAll(async () => {
  const pack = testPack()
  const more = ['third', 'fourth', 'fifth', 'sixth'].map((name) => ({ id: asTeamId(name), profile: testProfile(name) }))
  const expired = testProfile('expired', { certificates: [{ qualification: 'water', level: 'national', number: 'W-2', validUntil: '2020-01-01' }] })
  rig = await startRig({}, { ...pack, teams: [...pack.teams, ...more, { id: asTeamId('expired'), profile: expired }] })
})
afterAll(() => rig.close())

let ids = 0
const keyed = (value = `k${(ids += 1)}`) => ({ 'idempotency-key': value })
const as = (role: 'officer' | 'team') => rig.keys[role]
async function incident(): Promise<string> {
  const { body } = await rig.call('POST', '/api/v1/alarms', { key: rig.keys.feed, body: { ...ALARM_EXAMPLE, sourceId: `d${(ids += 1)}` } })
  return body['incidentId'] as string
}
const order = (incidentId: string, body: object, key = as('officer'), headers: Record<string, string> = keyed()) =>
  rig.call('POST', `/api/v1/incidents/${incidentId}/dispatches`, { key, body, headers })
const milestone = (dispatchId: string, body: object, key = as('team'), headers: Record<string, string> = keyed()) =>
  rig.call('POST', `/api/v1/dispatches/${dispatchId}/milestones`, { key, body, headers })

describe('the heat of incidents over HTTP', () => {
  it('is for officers, since a time that must be given', async () => {
    await incident()
    const of = (from: string, key = as('officer')) => rig.call('GET', `/api/v1/incident-heat${from}`, { key })
    const { status, body } = await of('?from=1700000000000')
    expect(status).toBe(200)
    expect(body).toMatchObject({ incidents: [...rig.hub.world.incidents.values()].length, cellM: 200, count: expect.any(Array) as number[] })
    expect((await of(`?from=${Date.now() + 60_000}`)).body).toMatchObject({ incidents: 0, lon: [] })
    expect(await of('')).toMatchObject({ status: 422, body: { error: { field: 'from' } } })
    expect(await of('?from=1700000000')).toMatchObject({ status: 422, body: { error: { field: 'from' } } })
    expect((await of('?from=1700000000000', as('team'))).status).toBe(403)
  })
})

describe('dispatch over HTTP', () => {
  it('plays a whole life, and the timeline has every event of it in order', async () => {
    const id = await incident()
    const recommendation = await rig.call('GET', `/api/v1/incidents/${id}/recommendation`, { key: as('officer') })
    expect(recommendation).toMatchObject({ status: 200, body: { incidentId: id, computedInMs: expect.any(Number) as number, combinations: [], shortfall: [] } })
    expect((recommendation.body['candidates'] as readonly object[])[0]).toMatchObject({ etaKind: 'road', reasons: expect.any(Array) as object[] })
    expect((recommendation.body['excluded'] as readonly { teamId: string }[]).map((entry) => entry.teamId)).toEqual(['expired'])
    const sent = await order(id, { teamId: 'lan', expectedVersion: 1, message: '带冲锋舟' })
    expect(sent).toMatchObject({ status: 201, body: { incidentId: id, dispatchId: expect.any(String) as string, seq: rig.hub.world.seq } })
    const dispatchId = sent.body['dispatchId'] as string
    for (const reached of ['acknowledged', 'departed', 'arrived', 'completed']) {
      expect(await milestone(dispatchId, { milestone: reached, at: new Date().toISOString() })).toMatchObject({ status: 200, body: { dispatchId } })
    }
    const { body } = await rig.call('GET', `/api/v1/incidents/${id}`, { key: as('officer') })
    expect(body).toMatchObject({ state: 'dispatched', location: { datum: 'WGS84' }, clocks: { orderToScene: { stopAt: expect.any(Number) as number } }, dispatches: [{ phase: 'completed' }] })
    const timeline = body['timeline'] as readonly { seq: number; type: string }[]
    expect(timeline.map((event) => event.type)).toEqual([
      'incident.reported', 'dispatch.ordered', 'incident.teamOrdered', 'dispatch.acknowledged', 'dispatch.departed', 'dispatch.arrived',
      'dispatch.completed', 'incident.teamReleased',
    ])
    expect(timeline.map((event) => event.seq)).toEqual(timeline.map((event) => event.seq).toSorted((a, b) => a - b))
  })

  it('of two officers for one team exactly one wins, and the other is told who', async () => {
    const other = rig.key('officer', 'yi')
    for (const teamId of ['third', 'fourth', 'fifth']) {
      const id = await incident()
      const answers = await Promise.all([order(id, { teamId }), order(id, { teamId }, other)])
      expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409])
      const won = answers[0]?.status === 201 ? 'officer:jia' : 'officer:yi'
      const lost = answers.find((answer) => answer.status === 409)
      expect(lost?.body).toMatchObject({
        error: { code: 'team_taken', field: 'teamId', winner: { actor: won, incidentId: id, dispatchId: answers.find((answer) => answer.status === 201)?.body['dispatchId'] } },
      })
    }
  })

  it('a repetition gets the first answer; another content under the key is refused; another sender\'s key is another', async () => {
    const id = await incident()
    const headers = keyed('same')
    const first = await order(id, { teamId: 'sixth' }, as('officer'), headers)
    const seq = rig.hub.world.seq
    expect(await order(id, { teamId: 'sixth' }, as('officer'), headers)).toMatchObject({ status: 201, body: first.body })
    expect(rig.hub.world.seq).toBe(seq)
    expect(await order(id, { teamId: 'second' }, as('officer'), headers)).toMatchObject({ status: 422, body: { error: { code: 'command_id_reused' } } })
    expect(await order(id, { teamId: 'second' }, rig.key('officer', 'yi'), headers)).toMatchObject({ status: 201 })
  })

  it('a milestone without a time, repeated later, gets the first answer', async () => {
    const { body } = await order(await incident(), { teamId: 'lan' })
    const headers = keyed('pressed-once')
    const press = () => milestone(String(body['dispatchId']), { milestone: 'declined', note: '车坏' }, as('team'), headers)
    const first = await press()
    // The hub's clock is what such a milestone is dated by: it must have gone on.
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await press()).toMatchObject({ status: 200, body: first.body })
  })

  it('needs the Idempotency-Key, and names it', async () => {
    const id = await incident()
    expect(await order(id, { teamId: 'lan' }, as('officer'), {})).toMatchObject({ status: 400, body: { error: { field: 'Idempotency-Key' } } })
    expect(await milestone('any', { milestone: 'acknowledged' }, as('team'), {})).toMatchObject({ status: 400, body: { error: { field: 'Idempotency-Key' } } })
    expect(await order(id, { teamId: 'lan' }, as('officer'), keyed('with space'))).toMatchObject({ status: 400 })
  })

  it('tells a stale officer what was missed', async () => {
    const id = await incident()
    await rig.call('POST', '/api/v1/commands', { key: as('officer'), body: { commandId: 'note-1', type: 'addNote', data: { incidentId: id, text: 'x' } } })
    expect(await order(id, { teamId: 'lan', expectedVersion: 1 })).toMatchObject({
      status: 409,
      body: { error: { code: 'stale_version', field: 'expectedVersion', missed: [{ type: 'incident.noteAdded' }] } },
    })
  })

  it('refuses a team without a valid certificate, and takes a reason', async () => {
    const id = await incident()
    expect(await order(id, { teamId: 'expired' })).toMatchObject({ status: 422, body: { error: { code: 'team_not_eligible', violations: ['certificate_expired'] } } })
    expect(await order(id, { teamId: 'expired', override: { reason: '' } })).toMatchObject({ status: 422, body: { error: { field: 'override.reason' } } })
    expect(await order(id, { teamId: 'expired', override: { reason: '唯一可达' } })).toMatchObject({ status: 201 })
  })

  it.each([
    [{ teamId: 'nobody' }, 404, 'teamId'],
    [{}, 422, 'teamId'],
    [{ teamId: 'a b' }, 422, 'teamId'],
    [{ teamId: 'lan', expectedVersion: -1 }, 422, 'expectedVersion'],
    [[], 422, undefined],
  ])('refuses %j', async (body, status, field) => {
    const answer = await order(await incident(), body)
    expect(answer.status).toBe(status)
    expect((answer.body['error'] as { field?: string }).field).toBe(field)
  })

  it('a phone speaks of its own team\'s orders only', async () => {
    const id = await incident()
    const { dispatchId } = (await order(id, { teamId: 'lan' })).body
    const stranger = rig.key('team', 'phone 2', 'second')
    expect(await milestone(dispatchId as string, { milestone: 'acknowledged' }, stranger)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    expect(await milestone(dispatchId as string, { milestone: 'declined' })).toMatchObject({ status: 422, body: { error: { code: 'reason_needed', field: 'note' } } })
    expect(await milestone(dispatchId as string, { milestone: 'departed', at: '2026-07-28T14:03:00' })).toMatchObject({ status: 422, body: { error: { field: 'at' } } })
    expect(await milestone(dispatchId as string, { milestone: 'landed' })).toMatchObject({ status: 422, body: { error: { field: 'milestone' } } })
    expect(await milestone(dispatchId as string, { milestone: 'departed' })).toMatchObject({ status: 200 })
    expect(await milestone(dispatchId as string, { milestone: 'acknowledged' })).toMatchObject({ status: 409, body: { error: { code: 'already_reached' } } })
    expect(await milestone(dispatchId as string, { milestone: 'declined', note: '车坏了' }, as('officer'))).toMatchObject({ status: 200 })
  })
})

describe('positions, closures, events', () => {
  const position = (body: object, teamId = 'lan', key = as('team')) => rig.call('POST', `/api/v1/teams/${teamId}/position`, { key, body })
  const here = () => ({ lon: 120.4421, lat: 27.2803, datum: 'WGS84', at: Date.now() })

  it('takes a team\'s position, never backwards, never into the future', async () => {
    const now = Date.now()
    expect(await position({ ...here(), at: now, accuracyM: 8, headingDeg: 204, speedMps: 11 })).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
    expect(rig.hub.tracks.get('team:lan')).toMatchObject({ lon: 120.4421, accuracyM: 8 })
    expect(await position({ ...here(), at: now - 1000 })).toMatchObject({ status: 200, body: { outcome: 'older' } })
    expect(await position({ ...here(), at: now + 120_000 })).toMatchObject({ status: 422, body: { error: { field: 'at' } } })
    expect(await position({ ...here(), lon: 27.28, lat: 120.44 })).toMatchObject({ status: 422, body: { error: { field: 'lon', message: expect.stringContaining('swapped') as string } } })
    expect(await position({ ...here(), datum: undefined })).toMatchObject({ status: 422, body: { error: { field: 'datum' } } })
    expect(await position(here(), 'second')).toMatchObject({ status: 403 })
    expect(await position(here(), 'nobody', rig.key('team', 'x', 'nobody'))).toMatchObject({ status: 404 })
  })

  it('closes and opens roads', async () => {
    const geometry = { type: 'LineString', coordinates: [[120.44, 27.28], [120.442, 27.283]] }
    const close = (body: object) => rig.call('POST', '/api/v1/closures', { key: as('officer'), body })
    const { status, body } = await close({ geometry, reason: '塌方', until: new Date(Date.now() + 3_600_000).toISOString() })
    expect(status).toBe(201)
    const listed = async () => ((await rig.call('GET', '/api/v1/closures', { key: as('team') })).body['closures'] as readonly { id: string }[]).map(({ id }) => id)
    expect(await listed()).toEqual([body['closureId']])
    expect(await rig.call('DELETE', `/api/v1/closures/${String(body['closureId'])}?reason=ok`, { key: as('officer') })).toMatchObject({ status: 200 })
    expect(await listed()).toEqual([])
    expect(await rig.call('DELETE', '/api/v1/closures/nothing', { key: as('officer') })).toMatchObject({ status: 404 })
    expect(await close({ geometry: { type: 'Point', coordinates: [1, 2] }, reason: 'x' })).toMatchObject({ status: 422, body: { error: { field: 'geometry.type' } } })
    expect(await close({ geometry, reason: 'x', until: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 422, body: { error: { field: 'until' } } })
    expect(await close({ geometry: { type: 'LineString', coordinates: [[27.2, 120.4], [27.3, 120.5]] }, reason: 'x' })).toMatchObject({ status: 422 })
  })

  it('reads the log in order, in pages, without a gap', async () => {
    const seqs: number[] = []
    for (let since = 0; ; ) {
      const { body } = await rig.call('GET', `/api/v1/events?since=${since}&limit=7`, { key: as('officer') })
      const page = body['events'] as readonly { seq: number }[]
      if (page.length === 0) break
      expect(page.length).toBeLessThanOrEqual(7)
      seqs.push(...page.map((event) => event.seq))
      since = seqs.at(-1) ?? 0
    }
    expect(seqs).toEqual(rig.hub.log.map((event) => event.seq))
    expect(await rig.call('GET', '/api/v1/events?limit=0', { key: as('officer') })).toMatchObject({ status: 422, body: { error: { field: 'limit' } } })
    expect(await rig.call('GET', '/api/v1/events?since=x', { key: as('officer') })).toMatchObject({ status: 422, body: { error: { field: 'since' } } })
  })

  it('lists incidents by state, and says which may be one', async () => {
    const { body } = await rig.call('GET', '/api/v1/incidents?state=all&limit=3', { key: as('officer') })
    expect(body['incidents']).toHaveLength(3)
    expect((body['mergeSuggestions'] as readonly object[]).length).toBeGreaterThan(0)
    expect((await rig.call('GET', '/api/v1/incidents?state=closed', { key: as('officer') })).body['incidents']).toEqual([])
    expect(await rig.call('GET', '/api/v1/incidents?state=odd', { key: as('officer') })).toMatchObject({ status: 422, body: { error: { field: 'state', allowed: ['open', 'closed', 'all'] } } })
    expect(await rig.call('GET', '/api/v1/incidents/nothing', { key: as('officer') })).toMatchObject({ status: 404 })
    expect(await rig.call('GET', '/api/v1/incidents/nothing/recommendation', { key: as('officer') })).toMatchObject({ status: 404 })
  })

  it('takes any command, once, and protects the hub\'s own ids', async () => {
    const id = await incident()
    const send = (body: object) => rig.call('POST', '/api/v1/commands', { key: as('officer'), body })
    const note = { commandId: 'sched:realert:x:1', type: 'addNote', data: { incidentId: id, text: 'y' } }
    expect(await send(note)).toMatchObject({ status: 200, body: { result: { incidentId: id } } })
    expect(rig.hub.log.at(-1)?.commandId).toMatch(/^sent:/)
    const seq = rig.hub.world.seq
    expect(await send(note)).toMatchObject({ status: 200 })
    expect(rig.hub.world.seq).toBe(seq)
    expect(await send({ ...note, type: 'conquerWorld' })).toMatchObject({ status: 422, body: { error: { field: 'type' } } })
    expect(await send({ ...note, commandId: '' })).toMatchObject({ status: 422, body: { error: { field: 'commandId' } } })
    expect(await send({ commandId: 'c', type: 'addNote', data: { incidentId: id } })).toMatchObject({ status: 422, body: { error: { field: 'text' } } })
    expect(await send({ commandId: 'd', type: 'registerTeam', data: {} })).toMatchObject({ status: 403 })
    const photo = { incidentId: id, hash: 'a'.repeat(64), mime: 'image/png', bytes: 3, name: '', observedAt: Date.now() }
    expect(await send({ commandId: 'e', type: 'addAttachment', data: photo })).toMatchObject({ status: 403 })
  })
})
