import { en, zh, type Language, type Translate } from './catalogue'

/** A translator without React, for texts outside components (titles of windows, tests). */
export function translator(language: Language): Translate {
  const catalogue: Readonly<Record<string, string>> = language === 'zh' ? zh : en
  return (key, ...values) => {
    const fill: Readonly<Record<string, string | number>> = values[0] ?? {}
    return (catalogue[key] ?? key).replaceAll(/\{\{(.+?)\}\}/g, (place, name: string) => String(fill[name] ?? place))
  }
}
