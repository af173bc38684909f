import { useNow } from '../../state/clock'
import { clockText, durationText, shortTimeText } from '../../ui/format'
import { useT } from '../i18n'
import { etaOf, type OrderView } from '../order-view'
import { usePhone } from '../store'
import { ZONE } from '../words'
import { Figure } from './Figure'

/** The clock of the present step. */
export function OrderFigure({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  const now = useNow(1_000)
  const routeSeenAt = usePhone((phone) => phone.routeSeenAt[view.dispatch.id])
  const { dispatch, times, phase } = view
  switch (phase) {
    case 'ordered':
    case 'delivered': {
      const again = dispatch.realerts > 0 ? { note: t('phone.rung.again', { n: dispatch.realerts }) } : {}
      return <Figure tone={view.order.incident.severity} label={t('phone.rung.please')} text={clockText(now - dispatch.orderedAt)} {...again} />
    }
    case 'acknowledged':
      return <Figure tone="plain" label={t('phone.moving.departClock')} text={clockText(now - (times.acknowledged ?? dispatch.orderedAt))} />
    case 'en-route': {
      const eta = etaOf(view, routeSeenAt, now)
      if (!eta) return <Figure tone="plain" label={t('phone.moving.since')} text={clockText(now - (times.departed ?? dispatch.orderedAt))} />
      const over = eta.ms < 0
      return <Figure tone={over ? 'plain' : 'act'} label={t(over ? 'phone.moving.over' : 'phone.moving.eta')} text={`${over ? '+' : ''}${durationText(Math.abs(eta.ms) / 1000)}`} />
    }
    case 'on-scene': {
      const arrived = times.arrived ?? dispatch.orderedAt
      const note = t('phone.scene.arrivedAt', { time: shortTimeText(arrived, ZONE) })
      return <Figure tone="plain" label={t('phone.scene.clock')} text={clockText(now - arrived)} note={note} />
    }
    case 'completed':
    case 'declined':
    case 'withdrawn':
      return null
  }
}
