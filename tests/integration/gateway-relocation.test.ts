import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { next, startRig, testPack, type Rig, type Screen } from '../../electron/hub/gateway/testing/harness'
import { asUnitId } from '../../shared/base/ids'
import type { Household } from '../../shared/pack/households'
import type { Pack } from '../../shared/pack/schema'
import type { CommandReply } from '../../shared/protocol/messages'
import type { UnitState } from '../../shared/unit/view'

const at = { lon: 120.45, lat: 27.28 }
const VILLAGE = 'village:v1'

function household(n: number, changes: Partial<Household> = {}): Household {
  return {
    id: `v1-${n}`, villageId: asUnitId(VILLAGE), head: `演示王${n}`, people: 3, elderly: 1, disabled: 0, infants: 0, reason: 'coastal',
    at, phone: `0577-0000-30${n}`, shelterId: 's1', ...changes,
  }
}

function pack(): Pack {
  const village = { kind: 'village' as const, township: '马站镇', at, aliases: [], approximate: false }
  return {
    ...testPack(),
    places: [{ id: 'v1', name: '兰桥村', ...village }, { id: 'v2', name: '城门村', ...village }],
    shelters: [{ id: 's1', name: '马站小学', township: '马站镇', capacity: 5, at }],
    households: [household(11), household(12), household(21, { villageId: asUnitId('village:v2') })],
  }
}

let rig: Rig
let desk: Screen
let wall: Screen
let village: Screen
const states: UnitState[] = []
const heardByWall: string[] = []

beforeAll(async () => {
  rig = await startRig({}, pack())
  desk = rig.screen(rig.keys.officer)
  wall = rig.screen(rig.keys.wall)
  village = rig.screen(rig.key('unit', 'page', VILLAGE))
  wall.onAny((...message: unknown[]) => heardByWall.push(JSON.stringify(message)))
  village.on('unit', (state) => states.push(state))
  await Promise.all([next(desk, 'snapshot'), next(wall, 'snapshot'), next(village, 'unit')])
})
afterAll(() => rig.close())

let n = 0
async function send(screen: Screen, type: string, data: unknown): Promise<CommandReply & { ok: true }> {
  const reply = await (screen.timeout(10_000).emitWithAck('command', { commandId: `c${(n += 1)}`, type, data }) as Promise<CommandReply>)
  if (!reply.ok) throw new Error(`${type}: ${reply.error.code} ${reply.error.message}`)
  return reply
}

const sheetOf = (id: string) => [...rig.hub.world.sheets.values()].find(({ villageId }) => villageId === id)
const mark = (householdId: string, status: string, more: object = {}) => ({ householdId, status, observedAt: Date.now(), ...more })
const get = (path: string, key: string) => rig.call('GET', `/api/v1/relocation/${path}`, { key })

describe('moving a village', () => {
  it('goes from the desk to the village, its town and back, over real sockets', async () => {
    const started = await send(desk, 'startRelocation', { name: '防御演示台风', typhoonId: null, villages: null })
    expect(started.result).toMatchObject({ sheets: 2 })
    await expect.poll(() => states.at(-1)?.relocation?.sheet?.households.length).toBe(2)
    const sheetId = sheetOf(VILLAGE)?.id
    await send(village, 'markHouseholds', { sheetId, marks: [mark('v1-11', 'told'), mark('v1-12', 'refuses', { note: '演示王 13800001234 不走' })] })
    await send(village, 'markHouseholds', { sheetId, marks: [mark('v1-11', 'arrived', { shelterId: 's1' })] })
    await expect(send(village, 'reportSheet', { sheetId })).rejects.toThrow(/wrong_state.*v1-12/)
    await send(village, 'reportSheet', { sheetId, exceptions: [{ householdId: 'v1-12', reason: '民警到场' }] })
    const town = rig.screen(rig.key('unit', 'page', 'town:mazhan'))
    const seen = await next(town, 'unit')
    expect(seen.relocation?.villages.map(({ name, stage }) => [name, stage])).toEqual([['城门村', 'silent'], ['兰桥村', 'reported']])
    expect(JSON.stringify(seen)).not.toContain('演示王1')
    await send(town, 'confirmSheet', { sheetId })
    await expect.poll(() => states.at(-1)?.relocation?.sheet?.confirmed?.by).toBe('unit:town:mazhan')
    const full = await send(desk, 'countAtShelter', { relocationId: started.result.relocationId, shelterId: 's1', change: 4, observedAt: Date.now() })
    expect(full.result.overCapacity).toEqual([{ shelterId: 's1', persons: 7, capacity: 5 }])
  })

  it('lets a unit say nothing of another village', async () => {
    const sheetId = sheetOf('village:v2')?.id
    await expect(send(village, 'markHouseholds', { sheetId, marks: [mark('v1-21', 'told')] })).rejects.toThrow(/forbidden/)
  })

  it('shows a wall figures, and neither names nor reasons', async () => {
    await expect.poll(() => heardByWall.join('')).toContain('sheet.confirmed')
    expect(heardByWall.join('')).toContain('"refuses"')
    expect(heardByWall.join('')).not.toMatch(/演示王|13800001234|民警到场|0577-0000-30/)
    const late = rig.screen(rig.keys.wall)
    const snapshot = JSON.stringify(await next(late, 'snapshot'))
    expect(snapshot).toContain('"refuses"')
    expect(snapshot).not.toMatch(/演示王|13800001234|民警到场/)
  })
})

describe('names and telephones', () => {
  it('are for officers and for the village itself', async () => {
    const officer = await get(`villages/${VILLAGE}`, rig.keys.officer)
    expect(officer).toMatchObject({ status: 200, body: { households: [{ head: '演示王11' }, { head: '演示王12' }] } })
    expect((await get(`villages/${VILLAGE}`, rig.key('unit', 'page', VILLAGE))).status).toBe(200)
    expect((await get('villages/village:v2', rig.key('unit', 'page', VILLAGE))).status).toBe(403)
    expect((await get(`villages/${VILLAGE}`, rig.keys.unit)).status).toBe(403)
    expect((await get(`villages/${VILLAGE}`, rig.keys.wall)).status).toBe(403)
    expect((await get('villages/village:v9', rig.keys.officer)).status).toBe(404)
  })

  it('are found by name and telephone, and not all at once', async () => {
    const find = (q: string) => get(`households?q=${encodeURIComponent(q)}`, rig.keys.officer)
    expect(await find('王12')).toMatchObject({ status: 200, body: { households: [{ id: 'v1-12' }], more: false } })
    expect(await find('0577 0000 3021')).toMatchObject({ body: { households: [{ id: 'v1-21' }] } })
    expect((await find('王')).status).toBe(422)
    expect((await get('households?q=%E7%8E%8B12', rig.keys.unit)).status).toBe(403)
  })

  it('are in no pack, no event and no unit\'s state', async () => {
    const { body } = await rig.call('GET', '/api/v1/pack', { key: rig.keys.wall })
    for (const text of [JSON.stringify(body), JSON.stringify(rig.hub.log.filter(({ type }) => type === 'sheet.opened')), JSON.stringify(states)]) {
      expect(text).not.toMatch(/演示王1|0577-0000-30/)
    }
  })

  it('stay as they were when a sheet was opened, whatever the list says later', async () => {
    const hash = sheetOf(VILLAGE)?.rosterHash ?? ''
    const folder = join(rig.folder, 'rosters')
    await expect.poll(async () => (await readdir(folder).catch(() => [])).length).toBe(2)
    expect(JSON.parse(await readFile(join(folder, `${hash}.json`), 'utf8'))).toMatchObject({ households: [{ head: '演示王11' }, { head: '演示王12' }] })
    expect((await get(`villages/${VILLAGE}?hash=${hash}`, rig.keys.officer)).status).toBe(200)
    expect((await get(`villages/village:v2?hash=${hash}`, rig.keys.officer)).status).toBe(404)
    expect((await get(`villages/${VILLAGE}?hash=..%2F..%2Faccess`, rig.keys.officer)).status).toBe(404)
  })
})
