import { unreachable } from '../../shared/base/assert'
import type { Reason } from '../../shared/dispatch/recommend'
import type { QualificationCode } from '../../shared/domain/team/profile'
import type { MessageKey, Translate } from '../../shared/i18n/catalogue'
import { ageText, durationText } from './format'

/** `ok` speaks for the team, `bad` keeps it out, `warn` is to be thought of, `info` is only to be known. */
export type ReasonTone = 'ok' | 'info' | 'warn' | 'bad'

export interface ReasonText {
  readonly code: Reason['code']
  readonly text: string
  readonly tone: ReasonTone
}

export interface ReasonNames {
  /** What an officer calls an incident: its number or place. The id, if not given. */
  readonly incident?: (incidentId: string) => string
}

function joined(codes: readonly QualificationCode[], t: Translate): string {
  const names = codes.map((code) => t(`qualification.${code}`))
  return names.reduce((a, b) => (a === '' ? b : t('reason.list', { a, b })), '')
}

/** A reason in words. */
export function reasonText(reason: Reason, t: Translate, names: ReasonNames = {}): ReasonText {
  const { code } = reason
  const say = (tone: ReasonTone, text: string): ReasonText => ({ code, text, tone })
  const incident = (id: string) => names.incident?.(id) ?? id
  switch (reason.code) {
    case 'not_qualified':
      return say('bad', t('reason.not_qualified', { needs: joined(reason.needs, t) }))
    case 'certificate_expired':
      return say(
        'bad',
        t('reason.certificate_expired', {
          qualification: t(`qualification.${reason.qualification}`),
          validUntil: reason.validUntil,
        }),
      )
    case 'level_too_low':
      return say(
        'bad',
        t('reason.level_too_low', {
          qualification: t(`qualification.${reason.qualification}`),
          held: t(`level.${reason.held}`),
          needed: t(`level.${reason.needed}`),
        }),
      )
    case 'committed':
      return say('bad', t('reason.committed', { incident: incident(reason.incidentId) }))
    case 'reserved':
      return say('bad', t('reason.reserved', { incident: incident(reason.incidentId) }))
    case 'off_duty':
      return say(
        'bad',
        reason.reason === '' ? t('reason.off_duty') : t('reason.off_dutyBecause', { reason: reason.reason }),
      )
    case 'retired':
      return say('bad', t('reason.retired'))
    case 'equipment_missing':
      return say(
        'bad',
        t('reason.equipment_missing', { equipment: t(`equipment.${reason.equipment}` as EquipmentKey) }),
      )
    case 'vehicle_unfit':
      return say('bad', t('reason.vehicle_unfit'))
    case 'qualified':
      return say(
        'ok',
        t('reason.qualified', {
          level: t(`level.${reason.level}`),
          qualification: t(`qualification.${reason.qualification}`),
          month: reason.validUntil.slice(0, 7),
        }),
      )
    case 'covers_part':
      return say('warn', t('reason.covers_part', { missing: joined(reason.missing, t) }))
    case 'mobilisation':
      return say('info', t('reason.mobilisation', { duration: durationText(reason.seconds) }))
    case 'under_way':
      return say('ok', t('reason.under_way'))
    case 'travel': {
      const by =
        reason.kind === 'road' && reason.vehicle === 'foot' ? t('vehicle.foot') : t(`travelKind.${reason.kind}`)
      return say(
        reason.kind === 'estimated' ? 'warn' : 'info',
        t('reason.travel', { by, duration: durationText(reason.seconds) }),
      )
    }
    case 'walk':
      return say('info', t('reason.walk', { duration: durationText(reason.seconds) }))
    case 'estimated_no_road_data':
      return say('warn', t('reason.estimated_no_road_data'))
    case 'unreachable':
      return say('bad', t(reason.byClosure ? 'reason.unreachableByClosure' : 'reason.unreachable'))
    case 'detour':
      return say('warn', t('reason.detour', { duration: durationText(reason.seconds) }))
    case 'equipment':
      return say('ok', t('reason.equipment', { equipment: t(`equipment.${reason.equipment}`), count: reason.count }))
    case 'equipment_lacking':
      return say('warn', t('reason.equipment_lacking', { equipment: t(`equipment.${reason.equipment}`) }))
    case 'position_stale':
      return say('warn', t('reason.position_stale', { age: ageText(reason.ageSeconds * 1000, t) }))
    case 'position_base':
      return say('info', t('reason.position_base'))
    case 'slower_than_first':
      return say('info', t('reason.slower_than_first', { duration: durationText(reason.seconds) }))
    case 'less_loaded':
      return say('ok', t('reason.less_loaded'))
    case 'reserved_here':
      return say('ok', t('reason.reserved_here'))
    case 'certificate_ends_soon': {
      const qualification = t(`qualification.${reason.qualification}`)
      return reason.days < 1
        ? say('warn', t('reason.certificate_ends_today', { qualification }))
        : say('warn', t('reason.certificate_ends_soon', { qualification, days: reason.days }))
    }
    case 'closer_by':
      return say('warn', t('reason.closer_by', { duration: durationText(reason.seconds) }))
    default:
      return unreachable(reason)
  }
}

type EquipmentKey = Extract<MessageKey, `equipment.${string}`>

/**
 * All reasons of a team in words. That it is nearer is said together with what keeps it out: "近 3:10，但水域证书
 * 2026-09-30 已过期".
 */
export function reasonTexts(reasons: readonly Reason[], t: Translate, names: ReasonNames = {}): ReasonText[] {
  const closer = reasons.find((reason) => reason.code === 'closer_by')
  const but = closer && reasons.find((reason) => reason !== closer && reasonText(reason, t, names).tone === 'bad')
  return reasons.flatMap((reason) => {
    const said = reasonText(reason, t, names)
    if (!closer || !but) return [said]
    if (reason === closer) return []
    if (reason !== but) return [said]
    return [{ ...said, text: t('reason.closerBut', { duration: durationText(closer.seconds), why: said.text }) }]
  })
}
