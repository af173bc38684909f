import { useEffect } from 'react'
import { useT } from './i18n'
import { frontOf, rings, underOrders, viewsOf } from './order-view'
import { Banner } from './parts/Banner'
import { Header } from './parts/Header'
import { Strip } from './parts/Strip'
import { EndedScreen } from './screens/EndedScreen'
import { ElsewhereScreen, EnrolScreen } from './screens/EnrolScreen'
import { OrderScreen } from './screens/OrderScreen'
import { WaitingScreen } from './screens/WaitingScreen'
import { usePhone } from './store'
import { useDelivered, useRing } from './use-ring'
import { keepAwake } from './wake-lock'

/** One screen at a time: no key, no order, or the one order in front. */
export function App() {
  const { t, language } = useT()
  const device = usePhone((phone) => phone.device)
  const elsewhere = usePhone((phone) => phone.elsewhere)
  const state = usePhone((phone) => phone.state)
  const items = usePhone((phone) => phone.items)
  const readEnded = usePhone((phone) => phone.readEnded)
  const selected = usePhone((phone) => phone.selected)
  const drill = usePhone((phone) => phone.drill)
  useScheme()
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = t('phone.title')
  }, [language, t])

  const views = state && device ? viewsOf(state, items, readEnded) : []
  const front = frontOf(views, selected)
  const ringing = views.find(rings) ?? null
  useRing(ringing)
  useDelivered(front)
  const awake = ringing !== null || (state !== null && underOrders(state, items))
  useEffect(() => (awake ? keepAwake() : undefined), [awake])

  if (elsewhere) return <ElsewhereScreen />
  if (!device) return <EnrolScreen />
  const rung = front !== null && rings(front)
  const exercise = drill || front?.dispatch.drill === true
  return (
    <div className="phone" data-rung={rung || undefined} data-severity={rung ? front.order.incident.severity : undefined} data-drill={exercise ? t('phone.drill') : undefined}>
      <Header front={front} />
      {exercise && <p className="drill">{t('phone.drill')}</p>}
      <Banner />
      {views.length > 1 && front && <Strip views={views} front={front} />}
      {front === null ? <WaitingScreen /> : front.active ? <OrderScreen key={front.dispatch.id} view={front} /> : <EndedScreen view={front} />}
    </div>
  )
}

/** The tokens know two schemes by this attribute; `auto` follows the phone, which goes dark at night by itself. */
function useScheme(): void {
  const scheme = usePhone((phone) => phone.scheme)
  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: light)')
    const apply = () => {
      const light = scheme === 'light' || (scheme === 'auto' && system.matches)
      document.documentElement.dataset['mantineColorScheme'] = light ? 'light' : 'dark'
      const background = getComputedStyle(document.documentElement).getPropertyValue('--page').trim()
      document.querySelector('meta[name=theme-color]')?.setAttribute('content', background)
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [scheme])
}

