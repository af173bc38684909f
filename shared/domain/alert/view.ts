import { MINUTE, type EpochMs } from '../../base/time'
import { severityRank } from '../incident/kind'
import type { Alert } from './state'

/** More new alerts than this in `FLOOD_WINDOW_MS` is a flood that one officer cannot judge (ISA-18.2, EEMUA 191). */
export const FLOOD_LIMIT = 10
export const FLOOD_WINDOW_MS = 10 * MINUTE
/** What a device counted longer ago than this says nothing of now. Milliseconds. */
export const COUNT_FRESH_MS = 10 * MINUTE

/** Where an alert is in its loop: to be judged, watched, judged real, sent, answered, an incident, closed. */
export type AlertStage = 'new' | 'watch' | 'real' | 'sent' | 'answered' | 'escalated' | 'closed'

export function alertStage(alert: Alert): AlertStage {
  if (alert.closed) return 'closed'
  if (alert.incidentId) return 'escalated'
  if (alert.answers.length > 0) return 'answered'
  if (alert.sent.length > 0) return 'sent'
  if (alert.judgement === null || alert.judgement.verdict === 'false') return 'new'
  return alert.judgement.verdict
}

/** The clock that runs: to be judged, then to be answered. Null: none does. */
export function alertDue(alert: Alert): { readonly what: 'judge' | 'answer'; readonly at: EpochMs } | null {
  const stage = alertStage(alert)
  if (stage === 'new') return { what: 'judge', at: alert.raisedAt + alert.clocks.judgeSeconds * 1000 }
  const [first] = alert.sent
  if (stage === 'sent' && first) return { what: 'answer', at: first.at + alert.clocks.answerSeconds * 1000 }
  return null
}

/** True if its running clock is past. */
export function isLate(alert: Alert, now: EpochMs): boolean {
  const due = alertDue(alert)
  return due !== null && now > due.at
}

/**
 * People there now: the most that any one device counts by its fresh word. Devices may see the same people, so they
 * are not added up. Null: no device has said anything lately, which is not nobody.
 */
export function peopleNow(alert: Pick<Alert, 'seen'>, now: EpochMs): number | null {
  const fresh = alert.seen.filter(({ at }) => now - at <= COUNT_FRESH_MS)
  return fresh.length === 0 ? null : Math.max(...fresh.map(({ people }) => people))
}

/** Gravest first, then what waits longest. */
export function byAlertUrgency(alerts: Iterable<Alert>): Alert[] {
  return [...alerts]
    .filter(({ closed }) => closed === null)
    .toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity) || a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1))
}

/** Alerts raised in the last `FLOOD_WINDOW_MS`; more than `FLOOD_LIMIT` is a flood. */
export function raisedLately(alerts: Iterable<Alert>, now: EpochMs): number {
  let count = 0
  for (const { raisedAt } of alerts) if (raisedAt > now - FLOOD_WINDOW_MS) count += 1
  return count
}
