import { expect, it } from 'vitest'
import { CALLOUT_SETTINGS, ANSWER } from '../../tests/fixtures/callouts'
import { draftOf, readDraft, valueText } from './form'

const fields = CALLOUT_SETTINGS.answers
const words = { language: 'zh', unit: (id: string) => `村 ${id}`, none: '无', comma: '、' } as const

it('a draft starts empty and says first what is missing', () => {
  const draft = draftOf(fields, null)
  expect(draft).toEqual({ commander: '', villages: null, evacuate: '' })
  expect(readDraft(fields, draft)).toEqual({ ok: false, field: 'commander', problem: 'missing' })
  expect(readDraft(fields, { ...draft, commander: ' ' })).toMatchObject({ field: 'commander' })
  expect(readDraft(fields, { ...draft, commander: '演示' })).toMatchObject({ field: 'villages' })
  expect(readDraft(fields, { commander: ' 演示 ', villages: [], evacuate: 'no' })).toEqual({ ok: true, values: { commander: '演示', villages: [], evacuate: 'no' } })
})

it('what was said comes back as it was', () => {
  expect(readDraft(fields, draftOf(fields, ANSWER))).toEqual({ ok: true, values: ANSWER })
  expect(readDraft(CALLOUT_SETTINGS.report, draftOf(CALLOUT_SETTINGS.report, { moved: 12 }))).toEqual({ ok: true, values: { moved: 12 } })
})

it('a number is a number, and what need not be said may be left out', () => {
  const [moved] = CALLOUT_SETTINGS.report
  for (const typed of ['many', '-1', '1.5', '12345678']) expect(readDraft(CALLOUT_SETTINGS.report, { moved: typed })).toEqual({ ok: false, field: 'moved', problem: 'number' })
  expect(moved && readDraft([{ ...moved, required: false }], { moved: '' })).toEqual({ ok: true, values: {} })
})

it('answers are told in words', () => {
  const [commander, villages, evacuate] = fields
  if (!commander || !villages || !evacuate) throw new Error('three fields')
  expect(valueText(commander, '演示', words)).toBe('演示')
  expect(valueText(villages, ['v1', 'v2'], words)).toBe('村 v1、村 v2')
  expect(valueText(villages, [], words)).toBe('无')
  expect(valueText(villages, undefined, words)).toBe('')
  expect(valueText(evacuate, 'yes', words)).toBe('转移')
  expect(valueText(evacuate, 'gone', words)).toBe('gone')
})
