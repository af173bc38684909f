import { useMemo } from 'react'
import { incidentClocks } from '../../../shared/domain/select'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useDispatchesOf, useIncident } from '../../state/select'
import { useWorld } from '../../state/world'
import { ClockBox } from '../../ui/ClockBox'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { isUnanswered } from '../logic/order'
import { incidentSteps } from '../logic/steps'
import { useSubject } from '../use-camera'
import css from '../wall.module.css'
import { Calm } from './Calm'
import { Panel, Rows, type PanelProps } from './Panel'
import { teamName, useStandingText } from './TeamLine'
import { isActive } from '../../../shared/domain/dispatch/state'

const NO_TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

/**
 * One incident large: what, where, its clocks, who is on it and what has happened. No recommendation and no photos: the
 * first is the officer's to decide, the second may show people.
 */
export function FocusPanel({ unitPx, showing }: PanelProps) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(1_000)
  const incident = useIncident(useSubject(showing))
  const kind = usePack((state) => (incident ? state.kinds.get(incident.kind) : undefined))
  const targets = usePack((state) => state.pack?.manifest.dispatch) ?? NO_TARGETS
  const teams = useWorld((world) => world.teams)
  const dispatches = useDispatchesOf(incident)
  const standing = useStandingText()
  const clocks = useMemo(() => incident && incidentClocks(incident, dispatches, targets), [incident, dispatches, targets])
  const steps = useMemo(() => (incident ? incidentSteps(incident, dispatches) : []), [incident, dispatches])
  if (!incident || !clocks) return <Calm />
  const hidden = kind?.sensitive ?? false
  const title = hidden ? t('wall.sensitive') : kind ? inLanguage(kind.name, language) : incident.kind
  const orders = dispatches.filter(isActive)
  const name = (teamId: string) => teamName(teams.get(teamId as Parameters<typeof teams.get>[0]), language) || teamId
  return (
    <Panel id="incident-focus" title={t('wall.focus', { number: incident.number })}>
      <article
        className={css['focus']}
        data-testid="incident"
        data-unanswered={isUnanswered(incident)}
        data-incident={incident.id}
        data-severity={incident.severity}
        aria-label={`${t(`severityName.${incident.severity}`)} ${title}`}
      >
        <div className={css['focusTitle']}>
          <SeverityMark severity={incident.severity} size="2.4em" />
          <h3>{title}</h3>
          {incident.drill && <span className={css['drillWord']}>{t('drill.mark')}</span>}
        </div>
        <p className={css['focusPlace']}>{hidden ? t('wall.sensitivePlace') : incident.place}</p>
        {!hidden && incident.description !== '' && <p className={css['focusText']}>{incident.description}</p>}
        <div className={css['clocks']}>
          <ClockBox label={t('wall.toDelivered')} clock={clocks.alarmToDelivered} fontSize="1em" />
          <ClockBox label={t('wall.toScene')} clock={clocks.orderToScene} fontSize="1em" />
        </div>
        <div className={css['focusOrders']}>
          {orders.length === 0 && <p className={css['quiet']}>{t(isUnanswered(incident) ? 'wall.unanswered' : `status.${incident.status}`)}</p>}
          {orders.slice(0, 4).map((order) => (
            <div key={order.id} className={css['focusOrder']} data-testid="focus-order">
              <span className={css['rowName']}>{name(order.teamId)}</span>
              <strong className="num">{standing(order, teams.get(order.teamId)?.profile.mobilisationSeconds ?? 0, now)}</strong>
            </div>
          ))}
          {orders.length > 4 && <p className={css['quiet']}>{t('wall.rows.more', { n: orders.length - 4 })}</p>}
        </div>
        <Rows rows={steps} unitPx={unitPx} none="" more={(n) => t('wall.rows.earlier', { n })}>
          {({ at, what, teamId }, height) => (
            <li key={`${at} ${what} ${teamId ?? ''}`} style={{ height }}>
              <span className={`num ${css['rowTime']}`}>{shortTimeText(at, zone)}</span>
              <span className={css['rowName']}>{t(`wall.step.${what}`)}{teamId !== null && ` · ${name(teamId)}`}</span>
            </li>
          )}
        </Rows>
      </article>
    </Panel>
  )
}
