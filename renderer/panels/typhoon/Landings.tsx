import { useEffect, useMemo } from 'react'
import { landingsOf } from '../../../shared/typhoon/landing'
import type { Track } from '../../../shared/typhoon/track'
import { loadLand, useLand } from '../../state/land'
import { useZone } from '../../state/pack'
import { useT } from '../../ui/i18n'
import { stormTimeText } from '../../ui/typhoon-text'
import css from './typhoon.module.css'

/** Where and when the centre came ashore, or will by the forecast. */
export function Landings({ track }: { readonly track: Track }) {
  const { t } = useT()
  const zone = useZone()
  const isLand = useLand((state) => state.isLand)
  useEffect(loadLand, [])
  const landings = useMemo(() => (isLand ? landingsOf(track, isLand) : null), [track, isLand])
  if (!landings) return <p className={css['quiet']}>{t('typhoon.landing.unknown')}</p>
  if (landings.length === 0) return <p className={css['quiet']}>{t('typhoon.landing.none')}</p>
  return (
    <ul className={css['passages']} data-testid="landings">
      {landings.map(({ at, where, windMps, phase }) => (
        <li key={at}>
          <strong>{t(phase === 'observed' ? 'typhoon.landing.observed' : 'typhoon.landing.forecast')}</strong>
          <span className="num">
            {t('typhoon.landing.at', { time: stormTimeText(at, zone, t), lat: where.lat.toFixed(1), lon: where.lon.toFixed(1) })}
            {windMps === null ? '' : ` · ${Math.round(windMps)} m/s`}
          </span>
        </li>
      ))}
    </ul>
  )
}
