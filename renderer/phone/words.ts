import { HOUR, MINUTE } from '../../shared/base/time'
import type { PhoneTranslate } from './i18n'
import type { OutboxItem } from './outbox'

/** The phone's own zone: its leader reads its times beside the phone's own clock. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** How long ago. Milliseconds. */
export function agoText(ms: number, t: PhoneTranslate): string {
  const age = Math.max(0, ms)
  if (age < 5_000) return t('phone.age.now')
  if (age < 2 * MINUTE) return t('phone.age.seconds', { n: Math.floor(age / 1000) })
  if (age < 2 * HOUR) return t('phone.age.minutes', { n: Math.floor(age / MINUTE) })
  return t('phone.age.hours', { n: Math.floor(age / HOUR) })
}

/** A length of time in words: `5 分 50 秒`. Seconds. */
export function spanText(seconds: number, t: PhoneTranslate): string {
  const whole = Math.round(seconds)
  return whole < 60 ? t('phone.duration.seconds', { s: whole }) : t('phone.duration.minutes', { m: Math.floor(whole / 60), s: whole % 60 })
}

/** What an item of the outbox is called. */
export function itemName({ work }: OutboxItem, t: PhoneTranslate): string {
  if (work.kind === 'milestone') return t(`phone.step.${work.milestone}`)
  if (work.kind === 'duty') return t(work.onDuty ? 'phone.step.onDuty' : 'phone.step.offDuty')
  return t(`phone.step.${work.kind}`)
}
