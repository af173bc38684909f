import { useNow } from '../state/clock'
import { useZone } from '../state/pack'
import { useReplay } from '../state/replay'
import { momentText } from './format'
import { useT } from './i18n'
import css from './ReplayMark.module.css'

/** Nobody may take a recording for what goes on now: a frame round the screen, the word, and the moment that is shown. */
export function ReplayMark() {
  const { t } = useT()
  const zone = useZone()
  const playing = useReplay(({ state }) => state?.playing ?? null)
  const now = useNow(1000)
  if (playing === null) return null
  return (
    <aside className={css['frame']} aria-label={t('replay.mark')} data-testid="replay-mark" data-at={now}>
      <p className={css['plate']}>
        <strong>{t('replay.mark')}</strong>
        <time className="num" dateTime={new Date(now).toISOString()}>
          {momentText(now, zone)}
        </time>
        <span>{t(playing ? 'replay.playing' : 'replay.standing')}</span>
      </p>
    </aside>
  )
}
