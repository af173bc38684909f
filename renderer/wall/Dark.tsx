import { useNow } from '../state/clock'
import { useZone } from '../state/pack'
import { shortTimeText } from '../ui/format'
import { useT } from '../ui/i18n'
import css from './wall.module.css'

/** Dark by order: a dim dot, a word and the time say that the screen is alive and meant to be so. */
export function Dark() {
  const { t } = useT()
  const zone = useZone()
  const now = useNow(60_000)
  return (
    <div className={css['dark']} data-testid="dark">
      <i aria-hidden />
      <span>{t('wall.dark')}</span>
      <time className="num">{shortTimeText(now, zone)}</time>
    </div>
  )
}
