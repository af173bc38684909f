import { Suspense, useState } from 'react'
import { lazyPart } from '../../ui/lazy-part'
import { useT } from '../i18n'
import type { OrderView } from '../order-view'
import { spanText } from '../words'
import { NavigateSheet } from './NavigateSheet'
import { Sheet } from './Sheet'
import { Sketch } from './Sketch'

/** The real map is ten times as heavy as all the rest: it comes when it is asked for. */
const RouteMap = lazyPart(() => import('../route-map/RouteMap').then((module) => module.default))

/** The way to the place: sketch, length, time, and on request the map and a navigation app. */
export function RouteCard({ view, tall }: { readonly view: OrderView; readonly tall: boolean }) {
  const { t } = useT()
  const [open, setOpen] = useState<'map' | 'navigate' | null>(null)
  const { route } = view.order
  const walk = route && route.walkMetres >= 50 ? t('phone.route.walk', { m: Math.round(route.walkMetres / 10) * 10 }) : null
  const via = route?.legs.flatMap((leg) => leg.via).slice(0, 4) ?? []
  const close = () => setOpen(null)
  return (
    <section className={tall ? 'route tall' : 'route'}>
      <Sketch view={view} />
      <p className="route-text">{summary()}</p>
      <div className="route-do">
        <button type="button" onClick={() => setOpen('map')}>
          {t('phone.do.map')}
        </button>
        <button type="button" onClick={() => setOpen('navigate')}>
          {t('phone.do.navigate')}
        </button>
      </div>
      {(via.length > 0 || walk) && (
        <p className="via">{[via.length > 0 ? t('phone.route.via', { names: via.join(' → ') }) : null, walk].filter(Boolean).join(' · ')}</p>
      )}
      {open === 'navigate' && <NavigateSheet view={view} onClose={close} />}
      {open === 'map' && (
        <Sheet title={view.order.incident.place} onClose={close} full>
          <Suspense fallback={<p className="fine">{t('phone.map.loading')}</p>}>
            <RouteMap view={view} />
          </Suspense>
        </Sheet>
      )}
    </section>
  )

  function summary(): string {
    if (!route) return t('phone.route.none')
    if (route.seconds === null || route.metres === null) return t('phone.route.unreachable')
    const text = t('phone.route.summary', { km: (route.metres / 1000).toFixed(1), time: spanText(route.seconds, t) })
    return route.kind === 'estimated' ? `${text} · ${t('phone.route.estimated')}` : text
  }
}
