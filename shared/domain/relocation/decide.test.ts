import { describe, expect, it } from 'vitest'
import { asUnitId } from '../../base/ids'
import { HOUR, MINUTE } from '../../base/time'
import { FEED, HUB, OFFICER, phoneOf } from '../../../tests/fixtures/domain'
import { BOOK, OTHER_TOWN, RelocationScene, TOWN, unitActor, VILLAGE } from '../../../tests/fixtures/relocation'
import { commandData } from '../command'
import { snapshotOf, worldFrom } from '../world-snapshot'
import { stillThere } from './sheet'

const refused = (code: string, field?: string) => ({ ok: false, error: { code, ...(field === undefined ? {} : { field }) } })
const village = unitActor(VILLAGE)
const town = unitActor(TOWN)

describe('a relocation', () => {
  it('[VS1] is one at a time', () => {
    const scene = new RelocationScene()
    const again = { name: '又一次', typhoonId: null, villages: null }
    expect(scene.send('startRelocation', again)).toMatchObject(refused('wrong_state', 'name'))
    scene.done('endRelocation', { relocationId: scene.relocationId, reason: '警报解除' })
    expect(scene.send('startRelocation', again)).toMatchObject({ ok: true })
    expect(scene.send('resumeRelocation', { relocationId: scene.relocationId })).toMatchObject(refused('wrong_state'))
  })

  it('[VS2] opens a sheet for each village, with figures and hash and no name', () => {
    const scene = new RelocationScene()
    expect([...scene.world.sheets.values()].map(({ villageId }) => villageId)).toEqual([...BOOK.villages.keys()])
    expect(scene.sheet()).toMatchObject({ villageId: VILLAGE, townId: TOWN, rosterHash: 'v1'.padEnd(64, '0'), heardAt: null, report: null })
    // The pack may change later: the sheet has what was true when it was opened.
    scene.book = { ...BOOK, villages: new Map() }
    expect(scene.sheet().households).toHaveLength(3)
  })

  it('[VS2] opens a village once, and only those that have somebody to move', () => {
    const scene = new RelocationScene()
    const { relocationId } = scene
    expect(scene.done('openSheets', { relocationId, villages: null })).toMatchObject({ duplicate: true, sheets: 0 })
    expect(scene.send('openSheets', { relocationId, villages: [asUnitId('village:v9')] })).toMatchObject(refused('not_found', 'villages.0'))
  })

  it('[VS2] can begin with some villages and take in the others later', () => {
    const scene = new RelocationScene()
    scene.done('endRelocation', { relocationId: scene.relocationId, reason: '' })
    const { relocationId } = scene.done('startRelocation', { name: '沿海先转', typhoonId: null, villages: [VILLAGE] })
    expect(scene.done('openSheets', { relocationId: relocationId as never, villages: null })).toMatchObject({ sheets: 2 })
  })

  it('says so when the pack lists nobody', () => {
    const scene = new RelocationScene()
    scene.done('endRelocation', { relocationId: scene.relocationId, reason: '' })
    scene.book = { ...BOOK, villages: new Map() }
    expect(scene.send('startRelocation', { name: '空', typhoonId: null, villages: null })).toMatchObject(refused('unavailable'))
  })

  it('[VS12] takes no more marks when it has ended, and does again when it is taken up', () => {
    const scene = new RelocationScene()
    const { relocationId } = scene
    scene.done('endRelocation', { relocationId, reason: '' })
    expect(scene.done('endRelocation', { relocationId, reason: '' })).toMatchObject({ duplicate: true })
    expect(scene.mark([{ householdId: 'v1-01', status: 'told' }])).toMatchObject(refused('wrong_state', 'relocationId'))
    expect(scene.send('countAtShelter', { relocationId, shelterId: 's1', change: 2, note: '', observedAt: scene.now })).toMatchObject(refused('wrong_state'))
    scene.done('resumeRelocation', { relocationId })
    expect(scene.mark([{ householdId: 'v1-01', status: 'told' }])).toMatchObject({ ok: true })
  })

  it('is started by officers only', () => {
    for (const actor of [FEED, HUB, phoneOf('lan'), village]) {
      expect(new RelocationScene().send('startRelocation', { name: 'x', typhoonId: null, villages: null }, actor)).toMatchObject(refused('forbidden'))
    }
  })
})

describe('a village sheet', () => {
  it('[VS3] takes a whole street in one event, or nothing of it', () => {
    const scene = new RelocationScene()
    const before = scene.events.length
    scene.mark([{ householdId: 'v1-01', status: 'told' }, { householdId: 'v1-02', status: 'moved' }, { householdId: 'v1-03', status: 'absent' }])
    expect(scene.events).toHaveLength(before + 1)
    expect(scene.mark([{ householdId: 'v1-01', status: 'moved' }, { householdId: 'v1-09', status: 'moved' }])).toMatchObject(refused('not_found', 'marks.1.householdId'))
    expect(scene.mark([{ householdId: 'v1-01', status: 'moved' }, { householdId: 'v1-01', status: 'told' }])).toMatchObject(refused('invalid', 'marks.1.householdId'))
    expect(scene.sheet().marks['v1-01']?.status).toBe('told')
  })

  it('[VS4] believes the latest word, however late the others arrive', () => {
    const scene = new RelocationScene()
    scene.now += HOUR
    scene.mark([{ householdId: 'v1-01', status: 'moved' }])
    expect(scene.done('markHouseholds', { sheetId: scene.sheetId(), marks: [{ householdId: 'v1-01', status: 'absent', note: '', followUp: '', observedAt: scene.now - MINUTE }] })).toMatchObject({ late: 1 })
    expect(scene.sheet().marks['v1-01']?.status).toBe('moved')
    expect(scene.events.at(-1)).toMatchObject({ type: 'sheet.marked', data: { marks: [{ status: 'absent', late: true }] } })
  })

  it('[VS4] takes a clock that runs ahead for now, so that it cannot shut out later words', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'told', observedAt: scene.now + HOUR }])
    scene.now += MINUTE
    scene.mark([{ householdId: 'v1-01', status: 'moved' }])
    expect(scene.sheet().marks['v1-01']?.status).toBe('moved')
  })

  it('[VS4] writes nothing for a repetition', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'told' }])
    const before = scene.events.length
    scene.now += MINUTE
    expect(scene.mark([{ householdId: 'v1-01', status: 'told' }])).toMatchObject({ ok: true, value: { result: { duplicate: true } } })
    expect(scene.events).toHaveLength(before)
  })

  it.each([
    [{ householdId: 'v1-01', status: 'refuses' }, 'reason_needed', 'marks.0.note'],
    [{ householdId: 'v1-01', status: 'arrived' }, 'invalid', 'marks.0.shelterId'],
    [{ householdId: 'v1-01', status: 'arrived', shelterId: 's9' }, 'not_found', 'marks.0.shelterId'],
    [{ householdId: 'v1-01', status: 'moved', shelterId: 's1' }, 'invalid', 'marks.0.shelterId'],
    [{ householdId: 'v1-01', status: 'moved', persons: 5 }, 'invalid', 'marks.0.persons'],
    [{ householdId: 'v1-01', status: 'told', persons: 1 }, 'invalid', 'marks.0.persons'],
  ] as const)('[VS5] refuses %o', (mark, code, field) => {
    expect(new RelocationScene().mark([mark])).toMatchObject(refused(code, field))
  })

  it('[VS5] keeps the reason and what is done about it', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'refuses', note: '要看鱼塘', followUp: '书记 16 时再上门' }])
    expect(scene.sheet().marks['v1-01']).toMatchObject({ status: 'refuses', note: '要看鱼塘', followUp: '书记 16 时再上门', persons: 0 })
  })

  it('[VS5] holds the rest of a household for still there', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'moved', persons: 3, note: '老人留守' }])
    expect(stillThere(scene.sheet()).map(({ id }) => id)).toEqual(['v1-01', 'v1-02', 'v1-03'])
    scene.mark([{ householdId: 'v1-01', status: 'moved' }])
    expect(stillThere(scene.sheet()).map(({ id }) => id)).toEqual(['v1-02', 'v1-03'])
  })

  it('[VS6] lets more in than a shelter takes, and says so', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'arrived', shelterId: 's1' }])
    scene.mark([{ householdId: 'v2-01', status: 'arrived', shelterId: 's1' }])
    const full = scene.mark([{ householdId: 'v1-02', status: 'arrived', shelterId: 's1' }])
    expect(full).toMatchObject({ ok: true, value: { result: { overCapacity: [{ shelterId: 's1', persons: 11, capacity: 10 }] } } })
    // Correcting a household that is there already does not count it twice.
    const corrected = scene.mark([{ householdId: 'v1-02', status: 'arrived', shelterId: 's1', persons: 1 }])
    expect(corrected.ok && corrected.value.result.overCapacity).toBe(undefined)
    expect(scene.done('countAtShelter', { relocationId: scene.relocationId, shelterId: 's1', change: 3, note: '游客', observedAt: scene.now })).toMatchObject({
      overCapacity: [{ shelterId: 's1', persons: 13, capacity: 10 }],
    })
  })

  it('[VS7] goes one step back per household', () => {
    const scene = new RelocationScene()
    const back = () => scene.send('unmarkHousehold', { sheetId: scene.sheetId(), householdId: 'v1-01' })
    scene.mark([{ householdId: 'v1-01', status: 'told' }])
    scene.now += MINUTE
    scene.mark([{ householdId: 'v1-01', status: 'moved' }])
    expect(back()).toMatchObject({ ok: true })
    expect(scene.sheet().marks['v1-01']?.status).toBe('told')
    expect(back()).toMatchObject(refused('wrong_state', 'householdId'))
    scene.now += MINUTE
    scene.mark([{ householdId: 'v1-02', status: 'moved' }])
    scene.done('unmarkHousehold', { sheetId: scene.sheetId(), householdId: 'v1-02' })
    expect(scene.sheet().marks['v1-02']).toBe(undefined)
  })

  it('[VS8] says "all moved" when it is true', () => {
    const scene = new RelocationScene()
    const report = (exceptions: { householdId: string; reason: string }[] = []) => scene.send('reportSheet', { sheetId: scene.sheetId(), exceptions, note: '' }, village)
    scene.mark([{ householdId: 'v1-01', status: 'moved' }, { householdId: 'v1-02', status: 'elsewhere' }])
    expect(report()).toMatchObject({ ok: false, error: { code: 'wrong_state', field: 'exceptions', allowed: ['v1-03'] } })
    expect(report([{ householdId: 'v1-01', reason: '走了' }])).toMatchObject(refused('invalid', 'exceptions.0.householdId'))
    expect(report([{ householdId: 'v1-09', reason: '无' }])).toMatchObject(refused('not_found', 'exceptions.0.householdId'))
    expect(report([{ householdId: 'v1-03', reason: '住院' }])).toMatchObject({ ok: true })
    expect(report([{ householdId: 'v1-03', reason: '住院' }])).toMatchObject({ ok: true, value: { result: { duplicate: true } } })
    scene.mark([{ householdId: 'v1-03', status: 'elsewhere' }])
    expect(report()).toMatchObject({ ok: true })
  })

  it('[VS9] stops being reported when somebody is back who was not excepted', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'moved' }, { householdId: 'v1-02', status: 'moved' }])
    scene.done('reportSheet', { sheetId: scene.sheetId(), exceptions: [{ householdId: 'v1-03', reason: '住院' }], note: '' })
    scene.done('confirmSheet', { sheetId: scene.sheetId() }, town)
    scene.now += MINUTE
    scene.mark([{ householdId: 'v1-03', status: 'told' }])
    expect(scene.sheet()).toMatchObject({ report: { lapsedAt: null }, confirmed: { by: 'unit:town:mazhan' } })
    scene.mark([{ householdId: 'v1-01', status: 'returned' }])
    expect(scene.sheet()).toMatchObject({ report: { lapsedAt: scene.now }, confirmed: null })
    expect(scene.send('confirmSheet', { sheetId: scene.sheetId() }, town)).toMatchObject(refused('wrong_state'))
  })

  it('[VS10] is confirmed or given back by the town, not by the village', () => {
    const scene = new RelocationScene()
    const sheetId = scene.sheetId('v2')
    expect(scene.send('confirmSheet', { sheetId }, town)).toMatchObject(refused('wrong_state'))
    scene.mark([{ householdId: 'v2-01', status: 'moved' }])
    scene.done('reportSheet', { sheetId, exceptions: [], note: '' }, unitActor('village:v2'))
    expect(scene.send('confirmSheet', { sheetId }, unitActor('village:v2'))).toMatchObject(refused('forbidden'))
    expect(scene.send('confirmSheet', { sheetId }, unitActor(OTHER_TOWN))).toMatchObject(refused('forbidden'))
    scene.done('sendBackSheet', { sheetId, reason: '码头还有人' }, town)
    expect(scene.sheet('v2')).toMatchObject({ report: null, sentBack: { reason: '码头还有人' } })
    scene.done('reportSheet', { sheetId, exceptions: [], note: '已复查' }, unitActor('village:v2'))
    scene.done('confirmSheet', { sheetId }, town)
    expect(scene.sheet('v2')).toMatchObject({ sentBack: null, confirmed: { by: 'unit:town:mazhan' } })
    expect(scene.done('confirmSheet', { sheetId }, OFFICER)).toMatchObject({ duplicate: true })
  })

  it('[VS11] is the business of its own village', () => {
    const scene = new RelocationScene()
    expect(scene.mark([{ householdId: 'v1-01', status: 'told' }], village)).toMatchObject({ ok: true })
    for (const actor of [unitActor('village:v2'), town]) expect(scene.mark([{ householdId: 'v1-02', status: 'told' }], actor)).toMatchObject(refused('forbidden', 'sheetId'))
    const count = (shelterId: string, unit: string) => scene.send('countAtShelter', { relocationId: scene.relocationId, shelterId, change: 1, note: '', observedAt: scene.now }, unitActor(unit))
    expect(count('s1', VILLAGE)).toMatchObject({ ok: true })
    expect(count('s1', TOWN)).toMatchObject({ ok: true })
    expect(count('s2', VILLAGE)).toMatchObject(refused('forbidden', 'shelterId'))
    expect(count('s1', 'department:water')).toMatchObject(refused('forbidden', 'shelterId'))
  })

  it('takes another shelter, for several households in one event', () => {
    const scene = new RelocationScene()
    const assign = (householdIds: string[], shelterId: string | null) => scene.send('assignShelter', { sheetId: scene.sheetId(), householdIds, shelterId })
    expect(assign(['v1-01', 'v1-02'], 's2')).toMatchObject({ ok: true, value: { events: [{ data: { householdIds: ['v1-01', 'v1-02'] } }] } })
    expect(scene.sheet().households.map(({ shelterId }) => shelterId)).toEqual(['s2', 's2', 's1'])
    expect(assign(['v1-01'], 's2')).toMatchObject({ ok: true, value: { result: { duplicate: true } } })
    expect(assign(['v1-01'], 's9')).toMatchObject(refused('not_found', 'shelterId'))
    expect(assign(['v9-01'], null)).toMatchObject(refused('not_found', 'householdIds.0'))
  })

  it('does not let out of a shelter who is not there', () => {
    const scene = new RelocationScene()
    const count = (change: number) => scene.send('countAtShelter', { relocationId: scene.relocationId, shelterId: 's1', change, note: '', observedAt: scene.now })
    expect(count(2)).toMatchObject({ ok: true })
    expect(count(-3)).toMatchObject(refused('invalid', 'change'))
    expect(count(-2)).toMatchObject({ ok: true })
  })

  it('survives a snapshot', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'refuses', note: '鱼塘' }])
    const copy = worldFrom(JSON.parse(JSON.stringify(snapshotOf(scene.world))))
    expect([...copy.sheets.values()]).toEqual([...scene.world.sheets.values()])
    expect([...copy.relocations.values()]).toEqual([...scene.world.relocations.values()])
  })

  it('takes only marks of a known form', () => {
    const mark = { householdId: 'v1-01', status: 'told', observedAt: 1_700_000_000_000 }
    const parse = (changed: object) => commandData.markHouseholds.safeParse({ sheetId: 's', marks: [{ ...mark, ...changed }] }).success
    expect(parse({})).toBe(true)
    for (const wrong of [{ status: 'untold' }, { status: 'gone' }, { persons: 0 }, { persons: 1.5 }, { householdId: '../x' }, { observedAt: 5 }, { note: 'x'.repeat(201) }]) expect(parse(wrong)).toBe(false)
    expect(commandData.markHouseholds.safeParse({ sheetId: 's', marks: [] }).success).toBe(false)
  })
})
