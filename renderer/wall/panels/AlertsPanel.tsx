import { useMemo } from 'react'
import { byAlertUrgency, peopleNow } from '../../../shared/domain/alert/view'
import { READING_STALE_MS } from '../../map/sources'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { usePointSets, requestPointSet } from '../../state/points'
import { useReadings } from '../../state/readings'
import { useWorld } from '../../state/world'
import { peopleText } from '../../ui/alert-text'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { exceeded, splitId } from '../logic/alerts'
import { isUnanswered, wallOrder } from '../logic/order'
import css from '../wall.module.css'
import { Panel, Rows, type PanelProps } from './Panel'
import { useEffect } from 'react'

/** What asks for somebody: incidents that nobody has answered, alerts that are open, and values beyond their thresholds. */
export function AlertsPanel({ unitPx }: PanelProps) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(10_000)
  const incidents = useWorld((world) => world.incidents)
  const alerts = useWorld((world) => world.alerts)
  const kinds = usePack((state) => state.kinds)
  const readings = useReadings((state) => state.byId)
  const newestAt = useReadings((state) => state.newestAt)
  const name = usePointName(useMemo(() => [...new Set([...readings.keys()].map((id) => splitId(id).set))], [readings]))
  const rows = useMemo(
    () => [
      ...wallOrder(incidents.values())
        .filter(isUnanswered)
        .map(({ id, kind, severity, reportedAt }) => {
          const known = kinds.get(kind)
          const what = known?.sensitive ? t('wall.sensitive') : known ? inLanguage(known.name, language) : kind
          return { id: String(id), severity, at: reportedAt, what, value: t('wall.unanswered') }
        }),
      ...byAlertUrgency(alerts.values()).map(({ id, severity, raisedAt, subject, ...alert }) => ({
        id: String(id),
        severity,
        at: raisedAt,
        what: inLanguage(subject.name, language),
        value: peopleText(peopleNow(alert, now), t),
      })),
      ...exceeded(readings, now - READING_STALE_MS).map(({ id, reading, severity }) => ({
        id: `${id} ${reading.metric}`,
        severity,
        at: reading.at,
        what: name(id),
        value: `${reading.value}${reading.unit === '' ? '' : ` ${reading.unit}`}`,
      })),
    ],
    [incidents, alerts, kinds, readings, now, name, language, t],
  )
  return (
    <Panel id="alerts" title={t('wall.alerts', { n: rows.length })} at={newestAt} staleMs={READING_STALE_MS}>
      <p className={css['what']}>{t('wall.alerts.what')}</p>
      <Rows rows={rows} unitPx={unitPx} none={newestAt === null ? t('wall.alerts.noReadings') : t('wall.alerts.none')} more={(n) => t('wall.rows.more', { n })}>
        {({ id, severity, at, what, value }, height) => (
          <li key={id} style={{ height }} data-severity={severity}>
            <SeverityMark severity={severity} size="1.35em" />
            <span className={css['rowName']}>{what}</span>
            <strong className="num">{value}</strong>
            <span className={`num ${css['rowTime']}`}>{shortTimeText(at, zone)}</span>
          </li>
        )}
      </Rows>
    </Panel>
  )
}

/** Names of points by `SET:ID`; their sets are loaded for it. A shelter's is the pack's. */
export function usePointName(sets: readonly string[]): (id: string) => string {
  const pack = usePack((state) => state.pack)
  const loaded = usePointSets((state) => state.sets)
  const wanted = sets.filter((set) => pack?.manifest.pointSets.some(({ id }) => id === set)).toSorted().join(' ')
  useEffect(() => {
    for (const set of wanted.split(' ')) if (set !== '') requestPointSet(set)
  }, [wanted])
  return useMemo(() => {
    const shelters = new Map((pack?.shelters ?? []).map(({ id, name }) => [id, name]))
    return (id) => {
      const { set, point } = splitId(id)
      if (set === 'shelter') return shelters.get(point) ?? point
      const held = loaded.get(set)?.set
      const row = held?.row(point)
      return (row === undefined ? undefined : held?.names[row]) ?? point
    }
  }, [pack, loaded])
}
