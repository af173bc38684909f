import { useMemo } from 'react'
import { useZone } from '../../state/pack'
import { useClosures } from '../../state/select'
import { shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import css from '../wall.module.css'
import { Panel, Rows, type PanelProps } from './Panel'

/** Roads and areas that are shut now, the newest first. */
export function ClosuresPanel({ unitPx }: PanelProps) {
  const { t } = useT()
  const zone = useZone()
  const closures = useClosures()
  const rows = useMemo(() => closures.toSorted((a, b) => b.declaredAt - a.declaredAt), [closures])
  return (
    <Panel id="closures" title={t('wall.closures', { n: rows.length })}>
      <Rows rows={rows} unitPx={unitPx} none={t('wall.closures.none')} more={(n) => t('wall.rows.more', { n })}>
        {({ id, reason, declaredAt, until, geometry }, height) => (
          <li key={id} style={{ height }}>
            <i className={css['closedMark']} aria-hidden />
            <span className={css['rowName']}>{reason === '' ? t(geometry.type === 'Polygon' ? 'wall.closures.area' : 'wall.closures.road') : reason}</span>
            <span className={`num ${css['rowTime']}`}>{until === null ? t('wall.closures.since', { time: shortTimeText(declaredAt, zone) }) : t('wall.closures.until', { time: shortTimeText(until, zone) })}</span>
          </li>
        )}
      </Rows>
    </Panel>
  )
}
