import { useNow } from '../state/clock'
import { useConnection } from '../state/connection'
import { sourceStateAt, useHealth } from '../state/health'
import { ageText } from './format'
import { inLanguage, useT } from './i18n'
import css from './SourceFoot.module.css'

/** Every source of data with its age, the hub first. Stale is grey, failed is said in words. */
export function SourceFoot() {
  const { t, language } = useT()
  const now = useNow(1000)
  const phase = useConnection((state) => state.phase)
  const latencyMs = useConnection((state) => state.latencyMs)
  const lastHeardAt = useConnection((state) => state.lastHeardAt)
  const sources = useHealth((state) => state.sources)
  const live = phase === 'live'
  return (
    <ul className={css['foot']} data-testid="sources">
      <li className={css['source']} data-state={live ? 'live' : 'stale'}>
        <i className={css['dot']} />
        {t('source.hub')}
        <span className={`num ${css['age']}`}>
          {live && latencyMs !== null
            ? `${Math.round(latencyMs)} ms`
            : ageText(lastHeardAt === null ? null : now - lastHeardAt, t)}
        </span>
      </li>
      {sources
        .filter(({ id }) => id !== 'hub')
        .map((source) => {
          const state = live ? sourceStateAt(source, now) : 'stale'
          return (
            <li key={source.id} className={css['source']} data-state={state}>
              <i className={css['dot']} />
              {inLanguage(source.name, language)}
              {source.detail !== '' && (
                <span className={`num ${css['age']}`}>{source.lastAt === null ? source.detail : `${source.detail} ·`}</span>
              )}
              {(source.lastAt !== null || state !== 'live') && (
                <span className={`num ${css['age']}`}>
                  {ageText(source.lastAt === null ? null : now - source.lastAt, t)}
                </span>
              )}
              {state === 'failed' && <span>{t('source.state.failed')}</span>}
              <span className="visually-hidden">{t(`source.state.${state}`)}</span>
            </li>
          )
        })}
    </ul>
  )
}
