import { useMemo } from 'react'
import { SEVERITIES } from '../../../shared/domain/incident/kind'
import { READING_STALE_MS } from '../../map/sources'
import { usePack } from '../../state/pack'
import { countStates, useReadings } from '../../state/readings'
import { useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

/** Sensor points by the state of their last reading. A point that was never heard is not "normal". */
export function SensorsPanel(_: PanelProps) {
  const { t } = useT()
  const pack = usePack((state) => state.pack)
  const readings = useReadings((state) => state.byId)
  const newestAt = useReadings((state) => state.newestAt)
  const { counts, total } = useMemo(() => {
    const sets = pack?.manifest.pointSets.filter(({ kind }) => kind === 'sensor') ?? []
    const all = sets.map(({ id }) => countStates(readings, id))
    const sum = (state: keyof ReturnType<typeof countStates>) => all.reduce((found, one) => found + one[state], 0)
    return {
      counts: { red: sum('red'), orange: sum('orange'), yellow: sum('yellow'), blue: sum('blue'), normal: sum('normal'), fault: sum('fault') },
      total: sets.reduce((found, { id }) => found + (pack?.pointCounts[id] ?? 0), 0),
    }
  }, [pack, readings])
  const heard = Object.values(counts).reduce((a, b) => a + b, 0)
  return (
    <Panel id="sensors" title={t('wall.sensors', { n: total })} at={newestAt} staleMs={READING_STALE_MS}>
      <ul className={css['tally']}>
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <SeverityMark severity={severity} size="1.35em" />
            <span>{t(`severityName.${severity}`)}</span>
            <strong className="num">{counts[severity]}</strong>
          </li>
        ))}
        <li data-tone="ok">
          <span>{t('wall.sensors.normal')}</span>
          <strong className="num">{counts.normal}</strong>
        </li>
        <li data-tone="off">
          <span>{t('wall.sensors.fault')}</span>
          <strong className="num">{counts.fault}</strong>
        </li>
        <li data-tone="off">
          <span>{t('wall.sensors.silent')}</span>
          <strong className="num">{Math.max(0, total - heard)}</strong>
        </li>
      </ul>
    </Panel>
  )
}
