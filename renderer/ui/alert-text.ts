import type { Alert, Evidence } from '../../shared/domain/alert/state'
import { alertDue, type AlertStage } from '../../shared/domain/alert/view'
import type { EpochMs } from '../../shared/base/time'
import type { Translate } from '../../shared/i18n/catalogue'
import { clockText } from './format'

/** Where it is in its loop, in words. */
export function stageText(stage: AlertStage, t: Translate): string {
  return t(`alert.stage.${stage}`)
}

/** `3 人`; `人数不详` where nobody has counted lately. */
export function peopleText(people: number | null, t: Translate): string {
  return people === null ? t('alert.peopleUnknown') : t('alert.people', { n: people })
}

/** The clock that runs, in words: `研判还剩 01:20`, `超时 00:40`. Null: none runs. */
export function dueText(alert: Alert, now: EpochMs, t: Translate): { readonly text: string; readonly late: boolean } | null {
  const due = alertDue(alert)
  if (!due) return null
  const left = due.at - now
  const late = left < 0
  return { text: t(late ? `alert.due.${due.what}Late` : `alert.due.${due.what}`, { clock: clockText(Math.abs(left)) }), late }
}

/** What is known of a signal's origin; names come from the pack. */
export function evidenceText(evidence: Evidence, name: (id: string) => string, t: Translate): string {
  switch (evidence.kind) {
    case 'camera':
      return t('alert.evidence.camera', { name: name(evidence.cameraId) })
    case 'heat':
      return t('alert.evidence.heat', { name: name(evidence.gridId), n: evidence.cells })
    case 'reading':
      return t('alert.evidence.reading', { name: name(evidence.pointId), value: `${evidence.value}${evidence.unit}` })
  }
}
