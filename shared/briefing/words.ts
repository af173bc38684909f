import type { EpochMs } from '../base/time'
import { HOUR, MINUTE } from '../base/time'
import { wallTime } from '../base/zone'
import type { WindForce } from '../domain/typhoon/state'
import type { LonLat } from '../geo/position'
import type { Language, Translate } from '../i18n/catalogue'
import type { Bilingual } from '../pack/schema'
import { STEP, type Change, type Unit } from './changes'
import type { Spread } from './content'

/** How a briefing writes: in which language, and by the clocks of which zone. */
export interface Words {
  readonly t: Translate
  readonly language: Language
  readonly zone: string
}

/** What stands where nobody knows. */
export const UNKNOWN = '–'

const two = (n: number): string => String(n).padStart(2, '0')

export const say = ({ language }: Pick<Words, 'language'>, text: Bilingual): string => text[language]

/** `10日 17:51`. */
export function hourText(at: EpochMs, { t, zone }: Words): string {
  const { day, hour, minute } = wallTime(at, zone)
  return t('briefing.hour', { day, time: `${two(hour)}:${two(minute)}` })
}

/** `8月10日 17:51`. */
export function dateText(at: EpochMs, { t, zone }: Words): string {
  const { month, day, hour, minute } = wallTime(at, zone)
  return t('briefing.date', { month, day, time: `${two(hour)}:${two(minute)}` })
}

/** `2026-11-22 14:25 UTC+8`: with its year and zone, for stamps. */
export function stampText(at: EpochMs, zone: string): string {
  const { year, month, day, hour, minute } = wallTime(at, zone)
  const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE) / MINUTE)
  const sign = offset < 0 ? '-' : '+'
  const [h, m] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)} UTC${sign}${h}${m === 0 ? '' : `:${two(m)}`}`
}

/** `12,345`, or a dash. */
export const numberText = (value: number | null | undefined): string => (value == null ? UNKNOWN : Math.round(value).toLocaleString('en-US'))

/** `123 km`. */
export const kmText = (metres: number): string => `${Math.round(metres / 1000).toLocaleString('en-US')} km`

/** `0:28`, `14:05`, `1:02:03`; a dash for what has not happened. */
export function lengthText(ms: number | null): string {
  if (ms === null) return UNKNOWN
  const seconds = Math.round(Math.max(0, ms) / 1000)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** `27.14°N 120.43°E`. */
export function placeText({ lon, lat }: LonLat): string {
  return `${Math.abs(lat).toFixed(2)}°${lat < 0 ? 'S' : 'N'} ${Math.abs(lon).toFixed(2)}°${lon < 0 ? 'W' : 'E'}`
}

const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const

/** 东南, south-east: degrees from north. */
export function directionText(bearingDeg: number, { t }: Pick<Words, 't'>): string {
  const index = Math.round((((bearingDeg % 360) + 360) % 360) / 45) % 8
  return t(`briefing.direction.${DIRECTIONS[index] ?? 'n'}`)
}

export const forceText = (force: WindForce, { t }: Pick<Words, 't'>): string => t(`typhoon.force.${force}`)

/** How many of how many are within the target, and the longest; or that there is none yet. */
export function spreadText({ samples, within, worstMs }: Spread, { t }: Words): string {
  if (samples === 0) return t('briefing.spread.none')
  return t('briefing.spread', { worst: lengthText(worstMs), within, n: samples })
}

/** What a figure is, with what it is about. */
export function figureText({ figure, about }: Pick<Change, 'figure' | 'about'>, words: Words): string {
  const { t } = words
  const name = t(`briefing.figure.${figure}`)
  if (about === null) return name
  if ('town' in about) return t('briefing.about.town', { town: say(words, about.town), figure: name })
  return t('briefing.about.inside', { force: forceText(about.force, words), kind: t(`briefing.kind.${about.kind}`) })
}

/** One value as it is written. */
export function valueText(value: Change['before'], unit: Unit, words: Words): string {
  if (value === null) return UNKNOWN
  if (typeof value !== 'number') return say(words, value)
  switch (unit) {
    case 'm':
      return kmText(value)
    case 'mps':
      return `${Math.round(value)} m/s`
    case 'hpa':
      return `${Math.round(value)} hPa`
    case 'ms':
      return lengthText(value)
    case 'time':
      return dateText(value, words)
    case 'count':
    case 'persons':
    case 'text':
      return numberText(value)
  }
}

/** A change in words: 增加 12, 提前 2 小时 10 分, 由 … 变为 …. */
export function changeText({ before, after, unit }: Change, words: Words): string {
  const { t } = words
  if (before === null) return t('briefing.change.known')
  if (after === null) return t('briefing.change.unknown')
  if (typeof before !== 'number' || typeof after !== 'number') return t('briefing.change.other')
  // Of the numbers as they are written: 434 km and 225 km are 209 km apart, whatever was behind the point.
  const step = STEP[unit]
  const by = Math.abs(Math.round(after / step) - Math.round(before / step)) * step
  if (unit === 'time') {
    const minutes = Math.round(by / MINUTE)
    const length = t('briefing.change.length', { h: Math.floor((minutes * MINUTE) / HOUR), m: minutes % 60 })
    return t(after < before ? 'briefing.change.earlier' : 'briefing.change.later', { by: length })
  }
  const text = valueText(by, unit, words)
  return t(after > before ? 'briefing.change.more' : 'briefing.change.less', { by: text })
}
