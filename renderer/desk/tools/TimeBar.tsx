import { IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { HOUR, MINUTE } from '../../../shared/base/time'
import { useNow } from '../../state/clock'
import { loadSpan, MOMENT_STEP_MS, showMoment, useHistory } from '../../state/history'
import { useZone } from '../../state/pack'
import { isoDayText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { useTimeBar } from './time-bar'
import css from './tools.module.css'

/** How far back the slider goes when nobody knows how much was kept, milliseconds. */
const USUAL_SPAN_MS = 6 * HOUR
const SPAN_EVERY_MS = 60_000

/** The time slider of moving objects: to the right is now; anywhere else the map is framed and says which moment it shows. */
export function TimeBar() {
  const { t } = useT()
  const zone = useZone()
  const open = useTimeBar((state) => state.open)
  const { wanted, loading, error, span } = useHistory()
  const now = useNow(5_000)
  useEffect(() => {
    if (!open) return
    void loadSpan()
    const timer = setInterval(() => void loadSpan(), SPAN_EVERY_MS)
    return () => clearInterval(timer)
  }, [open])
  if (!open) return null
  const onGrid = (time: number) => Math.floor(time / MOMENT_STEP_MS) * MOMENT_STEP_MS
  const from = onGrid(Math.min(span?.from ?? now - USUAL_SPAN_MS, now - 10 * MINUTE))
  // The last step is now itself: live, not the newest moment of the past.
  const to = onGrid(now) + MOMENT_STEP_MS
  const move = (value: number) => showMoment(value >= to ? null : value)
  return (
    <div className={css['timeBar']} data-testid="time-bar" data-live={wanted === null}>
      <span className="num">{shortTimeText(from, zone)}</span>
      <input
        type="range"
        aria-label={t('tools.time')}
        aria-valuetext={wanted === null ? t('tools.time.now') : `${isoDayText(wanted, zone)} ${shortTimeText(wanted, zone)}`}
        min={from}
        max={to}
        step={MOMENT_STEP_MS}
        value={wanted ?? to}
        onChange={(event) => move(Number(event.currentTarget.value))}
        data-testid="time-slider"
      />
      <strong className="num" role="status">
        {wanted === null ? t('tools.time.now') : t('tools.time.at', { time: shortTimeText(wanted, zone) })}
      </strong>
      {loading && <span>{t('loading.title')}</span>}
      {error && <span role="alert">{rejectionText(error, t, zone)}</span>}
      <button type="button" disabled={wanted === null} onClick={() => showMoment(null)} data-testid="time-now">
        {t('tools.time.back')}
      </button>
      <button type="button" aria-label={t('action.close')} onClick={() => useTimeBar.getState().close()}>
        <IconX size="1rem" />
      </button>
    </div>
  )
}
