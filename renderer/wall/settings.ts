import { wallIdSchema, wallPartSchema, WHOLE_WALL, type WallPart } from '../../shared/domain/wall/state'
import { asWallId, type WallId } from '../../shared/base/ids'
import { LANGUAGES, type Language } from '../../shared/i18n/catalogue'
import { keep, kept } from '../state/keep'
import { DEFAULT_SEAT, type Seat } from './legibility'

/** Metres; outside it is a slip of the finger. */
const LIMITS = { distanceM: [0.5, 60], screenHeightM: [0.2, 12] } as const

type Stored = (key: string) => string | null

/** How this screen stands in the room and what it is part of. */
export interface WallSettingsHere {
  readonly seat: Seat
  readonly wallId: WallId
  readonly part: WallPart
  /** Mouse and touch move its map. */
  readonly interactive: boolean
}

export const DEFAULT_WALL_ID = asWallId('main')

function metres(text: string | null, [least, most]: readonly [number, number]): number | null {
  if (text === null || !/^\d+(\.\d+)?$/.test(text.trim())) return null
  const value = Number(text)
  return value >= least && value <= most ? value : null
}

/** The seat from an address's query (`?distance=10&height=2.2`, metres), else the stored one, else the default. */
export function readSeat(search: string, stored: Stored): Seat {
  const query = new URLSearchParams(search)
  const one = (name: string, key: 'distanceM' | 'screenHeightM') =>
    metres(query.get(name), LIMITS[key]) ?? metres(stored(`wall.${name}`), LIMITS[key]) ?? DEFAULT_SEAT[key]
  return { distanceM: one('distance', 'distanceM'), screenHeightM: one('height', 'screenHeightM') }
}

function wallIdOf(text: string | null): WallId | null {
  const read = wallIdSchema.safeParse(text)
  return read.success ? read.data : null
}

/** `1,0,3,1`: the second of three screens beside each other. Null: it is no part of any wall. */
export function partOf(text: string | null): WallPart | null {
  const numbers = /^(\d+),(\d+),(\d+),(\d+)$/.exec(text?.trim() ?? '')
  if (!numbers) return null
  const [column, row, columns, rows] = numbers.slice(1).map(Number)
  const read = wallPartSchema.safeParse({ column, row, columns, rows })
  return read.success ? read.data : null
}

export const partText = ({ column, row, columns, rows }: WallPart): string => [column, row, columns, rows].join(',')

/** Which screen of which wall this is (`?wall=left&part=0,0,2,1`), from the address, else as stored, else the whole of `main`. */
export function readPlace(search: string, stored: Stored): Pick<WallSettingsHere, 'wallId' | 'part' | 'interactive'> {
  const query = new URLSearchParams(search)
  const interactive = query.get('interactive') ?? stored('wall.interactive')
  return {
    wallId: wallIdOf(query.get('wall')) ?? wallIdOf(stored('wall.id')) ?? DEFAULT_WALL_ID,
    part: partOf(query.get('part')) ?? partOf(stored('wall.part')) ?? WHOLE_WALL,
    interactive: interactive === '1',
  }
}

/** The language asked for in the address (`?lang=en`), or null: a wall has no keyboard to switch it. */
export function languageAsked(search: string): Language | null {
  const asked = new URLSearchParams(search).get('lang')
  return LANGUAGES.find((language) => language === asked) ?? null
}

/** Reads the settings of this screen and keeps them, so that the next start needs no query. */
export function startSettings(search: string): WallSettingsHere {
  const settings = { seat: readSeat(search, kept), ...readPlace(search, kept) }
  keep('wall.distance', String(settings.seat.distanceM))
  keep('wall.height', String(settings.seat.screenHeightM))
  keep('wall.id', settings.wallId)
  keep('wall.part', partText(settings.part))
  keep('wall.interactive', settings.interactive ? '1' : '0')
  return settings
}
