import type { EpochMs } from '../../../shared/base/time'
import { instantOf, wallTime } from '../../../shared/base/zone'

const two = (n: number) => String(n).padStart(2, '0')

/** What a field for date and time shows of a moment, in a zone: `2026-07-28T14:03:05`. */
export function fieldText(at: EpochMs, zone: string): string {
  const { year, month, day, hour, minute, second } = wallTime(at, zone)
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
}

/** The moment that a field for date and time means in a zone; null: it is not filled in. */
export function fieldMoment(text: string, zone: string): EpochMs | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/.exec(text)
  if (!parts) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  const at = instantOf(Date.UTC(year, month - 1, day, hour, minute, second), zone)
  return Number.isNaN(at) ? null : at
}
