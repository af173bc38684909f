import { useCallback } from 'react'
import type { Placeholders } from '../../shared/i18n/catalogue'
import { phoneEn } from '../../shared/i18n/en/phone'
import { phoneZh } from '../../shared/i18n/zh/phone'
import { fill } from '../pocket/fill'
import { usePhone } from './store'

/** Only the phone's own words are loaded: the page has to open over a weak signal. */
export type PhoneKey = keyof typeof phoneZh
export type Values<Key extends PhoneKey> = { readonly [Name in Placeholders<(typeof phoneZh)[Key]>]: string | number }
export type Language = 'zh' | 'en'

export type PhoneTranslate = <Key extends PhoneKey>(
  key: Key,
  ...values: [Placeholders<(typeof phoneZh)[Key]>] extends [never] ? [] : [Values<Key>]
) => string

export function translator(language: Language): PhoneTranslate {
  const texts: Readonly<Record<PhoneKey, string>> = language === 'zh' ? phoneZh : phoneEn
  return (key, ...values) => fill(texts[key], values[0])
}

export function useT(): { readonly t: PhoneTranslate; readonly language: Language } {
  const language = usePhone((phone) => phone.language)
  const t = useCallback<PhoneTranslate>((key, ...values) => translator(language)(key, ...values), [language])
  return { t, language }
}

const WHY = new Set(Object.keys(phoneZh).filter((key) => key.startsWith('phone.why.')))

/** Why the hub refused, in words. */
export function whyText(refusal: { readonly code: string; readonly message: string }, t: PhoneTranslate): string {
  const key = `phone.why.${refusal.code}`
  return WHY.has(key) && key !== 'phone.why.other'
    ? t(key as 'phone.why.wrong_state')
    : t('phone.why.other', { message: refusal.message || refusal.code })
}
