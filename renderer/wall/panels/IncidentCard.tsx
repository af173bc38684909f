import { memo, useMemo } from 'react'
import type { Incident } from '../../../shared/domain/incident/state'
import { incidentClocks, type Clock } from '../../../shared/domain/select'
import { useNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { useDispatchesOf } from '../../state/select'
import { ClockBox } from '../../ui/ClockBox'
import { readClock } from '../../ui/clock-state'
import { clockText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { CARD } from './card-sizes'
import { isUnanswered, readOrders } from '../logic/order'
import { TeamLine } from './TeamLine'
import css from '../wall.module.css'

const NO_TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

export interface IncidentCardProps {
  readonly incident: Incident
  /** Two lines instead of four, where many must fit. */
  readonly compact: boolean
}

/** One live incident: what, where, its two clocks, and who is on it. Severity and times are never cut, names are. */
export const IncidentCard = memo(function IncidentCard({ incident, compact }: IncidentCardProps) {
  const { t, language } = useT()
  const kind = usePack((state) => state.kinds.get(incident.kind))
  const targets = usePack((state) => state.pack?.manifest.dispatch) ?? NO_TARGETS
  const dispatches = useDispatchesOf(incident)
  const clocks = useMemo(() => incidentClocks(incident, dispatches, targets), [incident, dispatches, targets])
  const orders = useMemo(() => readOrders(dispatches), [dispatches])
  const hidden = kind?.sensitive ?? false
  const title = hidden ? t('wall.sensitive') : kind ? inLanguage(kind.name, language) : incident.kind
  const channel = incident.calls[0]?.source.channel ?? ''
  const calls = incident.calls.length
  const source = calls > 1 ? t('wall.sourceCalls', { channel, n: calls }) : t('wall.source', { channel })
  const running = clocks.alarmToDelivered.stopAt !== null && clocks.orderToScene ? clocks.orderToScene : clocks.alarmToDelivered
  const height = `${compact ? CARD.compact : CARD.full}em`
  return (
    <article
      className={`panel ${css['card']}`}
      style={{ height }}
      data-severity={incident.severity}
      data-unanswered={isUnanswered(incident)}
      data-compact={compact}
      data-testid="incident"
      data-incident={incident.id}
      aria-label={`${t(`severityName.${incident.severity}`)} ${title}`}
    >
      <div className={css['cardTitle']}>
        <SeverityMark severity={incident.severity} size="1.7em" />
        <h3>{title}</h3>
        {incident.drill && <span className={css['drillWord']}>{t('drill.mark')}</span>}
        {compact && <RunningClock clock={running} />}
      </div>
      <div className={css['place']}>
        <span className={css['placeName']}>{hidden ? t('wall.sensitivePlace') : incident.place}</span>
        {channel !== '' && <span>{source}</span>}
        {compact && <TeamLine incident={incident} orders={orders} kind={kind} compact />}
      </div>
      {!compact && (
        <div className={css['clocks']}>
          <ClockBox label={t('wall.toDelivered')} clock={clocks.alarmToDelivered} fontSize="1em" />
          <ClockBox label={t('wall.toScene')} clock={clocks.orderToScene} fontSize="1em" />
        </div>
      )}
      {!compact && <TeamLine incident={incident} orders={orders} kind={kind} compact={false} />}
    </article>
  )
})

/** The clock that matters now, alone. */
function RunningClock({ clock }: { readonly clock: Clock }) {
  const { t } = useT()
  const { state, elapsedMs } = readClock(clock, useNow(1000))
  const over = state === 'over' || state === 'missed'
  return (
    <span className={`num ${css['shortClock']}`} data-state={state}>
      {clockText(elapsedMs ?? 0)}
      {over && <span className="visually-hidden">{t('clock.over')}</span>}
    </span>
  )
}
