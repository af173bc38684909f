import { useZone } from '../../state/pack'
import { isoDayText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { useHistory } from '../../state/history'
import css from './tools.module.css'

/** While the map shows another moment than now it is framed, and says which. */
export function PastFrame() {
  const { t } = useT()
  const zone = useZone()
  const wanted = useHistory((state) => state.wanted)
  const shown = useHistory((state) => state.shown)
  if (wanted === null) return null
  const at = shown ?? wanted
  return (
    <div className={css['pastFrame']} data-testid="past-frame">
      <strong className="num" title={`${isoDayText(at, zone)} ${shortTimeText(at, zone)}`}>{t('tools.time.at', { time: shortTimeText(at, zone) })}</strong>
    </div>
  )
}
