import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { next, startRig, testPack, type Rig, type Screen } from '../../electron/hub/gateway/testing/harness'
import { required } from '../../shared/base/assert'
import type { Duty, Response } from '../../shared/domain/response/state'
import { responsePlanSchema } from '../../shared/pack/response'
import type { CommandReply } from '../../shared/protocol/messages'

const words = (text: string) => ({ zh: text, en: text })
const plan = responsePlanSchema.parse({
  levels: [
    { id: 'IV', name: words('Ⅳ级'), severity: 'blue', trigger: words('x') },
    { id: 'III', name: words('Ⅲ级'), severity: 'yellow', trigger: words('x') },
  ],
  duties: [
    { id: 'shelters', units: ['towns'], text: words('开放避灾点'), from: 'IV', due: 60 },
    { id: 'levels', units: ['department:water'], text: words('报水位'), from: 'III', due: 60, every: 60 },
    { id: 'report', units: ['towns'], text: words('报灾情'), on: 'leave', from: 'IV', due: 30 },
  ],
})

let rig: Rig
let ids = 0
beforeAll(async () => {
  rig = await startRig({}, { ...testPack(), departments: [{ id: 'water', name: '水利局' }], response: plan })
})
afterAll(() => rig.close())

async function screen(key: string): Promise<Screen> {
  const made = rig.screen(key)
  await next(made, 'welcome')
  return made
}
const send = (on: Screen, type: string, data: object): Promise<CommandReply> =>
  new Promise((resolve) => on.emit('command', { commandId: `r${(ids += 1)}`, type, data }, resolve))
const post = (key: string, type: string, data: object) => rig.call('POST', '/api/v1/commands', { key, body: { commandId: `h${(ids += 1)}`, type, data } })
const response = (): Response => required([...rig.hub.world.responses.values()].at(-1), 'response')
const duty = (id: string): Duty => required(response().duties.findLast((one) => one.id === id), id)

describe('a response level', () => {
  it('declared at one desk reaches desks, walls without its grounds, and units with their own duties only', async () => {
    const [desk, wall, page] = [await screen(rig.keys.officer), await screen(rig.keys.wall), await screen(rig.keys.unit)]
    const [onWall, onPage] = [next(wall, 'events'), next(page, 'unit')]
    const reply = await send(desk, 'declareResponse', { level: 'III', hazard: { kind: 'other', name: '暴雨' }, reason: '会商决定 13800000001' })
    expect(reply).toMatchObject({ ok: true, result: { responseId: response().id } })
    expect((await onWall).events).toMatchObject([{ type: 'response.declared', data: { reason: '', level: { id: 'III' }, brought: [{ id: 'shelters' }, { id: 'levels' }] } }])
    const state = await onPage
    expect(state.response).toMatchObject({ level: { id: 'III' }, duties: [{ id: 'shelters', unit: 'town:mazhan' }] })
    expect(JSON.stringify(state)).not.toContain('报水位')
    expect(JSON.stringify(state)).not.toContain('会商决定')
  })

  it('is refused to everybody but officers, and with its field named', async () => {
    for (const key of [rig.keys.unit, rig.keys.team, rig.keys.feed, rig.keys.wall]) {
      expect((await post(key, 'endResponse', { responseId: response().id, from: 'III', reason: 'x' })).status).toBe(403)
    }
    expect((await post(rig.keys.officer, 'changeResponse', { responseId: response().id, from: 'III', level: 'IX', reason: 'x' })).body).toMatchObject({ error: { field: 'level', allowed: ['IV', 'III'] } })
    expect((await post(rig.keys.officer, 'changeResponse', { responseId: response().id, from: 'III', level: 'IV', reason: ' ' })).body).toMatchObject({ error: { code: 'invalid', field: 'reason' } })
  })

  it('has duties that a unit confirms for itself alone, and an officer for any', async () => {
    const confirm = (key: string, id: string, more: object = {}) => post(key, 'confirmDuty', { responseId: response().id, duty: duty(id).key, ...more })
    expect((await confirm(rig.keys.unit, 'levels')).status).toBe(403)
    for (const key of [rig.keys.team, rig.keys.feed]) expect((await confirm(key, 'shelters')).status).toBe(403)
    expect((await confirm(rig.keys.unit, 'shelters', { note: '12 处' })).status).toBe(200)
    expect(duty('shelters').confirmations).toMatchObject([{ by: 'unit:town:mazhan', note: '12 处' }])
    expect((await confirm(rig.keys.officer, 'levels')).body).toMatchObject({ error: { field: 'answeredBy' } })
    const wall = await screen(rig.keys.wall)
    const onWall = next(wall, 'events')
    expect((await confirm(rig.keys.officer, 'levels', { answeredBy: '演示丙', note: '超警 0.2 米' })).status).toBe(200)
    expect((await onWall).events).toMatchObject([{ type: 'response.dutyConfirmed', data: { answeredBy: '', note: '' } }])
    const late = rig.screen(rig.keys.wall)
    const snapshot = JSON.stringify((await next(late, 'snapshot')).responses)
    expect(snapshot).toContain('报水位')
    expect(snapshot).not.toMatch(/演示丙|超警|会商决定/)
  })

  it('is told over HTTP with its counts, to officers', async () => {
    expect((await rig.call('GET', '/api/v1/response', { key: rig.keys.officer })).body).toMatchObject({
      summary: { level: { id: 'III' }, duties: { total: 2, confirmed: 2, late: 0 }, byTown: [{ town: 'mazhan', duties: { confirmed: 1 } }] },
      response: { id: response().id, hazard: { name: words('暴雨') } },
    })
    for (const key of [rig.keys.unit, rig.keys.team, rig.keys.wall]) expect((await rig.call('GET', '/api/v1/response', { key })).status).toBe(403)
  })

  it('that ends leaves the duties of leaving, on the unit\'s page too', async () => {
    const page = await screen(rig.keys.unit)
    const onPage = next(page, 'unit')
    await post(rig.keys.officer, 'endResponse', { responseId: response().id, from: 'III', reason: '解除' })
    expect((await onPage).response).toMatchObject({ level: null, duties: [{ id: 'report' }] })
  })
})
