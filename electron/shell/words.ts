import type { Language } from '../../shared/i18n/catalogue'
import { nativeEn } from '../../shared/i18n/en/native'
import { nativeZh } from '../../shared/i18n/zh/native'

export type NativeText = keyof typeof nativeZh
/** A text of the shell, with its `{{places}}` filled in. */
export type NativeWords = (key: NativeText, values?: Readonly<Record<string, string>>) => string

export function nativeWords(language: Language): NativeWords {
  const texts = language === 'zh' ? nativeZh : nativeEn
  return (key, values = {}) => texts[key].replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)
}
