import type { EpochMs } from '../../shared/base/time'
import type { Typhoon, WindForce } from '../../shared/domain/typhoon/state'
import type { Language, Translate } from '../../shared/i18n/catalogue'
import { shortTimeText } from './format'

const dayHour = new Map<string, Intl.DateTimeFormat>()

function partsOf(at: EpochMs, zone: string): { day: string; hour: string } {
  let format = dayHour.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', hour: '2-digit', hourCycle: 'h23' })
    dayHour.set(zone, format)
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return { day: parts.get('day') ?? '', hour: parts.get('hour') ?? '' }
}

/** `8日20时`: a moment of a storm in the jurisdiction's zone. */
export function stormHourText(at: EpochMs, zone: string, t: Translate): string {
  return t('typhoon.fixTime', partsOf(at, zone))
}

/** `8日 20:35`. */
export function stormTimeText(at: EpochMs, zone: string, t: Translate): string {
  return t('typhoon.momentTime', { day: partsOf(at, zone).day, time: shortTimeText(at, zone) })
}

export function forceText(force: WindForce, t: Translate): string {
  return t(`typhoon.force.${force}`)
}

/** `桑美 45 m/s 950 hPa`; parts that nobody knows are left out. */
export function stormText(name: Typhoon['name'], windMps: number | null, pressureHpa: number | null, language: Language): string {
  const parts = [language === 'zh' ? name.zh : name.en]
  if (windMps !== null) parts.push(`${Math.round(windMps)} m/s`)
  if (pressureHpa !== null) parts.push(`${Math.round(pressureHpa)} hPa`)
  return parts.join(' ')
}
