import { useT } from '../i18n'
import { rings, type OrderView } from '../order-view'
import { Actions } from '../parts/Actions'
import { FIGURES } from '../parts/CasualtiesSheet'
import { History } from '../parts/History'
import { Mark } from '../parts/Mark'
import { PositionRow } from '../parts/MoreSheet'
import { OrderFigure } from '../parts/OrderFigure'
import { RouteCard } from '../parts/RouteCard'
import { Steps } from '../parts/Steps'
import { usePhone } from '../store'

/** The one order in front: where, what, how long, and the next step. */
export function OrderScreen({ view }: { readonly view: OrderView }) {
  const { t, language } = useT()
  const { order, dispatch, phase } = view
  const demonstration = usePhone((phone) => phone.state?.team.profile.demonstration === true)
  const { incident } = order
  const casualties = incident.casualties
  const figures = casualties ? FIGURES.filter((name) => casualties[name] !== null).map((name) => `${t(`phone.casualties.${name}`)} ${casualties[name]}`) : []
  return (
    <>
      <main className="scroll order">
        <h1>
          <Mark severity={incident.severity} />
          {order.kindName[language]}
        </h1>
        <p className="place">{incident.place}</p>
        {incident.description !== '' && <p className="place more-text">{incident.description}</p>}
        {figures.length > 0 && <p className="place">{figures.join(' · ')}</p>}
        {!rings(view) && <Steps view={view} />}
        <OrderFigure view={view} />
        {phase !== 'on-scene' && <RouteCard view={view} tall={phase === 'en-route'} />}
        {phase === 'on-scene' && <History view={view} />}
        {dispatch.message !== '' && <p className="message">{dispatch.message}</p>}
        <ul className="tasks" aria-label={t('phone.tasks')}>
          {order.tasks.map((task) => (
            <li key={task.zh}>{task[language]}</li>
          ))}
          {order.deskPhone !== '' && (
            <li>
              <a href={`tel:${order.deskPhone}`}>{t('phone.do.desk', { phone: order.deskPhone })}</a>
            </li>
          )}
        </ul>
        {phase !== 'on-scene' && !rings(view) && <History view={view} />}
        {!rings(view) && <PositionRow />}
        <p className="fine">
          {incident.number}
          {demonstration && ` · ${t('phone.demo')}`}
        </p>
      </main>
      <Actions view={view} />
    </>
  )
}
