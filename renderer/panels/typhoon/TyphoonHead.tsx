import type { ReactNode } from 'react'
import { stormAt } from '../../../shared/typhoon/track'
import { useNow } from '../../state/clock'
import type { TyphoonView } from '../../state/typhoon'
import { ageText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { stormText } from '../../ui/typhoon-text'
import css from './typhoon.module.css'

/** Which storm, by whom, how old the word is, and how strong it is at the moment of the time axis. */
export function TyphoonHead({ view, children }: { readonly view: TyphoonView; readonly children?: ReactNode }) {
  const { t, language } = useT()
  const now = useNow(10_000)
  const { typhoon, agency, track, at } = view
  const storm = stormAt(track, at)
  return (
    <header className={css['head']} data-testid="typhoon-head">
      <h2>{stormText(typhoon.name, storm?.windMps ?? null, storm?.pressureHpa ?? null, language)}</h2>
      <span title={typhoon.id}>
        {agency} · {t('typhoon.advised', { age: ageText(now - typhoon.advisedAt, t) })}
      </span>
      {children}
    </header>
  )
}
