import { describe, expect, it } from 'vitest'
import { call, KINDS, Scene } from '../../../tests/fixtures/domain'
import type { LoggedEvent } from '../../../shared/domain/event'
import { asDispatchId, asIncidentId, asTeamId } from '../../../shared/base/ids'
import { applyEvent, emptyWorld } from '../../../shared/domain/world'
import { snapshotOf } from '../../../shared/domain/world-snapshot'
import { DEEDS, WholeDesk } from '../../../tests/fixtures/whole-desk'
import { smallPack } from '../core/testing'
import { createRedactor, maskNumbers, redactForWall, type RedactionRules } from './redact'

const rules = (sensitive: boolean): RedactionRules => ({
  isSensitive: () => sensitive,
  isSensitiveKind: () => sensitive,
  townshipAt: () => '马站镇',
})

const NUMBER = '13812345678'
/** Fields in which people write what they like. A banner, a briefing's title and names out of the pack are meant for all. */
const FREE = new Set(['text', 'note', 'reason', 'summary', 'description', 'message', 'followUp', 'answeredBy', 'who', 'number'])
const NAMED_BY_OFFICERS: Readonly<Record<string, string>> = { 'annotation.drawn': 'name', 'annotation.changed': 'name', 'relocation.started': 'name', 'recall.ordered': 'title' }

/** The event with a telephone number in every free text that it has. */
function withNumbers(event: LoggedEvent): unknown {
  // Households' reasons are codes of the pack.
  const isFree = (key: string) => event.type !== 'sheet.opened' && ((FREE.has(key) && (key !== 'number' || event.type.startsWith('callout.'))) || NAMED_BY_OFFICERS[event.type] === key)
  const spoil = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spoil)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, isFree(key) && typeof held === 'string' ? `演示 ${NUMBER}` : spoil(held)]))
  }
  return { ...event, data: spoil(event.data) }
}

/** A whole life with private words in every free text. */
function life(): LoggedEvent[] {
  const scene = new Scene()
  const teamId = scene.team('lan')
  const secret = '私密 13812345678'
  const incidentId = scene.alarm({ description: secret, place: '私密小区 3 幢' })
  scene.must('verifyIncident', { incidentId, note: secret })
  scene.must('addNote', { incidentId, text: secret })
  scene.must('relocateIncident', { incidentId, at: { lon: 120.42123, lat: 27.30456 }, place: '私密小区 4 幢' })
  const { dispatchId } = scene.must('assignTeam', { incidentId, teamId, message: secret, basis: { rank: 1, etaSeconds: 1, etaKind: 'road' } })
  scene.must('addAttachment', { incidentId, hash: 'a'.repeat(64), mime: 'image/png', bytes: 9, name: secret, observedAt: scene.now })
  scene.milestone(dispatchId, 'acknowledged', { note: secret })
  scene.must('requestReinforcement', { dispatchId: asDispatchId(dispatchId), note: secret })
  scene.must('withdrawDispatch', { dispatchId: asDispatchId(dispatchId), reason: secret })
  scene.must('setTeamDuty', { teamId: asTeamId('lan'), onDuty: false, reason: secret })
  scene.must('controlIncident', { incidentId, note: secret })
  scene.must('closeIncident', { incidentId, summary: secret })
  scene.must('reopenIncident', { incidentId, reason: secret })
  scene.must('markFalseAlarm', { incidentId, reason: secret })
  const a = scene.alarm({ source: call('x').source, description: secret })
  const b = scene.alarm({ source: call('y').source, description: secret })
  scene.must('mergeIncidents', { incidentId: asIncidentId(b), intoId: asIncidentId(a) })
  return scene.events
}

describe('what a wall is sent', () => {
  it('names no caller and shows no telephone number, of any incident', () => {
    const text = JSON.stringify(life().map((event) => redactForWall(event, rules(false))))
    expect(text).not.toContain('演示乙')
    expect(text).not.toMatch(/1[38]\d{9}/)
    expect(text).toContain('私密')
  })

  it('has neither words nor place of a sensitive incident', () => {
    const text = JSON.stringify(life().map((event) => redactForWall(event, rules(true))))
    expect(text).not.toContain('私密')
    expect(text).not.toContain('120.42123')
    expect(text).toContain('马站镇')
  })

  it('shows no telephone number in any free text of any aggregate, as events and as a snapshot', () => {
    const desk = new WholeDesk()
    for (const deed of DEEDS) desk.deeds[deed]()
    const world = emptyWorld()
    const written = new Set<string>()
    for (const event of desk.events) {
      const spoken = withNumbers(event) as LoggedEvent
      written.add(event.type.split('.')[0] ?? '')
      applyEvent(world, spoken)
      expect(JSON.stringify(redactForWall(spoken, rules(false))), event.type).not.toContain(NUMBER)
    }
    expect(written.size).toBeGreaterThan(12)
    const redactor = createRedactor({ kinds: KINDS, world, pack: smallPack(KINDS.values(), {}) })
    const full = snapshotOf(world)
    for (const [table, list] of Object.entries(redactor.snapshot(full))) {
      expect(JSON.stringify(list), table).not.toContain(NUMBER)
    }
    expect(JSON.stringify(full)).toContain(NUMBER)
  })

  it('folds like the original, to the same states and clocks', () => {
    const [full, wall] = [emptyWorld(), emptyWorld()]
    for (const event of life()) {
      applyEvent(full, event)
      applyEvent(wall, redactForWall(event, rules(true)))
    }
    const shape = (world: typeof full) => ({
      incidents: [...world.incidents.values()].map(({ id, status, version, severity, reportedAt, closedAt, dispatchIds }) => ({ id, status, version, severity, reportedAt, closedAt, dispatchIds })),
      dispatches: [...world.dispatches.values()].map(({ id, phase, orderedAt, acknowledgedAt, endedAt }) => ({ id, phase, orderedAt, acknowledgedAt, endedAt })),
    })
    expect(shape(wall)).toEqual(shape(full))
  })

  it.each([
    ['打 13812345678 找老王', '打 138****78 找老王'],
    ['0577-64751234', '057****34'],
    ['身份证 330327199001011234 号', '身份证 330****34 号'],
    ['33032719900101123X', '330****3X'],
    ['编号 20260728 共 3 人', '编号 20260728 共 3 人'],
    ['120.446012, 27.277', '120.446012, 27.277'],
  ])('masks %s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked)
  })
})
