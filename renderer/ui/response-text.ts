import { MINUTE, type EpochMs } from '../../shared/base/time'
import type { DutyStatus } from '../../shared/domain/response/clock'
import type { Language, Translate } from '../../shared/i18n/catalogue'
import { beaufortOf, type Proposal } from '../../shared/response/suggest'
import { shortTimeText } from './format'
import { stormTimeText } from './typhoon-text'

/** `12 分钟`, `2 小时`, `3 小时 05 分`: how late, or how long from now. Milliseconds. */
export function spanText(ms: number, t: Translate): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE))
  if (minutes < 60) return t('response.span.minutes', { n: minutes })
  if (minutes % 60 === 0) return t('response.span.wholeHours', { h: minutes / 60 })
  return t('response.span.hours', { h: Math.floor(minutes / 60), m: String(minutes % 60).padStart(2, '0') })
}

/** `逾期 12 分钟`, `14:30 前确认`, `已确认`. */
export function dutyStateText({ state, dueAt, lateMs }: DutyStatus, zone: string, t: Translate): string {
  if (state === 'late') return t('response.late', { span: spanText(lateMs, t) })
  if (state === 'open' && dueAt !== null) return t('response.openUntil', { time: shortTimeText(dueAt, zone) })
  if (state === 'confirmed' && dueAt !== null) return t('response.confirmedUntil', { time: shortTimeText(dueAt, zone) })
  return t(`response.state.${state}`)
}

/** Why a level is proposed, in one sentence that can go into the log as the reason. */
export function proposalText({ signal, wind, by }: Proposal, from: EpochMs, names: { readonly place: string; readonly storm: string }, factor: number, zone: string, language: Language, t: Translate): string {
  const force = beaufortOf(by === 'gust' ? wind.mps * factor : wind.mps)
  return t(by === 'gust' ? 'response.why.gust' : 'response.why.mean', {
    agency: wind.agency,
    storm: names.storm,
    place: names.place,
    time: stormTimeText(wind.at, zone, t),
    hours: signal.withinHours,
    lead: Math.max(0, Math.round((wind.at - from) / (60 * MINUTE))),
    force,
    signal: signal.name[language],
  })
}
