import { useCallback } from 'react'
import type { Placeholders } from '../../shared/i18n/catalogue'
import { unitAlertEn } from '../../shared/i18n/en/unit-alert'
import { unitCalloutEn } from '../../shared/i18n/en/unit-callout'
import { unitRelocationEn } from '../../shared/i18n/en/unit-relocation'
import { unitEn } from '../../shared/i18n/en/unit'
import { unitAlertZh } from '../../shared/i18n/zh/unit-alert'
import { unitCalloutZh } from '../../shared/i18n/zh/unit-callout'
import { unitRelocationZh } from '../../shared/i18n/zh/unit-relocation'
import { unitZh } from '../../shared/i18n/zh/unit'
import { fill } from '../pocket/fill'
import { useUnit } from './store'

const zh = { ...unitZh, ...unitAlertZh, ...unitCalloutZh, ...unitRelocationZh } as const
const en = { ...unitEn, ...unitAlertEn, ...unitCalloutEn, ...unitRelocationEn }

/** Only the page's own words are loaded: it has to open over a weak signal. */
export type UnitKey = keyof typeof zh
export type UnitTranslate = <Key extends UnitKey>(
  key: Key,
  ...values: [Placeholders<(typeof zh)[Key]>] extends [never] ? [] : [{ readonly [Name in Placeholders<(typeof zh)[Key]>]: string | number }]
) => string

export function useT(): { readonly t: UnitTranslate; readonly language: 'zh' | 'en' } {
  const language = useUnit((unit) => unit.language)
  const t = useCallback<UnitTranslate>((key, ...values) => fill((language === 'zh' ? zh : en)[key], values[0] as Readonly<Record<string, string | number>> | undefined), [language])
  return { t, language }
}

/** Why the hub refused, in words. */
export function whyText({ code, message }: { readonly code: string; readonly message: string }, t: UnitTranslate): string {
  const key = `unit.why.${code}`
  return key in zh ? t(key as 'unit.why.forbidden') : t('unit.why.other', { message: message || code })
}
