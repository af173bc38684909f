import type { Severity } from '../../shared/domain/incident/kind'
import { zh, type Language, type Translate } from '../../shared/i18n/catalogue'
import type { PointKind } from '../../shared/pack/points'

/** What is written on the marks of the map. */
export interface MarkLetters {
  /** On an incident's: the character of its kind; where that says nothing to the reader, the letter of its severity. */
  incident(severity: Severity, glyph: string): string
  severity(severity: Severity): string
  point(kind: PointKind): string
  of(what: 'station' | 'shelter' | 'shelterFull' | 'flashFlood' | 'geological' | 'fault'): string
}

const HAN = /\p{Script=Han}/u

/** The letters of a language: in English a mark carries what its row in the list carries, and no Chinese character. */
export function markLetters(t: Translate, language: Language): MarkLetters {
  return {
    incident: (severity, glyph) => (language === 'zh' || !HAN.test(glyph) ? glyph : t(`severity.${severity}`)),
    severity: (severity) => t(`severity.${severity}`),
    point: (kind) => t(`map.letter.${kind}`),
    of: (what) => t(`map.letter.${what}`),
  }
}

/** Where nobody asked for a language. */
export const CHINESE_LETTERS: MarkLetters = markLetters(((key: keyof typeof zh) => zh[key]) as Translate, 'zh')
