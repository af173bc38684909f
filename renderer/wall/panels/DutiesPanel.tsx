import { useMemo } from 'react'
import { StackBar } from '../../charts/StackBar'
import { countDuties, unitDuties, type UnitDuties } from '../../../shared/response/summary'
import { useNow } from '../../state/clock'
import { useLatestResponse } from '../../state/response'
import { inLanguage, useT } from '../../ui/i18n'
import { spanText } from '../../ui/response-text'
import css from '../wall.module.css'
import own from './DutiesPanel.module.css'
import { Panel, Rows, type PanelProps } from './Panel'

/** From so many cells on departments and towns stand side by side. */
const SIDE_BY_SIDE = 6

/** Duties by department and town: the longest late first, then who has most to confirm. */
export function DutiesPanel({ place, unitPx }: PanelProps) {
  const { t } = useT()
  const now = useNow(10_000)
  const response = useLatestResponse()
  const units = useMemo(
    () => (response ? unitDuties(response, now).toSorted((a, b) => b.longestLateMs - a.longestLateMs || b.open - a.open) : []),
    [response, now],
  )
  const all = useMemo(() => countDuties(response?.duties ?? [], now), [response, now])
  const lists = place.width >= SIDE_BY_SIDE && units.length > 0 ? (['department:', 'town:'] as const).map((kind) => units.filter(({ unit }) => unit.startsWith(kind))) : [units]
  return (
    <Panel id="duties" title={t('wall.duties')}>
      {units.length > 0 && (
        <p className={css['what']}>
          <span className="num">{t('wall.duties.sum', { confirmed: all.confirmed, total: all.total, late: all.late })}</span>
        </p>
      )}
      <div className={own['lists']} data-side-by-side={lists.length > 1}>
        {lists.map((rows, index) => (
          <UnitRows key={index} rows={rows} unitPx={unitPx} />
        ))}
      </div>
    </Panel>
  )
}

function UnitRows({ rows, unitPx }: { readonly rows: readonly UnitDuties[]; readonly unitPx: number }) {
  const { t, language } = useT()
  return (
    <Rows rows={rows} unitPx={unitPx} none={t('wall.duties.none')} more={(n) => t('wall.duties.more', { n })}>
      {({ unit, name, confirmed, total, late, longestLateMs }, height) => (
        <li key={unit} style={{ height }} data-late={late > 0}>
          <span className={css['rowName']}>{inLanguage(name, language)}</span>
          {late > 0 ? (
            <strong className="num" aria-label={t('wall.duties.lateRow', { n: late, span: spanText(longestLateMs, t) })}>
              ▲ {spanText(longestLateMs, t)}
            </strong>
          ) : (
            <span className={css['rowBar']}>
              <StackBar total={total} parts={[{ value: confirmed, tone: 'ok' }]} />
            </span>
          )}
          <strong className={`num ${own['count']}`}>
            {confirmed}/{total}
          </strong>
        </li>
      )}
    </Rows>
  )
}
