import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { next, startRig, type Rig } from '../../electron/hub/gateway/testing/harness'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

const link = (body: unknown) => rig.call('POST', '/api/v1/devices/links', { key: rig.keys.officer, body })

describe('pages of units', () => {
  it('are let in by a one-time link, and told their own affairs and nothing else', async () => {
    const made = await link({ role: 'unit', unitId: 'town:mazhan' })
    expect(made.status).toBe(201)
    const url = new URL(made.body['url'])
    expect(url.pathname).toBe('/unit/')
    const claimed = await rig.call('POST', '/api/v1/devices/claim', { body: { secret: url.hash.slice('#k='.length) } })
    expect(claimed.body).toMatchObject({ role: 'unit', name: '马站镇', unitId: 'town:mazhan', teamId: null })
    const page = rig.screen(claimed.body['key'])
    const frames: string[] = []
    page.onAny((name: string) => frames.push(name))
    const [welcome, state] = await Promise.all([next(page, 'welcome'), next(page, 'unit')])
    expect(welcome).toMatchObject({ role: 'unit', unitId: 'town:mazhan' })
    expect(state).toMatchObject({ unit: { id: 'town:mazhan', name: '马站镇' }, drill: false })
    const answer = await new Promise((resolve) => page.emit('viewport', { bounds: null }, resolve))
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(new Set(frames)).toEqual(new Set(['welcome', 'unit']))
    expect(await rig.call('GET', '/api/v1/unit', { key: claimed.body['key'] })).toMatchObject({ status: 200, body: { unit: { id: 'town:mazhan' } } })
    const { body } = await rig.call('GET', '/api/v1/units', { key: rig.keys.officer })
    expect(body).toMatchObject({ units: [{ id: 'town:mazhan', contact: null, connected: 1 }] })
  })

  it('say what is wrong with a link', async () => {
    expect(await link({ role: 'unit' })).toMatchObject({ status: 422, body: { error: { code: 'invalid', field: 'unitId' } } })
    expect(await link({ role: 'unit', unitId: 'town:nowhere' })).toMatchObject({ status: 404, body: { error: { code: 'not_found', field: 'unitId' } } })
    expect(await link({ role: 'wall', unitId: 'town:mazhan' })).toMatchObject({ status: 422, body: { error: { code: 'invalid', field: 'unitId' } } })
  })

  it('of a unit that is no longer in the pack get nothing', async () => {
    expect((await rig.call('GET', '/api/v1/unit', { key: rig.key('unit', 'old', 'town:gone') })).status).toBe(404)
  })
})
