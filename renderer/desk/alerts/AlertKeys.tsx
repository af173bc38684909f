import type { Alert, Verdict } from '../../../shared/domain/alert/state'
import { useDeskView } from '../map/desk-view'
import { useAction } from '../state/actions'
import { give } from '../state/outgoing'
import { toggleDrawer, useDrawer } from '../tools/store'
import { chosenAlert, openAct, openAlertOf, showAlert, useAlertsDesk, type AlertAct } from './store'

export const placeOf = (alertId: string): string => `alert:${alertId}`

/** Real and watched can be said the one after the other: nothing to confirm, the other key takes it back. */
export function judge(alert: Alert, verdict: Exclude<Verdict, 'false'>): void {
  void give({ place: placeOf(alert.id), type: 'judgeAlert', data: { alertId: alert.id, verdict } })
}

/** What can be done to an alert now. */
export function canDo(alert: Alert | null, act: AlertAct | 'real' | 'watch'): boolean {
  if (!alert) return false
  if (act === 'reopen') return alert.closed !== null
  if (alert.closed) return false
  if (act === 'answer') return alert.sent.length > 0
  if (act === 'escalate' || act === 'false') return alert.incidentId === null
  return true
}

/** Opens the form of an act at the alert that is chosen. */
function ask(act: AlertAct): void {
  const alert = chosenAlert()
  if (!alert || !canDo(alert, act)) return
  useAlertsDesk.setState({ selected: alert.id })
  openAct(act)
}

function say(verdict: Exclude<Verdict, 'false'>): void {
  const alert = chosenAlert()
  if (!alert || !canDo(alert, verdict)) return
  useAlertsDesk.setState({ selected: alert.id })
  judge(alert, verdict)
}

/** The keys of alerts. Those that act on one are there while their drawer is open, so that no digit acts unseen. */
export function AlertKeys() {
  const open = useDrawer((state) => state.open === 'alerts')
  useAction('alerts', () => {
    // An area whose card is open is what the key is about.
    const { picked } = useDeskView.getState()
    const alert = (picked?.object.layer === 'risk-areas' ? openAlertOf(picked.object.id) : undefined) ?? chosenAlert()
    toggleDrawer('alerts')
    if (useDrawer.getState().open === 'alerts' && alert) useAlertsDesk.setState({ selected: alert.id, act: null })
  })
  useAction('alertReal', () => say('real'), open)
  useAction('alertWatch', () => say('watch'), open)
  useAction('alertFalse', () => ask('false'), open)
  useAction('alertSend', () => ask('send'), open)
  useAction('alertAnswer', () => ask('answer'), open)
  useAction('alertEscalate', () => ask('escalate'), open)
  useAction('alertClose', () => ask('close'), open)
  useAction('alertReopen', () => ask('reopen'), open)
  useAction(
    'alertMap',
    () => {
      const alert = chosenAlert()
      if (alert) showAlert(alert.id)
    },
    open,
  )
  return null
}
