import type { DesktopText, DesktopWords } from '../../../shared/ipc/desktop-words'

/** Fields by the path that the check of settings names, and what is said of each to the person who filled it in. */
const FIELDS: readonly (readonly [RegExp, DesktopText])[] = [
  [/\bhub\.url\b/, 'desktop.first.badUrl'],
  [/\bhub\.port\b/, 'desktop.set.badPort'],
  [/\bhub\.pack\b/, 'desktop.set.badPack'],
  [/\blink\b/, 'desktop.first.badLink'],
  [/\bmemoryLimitMb\b/, 'desktop.set.badMemory'],
  [/\blayout\.windows\.\d+\.(wall|scene)\b/, 'desktop.set.badName'],
  [/\blayout\.windows\.\d+\.part\b/, 'desktop.set.badPart'],
]

/** The sentence for an error of the shell; one that names no field is a sentence already. */
export function problemText(error: string, words: DesktopWords): string {
  const path = /^([\w.]+):/.exec(error)?.[1] ?? ''
  const text = FIELDS.find(([field]) => field.test(path))?.[1]
  return text ? words(text) : error
}
