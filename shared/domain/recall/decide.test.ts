import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { Scene } from '../../../tests/fixtures/domain'
import type { RecallId } from '../../base/ids'
import { RECALL_STAGES, stageOf, type RecallAnswer, type RecallScope } from './state'

const HUB = { id: 'hub:sea' as never, role: 'hub' as const, teamId: null }
const ALL: RecallScope = { kind: 'all' }
const mmsi = (n: number) => `4129${String(n).padStart(5, '0')}`
const fleet = (n: number) => Array.from({ length: n }, (_, i) => mmsi(i))

describe('calling vessels back to port', () => {
  let scene: Scene
  beforeEach(() => void (scene = new Scene()))
  const order = (vessels: string[]): RecallId => (scene.must('orderRecall', { scope: ALL, title: '', reason: '台风', vessels }) as unknown as { recallId: RecallId }).recallId
  const answer = (recallId: RecallId, vessels: string[], said: RecallAnswer = 'coming') =>
    scene.must('answerRecall', { recallId, vessels, answer: said, note: '', observedAt: scene.now })
  const refused = (...sent: Parameters<Scene['send']>): string | null => {
    const decided = scene.send(...sent)
    return decided.ok ? null : decided.error.code
  }
  const stages = (recallId: RecallId) => scene.world.recalls.get(recallId)?.vessels.map((vessel) => stageOf(vessel))

  it('[SR1] names nobody whom an open call names already, and refuses to name nobody', () => {
    order([mmsi(1), mmsi(2), mmsi(2)])
    const second = order([mmsi(2), mmsi(3)])
    expect(scene.world.recalls.get(second)?.vessels).toEqual([{ mmsi: mmsi(3) }])
    expect(refused('orderRecall', { scope: ALL, title: '', reason: '台风', vessels: [mmsi(1), mmsi(3)] })).toBe('already_done')
    scene.must('endRecall', { recallId: second, reason: '' })
    expect(scene.world.recalls.get(order([mmsi(3)]))?.vessels).toHaveLength(1)
  })

  it('[SR2] writes one event for 8,000 vessels at each step', () => {
    const before = scene.events.length
    const all = fleet(8000)
    const recallId = order(all)
    answer(recallId, all)
    scene.must('progressRecall', { recallId, moving: all, inPort: [] }, HUB)
    scene.must('progressRecall', { recallId, moving: [], inPort: all }, HUB)
    expect(scene.events.length - before).toBe(4)
    expect(new Set(stages(recallId))).toEqual(new Set(['inPort']))
  })

  it('[SR3] keeps the time of the first answer, takes another word, and writes the same nowhere', () => {
    const recallId = order([mmsi(1)])
    answer(recallId, [mmsi(1)])
    const at = scene.now
    scene.now += 60_000
    const events = scene.events.length
    expect(answer(recallId, [mmsi(1)]).duplicate).toBe(true)
    expect(scene.events).toHaveLength(events)
    answer(recallId, [mmsi(1)], 'unable')
    expect(scene.world.recalls.get(recallId)?.vessels[0]).toMatchObject({ answer: 'unable', answeredAt: at })
    expect(refused('answerRecall', { recallId, vessels: [mmsi(1)], answer: 'coming', note: '', observedAt: scene.now + 3_600_000 })).toBe('invalid')
  })

  it('[SR4] writes progress once for each vessel, and only the hub may', () => {
    const recallId = order(fleet(3))
    const progress = { recallId, moving: [mmsi(0)], inPort: [mmsi(1)] }
    scene.must('progressRecall', progress, HUB)
    const first = scene.world.recalls.get(recallId)
    scene.now += 60_000
    expect(scene.must('progressRecall', { recallId, moving: [mmsi(0), mmsi(1)], inPort: [mmsi(1)] }, HUB).duplicate).toBe(true)
    expect(scene.world.recalls.get(recallId)).toBe(first)
    expect(stages(recallId)).toEqual(['moving', 'inPort', 'ordered'])
    expect(refused('progressRecall', progress)).toBe('forbidden')
  })

  it('[SR5] takes nothing after its end', () => {
    const recallId = order([mmsi(1)])
    scene.must('endRecall', { recallId, reason: '台风过境' })
    expect(scene.must('endRecall', { recallId, reason: '' }).duplicate).toBe(true)
    expect(refused('answerRecall', { recallId, vessels: [mmsi(1)], answer: 'coming', note: '', observedAt: scene.now })).toBe('wrong_state')
    expect(refused('progressRecall', { recallId, moving: [mmsi(1)], inPort: [] }, HUB)).toBe('wrong_state')
  })

  it('[SR6] refuses the answer of one whom it does not call, and of a call that is not there', () => {
    const recallId = order([mmsi(1)])
    const events = scene.events.length
    expect(refused('answerRecall', { recallId, vessels: [mmsi(1), mmsi(9)], answer: 'coming', note: '', observedAt: scene.now })).toBe('invalid')
    expect(refused('endRecall', { recallId: 'nothing' as RecallId, reason: '' })).toBe('not_found')
    expect(scene.events).toHaveLength(events)
  })

  it('never goes back, whatever is reported in whatever order', () => {
    const step = fc.record({ kind: fc.constantFrom('answer', 'unable', 'moving', 'inPort'), vessels: fc.subarray(fleet(6), { minLength: 1 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        scene = new Scene()
        const recallId = order(fleet(6))
        let before = stages(recallId) ?? []
        for (const { kind, vessels } of steps) {
          scene.now += 1_000
          if (kind === 'moving' || kind === 'inPort') scene.must('progressRecall', { recallId, moving: [], inPort: [], [kind]: vessels }, HUB)
          else answer(recallId, vessels, kind === 'unable' ? 'unable' : 'coming')
          const after = stages(recallId) ?? []
          after.forEach((stage, i) => expect(RECALL_STAGES.indexOf(stage)).toBeGreaterThanOrEqual(RECALL_STAGES.indexOf(before[i] ?? 'ordered')))
          before = after
        }
      }),
      { numRuns: 60 },
    )
  })
})
