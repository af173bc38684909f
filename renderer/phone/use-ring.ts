import { useEffect } from 'react'
import { ring } from './alarm'
import { rings, type OrderView } from './order-view'
import { delivered } from './session'
import { usePhone } from './store'

/** One ring: a re-alert is a new one, so silencing the first does not silence the second. */
export function ringId(view: OrderView): string {
  return `${view.dispatch.id}:${view.dispatch.realerts}`
}

/** Rings while an order is unanswered and its ring not silenced. */
export function useRing(view: OrderView | null): void {
  const silenced = usePhone((phone) => phone.silenced)
  const id = view ? ringId(view) : null
  const severity = view?.order.incident.severity ?? null
  const quiet = id === null || silenced.includes(id)
  useEffect(() => (quiet || severity === null ? undefined : ring(severity)), [quiet, id, severity])
}

/**
 * The receipt: sent once the order has really been drawn. The second frame begins after the first one was painted; a
 * hidden page draws nothing and so confirms nothing.
 */
export function useDelivered(view: OrderView | null): void {
  const id = view && rings(view) && view.dispatch.deliveredAt === null ? view.dispatch.id : null
  useEffect(() => {
    if (id === null) return
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => delivered(id))
    })
    return () => cancelAnimationFrame(frame)
  }, [id])
}
