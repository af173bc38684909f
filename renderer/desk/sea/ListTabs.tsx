import { useMemo } from 'react'
import { useNow } from '../../state/clock'
import { useFormationOf, useSea } from '../../state/sea'
import { clockText, distanceText, durationText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import css from './sea.module.css'
import { VesselName } from './VesselName'

/** Who comes too close, the most urgent first, the time to the closest point running. */
export function WarningsTab() {
  const { t } = useT()
  const state = useSea((sea) => sea.state)
  const formations = useFormationOf()
  const now = useNow(1_000)
  if (!state) return null
  const { warnings, moreWarnings, suppressed } = state
  return (
    <div className={css['part']}>
      {warnings.length === 0 && <EmptyState title={t('sea.warnings.none')}>{t('sea.warnings.noneHint')}</EmptyState>}
      <ul className={css['list']} data-testid="sea-warnings">
        {warnings.map(({ id, a, b, cpaM, closestAt, pairs }) => (
          <li key={id}>
            <span>
              <VesselName vessel={a} /> — <VesselName vessel={b} />
            </span>
            <strong className="num">{clockText(Math.max(0, closestAt - now))}</strong>
            <span className="num">{distanceText(cpaM, t)}</span>
            {(a.formation ?? b.formation) && (
              <span className={css['quiet']}>{[a, b].map(({ mmsi }) => formations.get(mmsi)?.name ?? t('sea.alone')).join(' — ')}</span>
            )}
            {pairs > 1 && <span className={css['quiet']}>{t('sea.warnings.pairs', { n: pairs })}</span>}
          </li>
        ))}
      </ul>
      {moreWarnings > 0 && <p>{t('sea.more', { n: moreWarnings })}</p>}
      <p className={css['quiet']}>{t('sea.warnings.suppressed', { formation: suppressed.formation, port: suppressed.port })}</p>
    </div>
  )
}

/** Who has not been heard for too long, the longest first. */
export function SilentTab() {
  const { t } = useT()
  const state = useSea((sea) => sea.state)
  const formations = useFormationOf()
  const now = useNow(10_000)
  const text = useMemo(() => (state?.silentVessels ?? []).map(({ mmsi, name, lon, lat, lastAt }) => [mmsi, name, formations.get(mmsi)?.name ?? '', lon.toFixed(5), lat.toFixed(5), new Date(lastAt).toISOString()].join('\t')).join('\n'), [state, formations])
  if (!state) return null
  return (
    <div className={css['part']}>
      {state.silent === 0 && <EmptyState title={t('sea.silent.none')}>{t('sea.silent.noneHint')}</EmptyState>}
      {state.silent > 0 && (
        <div className={css['row']}>
          <span>{t('sea.silent.count', { n: state.silent })}</span>
          <button type="button" onClick={() => void navigator.clipboard?.writeText(text)}>
            {t('sea.copy')}
          </button>
        </div>
      )}
      <ul className={css['list']} data-testid="sea-silent-list">
        {state.silentVessels.map((vessel) => (
          <li key={vessel.mmsi}>
            <VesselName vessel={vessel} />
            <strong className="num">{durationText((now - vessel.lastAt) / 1000)}</strong>
            <span className={css['quiet']}>{formations.get(vessel.mmsi)?.name ?? t('sea.alone')}</span>
          </li>
        ))}
      </ul>
      {state.silent > state.silentVessels.length && <p>{t('sea.more', { n: state.silent - state.silentVessels.length })}</p>}
    </div>
  )
}
