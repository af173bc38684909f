import { onEvents, useConnection } from '../state/connection'
import { useWorld } from '../state/world'
import { hubNow } from '../state/clock'
import type { LoggedEvent } from '../../shared/domain/event'
import { alarmSound } from '../ui/sound-table'
import { playSound } from '../ui/sounds'
import { alarmTurn, type Ringing } from './logic/alarm-turn'
import { isUnanswered } from './logic/queue'

const TURN_MS = 500
/** What a reconnection brings from longer ago is news, but no sound any more. */
const FRESH_MS = 20_000
const HUB_LOST_REPEAT_MS = 30_000
/** A flood of alerts is one note in so long. */
const ALERT_QUIET_MS = 10_000

/**
 * Sounds of the desk: unanswered alarms by severity every ten seconds, two notes when a team has acknowledged, the
 * falling pair when nobody answers, one soft note for a new alert, and hub lost. By events and timers, never by frames:
 * a hidden window sounds too. `title` gives the document's title for the number of unanswered alarms. Returns the
 * remover.
 */
export function startAlarms(title: (unanswered: number) => string): () => void {
  let sounded: ReadonlyMap<string, number> = new Map()
  let lostAt: number | null = null
  let alertedAt = 0

  /** New alarms sound when their event arrives, which may be before it is folded. */
  function turn(extra: readonly Ringing[] = []): void {
    const ringing = new Map<string, Ringing>(extra.map((one) => [one.id, one]))
    for (const incident of useWorld.getState().incidents.values()) {
      if (isUnanswered(incident)) ringing.set(incident.id, { id: incident.id, severity: incident.severity })
    }
    const result = alarmTurn([...ringing.values()], sounded, Date.now())
    sounded = result.sounded
    if (result.sound) playSound(alarmSound(result.sound))
    document.title = title(ringing.size)
  }
  function hear(events: readonly LoggedEvent[]): void {
    const fresh = events.filter((event) => hubNow() - event.at < FRESH_MS)
    const reported = fresh.flatMap((event) => (event.type === 'incident.reported' ? [{ id: event.data.incidentId, severity: event.data.severity }] : []))
    if (reported.length > 0) turn(reported)
    if (fresh.some((event) => event.type === 'dispatch.escalated' || event.type === 'dispatch.declined')) playSound('escalated')
    else if (fresh.some((event) => event.type === 'dispatch.acknowledged')) playSound('acknowledged')
    else if (reported.length === 0) hearAlert(fresh)
  }
  /** Once for a new alert and not again: the panel's clock and count go on, a second call would drown the alarms. */
  function hearAlert(fresh: readonly LoggedEvent[]): void {
    const raised = fresh.some((event) => event.type === 'alert.raised' || (event.type === 'alert.reopened' && event.actor.startsWith('hub:')))
    if (!raised || Date.now() - alertedAt < ALERT_QUIET_MS) return
    alertedAt = Date.now()
    playSound('alert')
  }
  function hub(): void {
    const lost = useConnection.getState().phase === 'lost'
    if (!lost) lostAt = null
    else if (lostAt === null || Date.now() - lostAt >= HUB_LOST_REPEAT_MS) {
      lostAt = Date.now()
      playSound('hub-lost')
    }
  }
  const timer = setInterval(() => {
    turn()
    hub()
  }, TURN_MS)
  const stops = [onEvents(hear), useConnection.subscribe(hub)]
  return () => {
    clearInterval(timer)
    for (const stop of stops) stop()
  }
}
