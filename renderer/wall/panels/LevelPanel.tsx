import { useMemo } from 'react'
import { countDuties } from '../../../shared/response/summary'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useResponseInForce } from '../../state/response'
import { inLanguage, useT } from '../../ui/i18n'
import { LevelMark } from '../../ui/LevelMark'
import { stormTimeText } from '../../ui/typhoon-text'
import css from '../wall.module.css'
import own from './LevelPanel.module.css'
import { BigFigure, Panel, type PanelProps } from './Panel'

/** The emergency response in force: level by shape and words, against what, since when, and how far its duties are. */
export function LevelPanel(_: PanelProps) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(10_000)
  const response = useResponseInForce()
  const counts = useMemo(() => countDuties(response?.duties ?? [], now), [response, now])
  if (!response?.level) {
    return (
      <Panel id="level" title={t('wall.level')}>
        <div className={css['placeholder']}>
          <strong>{t('response.none')}</strong>
          <span>{t('wall.level.noneHow')}</span>
        </div>
      </Panel>
    )
  }
  const { level, hazard, levelSince } = response
  return (
    <Panel id="level" title={t('wall.level')}>
      <div className={own['body']}>
        <div className={own['level']} data-level={level.id}>
          <LevelMark level={level} size="2.6em" />
          <div className={own['words']}>
            <strong>{t('response.chip', { level: inLanguage(level.name, language) })}</strong>
            <span className="num">
              {t('wall.level.hazard', { hazard: inLanguage(hazard.name, language) })} · {t('response.since', { time: stormTimeText(levelSince, zone, t) })}
            </span>
          </div>
        </div>
        <div className={own['figures']} role="group" aria-label={t('wall.level.duties')}>
          <BigFigure name="duties-confirmed" value={`${counts.confirmed}/${counts.total}`} label={t('wall.level.confirmed')} />
          <BigFigure name="duties-open" value={String(counts.open)} label={t('wall.level.open')} />
          <BigFigure name="duties-late" value={String(counts.late)} label={t('wall.level.late')} over={counts.late > 0} />
        </div>
      </div>
    </Panel>
  )
}
