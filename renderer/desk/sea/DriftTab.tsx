import { useMemo } from 'react'
import { HOUR } from '../../../shared/base/time'
import { isOpen } from '../../../shared/domain/incident/state'
import { driftArea, LONGEST_DRIFT_MS } from '../../../shared/sea/drift'
import { useDriftHours } from '../../map/use-sea'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { momentText, positionText } from '../../ui/format'
import { EmptyState } from '../../ui/States'
import { FateLine } from '../parts'
import { wishMap } from '../state/desk'
import { useNames } from '../state/names'
import { DriftForm } from './DriftForm'
import { OVERBOARD } from './overboard'
import css from './sea.module.css'
import { useSeaDesk } from './store'

/** Where somebody lost at sea may be: the inputs, a slider for the hour, and the area it gives. */
export function DriftTab() {
  const names = useNames()
  const { t } = names
  const zone = useZone()
  const now = useNow(60_000)
  const drifts = useWorld((world) => world.drifts)
  const incidents = useWorld((world) => world.incidents)
  const chosen = useSeaDesk((desk) => desk.driftOf)
  const hours = useDriftHours((state) => state.hours)
  const open = useMemo(
    () =>
      [...incidents.values()]
        .filter((incident) => isOpen(incident) && (drifts.has(incident.id) || incident.id === chosen))
        .toSorted((a, b) => b.reportedAt - a.reportedAt),
    [drifts, incidents, chosen],
  )
  const incident = open.find(({ id }) => id === chosen) ?? open[0]
  if (!incident) {
    return (
      <>
        <FateLine place={OVERBOARD} />
        <EmptyState title={t('sea.drift.none')}>{t('sea.drift.noneHint')}</EmptyState>
      </>
    )
  }
  const drift = drifts.get(incident.id)
  const at = now + hours * HOUR
  const area = drift && driftArea(drift, at)
  return (
    <div className={css['part']} data-testid="drift">
      <FateLine place={OVERBOARD} />
      {open.length > 1 && (
        <div className={css['row']}>
          {open.map(({ id }) => (
            <button key={id} type="button" aria-pressed={id === incident.id} onClick={() => useSeaDesk.setState({ driftOf: id })}>
              {names.incident(id)}
            </button>
          ))}
        </div>
      )}
      <h3>{names.incident(incident.id)}</h3>
      {drift && area && (
        <>
          <label className={css['field']}>
            <span>{t('sea.drift.hours')}</span>
            <span className={css['hours']}>
              <input type="range" min={-6} max={48} step={0.5} value={hours} onChange={(event) => useDriftHours.setState({ hours: Number(event.currentTarget.value) })} data-testid="drift-hours" />
              <output className="num">
                {hours === 0 ? t('sea.drift.now') : `${hours > 0 ? '+' : ''}${hours} h`} · {momentText(at, zone)}
              </output>
            </span>
          </label>
          <dl className={css['facts']} data-testid="drift-area">
            <dt>{t('sea.drift.since')}</dt>
            <dd>
              {momentText(drift.since, zone)} · {t('sea.drift.after', { n: area.hours.toFixed(1) })}
            </dd>
            <dt>{t('sea.drift.centre')}</dt>
            <dd className="num">
              {positionText(area.centre)}{' '}
              <button type="button" onClick={() => wishMap(area.centre)}>
                {t('sea.drift.show')}
              </button>{' '}
              <button type="button" onClick={() => void navigator.clipboard?.writeText(positionText(area.centre))}>
                {t('sea.copy')}
              </button>
            </dd>
            <dt>{t('sea.drift.area')}</dt>
            <dd className="num">{(area.areaM2 / 1e6).toFixed(1)} km²</dd>
            <dt>{t('sea.drift.wind')}</dt>
            <dd>{drift.windSource === 'none' ? t('sea.drift.noWind') : t('sea.drift.windOf', { mps: drift.wind.mps, deg: drift.wind.fromDeg, source: t(`sea.drift.source.${drift.windSource}`) })}</dd>
            <dt>{t('sea.drift.current')}</dt>
            <dd>{t('sea.drift.currentOf', { mps: drift.current.mps, deg: drift.current.towardsDeg })}</dd>
          </dl>
          {at - drift.since > LONGEST_DRIFT_MS && <p className={css['error']}>{t('sea.drift.tooLong')}</p>}
          <p className={css['quiet']}>{t('sea.drift.how')}</p>
        </>
      )}
      <DriftForm key={`${incident.id}/${drift?.version ?? 0}`} incidentId={incident.id} at={drift?.at ?? incident.at} drift={drift} />
    </div>
  )
}
