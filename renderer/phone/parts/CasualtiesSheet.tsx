import { useState } from 'react'
import type { Casualties } from '../../../shared/domain/incident/events'
import { useT } from '../i18n'
import type { OrderView } from '../order-view'
import { record } from '../session'
import { Sheet } from './Sheet'

export const FIGURES = ['missing', 'injured', 'dead', 'rescued'] as const
const UNKNOWN: Casualties = { missing: null, injured: null, dead: null, rescued: null }

/** Figures by plus and minus: numbers are hard to type with a wet thumb. Unknown stays unknown, it is not 0. */
export function CasualtiesSheet({ view, onClose }: { readonly view: OrderView; readonly onClose: () => void }) {
  const { t } = useT()
  const [figures, setFigures] = useState<Casualties>(view.order.incident.casualties ?? UNKNOWN)
  const step = (name: (typeof FIGURES)[number], by: 1 | -1) => {
    const value = figures[name]
    // Below 0 is unknown again, so that a slip can be taken back.
    const next = value === null ? (by === 1 ? 0 : null) : value + by < 0 ? null : value + by
    setFigures({ ...figures, [name]: next })
  }
  const send = () => {
    record({ kind: 'casualties', dispatchId: view.dispatch.id, incidentId: view.order.incident.id, figures })
    onClose()
  }
  return (
    <Sheet title={t('phone.casualties.title')} onClose={onClose}>
      {FIGURES.map((name) => {
        const what = t(`phone.casualties.${name}`)
        return (
          <div className="stepper" key={name}>
            <span>{what}</span>
            <button type="button" aria-label={t('phone.casualties.less', { what })} onClick={() => step(name, -1)}>
              −
            </button>
            <output className="num">{figures[name] ?? t('phone.casualties.unknown')}</output>
            <button type="button" aria-label={t('phone.casualties.moreOf', { what })} onClick={() => step(name, 1)}>
              +
            </button>
          </div>
        )
      })}
      <button type="button" className="main act" onClick={send}>
        {t('phone.send')}
      </button>
    </Sheet>
  )
}
