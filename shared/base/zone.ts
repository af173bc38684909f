import { DAY, MINUTE, type EpochMs } from './time'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone)
  if (!known) {
    known = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(zone, known)
  }
  return known
}

export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** What a clock on the wall shows in an IANA zone. Throws `RangeError` for an unknown zone. */
export function wallTime(at: EpochMs, zone: string): WallTime {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatter(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second }
}

/** `YYYY-MMDD` of a moment in a zone: the head of an incident's number. */
export function dayPrefix(at: EpochMs, zone: string): string {
  const { year, month, day } = wallTime(at, zone)
  return `${year}-${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`
}

/** First instant of the day that contains `at` in a zone. */
export function startOfDay(at: EpochMs, zone: string): EpochMs {
  const { year, month, day } = wallTime(at, zone)
  return instantOf(Date.UTC(year, month - 1, day), zone)
}

/** Last millisecond of `YYYY-MM-DD` in a zone: until then a certificate with that date is valid. */
export function endOfDay(isoDate: string, zone: string): EpochMs {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number)
  return instantOf(Date.UTC(year, month - 1, day) + DAY, zone) - 1
}

/** The instant at which clocks in `zone` show what a UTC clock shows at `asUtc`; two rounds settle a change of offset. */
export function instantOf(asUtc: EpochMs, zone: string): EpochMs {
  let at = asUtc
  for (let round = 0; round < 2; round++) at = asUtc - offsetAt(at, zone)
  return at
}

function offsetAt(at: EpochMs, zone: string): number {
  const { year, month, day, hour, minute, second } = wallTime(at, zone)
  const shown = Date.UTC(year, month - 1, day, hour, minute, second)
  return Math.round((shown - at) / MINUTE) * MINUTE
}
