import { useEffect } from 'react'
import type { LoggedEvent } from '../../shared/domain/event'
import { hubNow } from '../state/clock'
import { onEvents } from '../state/connection'
import { useT } from '../ui/i18n'
import { shell } from './bridge'
import { showIncident } from './state/desk'
import { useNames } from './state/names'

/** What a reconnection brings from longer ago is in the queue, but nothing to call the officer for. */
const FRESH_MS = 60_000

/**
 * Calls the officer by the system's own notification when an incident comes while the desk does not have the focus: its
 * window may be hidden, minimised or behind another. The alarm sounds are the desk's own (`alarms.ts`). A click brings
 * the desk and the incident to the front.
 */
export function useIncidentNotifications(): void {
  const { t } = useT()
  const names = useNames()
  useEffect(() => {
    const call = (event: LoggedEvent) => {
      if (event.type !== 'incident.reported' || hubNow() - event.at > FRESH_MS) return
      const { incidentId, kind, place, severity } = event.data
      const notification = new Notification(t('desk.notify.title', { severity: t(`severity.${severity}`), kind: names.kind(kind) }), {
        body: place,
        // One incident calls once, however often the screen reconnects.
        tag: incidentId,
        silent: true,
      })
      notification.addEventListener('click', () => {
        window.focus()
        // Where there is a shell, it can bring back a window that was hidden.
        shell()?.openDesk().catch(() => undefined)
        showIncident(incidentId, true)
      })
    }
    return onEvents((events) => {
      if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || document.hasFocus()) return
      for (const event of events) call(event)
    })
  }, [t, names])
}
