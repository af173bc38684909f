import { create } from 'zustand'
import { hubNow } from '../../state/clock'
import { useWorld } from '../../state/world'
import { byAlertUrgency } from '../../../shared/domain/alert/view'
import { HOUR } from '../../../shared/base/time'
import type { Alert } from '../../../shared/domain/alert/state'
import { wishMap } from '../state/desk'
import { openDrawer } from '../tools/store'

/** Closed ones are shown for so long. Milliseconds. */
export const CLOSED_SHOWN_MS = 12 * HOUR

/** What is done to an alert that asks for a word first. */
export type AlertAct = 'false' | 'send' | 'answer' | 'escalate' | 'close' | 'reopen'

interface AlertsDesk {
  readonly selected: string | null
  readonly showClosed: boolean
  readonly search: string
  /** The form that is open under the selected alert. */
  readonly act: AlertAct | null
}

export const useAlertsDesk = create<AlertsDesk>(() => ({ selected: null, showClosed: false, search: '', act: null }))

export const selectAlert = (selected: string | null): void => useAlertsDesk.setState({ selected, act: null })
export const openAct = (act: AlertAct | null): void => useAlertsDesk.setState({ act })

/** Open alerts by urgency, or those closed lately, the last one first. `search`: place, town. */
export function listAlerts(alerts: Iterable<Alert>, { showClosed, search }: Pick<AlertsDesk, 'showClosed' | 'search'>, now: number): Alert[] {
  const wanted = search.trim().toLowerCase()
  const matches = ({ subject, town }: Alert): boolean =>
    wanted === '' || [subject.name.zh, subject.name.en, town ?? ''].some((text) => text.toLowerCase().includes(wanted))
  const all = [...alerts].filter(matches)
  if (!showClosed) return byAlertUrgency(all)
  return all.filter(({ closed }) => closed !== null && now - closed.at < CLOSED_SHOWN_MS).toSorted((a, b) => (b.closed?.at ?? 0) - (a.closed?.at ?? 0))
}

/** Opens the drawer at this alert, and lets the map glide there. */
export function showAlert(id: string): void {
  const alert = [...useWorld.getState().alerts.values()].find((one) => one.id === id)
  if (!alert) return
  useAlertsDesk.setState({ selected: id, act: null, search: '', showClosed: alert.closed !== null })
  openDrawer('alerts')
  wishMap(alert.at, 14)
}

/** The open alert about people in this area, if there is one. */
export function openAlertOf(areaId: string): Alert | undefined {
  return [...useWorld.getState().alerts.values()].find(({ subject, closed }) => closed === null && subject.type === 'area' && subject.id === areaId)
}

/** The alert that the keys mean: the selected one, or the first of the list. */
export function chosenAlert(): Alert | null {
  const state = useAlertsDesk.getState()
  const list = listAlerts(useWorld.getState().alerts.values(), state, hubNow())
  return list.find(({ id }) => id === state.selected) ?? list[0] ?? null
}
