import { LANGUAGES, type Language } from '../../shared/i18n/catalogue'
import { keep, kept } from '../state/keep'
import { DEFAULT_SEAT, type Seat } from './legibility'

/** Metres; outside it is a slip of the finger. */
const LIMITS = { distanceM: [0.5, 60], screenHeightM: [0.2, 12] } as const

function metres(text: string | null, [least, most]: readonly [number, number]): number | null {
  if (text === null || !/^\d+(\.\d+)?$/.test(text.trim())) return null
  const value = Number(text)
  return value >= least && value <= most ? value : null
}

/** The seat from an address's query (`?distance=10&height=2.2`, metres), else the stored one, else the default. */
export function readSeat(search: string, stored: (key: string) => string | null): Seat {
  const query = new URLSearchParams(search)
  const one = (name: string, key: 'distanceM' | 'screenHeightM') =>
    metres(query.get(name), LIMITS[key]) ?? metres(stored(`wall.${name}`), LIMITS[key]) ?? DEFAULT_SEAT[key]
  return { distanceM: one('distance', 'distanceM'), screenHeightM: one('height', 'screenHeightM') }
}

/** The language asked for in the address (`?lang=en`), or null: a wall has no keyboard to switch it. */
export function languageAsked(search: string): Language | null {
  const asked = new URLSearchParams(search).get('lang')
  return LANGUAGES.find((language) => language === asked) ?? null
}

/** Reads the seat of this wall and keeps it, so that the next start needs no query. */
export function startSeat(search: string): Seat {
  const seat = readSeat(search, kept)
  keep('wall.distance', String(seat.distanceM))
  keep('wall.height', String(seat.screenHeightM))
  return seat
}
