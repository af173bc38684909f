import { useCallback } from 'react'
import type { Placeholders } from '../../shared/i18n/catalogue'
import { unitEn } from '../../shared/i18n/en/unit'
import { unitZh } from '../../shared/i18n/zh/unit'
import { fill } from '../pocket/fill'
import { useUnit } from './store'

/** Only the page's own words are loaded: it has to open over a weak signal. */
export type UnitKey = keyof typeof unitZh
export type UnitTranslate = <Key extends UnitKey>(
  key: Key,
  ...values: [Placeholders<(typeof unitZh)[Key]>] extends [never] ? [] : [{ readonly [Name in Placeholders<(typeof unitZh)[Key]>]: string | number }]
) => string

export function useT(): { readonly t: UnitTranslate; readonly language: 'zh' | 'en' } {
  const language = useUnit((unit) => unit.language)
  const t = useCallback<UnitTranslate>((key, ...values) => fill((language === 'zh' ? unitZh : unitEn)[key], values[0] as Readonly<Record<string, string | number>> | undefined), [language])
  return { t, language }
}

/** Why the hub refused, in words. */
export function whyText({ code, message }: { readonly code: string; readonly message: string }, t: UnitTranslate): string {
  const key = `unit.why.${code}`
  return key in unitZh ? t(key as 'unit.why.forbidden') : t('unit.why.other', { message: message || code })
}
