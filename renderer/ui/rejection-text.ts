import type { Rejection } from '../../shared/domain/rejection'
import { zh, type MessageKey, type Translate } from '../../shared/i18n/catalogue'
import { actorText } from './event-text'
import { timeText } from './format'

/** Why the hub refused, in words that help the officer to go on. */
export function rejectionText(rejection: Rejection, t: Translate, zone: string): string {
  const { code, field, winner, violations } = rejection
  if (code === 'invalid' && field) return t('rejection.invalidField', { field })
  if (code === 'team_taken' && winner) {
    return t('rejection.team_takenBy', { actor: actorText(winner.actor, t), time: timeText(winner.at, zone) })
  }
  if (code === 'team_not_eligible' && violations && violations.length > 0) {
    return t('rejection.team_not_eligibleBecause', { violations: violationTexts(violations, t) })
  }
  const key = `rejection.${code}`
  return key in zh ? t(key as SimpleKey) : rejection.message
}

type SimpleKey = Extract<MessageKey, `rejection.${Rejection['code']}`>

/** Codes of violations as one text. */
export function violationTexts(codes: readonly string[], t: Translate): string {
  return codes
    .map((code) => (`violation.${code}` in zh ? t(`violation.${code}` as ViolationKey) : code))
    .reduce((a, b) => (a === '' ? b : t('reason.list', { a, b })), '')
}

type ViolationKey = Extract<MessageKey, `violation.${string}`>
