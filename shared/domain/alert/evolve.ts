import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import { severityRank, type Severity } from '../incident/kind'
import { alertKey, KEPT_SIGNALS, type Alert, type AlertEvent, type Evidence, type Signal } from './state'

/** The alert after `event`. */
export function evolveAlert(state: Alert | undefined, event: EventEnvelope & AlertEvent): Alert {
  const version = event.streamVersion
  if (event.type === 'alert.raised') {
    const { alertId, kind, subject, at, town, severity, unitId, clocks, quietSeconds, signal } = event.data
    return {
      id: alertId,
      version,
      key: alertKey(event.data),
      kind,
      subject,
      at,
      town,
      severity,
      unitId,
      clocks,
      quietSeconds,
      signals: 1,
      afterClosing: 0,
      firstAt: signal.observedAt,
      lastAt: signal.observedAt,
      seen: seenWith([], signal),
      most: signal.people,
      recent: [signal],
      judgement: null,
      sent: [],
      answers: [],
      incidentId: null,
      raisedAt: event.at,
      closed: null,
      reopened: 0,
      drill: event.drill,
    }
  }
  const alert = required(state, `alert of ${event.stream}`)
  return { ...alert, ...change(alert, event), version }
}

function change(alert: Alert, event: EventEnvelope & Exclude<AlertEvent, { type: 'alert.raised' }>): Partial<Alert> {
  const { actor: by, at } = event
  switch (event.type) {
    case 'alert.signalled': {
      const { severity, signal } = event.data
      return {
        severity: graver(alert.severity, severity),
        signals: alert.signals + 1,
        afterClosing: alert.closed === null ? alert.afterClosing : alert.afterClosing + 1,
        firstAt: Math.min(alert.firstAt, signal.observedAt),
        lastAt: Math.max(alert.lastAt, signal.observedAt),
        seen: seenWith(alert.seen, signal),
        most: signal.people === null ? alert.most : Math.max(alert.most ?? 0, signal.people),
        recent: [...alert.recent, signal].toSorted(latestFirst).slice(0, KEPT_SIGNALS),
      }
    }
    case 'alert.judged':
      return { judgement: { verdict: event.data.verdict, note: event.data.note, by, at } }
    case 'alert.sent':
      return { sent: [...alert.sent, { unitId: event.data.unitId, note: event.data.note, by, at }] }
    case 'alert.answered':
      return { answers: [...alert.answers, { answer: event.data.answer, text: event.data.text, unitId: event.data.unitId, by, at }] }
    case 'alert.escalated':
      return { incidentId: event.data.incidentId }
    case 'alert.closed':
      return { closed: { outcome: event.data.outcome, reason: event.data.reason, by, at }, afterClosing: 0 }
    case 'alert.reopened':
      // What was said to be false may be real after all: it is judged anew.
      return { closed: null, reopened: alert.reopened + 1, judgement: alert.judgement?.verdict === 'false' ? null : alert.judgement }
    default:
      return unreachable(event)
  }
}

export function graver(a: Severity, b: Severity): Severity {
  return severityRank(b) < severityRank(a) ? b : a
}

/** What counts people, by name: one camera, one grid. */
export function deviceOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'camera':
      return `camera:${evidence.cameraId}`
    case 'heat':
      return `heat:${evidence.gridId}`
    case 'reading':
      return `reading:${evidence.pointId}`
  }
}

/** Signals may come in any order: the later word of a device stands, and of one moment the greater number. */
function seenWith(seen: Alert['seen'], { evidence, people, observedAt: at }: Signal): Alert['seen'] {
  if (people === null) return seen
  const device = deviceOf(evidence)
  const held = seen.find((one) => one.device === device)
  if (held && (held.at > at || (held.at === at && held.people >= people))) return seen
  return [...seen.filter((one) => one.device !== device), { device, people, at }].toSorted((a, b) => (a.device < b.device ? -1 : 1))
}

function latestFirst(a: Signal, b: Signal): number {
  return b.observedAt - a.observedAt || (a.sourceId < b.sourceId ? -1 : a.sourceId > b.sourceId ? 1 : 0)
}
