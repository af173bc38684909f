import { DAY, HOUR, MINUTE, type EpochMs } from '../../shared/base/time'
import type { LonLat } from '../../shared/geo/position'
import type { Language, Translate } from '../../shared/i18n/catalogue'

const two = (n: number) => String(n).padStart(2, '0')

/** A clock: `00:19`, `14:05`, from an hour on `1:02:03`. Milliseconds; below zero it is 0. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const h = Math.floor(seconds / 3600)
  const m = Math.floor((seconds % 3600) / 60)
  return h > 0 ? `${h}:${two(m)}:${two(seconds % 60)}` : `${two(m)}:${two(seconds % 60)}`
}

/** A length of time as people say it: `7:20`, `1:02:03`. Seconds. */
export function durationText(seconds: number): string {
  return clockText(Math.round(seconds) * 1000).replace(/^0(\d:)/, '$1')
}

const formats = new Map<string, Intl.DateTimeFormat>()
function format(zone: string, language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${language} ${JSON.stringify(options)}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      ...options,
    })
    formats.set(key, known)
  }
  return known
}

/** `14:26:08` in the jurisdiction's zone. */
export function timeText(at: EpochMs, zone: string): string {
  return format(zone, 'en', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)
}

/** `14:26`. */
export function shortTimeText(at: EpochMs, zone: string): string {
  return format(zone, 'en', { hour: '2-digit', minute: '2-digit' }).format(at)
}

/** `8月24日` or `24 August`. */
export function dayText(at: EpochMs, zone: string, language: Language): string {
  return format(zone, language, { month: 'long', day: 'numeric' }).format(at)
}

/** `星期三` or `Wednesday`. */
export function weekdayText(at: EpochMs, zone: string, language: Language): string {
  return format(zone, language, { weekday: 'long' }).format(at)
}

/** `2022-08-24` in the jurisdiction's zone. */
export function isoDayText(at: EpochMs, zone: string): string {
  const parts = new Map(
    format(zone, 'en', { year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
}

/** A whole moment with its zone, for tooltips and archives: `2022-08-24 14:26:08 GMT+8`. */
export function momentText(at: EpochMs, zone: string): string {
  const name = format(zone, 'en', { timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
  return `${isoDayText(at, zone)} ${timeText(at, zone)} ${name?.value ?? zone}`
}

/** How old something is: `38 秒`, `6 分钟前`. Milliseconds; null: it never was. */
export function ageText(ms: number | null, t: Translate): string {
  if (ms === null) return t('age.never')
  const age = Math.max(0, ms)
  if (age < 2 * MINUTE) return t('age.seconds', { n: Math.floor(age / 1000) })
  if (age < 2 * HOUR) return t('age.minutesAgo', { n: Math.floor(age / MINUTE) })
  if (age < 2 * DAY) return t('age.hoursAgo', { n: Math.floor(age / HOUR) })
  return t('age.daysAgo', { n: Math.floor(age / DAY) })
}

/** `0.4 km`, `320 m`: metres. */
export function distanceText(metres: number, t: Translate): string {
  if (metres < 1000) return t('unit.m', { n: Math.round(metres) })
  return t('unit.km', { n: (metres / 1000).toFixed(metres < 100_000 ? 1 : 0) })
}

/** `120.4520, 27.2830`: degrees WGS-84, about 11 m. */
export function positionText({ lon, lat }: LonLat): string {
  return `${lon.toFixed(4)}, ${lat.toFixed(4)}`
}

/** `138****0000`: enough to recognise a number, not to ring it from a screen that guests see. */
export function maskedPhone(phone: string): string {
  return phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
