import { useEffect } from 'react'
import { useNow } from '../state/clock'
import { useConnection } from '../state/connection'
import { useZone } from '../state/pack'
import { durationText, timeText } from './format'
import { useT } from './i18n'
import css from './StaleFrame.module.css'

/** Hub lost: a frame round the screen, one sentence with since when, and the data on screen loses its colour. */
export function StaleFrame() {
  const { t } = useT()
  const zone = useZone()
  const phase = useConnection((state) => state.phase)
  const lostSince = useConnection((state) => state.lostSince)
  const now = useNow(1000)
  const dead =
    phase === 'lost' || phase === 'protocol' || phase === 'denied' || (phase === 'connecting' && lostSince !== null)
  useEffect(() => {
    document.documentElement.dataset['hub'] = dead ? 'lost' : phase
  }, [dead, phase])
  if (!dead) return null
  return (
    <>
      <div className={css['frame']} aria-hidden />
      <div className={css['banner']} role="alert" data-testid="hub-lost">
        {phase === 'denied' && t('hub.denied')}
        {phase === 'protocol' && t('hub.protocol')}
        {phase !== 'denied' &&
          phase !== 'protocol' &&
          lostSince !== null &&
          t('hub.lost', {
            since: timeText(lostSince, zone),
            duration: durationText(Math.max(0, (now - lostSince) / 1000)),
          })}
        {phase === 'protocol' && (
          <button type="button" onClick={() => window.location.reload()}>
            {t('hub.reload')}
          </button>
        )}
      </div>
    </>
  )
}
