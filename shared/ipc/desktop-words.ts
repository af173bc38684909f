import type { Language } from '../i18n/catalogue'
import { desktopEn } from '../i18n/en/desktop'
import { desktopZh } from '../i18n/zh/desktop'
import type { DisplayIdentity } from './settings'

export type DesktopText = keyof typeof desktopZh
/** A text of the shell's own pages, with its `{{places}}` filled in. */
export type DesktopWords = (key: DesktopText, values?: Readonly<Record<string, string | number>>) => string

export function desktopWords(language: Language): DesktopWords {
  const texts = language === 'zh' ? desktopZh : desktopEn
  return (key, values = {}) => texts[key].replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place))
}

/** A display in words: `DELL U2720Q 3840×2160`, and which one where there are several. */
export function displayName({ label, internal, width, height, nth }: DisplayIdentity, words: DesktopWords): string {
  const name = label !== '' ? label : words(internal ? 'desktop.set.internal' : 'desktop.set.unnamed')
  return `${name} ${width}×${height}${nth > 0 || label === '' ? ` ${words('desktop.set.nth', { n: nth + 1 })}` : ''}`
}
