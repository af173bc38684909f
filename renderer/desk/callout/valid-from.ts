import type { EpochMs } from '../../../shared/base/time'
import { instantOf, wallTime } from '../../../shared/base/zone'

const two = (n: number) => String(n).padStart(2, '0')

/** `2026-08-10T14:05`, as a field for a moment holds it, on the jurisdiction's clocks. */
export function momentField(at: EpochMs, zone: string): string {
  const { year, month, day, hour, minute } = wallTime(at, zone)
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** The moment that such a field means; null if it is none. */
export function readMoment(text: string, zone: string): EpochMs | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null
  const asUtc = Date.parse(`${text}:00Z`)
  return Number.isNaN(asUtc) ? null : instantOf(asUtc, zone)
}
