import { describe, expect, it } from 'vitest'
import { en, type Translate } from '../../shared/i18n/catalogue'
import { POINT_KINDS } from '../../shared/pack/points'
import { CHINESE_LETTERS, markLetters } from './mark-letters'

const english = markLetters(((key) => en[key]) as Translate, 'en')
const SMALL_THINGS = ['station', 'shelter', 'shelterFull', 'flashFlood', 'geological', 'fault'] as const

describe('letters of marks', () => {
  it('are the characters of the kinds in Chinese', () => {
    expect(CHINESE_LETTERS.incident('red', '失')).toBe('失')
    expect(CHINESE_LETTERS.severity('orange')).toBe('橙')
    expect(CHINESE_LETTERS.point('camera')).toBe('摄')
  })

  it('hold no Chinese character in English, and tell all kinds of points apart', () => {
    expect(english.incident('red', '失')).toBe('R')
    expect(english.severity('orange')).toBe('O')
    const letters = [...POINT_KINDS.map((kind) => english.point(kind)), ...SMALL_THINGS.map((what) => english.of(what))]
    for (const letter of letters) expect(letter).toMatch(/^[A-Z×][A-Za-z]?$/)
    expect(new Set(letters).size).toBe(letters.length)
  })

  it('keep what a pack writes in Latin letters', () => {
    expect(english.incident('red', 'MP')).toBe('MP')
  })
})
