import { useMemo } from 'react'
import { useT } from '../i18n'
import { navigateLinks } from '../navigate-links'
import type { OrderView } from '../order-view'
import { Sheet } from './Sheet'

/** Hands the place to a navigation app. Nothing is opened or looked up before the leader chooses. */
export function NavigateSheet({ view, onClose }: { readonly view: OrderView; readonly onClose: () => void }) {
  const { t } = useT()
  const { at, place } = view.order.incident
  const links = useMemo(() => navigateLinks(at, place), [at, place])
  return (
    <Sheet title={t('phone.navigate.title')} onClose={onClose}>
      <a className="side" href={links.amap} target="_blank" rel="noreferrer">
        {t('phone.navigate.amap')}
      </a>
      <a className="side" href={links.baidu} target="_blank" rel="noreferrer">
        {t('phone.navigate.baidu')}
      </a>
      <a className="side" href={links.system} rel="noreferrer">
        {t('phone.navigate.system')}
      </a>
    </Sheet>
  )
}
