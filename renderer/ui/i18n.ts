import i18next from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { en, LANGUAGES, zh, type Language, type Translate } from '../../shared/i18n/catalogue'
import { keep, kept } from '../state/keep'

export type { Language, MessageKey, Translate } from '../../shared/i18n/catalogue'

/** Chinese unless this screen was switched before. */
export function storedLanguage(): Language {
  const stored = kept('language')
  return LANGUAGES.find((language) => language === stored) ?? 'zh'
}

/** Loads the catalogues. Call once, before anything is drawn. */
export async function startI18n(language: Language = storedLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    // Keys are flat and hold dots.
    keySeparator: false,
    nsSeparator: false,
    // React escapes.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** Switches every string on screen at once. */
export async function setLanguage(language: Language): Promise<void> {
  keep('language', language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  await i18next.changeLanguage(language)
}

/** The translator and the language that it speaks now; draws again when it is switched. */
export function useT(): { readonly t: Translate; readonly language: Language } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  // A new function for a new language only: texts may be memoised by it.
  const t = useMemo<Translate>(() => {
    const translate = i18n.getFixedT(language) as (key: string, values?: object) => string
    return (key, ...values) => translate(key, values[0])
  }, [i18n, language])
  return { t, language }
}

/** The one of two texts that is in the language on screen. */
export function inLanguage(text: { readonly zh: string; readonly en: string }, language: Language): string {
  return text[language]
}
