import { useMemo } from 'react'
import { StackBar } from '../../charts/StackBar'
import { countDuties, unitDuties } from '../../../shared/response/summary'
import { useNow } from '../../state/clock'
import { useLatestResponse } from '../../state/response'
import { inLanguage, useT } from '../../ui/i18n'
import { spanText } from '../../ui/response-text'
import css from '../wall.module.css'
import { Panel, Rows, type PanelProps } from './Panel'

/** Duties by department and town: who is late first, the longest late at the top, then those that have most to confirm. */
export function DutiesPanel({ unitPx }: PanelProps) {
  const { t, language } = useT()
  const now = useNow(10_000)
  const response = useLatestResponse()
  const rows = useMemo(
    () => (response ? unitDuties(response, now).toSorted((a, b) => b.longestLateMs - a.longestLateMs || b.open - a.open) : []),
    [response, now],
  )
  const all = useMemo(() => countDuties(response?.duties ?? [], now), [response, now])
  return (
    <Panel id="duties" title={t('wall.duties')}>
      {rows.length > 0 && (
        <p className={css['what']}>
          <span className="num">{t('wall.duties.sum', { units: rows.length, confirmed: all.confirmed, total: all.total, late: all.late })}</span>
        </p>
      )}
      <Rows rows={rows} unitPx={unitPx} none={t('wall.duties.none')} more={(n) => t('wall.rows.more', { n })}>
        {({ unit, name, confirmed, total, late, longestLateMs }, height) => (
          <li key={unit} style={{ height }} data-late={late > 0}>
            <span className={css['rowName']}>{inLanguage(name, language)}</span>
            {late > 0 ? (
              <strong className="num" title={t('wall.duties.lateRow', { n: late, span: spanText(longestLateMs, t) })}>
                ▲ {late} · {spanText(longestLateMs, t)}
              </strong>
            ) : (
              <span className={css['rowBar']}>
                <StackBar total={total} parts={[{ value: confirmed, tone: 'ok' }]} />
              </span>
            )}
            <strong className="num">
              {confirmed}/{total}
            </strong>
          </li>
        )}
      </Rows>
    </Panel>
  )
}
