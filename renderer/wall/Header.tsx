import { useNow } from '../state/clock'
import { useConnection } from '../state/connection'
import { usePack, useZone } from '../state/pack'
import { dayText, timeText, weekdayText } from '../ui/format'
import { inLanguage, useT } from '../ui/i18n'
import { startSound, useSound } from '../ui/sounds'
import type { Showing } from './showing'
import type { WallLayout } from './use-scale'
import css from './wall.module.css'

/** Top line: whose wall it is, what must be known about the picture, the time. */
export function Header({ layout, showing }: { readonly layout: WallLayout; readonly showing: Showing }) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const manifest = usePack((state) => state.pack?.manifest)
  const packFailed = usePack((state) => state.status === 'failed')
  const packCached = usePack((state) => state.fromCache)
  const drill = useConnection((state) => state.drill)
  const muted = useSound((state) => state.muted)
  const blocked = useSound((state) => state.blocked && !state.muted)
  return (
    <header className={css['header']} data-testid="head">
      <div className={css['brand']}>
        <h1>{manifest ? inLanguage(manifest.organisation, language) : t('app.name')}</h1>
        <span className={css['product']}>
          {t('app.name')} · {showing.scene ? inLanguage(showing.scene.name, language) : t('wall.oneMap')}
        </span>
      </div>
      <div className={css['marks']}>
        <Why showing={showing} />
        {drill && <strong className={css['mark']}>{t('drill.mark')}</strong>}
        {!drill && manifest?.demonstration && <span className={css['mark']}>{t('demonstration.mark')}</span>}
        {packFailed && <span className={css['mark']}>{t('wall.packFailed')}</span>}
        {packCached && <span className={css['mark']}>{t('wall.packCached')}</span>}
        {muted && <span className={css['mark']}>{t('wall.muted')}</span>}
        {blocked && (
          <button type="button" className={css['mark']} onClick={startSound}>
            {t('wall.soundBlocked')}
          </button>
        )}
        {!layout.legible && (
          <span className={css['mark']} role="status" data-testid="illegible">
            {t('wall.illegible', { reached: layout.reachedArc.toFixed(0) })}
          </span>
        )}
      </div>
      <time className={`num ${css['clock']}`} dateTime={new Date(now).toISOString()} data-testid="clock">
        {timeText(now, zone)}
      </time>
      <div className={css['date']}>
        <div>{dayText(now, zone, language)}</div>
        <div>{weekdayText(now, zone, language)}</div>
      </div>
    </header>
  )
}

/** Why this is on the wall. */
function Why({ showing }: { readonly showing: Showing }) {
  const { t } = useT()
  const { now, wall, entries } = showing
  const why =
    now.why === 'interrupted'
      ? t('wall.why.interrupted')
      : now.why === 'cast'
        ? t('wall.why.cast')
        : entries > 1
          ? t('wall.why.playlist', { n: now.index + 1, of: entries })
          : null
  return (
    <>
      {why !== null && (
        <span className={css['mark']} data-testid="why">
          {why}
        </span>
      )}
      {wall && wall.heldAt !== null && (
        <span className={css['mark']} data-testid="held">
          {t('wall.held')}
        </span>
      )}
    </>
  )
}
