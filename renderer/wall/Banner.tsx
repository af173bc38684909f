import type { WallBanner } from '../../shared/domain/wall/state'
import { useNow } from '../state/clock'
import { useZone } from '../state/pack'
import { shortTimeText } from '../ui/format'
import { useT } from '../ui/i18n'
import { SeverityMark } from '../ui/SeverityMark'
import css from './wall.module.css'

/** The director's message over everything else, until its time is over. A warning has its shape and its word. */
export function Banner({ banner }: { readonly banner: WallBanner }) {
  const { t } = useT()
  const zone = useZone()
  const now = useNow(1_000)
  const { severity, text, at, until } = banner
  if (until !== null && until <= now) return null
  return (
    <div className={css['banner']} role="status" data-severity={severity ?? 'none'} data-testid="banner">
      {severity && (
        <>
          <SeverityMark severity={severity} size="1.9em" />
          <span className={css['bannerGrade']}>{t(`severityName.${severity}`)}</span>
        </>
      )}
      <strong>{text}</strong>
      <span className={`num ${css['bannerTime']}`}>
        {shortTimeText(at, zone)}
        {until !== null && ` – ${shortTimeText(until, zone)}`}
      </span>
    </div>
  )
}
