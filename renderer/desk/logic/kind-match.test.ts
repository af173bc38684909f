import { describe, expect, it } from 'vitest'
import { kind } from '../../../tests/fixtures/domain'
import { searchName } from '../../../electron/hub/pack/pinyin'
import { matchKinds } from './kind-match'

const named = (code: string, zh: string, en: string) => ({ ...kind(code, []), name: { zh, en } })
const KINDS = [
  named('missing-person-water', '人员失联 · 涉水', 'Missing person · water'),
  named('missing-person-mountain', '人员失联 · 山地', 'Missing person · mountain'),
  named('drowning', '溺水', 'Drowning'),
  ...Array.from({ length: 9 }, (_, index) => named(`other-${index}`, `其他${index}`, `Other ${index}`)),
]
const match = (text: string) => matchKinds(KINDS, text, searchName).map(({ kind: { code } }) => code)

describe('typing a kind', () => {
  it('shows all for nothing', () => expect(match('')).toHaveLength(12))
  it('takes a number first as itself, then as a beginning', () => {
    expect(match('1')).toEqual(['missing-person-water', 'other-6', 'other-7', 'other-8'])
    expect(match('３')[0]).toBe('drowning')
  })
  it('takes characters, pinyin, initials and English', () => {
    expect(match('溺')[0]).toBe('drowning')
    expect(match('nishui')[0]).toBe('drowning')
    expect(match('ns')[0]).toBe('drowning')
    expect(match('rysl')).toEqual(expect.arrayContaining(['missing-person-water', 'missing-person-mountain']))
    expect(match('drown')[0]).toBe('drowning')
  })
  it('finds nothing for nonsense', () => expect(match('qqqq')).toEqual([]))
})
