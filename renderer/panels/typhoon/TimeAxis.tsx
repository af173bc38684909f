import { useEffect, useState, type KeyboardEvent } from 'react'
import { HOUR } from '../../../shared/base/time'
import { moveAxis } from '../../state/axis'
import { useZone } from '../../state/pack'
import type { TyphoonView } from '../../state/typhoon'
import { useT } from '../../ui/i18n'
import { stormTimeText } from '../../ui/typhoon-text'
import css from './typhoon.module.css'

/** Hours of the storm in a second of playing. */
const PLAY_HOURS = 4
const PLAY_STEP_MS = 125

/**
 * The scrubber over what was observed and what is forecast. Where it is moved, all desks and walls follow; without
 * `interactive` (walls) it only shows where it stands.
 */
export function TimeAxis({ view, interactive }: { readonly view: TyphoonView; readonly interactive: boolean }) {
  const { t } = useT()
  const zone = useZone()
  const { typhoon, agency, track, at, first, last, moved } = view
  const [playing, setPlaying] = useState(false)
  const until = track.observedUntil ?? first
  const go = (to: number) => moveAxis({ typhoonId: typhoon.id, agency, at: Math.round(Math.min(Math.max(to, first), last)) })

  useEffect(() => {
    if (!playing) return
    if (at >= last) {
      setPlaying(false)
      return
    }
    const timer = setTimeout(() => {
      moveAxis({ typhoonId: typhoon.id, agency, at: Math.min(at + (PLAY_HOURS * HOUR * PLAY_STEP_MS) / 1000, last) })
    }, PLAY_STEP_MS)
    return () => clearTimeout(timer)
  }, [playing, at, last, typhoon.id, agency])

  function pressed(event: KeyboardEvent): void {
    const step = { ArrowLeft: -HOUR, ArrowRight: HOUR, PageDown: -6 * HOUR, PageUp: 6 * HOUR }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    go(at + step)
  }

  const share = (moment: number) => (last === first ? 0 : ((moment - first) / (last - first)) * 100)
  const words = at <= until ? t('typhoon.axis.observed') : t('typhoon.axis.forecast', { hours: Math.round((at - until) / HOUR) })
  return (
    <div className={css['axis']} data-testid="time-axis" data-moved={moved}>
      <div className={css['axisHead']}>
        <strong className="num">{stormTimeText(at, zone, t)}</strong>
        <span>{words}</span>
        {interactive && (
          <>
            <button type="button" className={css['button']} onClick={() => setPlaying(!playing)}>
              {t(playing ? 'typhoon.axis.pause' : 'typhoon.axis.play')}
            </button>
            <button type="button" className={css['button']} disabled={!moved} onClick={() => moveAxis(null)}>
              {t('typhoon.axis.back')}
            </button>
          </>
        )}
        {!interactive && !moved && <span>{t('typhoon.axis.now')}</span>}
      </div>
      <div className={css['rail']}>
        <div className={css['observed']} style={{ width: `${share(until)}%` }} />
        {interactive ? (
          <input
            type="range"
            aria-label={t('typhoon.axis')}
            aria-valuetext={`${stormTimeText(at, zone, t)} ${words}`}
            min={first}
            max={last}
            step={HOUR / 4}
            value={at}
            onKeyDown={pressed}
            onChange={(event) => go(Number(event.currentTarget.value))}
          />
        ) : (
          <div className={css['hand']} style={{ left: `${share(at)}%` }} />
        )}
      </div>
      <div className={css['ends']}>
        <span className="num">{stormTimeText(first, zone, t)}</span>
        <span className="num">{stormTimeText(last, zone, t)}</span>
      </div>
    </div>
  )
}
