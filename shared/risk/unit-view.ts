import type { AlertId, UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Alert, AlertAnswerCode } from '../domain/alert/state'
import { alertDue } from '../domain/alert/view'
import type { Severity } from '../domain/incident/kind'
import type { LonLat } from '../geo/position'

/** What a unit's page shows of an alert that was sent to it. */
export interface UnitAlert {
  readonly alertId: AlertId
  readonly place: { readonly zh: string; readonly en: string }
  readonly town: string | null
  readonly at: LonLat
  readonly severity: Severity
  /** What each device last counted, and when; see `peopleNow`. */
  readonly seen: Alert['seen']
  readonly lastAt: EpochMs
  readonly sentAt: EpochMs
  readonly note: string
  /** When the first answer is due; null: there is one. */
  readonly dueAt: EpochMs | null
  /** Answers of this unit itself, in order. */
  readonly answers: readonly { readonly answer: AlertAnswerCode; readonly text: string; readonly at: EpochMs }[]
}

/** Open alerts that were sent to the unit, the newest first. Other units' answers and the officers' notes are not in it. */
export function unitAlerts(world: { readonly alerts: { values(): Iterable<Alert> } }, unitId: UnitId): UnitAlert[] {
  const found: UnitAlert[] = []
  for (const alert of world.alerts.values()) {
    const sent = alert.sent.find((one) => one.unitId === unitId)
    if (!sent || alert.closed !== null) continue
    const due = alertDue(alert)
    found.push({
      alertId: alert.id,
      place: alert.subject.name,
      town: alert.town,
      at: alert.at,
      severity: alert.severity,
      seen: alert.seen,
      lastAt: alert.lastAt,
      sentAt: sent.at,
      note: sent.note,
      dueAt: due?.what === 'answer' ? due.at : null,
      answers: alert.answers.filter((one) => one.unitId === unitId).map(({ answer, text, at }) => ({ answer, text, at })),
    })
  }
  return found.toSorted((a, b) => b.sentAt - a.sentAt)
}
