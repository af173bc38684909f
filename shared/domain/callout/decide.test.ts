import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../base/time'
import { ALL_UNITS, ANSWER, calloutOf, calloutScene, CALLOUT_PACK, MAZHAN, sent, unitActor, V1, V2, V3, warning, XIAGUAN } from '../../../tests/fixtures/callouts'
import { FEED, HUB, OFFICER, phoneOf, Scene, SECOND_OFFICER, T0 } from '../../../tests/fixtures/domain'
import { commandData } from '../command'
import { deadlines } from '../deadlines'
import { snapshotOf, worldFrom } from '../world-snapshot'

const SETTINGS = { ackTimeoutSeconds: 30, maxRealerts: 2, escalation: 'officer' } as const
const due = (scene: Scene) => deadlines(scene.world, SETTINGS).map(({ at, command }) => [at - T0, command.type === 'runCalloutClock' ? command.data.clock : command.type])
const refused = (field: string, code = 'invalid') => ({ ok: false, error: { code, field } })
const nothing = { ok: true, value: { events: [], result: { duplicate: true } } }
const call = (changes: { attempt?: number; outcome?: 'reached' | 'not-reached'; who?: string } = {}) => ({ attempt: 1, outcome: 'not-reached' as const, who: '', number: '0577-0000-0001', note: '', ...changes })

describe('[CO1] a warning goes to exactly the units that were named', () => {
  it('each once, with what is expected of it', () => {
    const { callout } = sent(calloutScene(), { units: [...ALL_UNITS, MAZHAN] })
    expect(callout().units.map(({ unitId, answers, reports, readAt, task }) => [unitId, answers, reports, readAt, task])).toEqual([
      [MAZHAN, true, true, null, null], [V1, false, false, null, null], [V2, false, false, null, null], [XIAGUAN, true, true, null, null], [V3, false, false, null, null],
    ])
  })

  it('is refused whole, with the place in the list, for a unit that is not known or not called', () => {
    const scene = calloutScene()
    expect(scene.send('sendCallout', warning({ units: [MAZHAN, 'town:nowhere' as never] }))).toMatchObject(refused('units.1'))
    expect(scene.send('sendCallout', warning({ units: ['department:emergency' as never] }))).toMatchObject(refused('units.0'))
    expect(scene.events).toEqual([])
  })

  it('names the field of every other slip, and says so where a jurisdiction calls nobody out', () => {
    const scene = calloutScene()
    expect(scene.send('sendCallout', warning({ kind: 'snow' }))).toMatchObject({ ok: false, error: { field: 'kind', allowed: ['rainstorm'] } })
    expect(scene.send('sendCallout', warning({ validFrom: T0 - 8 * 24 * 60 * MINUTE }))).toMatchObject(refused('validFrom'))
    expect(commandData.sendCallout.safeParse({ ...warning(), text: ' ' }).success).toBe(false)
    expect(commandData.sendCallout.safeParse({ ...warning(), units: [] }).success).toBe(false)
    expect(new Scene().send('sendCallout', warning())).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  })

  it('is sent by officers only', () => {
    for (const actor of [FEED, HUB, phoneOf('lan'), unitActor(MAZHAN)]) {
      expect(calloutScene().send('sendCallout', warning(), actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
  })
})

it('[CO2] clocks, questions and names stay as they were at the sending', () => {
  const { scene, callout, calloutId } = sent()
  const { callout: settings } = CALLOUT_PACK
  scene.pack = { ...CALLOUT_PACK, callout: { ...settings, clocks: { readSeconds: 10, answerSeconds: 20, reportSeconds: 30 }, answers: [] } }
  expect(callout()).toMatchObject({ clocks: settings.clocks, kindName: { zh: '暴雨' }, answers: settings.answers })
  expect(due(scene)).toEqual([[180_000, 'read'], [900_000, 'answer']])
  expect(scene.send('answerCallout', { calloutId, unitId: MAZHAN, values: ANSWER }, unitActor(MAZHAN))).toMatchObject({ ok: true })
})

describe('[CO3] what was said already writes nothing', () => {
  it('neither a second reading nor the same answer, in whatever order its fields come', () => {
    const { scene, calloutId, unit } = sent()
    const read = () => scene.send('readCallout', { calloutId, unitId: MAZHAN }, unitActor(MAZHAN))
    const answer = (values: object) => scene.send('answerCallout', { calloutId, unitId: MAZHAN, values: values as never }, unitActor(MAZHAN))
    read()
    scene.now += MINUTE
    expect(read()).toMatchObject(nothing)
    expect(unit(MAZHAN).readAt).toBe(T0)
    answer(ANSWER)
    expect(answer({ evacuate: 'yes', villages: ['village:v1'], commander: '演示镇长' })).toMatchObject(nothing)
    expect(unit(MAZHAN).answer).toMatchObject({ changes: 0 })
  })

  it('the same warning to the same units is the same one while it is in force, and a new one after it', () => {
    const { scene, calloutId } = sent()
    const again = () => scene.send('sendCallout', warning({ units: ALL_UNITS.toReversed() }), SECOND_OFFICER)
    expect(again()).toMatchObject({ ok: true, value: { events: [], result: { calloutId, duplicate: true } } })
    scene.must('liftCallout', { calloutId, note: '' })
    expect(scene.must('liftCallout', { calloutId, note: '' })).toMatchObject({ duplicate: true })
    expect(again()).toMatchObject({ ok: true, value: { events: [{ type: 'callout.sent' }] } })
  })
})

describe('[CO4] a unit speaks only for itself', () => {
  it('reads and answers its own, nobody else’s', () => {
    const { scene, calloutId } = sent()
    for (const type of ['readCallout', 'answerCallout', 'reportCallout'] as const) {
      const send = scene.send(type, { calloutId, unitId: XIAGUAN, values: ANSWER } as never, unitActor(MAZHAN))
      expect(send).toMatchObject(refused('unitId', 'forbidden'))
    }
    expect(scene.send('recordCalloutCall', { calloutId, unitId: MAZHAN, ...call() }, unitActor(MAZHAN))).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(scene.send('readCallout', { calloutId, unitId: MAZHAN }, OFFICER)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })

  it('the officer writes down what it says on the telephone, which is no reading', () => {
    const { scene, calloutId, unit } = sent()
    scene.must('answerCallout', { calloutId, unitId: MAZHAN, values: ANSWER })
    expect(unit(MAZHAN)).toMatchObject({ readAt: null, answer: { by: OFFICER.id } })
    expect(scene.send('readCallout', { calloutId, unitId: 'town:nowhere' as never }, unitActor('town:nowhere'))).toMatchObject(refused('unitId', 'not_found'))
  })
})

describe('[CO5] every required field is answered', () => {
  it.each([
    ['commander', { villages: [], evacuate: 'no' }],
    ['commander', { ...ANSWER, commander: '' }],
    ['villages', { commander: '演示', evacuate: 'no' }],
    ['evacuate', { commander: '演示', villages: [] }],
    ['evacuate', { ...ANSWER, evacuate: 'perhaps' }],
    ['villages', { ...ANSWER, villages: ['village:v3'] }],
    ['villages', { ...ANSWER, villages: 'all' }],
    ['weather', { ...ANSWER, weather: 'bad' }],
  ])('or the refusal names %s', (field, values) => {
    const { scene, calloutId, unit } = sent()
    expect(scene.send('answerCallout', { calloutId, unitId: MAZHAN, values: values as never }, unitActor(MAZHAN))).toMatchObject(refused(`values.${field}`))
    expect(unit(MAZHAN).answer).toBeNull()
  })

  it('none of the villages is an answer', () => {
    const { scene, calloutId, unit } = sent()
    scene.must('answerCallout', { calloutId, unitId: MAZHAN, values: { ...ANSWER, villages: [] } }, unitActor(MAZHAN))
    expect(unit(MAZHAN)).toMatchObject({ readAt: T0, answer: { values: { villages: [] } } })
  })

  it('and a village that is only to read is not asked', () => {
    const { scene, calloutId } = sent()
    expect(scene.send('answerCallout', { calloutId, unitId: V1, values: ANSWER }, unitActor(V1))).toMatchObject(refused('unitId', 'wrong_state'))
  })
})

describe('[CO6] a clock runs out once', () => {
  it('and names those that have not read, who are then to be telephoned', () => {
    const { scene, calloutId, callout, unit } = sent()
    const run = () => scene.send('runCalloutClock', { calloutId, clock: 'read' }, HUB)
    scene.must('readCallout', { calloutId, unitId: V1 }, unitActor(V1))
    scene.must('recordCalloutCall', { calloutId, unitId: V2, ...call({ outcome: 'reached', who: '演示村长' }) })
    scene.now = T0 + 3 * MINUTE - 1
    expect(run()).toMatchObject({ ok: false, error: { code: 'wrong_state' } })
    scene.now += 1
    run()
    expect(scene.events.at(-1)).toMatchObject({ type: 'callout.clockRan', data: { clock: 'read', unitIds: [MAZHAN, XIAGUAN, V3] } })
    expect(unit(V3).task).toEqual({ clock: 'read', raisedAt: scene.now })
    expect(run()).toMatchObject(nothing)
    expect(callout().ran).toEqual(['read'])
    scene.must('readCallout', { calloutId, unitId: V3 }, unitActor(V3))
    expect(unit(V3).task).toBeNull()
  })

  it('never, if nobody owes it', () => {
    const { scene, calloutId } = sent(calloutScene(), { units: [V1] })
    scene.must('readCallout', { calloutId, unitId: V1 }, unitActor(V1))
    expect(due(scene)).toEqual([])
    scene.now += 3 * MINUTE
    expect(scene.send('runCalloutClock', { calloutId, clock: 'read' }, HUB)).toMatchObject(nothing)
  })

  it('the same after a restart', () => {
    const { scene, calloutId } = sent()
    scene.now += 4 * MINUTE
    scene.must('runCalloutClock', { calloutId, clock: 'read' }, HUB)
    const restarted = worldFrom(JSON.parse(JSON.stringify(snapshotOf(scene.world))) as never)
    expect(deadlines(restarted, SETTINGS)).toEqual(deadlines(scene.world, SETTINGS))
    expect(due(scene)).toEqual([[900_000, 'answer']])
  })

  it('an old snapshot has no call-outs', () => {
    const { callouts: _, ...older } = snapshotOf(new Scene().world)
    expect([...worldFrom(older).callouts.values()]).toEqual([])
  })
})

describe('[CO7] a call that reached nobody leaves the task', () => {
  it('until one does, and each attempt is told once', () => {
    const { scene, calloutId, unit } = sent()
    scene.now += 3 * MINUTE
    scene.must('runCalloutClock', { calloutId, clock: 'read' }, HUB)
    const record = (changes: Parameters<typeof call>[0], actor = OFFICER) => scene.send('recordCalloutCall', { calloutId, unitId: MAZHAN, ...call(changes) }, actor)
    record({})
    expect(unit(MAZHAN).task).not.toBeNull()
    expect(record({})).toMatchObject(nothing)
    expect(record({ outcome: 'reached' }, SECOND_OFFICER)).toMatchObject(refused('attempt', 'already_done'))
    expect(record({ attempt: 3 })).toMatchObject(refused('attempt'))
    record({ attempt: 2, outcome: 'reached', who: '演示书记' })
    expect(unit(MAZHAN)).toMatchObject({ task: null, readAt: null, calls: [{ attempt: 1, outcome: 'not-reached' }, { attempt: 2, who: '演示书记' }] })
  })
})

describe('[CO8] a late word is taken', () => {
  it('the first counts for the clock, the last is what holds', () => {
    const { scene, calloutId, unit, callout } = sent()
    scene.now = T0 + 15 * MINUTE
    scene.must('runCalloutClock', { calloutId, clock: 'answer' }, HUB)
    expect(unit(MAZHAN).task?.clock).toBe('answer')
    expect(unit(V1).task).toBeNull()
    scene.now += MINUTE
    const answer = (values: Partial<typeof ANSWER>) => scene.must('answerCallout', { calloutId, unitId: MAZHAN, values: { ...ANSWER, ...values } }, unitActor(MAZHAN))
    answer({})
    scene.now += MINUTE
    answer({ evacuate: 'no' })
    expect(unit(MAZHAN)).toMatchObject({ task: null, answer: { firstAt: T0 + 16 * MINUTE, at: T0 + 17 * MINUTE, changes: 1, values: { evacuate: 'no' } } })
    scene.must('liftCallout', { calloutId, note: '' })
    scene.must('answerCallout', { calloutId, unitId: XIAGUAN, values: { ...ANSWER, villages: [] } }, unitActor(XIAGUAN))
    expect(callout().units.filter(({ answer: one }) => one !== null)).toHaveLength(2)
  })
})

describe('[CO9] a report is taken after the lifting', () => {
  it('from those that must, within its own clock', () => {
    const { scene, calloutId, unit } = sent()
    const report = (unitId = MAZHAN, values: object = { moved: 12 }) => scene.send('reportCallout', { calloutId, unitId, values: values as never }, unitActor(unitId))
    expect(report()).toMatchObject(refused('calloutId', 'wrong_state'))
    scene.now += 20 * MINUTE
    scene.must('liftCallout', { calloutId, note: '雨停' })
    expect(due(scene)).toEqual([[50 * MINUTE, 'report']])
    expect(report(V1)).toMatchObject(refused('unitId', 'wrong_state'))
    expect(report(MAZHAN, {})).toMatchObject(refused('values.moved'))
    expect(report(MAZHAN, { moved: 'many' })).toMatchObject(refused('values.moved'))
    expect(report()).toMatchObject({ ok: true })
    expect(report()).toMatchObject(nothing)
    scene.now += 30 * MINUTE
    scene.must('runCalloutClock', { calloutId, clock: 'report' }, HUB)
    expect([unit(MAZHAN).task, unit(XIAGUAN).task?.clock]).toEqual([null, 'report'])
  })
})

describe('[CO10] of a withdrawn warning nothing is owed', () => {
  it('and what was said of it stays', () => {
    const { scene, calloutId, unit, callout } = sent()
    scene.must('answerCallout', { calloutId, unitId: MAZHAN, values: ANSWER }, unitActor(MAZHAN))
    scene.now += 3 * MINUTE
    scene.must('runCalloutClock', { calloutId, clock: 'read' }, HUB)
    scene.must('withdrawCallout', { calloutId, reason: '误发' })
    expect(scene.must('withdrawCallout', { calloutId, reason: '误发' })).toMatchObject({ duplicate: true })
    expect(due(scene)).toEqual([])
    expect(callout().units.every(({ task }) => task === null)).toBe(true)
    expect(unit(MAZHAN).answer).not.toBeNull()
    expect(scene.send('answerCallout', { calloutId, unitId: XIAGUAN, values: ANSWER }, unitActor(XIAGUAN))).toMatchObject(refused('calloutId', 'wrong_state'))
    expect(scene.send('readCallout', { calloutId, unitId: XIAGUAN }, unitActor(XIAGUAN))).toMatchObject({ ok: true })
  })

  it('a correction withdraws the wrong one and sends the right one in one step', () => {
    const { scene, calloutId, callout } = sent()
    const right = calloutOf(scene.send('sendCallout', warning({ colour: 'red', corrects: calloutId, reason: '颜色有误' })))
    expect(callout().withdrawn).toMatchObject({ correctedBy: right, reason: '颜色有误' })
    expect(scene.world.callouts.get(right)).toMatchObject({ corrects: calloutId, colour: 'red', withdrawn: null })
    expect(scene.send('sendCallout', warning({ colour: 'blue', corrects: calloutId }))).toMatchObject(refused('corrects', 'wrong_state'))
    expect(scene.send('sendCallout', warning({ corrects: 'none' as never }))).toMatchObject(refused('corrects', 'not_found'))
  })
})

it('[CO11] what was lifted cannot be withdrawn or corrected, what was withdrawn cannot be lifted', () => {
  const lifted = sent()
  lifted.scene.must('liftCallout', { calloutId: lifted.calloutId, note: '' })
  expect(lifted.scene.send('withdrawCallout', { calloutId: lifted.calloutId, reason: '误发' })).toMatchObject(refused('calloutId', 'wrong_state'))
  expect(lifted.scene.send('sendCallout', warning({ colour: 'red', corrects: lifted.calloutId }))).toMatchObject(refused('corrects', 'wrong_state'))
  const gone = sent()
  gone.scene.must('withdrawCallout', { calloutId: gone.calloutId, reason: '误发' })
  expect(gone.scene.send('liftCallout', { calloutId: gone.calloutId, note: '' })).toMatchObject(refused('calloutId', 'wrong_state'))
  expect(gone.scene.send('liftCallout', { calloutId: 'none' as never, note: '' })).toMatchObject(refused('calloutId', 'not_found'))
})
