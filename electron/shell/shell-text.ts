import type { Language } from '../../shared/i18n/catalogue'
import { shellEn } from '../../shared/i18n/en/shell'
import { shellZh } from '../../shared/i18n/zh/shell'

export type ShellText = keyof typeof shellZh

/** The words of menus and window titles. */
export function shellText(language: Language): (key: ShellText) => string {
  const texts = language === 'zh' ? shellZh : shellEn
  return (key) => texts[key]
}
