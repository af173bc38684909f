import { durationText } from '../../ui/format'
import { useT } from '../i18n'
import { Mark } from '../parts/Mark'
import { History } from '../parts/History'
import { Steps } from '../parts/Steps'
import type { OrderView } from '../order-view'
import { markRead } from '../store'

/** Over: completed, withdrawn or declined. Stays until the leader has put it away. */
export function EndedScreen({ view }: { readonly view: OrderView }) {
  const { t, language } = useT()
  const { dispatch, phase, order, times } = view
  const kind = phase === 'withdrawn' ? 'withdrawn' : phase === 'declined' ? 'declined' : 'completed'
  const pending = view.pending.has('completed')
  return (
    <>
      <main className={`scroll ended ${kind}`} role={kind === 'withdrawn' ? 'alert' : undefined}>
        <h1>{t(`phone.ended.${kind}`)}</h1>
        <p>{t(pending ? 'phone.ended.completedPending' : `phone.ended.${kind}How`)}</p>
        {kind === 'withdrawn' && dispatch.endReason !== '' && <p className="reason">{t('phone.ended.reason', { reason: dispatch.endReason })}</p>}
        <section className="card">
          <h2>
            <Mark severity={order.incident.severity} small /> {order.kindName[language]}
          </h2>
          <p>{order.incident.place}</p>
          {kind === 'completed' && <Steps view={view} />}
          {kind === 'completed' && times.completed !== null && (
            <p className="fine">
              {t('phone.ended.total')} <span className="num">{durationText(Math.max(0, times.completed - dispatch.orderedAt) / 1000)}</span>
            </p>
          )}
          <History view={view} />
        </section>
      </main>
      <footer className="actions">
        <button type="button" className="main act" onClick={() => markRead(dispatch.id)}>
          {t(kind === 'withdrawn' ? 'phone.ended.read' : 'phone.ended.back')}
        </button>
        {order.deskPhone !== '' && (
          <a className="side" href={`tel:${order.deskPhone}`}>
            {t('phone.do.desk', { phone: order.deskPhone })}
          </a>
        )}
      </footer>
    </>
  )
}
