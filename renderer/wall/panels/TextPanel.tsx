import { inLanguage, useT } from '../../ui/i18n'
import css from '../wall.module.css'
import type { PanelProps } from './Panel'

/** Words of the pack: a telephone number, a rule of the house. They do not age. */
export function TextPanel({ place }: PanelProps) {
  const { language } = useT()
  return (
    <section className={`panel ${css['box']}`} data-testid="text">
      <p className={css['words']}>{place.text ? inLanguage(place.text, language) : ''}</p>
    </section>
  )
}
