import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { asActorId, asTyphoonId, asUnitId } from '../../base/ids'
import { HOUR, MINUTE } from '../../base/time'
import { levelRank, responsePlanSchema, type ResponsePlan } from '../../pack/response'
import { unitsOf, type UnitSources } from '../../pack/units'
import { OFFICER, phoneOf, Scene, SECOND_OFFICER, T0 } from '../../../tests/fixtures/domain'
import type { Actor } from '../command'
import { changeOfLevel, unitsOfDuty } from './change'
import { dutyStatus } from './clock'
import type { Duty, Response } from './state'

const SOURCES: UnitSources = {
  departments: [{ id: 'water', name: '水利局' }, { id: 'ocean', name: '渔业局', nameEn: 'Ocean bureau' }],
  townships: [{ id: 'mazhan', name: '马站镇', at: { lon: 120.4, lat: 27.3 } }, { id: 'xiaguan', name: '霞关镇', at: { lon: 120.5, lat: 27.2 } }],
  places: [],
}
const words = (text: string) => ({ zh: text, en: text })
const PLAN: ResponsePlan = responsePlanSchema.parse({
  levels: ['IV', 'III', 'II', 'I'].map((id, index) => ({ id, name: words(id), severity: ['blue', 'yellow', 'orange', 'red'][index], trigger: words('x') })),
  duties: [
    { id: 'lead', units: ['departments'], text: words('带班'), from: 'IV', to: 'IV', due: 60 },
    { id: 'head', units: ['departments'], text: words('主要负责人'), from: 'III', due: 60 },
    { id: 'levels', units: ['department:water'], text: words('水位'), from: 'IV', due: 60, every: 360 },
    { id: 'recall', units: ['department:ocean', 'town:xiaguan'], text: words('回港'), from: 'III', due: 60 },
    { id: 'shelters', units: ['towns'], text: words('开放'), from: 'II', due: 30 },
    { id: 'indoor', units: ['towns'], text: words('留在室内'), from: 'I', due: 30 },
    { id: 'back', units: ['towns'], text: words('返回'), on: 'leave', from: 'II', due: 360 },
    { id: 'report', units: ['department:water'], text: words('首报'), on: 'leave', from: 'IV', due: 30 },
  ],
})
const UNITS = unitsOf(SOURCES)
const unit = (id: string): Actor => ({ id: asActorId(`unit:${id}`), role: 'unit', teamId: null, unitId: asUnitId(id) })

let scene: Scene
beforeEach(() => {
  scene = new Scene()
  scene.pack = { ...SOURCES, callout: null, response: PLAN }
})

const response = (): Response => {
  const found = [...scene.world.responses.values()].at(-1)
  if (!found) throw new Error('no response')
  return found
}
const standing = () => response().duties.filter(({ endedAt }) => endedAt === null)
const keys = (duties: readonly Duty[]) => duties.map(({ id, unit: of }) => `${id}@${of}`).toSorted()
const duty = (id: string, of: string): Duty => {
  const found = response().duties.findLast((one) => one.id === id && one.unit === of)
  if (!found) throw new Error(`no duty ${id} of ${of}`)
  return found
}
const HAZARD = { kind: 'other' as const, name: '桑美' }
const declare = (level = 'III') => scene.must('declareResponse', { level, hazard: HAZARD, reason: '会商决定' })
const change = (level: string, from = response().level?.id ?? '') => scene.send('changeResponse', { responseId: response().id, from, level, reason: '加强' })
const confirm = (one: Duty, actor: Actor, more: object = {}) =>
  scene.send('confirmDuty', { responseId: response().id, duty: one.key, answeredBy: actor.role === 'officer' ? '演示甲' : '', note: '', ...more }, actor)

describe('a level', () => {
  it('[RL1] is in force once: a second response is refused', () => {
    declare()
    expect(scene.send('declareResponse', { level: 'IV', hazard: HAZARD, reason: 'x' })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
    expect(scene.world.responses.get(response().id)?.level?.id).toBe('III')
  })

  it('[RL2] that is entered brings exactly what stands there and did not, those of skipped levels too', () => {
    declare('III')
    expect(keys(standing())).toEqual(['head@department:ocean', 'head@department:water', 'levels@department:water', 'recall@department:ocean', 'recall@town:xiaguan'])
    expect(change('I').ok).toBe(true)
    expect(scene.events.at(-1)).toMatchObject({ data: { brought: [{ id: 'shelters' }, { id: 'indoor' }], ended: [] } })
    expect(response().steps.map(({ brought }) => brought)).toEqual([5, 4])
  })

  it('[RL3] that is left downwards ends what no longer stands and brings the duties of leaving', () => {
    declare('I')
    change('III')
    expect(keys(standing()).filter((key) => /shelters|indoor/.test(key))).toEqual([])
    expect(keys(standing()).filter((key) => key.startsWith('back'))).toEqual(['back@town:mazhan', 'back@town:xiaguan'])
    scene.must('endResponse', { responseId: response().id, from: 'III', reason: '解除' })
    expect(keys(standing())).toEqual(['back@town:mazhan', 'back@town:xiaguan', 'report@department:water'])
    expect(response()).toMatchObject({ level: null, endedAt: T0 })
    expect(confirm(duty('report', 'department:water'), unit('department:water')).ok).toBe(true)
  })

  it('[RL4] that rises leaves clock and confirmation of a standing duty as they are', () => {
    declare('IV')
    confirm(duty('levels', 'department:water'), unit('department:water'))
    const before = duty('levels', 'department:water')
    scene.now += HOUR
    change('II')
    expect(duty('levels', 'department:water')).toEqual(before)
    expect(response().duties.filter(({ id }) => id === 'levels')).toHaveLength(1)
  })

  it('[RL5] keeps the words that were said, whatever the pack says later', () => {
    declare('III')
    const changed = { ...PLAN, duties: PLAN.duties.filter(({ id }) => id !== 'recall').map((one) => ({ ...one, text: words('别的'), due: 999 })) }
    scene.pack = { ...SOURCES, callout: null, response: changed }
    change('II')
    expect(duty('head', 'department:water')).toMatchObject({ text: words('主要负责人'), dueAt: T0 + HOUR })
    expect(duty('recall', 'town:xiaguan').endedAt).toBe(T0)
    expect(duty('shelters', 'town:mazhan').text).toEqual(words('别的'))
    expect(duty('head', 'department:ocean').unitName).toEqual({ zh: '渔业局', en: 'Ocean bureau' })
  })

  it('[RL11] that is entered again ends the duties of leaving it, and brings its own anew', () => {
    declare('II')
    change('III')
    const first = duty('back', 'town:mazhan')
    scene.now += HOUR
    change('II')
    expect(duty('back', 'town:mazhan').endedAt).toBe(T0 + HOUR)
    expect(response().duties.filter(({ id, unit: of }) => id === 'shelters' && of === 'town:mazhan').map(({ endedAt }) => endedAt)).toEqual([T0, null])
    expect(confirm(first, unit('town:mazhan'))).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
  })

  it('[RL12] is changed only by who saw the one in force; asking for what is so writes nothing', () => {
    declare('IV')
    change('III')
    expect(change('II', 'IV')).toMatchObject({ ok: false, error: { code: 'stale_version', field: 'from' } })
    expect(scene.send('endResponse', { responseId: response().id, from: 'IV', reason: 'x' })).toMatchObject({ ok: false, error: { field: 'from' } })
    const before = scene.events.length
    expect(change('III', 'IV')).toMatchObject({ ok: true, value: { result: { duplicate: true } } })
    expect(scene.events).toHaveLength(before)
  })

  it('names a hazard: a storm that is known by its name then, another hazard in words', () => {
    expect(scene.send('declareResponse', { level: 'IV', hazard: { kind: 'typhoon', typhoonId: asTyphoonId('2006-08') }, reason: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'not_found', field: 'hazard.typhoonId' },
    })
    const fix = { at: T0, lon: 122, lat: 26, pressureHpa: null, windMps: null, circles: [], within70M: null }
    scene.must('recordAdvisory', { typhoonId: asTyphoonId('2006-08'), name: { zh: '桑美', en: 'SAOMAI' }, agency: 'CMA', issuedAt: T0, observed: [fix], forecast: [] })
    scene.must('declareResponse', { level: 'IV', hazard: { kind: 'typhoon', typhoonId: asTyphoonId('2006-08') }, reason: 'x' })
    scene.must('changeResponse', { responseId: response().id, from: 'IV', level: 'IV', hazard: { kind: 'other', name: '梅雨' }, reason: 'x' })
    expect(response().hazard).toEqual({ typhoonId: null, name: words('梅雨') })
    expect(scene.events.map(({ type }) => type).slice(-2)).toEqual(['response.declared', 'response.levelChanged'])
    expect(response().steps.at(-1)).toMatchObject({ brought: 0, ended: 0 })
  })

  it('is refused with the levels that there are, without a plan, and from anybody but an officer', () => {
    expect(scene.send('declareResponse', { level: 'V', hazard: HAZARD, reason: 'x' })).toMatchObject({ ok: false, error: { field: 'level', allowed: ['IV', 'III', 'II', 'I'] } })
    for (const actor of [phoneOf('lan'), unit('town:mazhan')]) {
      expect(scene.send('declareResponse', { level: 'IV', hazard: HAZARD, reason: 'x' }, actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
    scene.pack = { ...SOURCES, callout: null, response: null }
    expect(scene.send('declareResponse', { level: 'IV', hazard: HAZARD, reason: 'x' })).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
    expect(scene.events).toHaveLength(0)
  })
})

describe('a duty', () => {
  it('[RL6] is confirmed by its unit, or by an officer who says who answered', () => {
    declare('III')
    const recall = duty('recall', 'town:xiaguan')
    expect(confirm(recall, unit('town:mazhan'))).toMatchObject({ ok: false, error: { code: 'forbidden', field: 'duty' } })
    expect(confirm(recall, phoneOf('lan'))).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(confirm(recall, OFFICER, { answeredBy: '' })).toMatchObject({ ok: false, error: { code: 'invalid', field: 'answeredBy' } })
    confirm(recall, SECOND_OFFICER, { answeredBy: '演示丙', note: '已全部回港' })
    expect(duty('recall', 'town:xiaguan').confirmations).toMatchObject([{ by: SECOND_OFFICER.id, answeredBy: '演示丙', note: '已全部回港', withdrawn: null }])
    expect(confirm(duty('recall', 'department:ocean'), unit('department:ocean')).ok).toBe(true)
  })

  it('[RL7] is confirmed once for each round; a late word answers what was missed', () => {
    declare('IV')
    const levels = () => duty('levels', 'department:water')
    const by = unit('department:water')
    expect(confirm(levels(), by).ok).toBe(true)
    expect(confirm(levels(), by)).toMatchObject({ ok: false, error: { code: 'already_done' } })
    // Deadlines: 1 h, 7 h, 13 h, 19 h.
    scene.now = T0 + 14 * HOUR
    expect(dutyStatus(levels(), scene.now)).toEqual({ state: 'late', dueAt: T0 + 7 * HOUR, lateMs: 7 * HOUR })
    confirm(levels(), by)
    expect(dutyStatus(levels(), scene.now)).toEqual({ state: 'open', dueAt: T0 + 19 * HOUR, lateMs: 0 })
    confirm(levels(), by)
    expect(dutyStatus(levels(), scene.now)).toMatchObject({ state: 'confirmed', dueAt: T0 + 25 * HOUR })
    expect(confirm(duty('lead', 'department:water'), by).ok).toBe(true)
    expect(confirm(duty('lead', 'department:water'), by)).toMatchObject({ ok: false, error: { code: 'already_done' } })
  })

  it('[RL8] whose confirmation is withdrawn is as it was before', () => {
    declare('IV')
    const by = unit('department:water')
    const before = duty('levels', 'department:water')
    confirm(before, by)
    scene.now += 2 * HOUR
    confirm(duty('levels', 'department:water'), by)
    const withdraw = (actor: Actor) => scene.send('withdrawConfirmation', { responseId: response().id, duty: before.key, reason: '按错' }, actor)
    expect(withdraw(unit('department:ocean'))).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    withdraw(by)
    expect(duty('levels', 'department:water').next).toBe(1)
    withdraw(OFFICER)
    expect(duty('levels', 'department:water')).toMatchObject({ next: 0, confirmations: [{ withdrawn: { by: OFFICER.id, reason: '按错' } }, { withdrawn: { by: by.id } }] })
    expect(withdraw(OFFICER)).toMatchObject({ ok: false, error: { code: 'wrong_state', field: 'duty' } })
    expect(dutyStatus(duty('levels', 'department:water'), scene.now)).toMatchObject({ state: 'late', dueAt: T0 + HOUR })
  })

  it('[RL9] is late by the time alone: nothing is written', () => {
    declare('III')
    const recall = duty('recall', 'town:xiaguan')
    expect(dutyStatus(recall, T0 + HOUR)).toEqual({ state: 'open', dueAt: T0 + HOUR, lateMs: 0 })
    expect(dutyStatus(recall, T0 + HOUR + 1)).toEqual({ state: 'late', dueAt: T0 + HOUR, lateMs: 1 })
    expect(scene.events).toHaveLength(1)
  })

  it('[RL10] is not confirmed before it came, nor from the future; an unknown one is named', () => {
    declare('III')
    const recall = duty('recall', 'town:xiaguan')
    for (const observedAt of [T0 - MINUTE, T0 + 2 * MINUTE]) {
      expect(confirm(recall, OFFICER, { observedAt })).toMatchObject({ ok: false, error: { code: 'invalid', field: 'observedAt' } })
    }
    expect(confirm({ ...recall, key: 'x@y@0' }, OFFICER)).toMatchObject({ ok: false, error: { code: 'not_found', field: 'duty' } })
    scene.now = T0 + 3 * HOUR
    confirm(recall, OFFICER, { observedAt: T0 + 30 * MINUTE })
    expect(dutyStatus(duty('recall', 'town:xiaguan'), scene.now).state).toBe('confirmed')
    expect(duty('recall', 'town:xiaguan').confirmations[0]).toMatchObject({ at: T0 + 30 * MINUTE, recordedAt: T0 + 3 * HOUR })
  })
})

describe('duties', () => {
  it('are never lost, doubled or invented, however the level goes up and down', () => {
    const levels = [...PLAN.levels.map(({ id }) => id), null]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...levels), fc.nat(20)), { minLength: 1, maxLength: 12 }), (walk) => {
        scene = new Scene()
        scene.pack = { ...SOURCES, callout: null, response: PLAN }
        let seen: readonly Duty[] = []
        for (const [to, pick] of walk) {
          scene.now += 10 * MINUTE
          const held = [...scene.world.responses.values()].find(({ endedAt }) => endedAt === null)
          if (to === null && !held) continue
          const before = held?.duties ?? []
          const planned = changeOfLevel(PLAN, UNITS, before, held?.level?.id ?? null, to)
          if (to === null && held) scene.must('endResponse', { responseId: held.id, from: held.level?.id ?? '', reason: 'x' })
          else if (to !== null && held) scene.must('changeResponse', { responseId: held.id, from: held.level?.id ?? '', level: to, reason: 'x' })
          else if (to !== null) scene.must('declareResponse', { level: to, hazard: HAZARD, reason: 'x' })
          const now = response()
          if (!held) seen = []
          // Whatever was brought is still known, with its confirmations.
          for (const one of seen) expect(now.duties.find(({ key }) => key === one.key)).toMatchObject({ confirmations: one.confirmations, text: one.text })
          expect(new Set(now.duties.map(({ key }) => key)).size).toBe(now.duties.length)
          // What stands is what the plan says of this level, and duties of leaving that were brought and not entered again.
          const rank = levelRank(PLAN, to)
          const expected = PLAN.duties
            .filter((one) => one.on === 'enter' && rank >= levelRank(PLAN, one.from) && (one.to === undefined || rank <= levelRank(PLAN, one.to)))
            .flatMap((one) => unitsOfDuty(one, UNITS).map((id) => `${one.id}@${id}`))
          expect(keys(standing().filter(({ on }) => on === 'enter'))).toEqual(expected.toSorted())
          for (const one of standing().filter(({ on }) => on === 'leave')) expect(rank).toBeLessThan(levelRank(PLAN, one.level))
          // What the officer was shown before is what happened.
          if (held?.level?.id !== to) {
            expect(now.duties.length - before.length).toBe(planned.brought.reduce((sum, { units }) => sum + units.length, 0))
            expect(keys(before.filter(({ key, endedAt }) => endedAt === null && now.duties.find((one) => one.key === key)?.endedAt !== null))).toEqual(keys(planned.ended))
          }
          const some = standing()[pick % Math.max(1, standing().length)]
          if (some) confirm(some, OFFICER)
          seen = response().duties
        }
      }),
      { numRuns: 60 },
    )
  })
})
