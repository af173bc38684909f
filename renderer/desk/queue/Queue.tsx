import { useMemo, useRef } from 'react'
import { useActiveDispatches, useClosures, useOpenIncidents, useTeams } from '../../state/select'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { useAction } from '../state/actions'
import { openTab, TABS, turnTab, useDesk, type Tab } from '../state/desk'
import { Closures } from './Closures'
import { History } from './History'
import { Incidents } from './Incidents'
import { OrderList } from './OrderList'
import css from './Queue.module.css'
import { Teams } from './Teams'

/** The left column: what there is, as lists. What the map shows is all here too. */
export function Queue() {
  const { t } = useT()
  const tab = useDesk((state) => state.tab)
  const incidents = useOpenIncidents()
  const orders = useActiveDispatches()
  const teams = useTeams()
  const closures = useClosures()
  const list = useRef<HTMLDivElement>(null)
  const counts: Readonly<Record<Tab, number | null>> = useMemo(
    () => ({ incidents: incidents.length, orders: orders.length, teams: teams.length, closures: closures.length, history: null }),
    [incidents, orders, teams, closures],
  )
  useAction('tabNext', () => turnTab(1))
  useAction('tabPrevious', () => turnTab(-1))
  useAction('focusQueue', () => list.current?.querySelector<HTMLElement>('[tabindex="0"], button, input')?.focus())
  return (
    <nav className={css['queue']} aria-label={t('desk.queue')}>
      <div
        className={css['tabs']}
        role="tablist"
        aria-label={t('desk.queue')}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
          if (step === 0) return
          event.preventDefault()
          turnTab(step)
          const now = useDesk.getState().tab
          document.getElementById(`tab-${now}`)?.focus()
        }}
      >
        {TABS.map((one) => (
          <button
            key={one}
            id={`tab-${one}`}
            type="button"
            role="tab"
            aria-selected={tab === one}
            aria-controls="queue-panel"
            tabIndex={tab === one ? 0 : -1}
            className={css['tab']}
            data-testid={`tab-${one}`}
            onClick={() => openTab(one)}
          >
            {t(`desk.tab.${one}`)} {counts[one] !== null && <span className="num">{counts[one]}</span>}
          </button>
        ))}
        <span className={css['tabKeys']} aria-hidden>
          <Kbd>[</Kbd> <Kbd>]</Kbd>
        </span>
      </div>
      <div id="queue-panel" ref={list} className={css['panel']} role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'incidents' && <Incidents />}
        {tab === 'orders' && <OrderList />}
        {tab === 'teams' && <Teams />}
        {tab === 'closures' && <Closures />}
        {tab === 'history' && <History />}
      </div>
    </nav>
  )
}
