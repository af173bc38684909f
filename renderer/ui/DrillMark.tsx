import { useConnection } from '../state/connection'
import { usePack } from '../state/pack'
import css from './DrillMark.module.css'
import { useT } from './i18n'

const REPEATS = 40

/**
 * Nobody may take a drill, or invented people, for the real thing: a watermark over all, and a striped frame in
 * drills.
 */
export function DrillMark() {
  const { t } = useT()
  const drill = useConnection((state) => state.drill)
  const demonstration = usePack((state) => state.pack?.manifest.demonstration ?? false)
  if (!drill && !demonstration) return null
  const word = drill ? t('drill.mark') : t('demonstration.mark')
  return (
    <aside className={`${css['sheet']} ${drill ? css['drill'] : ''}`} aria-label={word} data-testid="drill-mark">
      <span className="visually-hidden">{word}</span>
      <div className={css['words']} aria-hidden>
        {Array.from({ length: REPEATS }, (_, index) => (
          <span key={index}>{word}</span>
        ))}
      </div>
    </aside>
  )
}
