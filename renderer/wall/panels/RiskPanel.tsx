import { useMemo } from 'react'
import { summariseRisk } from '../../../shared/risk/summary'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { peopleText } from '../../ui/alert-text'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import css from '../wall.module.css'
import { BigFigure, Panel, Rows, type PanelProps } from './Panel'
import own from './RiskPanel.module.css'

/** Areas of risk (防台风险区域): how many are watched, how many have somebody in them, and which, the gravest first. */
export function RiskPanel({ unitPx }: PanelProps) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(10_000)
  const pack = usePack((state) => state.pack)
  const alerts = useWorld((world) => world.alerts)
  const responses = useWorld((world) => world.responses)
  const summary = useMemo(() => (pack ? summariseRisk({ alerts, responses }, pack, now) : null), [pack, alerts, responses, now])
  const watched = summary?.watched ?? null
  if (!summary || watched === null || (watched === 0 && summary.areas.length === 0)) {
    return (
      <Panel id="risk" title={t('wall.risk')}>
        <div className={css['placeholder']}>
          <strong>{t(watched === null ? 'risk.noAreas' : 'wall.risk.notWatched')}</strong>
        </div>
      </Panel>
    )
  }
  const { entered, people, areas } = summary
  const newestAt = areas.length === 0 ? null : Math.max(...areas.map(({ lastAt }) => lastAt))
  return (
    <Panel id="risk" title={t('wall.risk')} {...(newestAt === null ? {} : { at: newestAt })}>
      <div className={own['frame']}>
        <div className={own['body']}>
          <div className={own['figures']}>
            <BigFigure name="risk-watched" value={String(watched)} label={t('wall.risk.watched')} />
            <BigFigure name="risk-entered" value={String(entered)} label={t('wall.risk.entered')} />
            <BigFigure name="risk-people" value={people === null ? '—' : String(people)} label={t('wall.risk.people')} />
          </div>
          <Rows rows={areas} unitPx={unitPx} none={t('wall.risk.none')} more={(n) => t('wall.rows.more', { n })}>
            {({ alertId, severity, area, people: inside, lastAt }, height) => (
              <li key={alertId} style={{ height }} data-severity={severity}>
                <SeverityMark severity={severity} size="1.35em" />
                <span className={css['rowName']}>{inLanguage(area, language)}</span>
                <strong className="num">{peopleText(inside, t)}</strong>
                <span className={`num ${css['rowTime']}`}>{shortTimeText(lastAt, zone)}</span>
              </li>
            )}
          </Rows>
        </div>
      </div>
    </Panel>
  )
}
