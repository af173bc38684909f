import { useT } from '../i18n'
import { rings, type OrderView } from '../order-view'
import { setPhone } from '../store'
import { Mark } from './Mark'

/** Several orders: one is in front, the others are one touch away. */
export function Strip({ views, front }: { readonly views: readonly OrderView[]; readonly front: OrderView }) {
  const { language } = useT()
  return (
    <nav className="strip">
      {views.map((view) => (
        <button
          type="button"
          key={view.dispatch.id}
          aria-current={view === front}
          className={rings(view) ? 'ringing' : ''}
          onClick={() => setPhone({ selected: view.dispatch.id })}
        >
          <Mark severity={view.order.incident.severity} small />
          <span>{view.order.kindName[language]}</span>
        </button>
      ))}
    </nav>
  )
}
