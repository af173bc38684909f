import { useMemo } from 'react'
import type { Dispatch, DispatchPhase } from '../../../shared/domain/dispatch/state'
import { useActiveDispatches, useIncident, useTeam } from '../../state/select'
import { useNow } from '../../state/clock'
import { clockText } from '../../ui/format'
import { SeverityMark } from '../../ui/SeverityMark'
import { EmptyState } from '../../ui/States'
import { showTeam } from '../state/desk'
import { useNames } from '../state/names'
import { takeIncident } from './Incidents'
import css from './Queue.module.css'

const GROUPS: readonly { readonly id: 'waiting' | 'moving' | 'onScene'; readonly phases: readonly DispatchPhase[] }[] = [
  { id: 'waiting', phases: ['ordered', 'delivered'] },
  { id: 'moving', phases: ['acknowledged', 'en-route'] },
  { id: 'onScene', phases: ['on-scene'] },
]

/** Every order that binds a team: those nobody has acknowledged first. */
export function OrderList() {
  const { t } = useNames()
  const orders = useActiveDispatches()
  const groups = useMemo(
    () =>
      GROUPS.map(({ id, phases }) => ({
        id,
        orders: orders.filter((order) => phases.includes(order.phase)).toSorted((a, b) => a.orderedAt - b.orderedAt),
      })).filter((group) => group.orders.length > 0),
    [orders],
  )
  if (groups.length === 0) return <EmptyState title={t('desk.orders.empty')} />
  return groups.map((group) => (
    <section key={group.id} aria-label={t(`desk.orders.${group.id}`)}>
      <div className={css['bar']}>
        <span className={css['quiet']}>{t(`desk.orders.${group.id}`)}</span>
        <span className="num">{group.orders.length}</span>
      </div>
      <ul className={css['list']}>
        {group.orders.map((order) => (
          <li key={order.id}>
            <OrderEntry order={order} />
          </li>
        ))}
      </ul>
    </section>
  ))
}

function OrderEntry({ order }: { readonly order: Dispatch }) {
  const { t, kind } = useNames()
  const now = useNow(1000)
  const incident = useIncident(order.incidentId)
  const team = useTeam(order.teamId)
  return (
    <button
      type="button"
      className={css['incident']}
      onClick={() => {
        takeIncident(order.incidentId)
        showTeam(order.teamId)
      }}
    >
      {incident && <SeverityMark severity={incident.severity} size="1.7rem" />}
      <span className={css['body']}>
        <span className={css['line']}>
          <strong className={css['kind']}>{team?.profile.name ?? order.teamId}</strong>
          <span className={`num ${css['figure']}`} data-clock={order.arrivedAt === null ? 'running' : 'met'}>
            {clockText((order.arrivedAt ?? now) - order.orderedAt)}
          </span>
        </span>
        <span className={css['sub']} data-tone={order.escalatedTo === 'officer' && order.acknowledgedAt === null ? 'bad' : 'plain'}>
          {[
            order.escalatedTo === 'officer' && order.acknowledgedAt === null ? t('desk.order.noAnswer') : t(`phase.${order.phase}`),
            incident ? `${kind(incident.kind)} ${incident.place}` : order.incidentId,
            ...(order.realerts > 0 && order.acknowledgedAt === null ? [t('desk.order.realerted', { n: order.realerts })] : []),
          ].join(' · ')}
        </span>
      </span>
    </button>
  )
}
