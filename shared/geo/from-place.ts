import type { Named } from './coordinates'
import type { LonLat } from './position'
import { destination } from './sphere'

/** A place, and how far in which direction from it, as one reading of what was typed. */
export interface PlaceReading {
  readonly place: string
  /** Degrees clockwise from north. */
  readonly bearing: number
  readonly metres: number
}

/** Farther than this nobody tells a place by another one. Metres. */
export const FARTHEST_M = 500_000

const CHINESE: Readonly<Record<string, number>> = { 东北: 45, 东南: 135, 西南: 225, 西北: 315, 北: 0, 东: 90, 南: 180, 西: 270 }
const COMPASS = ['n', 'nne', 'ne', 'ene', 'e', 'ese', 'se', 'sse', 's', 'ssw', 'sw', 'wsw', 'w', 'wnw', 'nw', 'nnw'] as const
const WORDS: Readonly<Record<string, string>> = { north: 'n', east: 'e', south: 's', west: 'w' }

/** Metres in a unit. 里 is the half kilometre of everyday speech. */
const UNITS: Readonly<Record<string, number>> = {
  公里: 1000, 千米: 1000, 海里: 1852, 米: 1, 里: 500,
  km: 1000, kilometre: 1000, kilometres: 1000, kilometer: 1000, kilometers: 1000,
  m: 1, metre: 1, metres: 1, meter: 1, meters: 1,
  nm: 1852, nmi: 1852, mile: 1609.344, miles: 1609.344, mi: 1609.344,
}
const longestFirst = (words: Iterable<string>): string => [...words].toSorted((a, b) => b.length - a.length).join('|')

const DISTANCE = `(?<n>\\d+(?:\\.\\d+)?)\\s*(?<unit>${longestFirst(Object.keys(UNITS))})`
const NAMED_WAY = `(?:${longestFirst(Object.keys(CHINESE))})`
/** 北偏东 30 度: that many degrees from the first direction towards the second. */
const LEANING_WAY = '[北南]偏[东西]\\s*\\d+(?:\\.\\d+)?\\s*[°度]'
const DEGREES_WAY = '(?:方位角?|bearing)?\\s*(?<![\\d.])\\d{1,3}(?:\\.\\d+)?\\s*(?:°|度|degrees|deg)'
const HAN_WAY = `(?<han>${LEANING_WAY}|${NAMED_WAY}|${DEGREES_WAY})`
const LATIN_WAY = `(?<latin>(?:north|south)[- ]?(?:east|west)|north|east|south|west|${longestFirst(COMPASS)}|${DEGREES_WAY})`
const ABOUT = '(?:约|大约|大概|about|approx\\.?)?'
const AFTER_WAY = '(?:方向|方位|方|面|侧|边|部)?'
const AFTER_DISTANCE = '(?:左右|处|远|外|的地方)?'
const GAP = '[\\s,]*'

/** What people write, each with the place anywhere but inside: later readings only where the place's name allows it. */
const FORMS: readonly RegExp[] = [
  // 观美水库 东北 1.2 km, 观美水库以北 800 米, 观美水库东北方向约1.2公里
  `^(?<place>.+?)${GAP}(?:的|以|往|向|朝|正|之)?(?:正)?${HAN_WAY}${AFTER_WAY}${GAP}${ABOUT}${GAP}${DISTANCE}${AFTER_DISTANCE}$`,
  // 观美水库 1.2 公里 东北方向
  `^(?<place>.+?)${GAP}${ABOUT}\\s*${DISTANCE}(?:处|的|以|,)?\\s*${HAN_WAY}${AFTER_WAY}$`,
  // 1.2 km NE of Guanmei Reservoir
  `^${ABOUT}\\s*${DISTANCE}\\s+(?:to the\\s+|due\\s+)?${LATIN_WAY}\\s+(?:of|from)\\s+(?<place>.+)$`,
  // Guanmei Reservoir NE 1.2 km, Guanmei Reservoir, 1.2 km north-east
  `^(?<place>.+?)[\\s,]+(?:due\\s+)?${LATIN_WAY}[\\s,]+${ABOUT}\\s*${DISTANCE}$`,
  `^(?<place>.+?)[\\s,]+${ABOUT}\\s*${DISTANCE}\\s+(?:to the\\s+|due\\s+)?${LATIN_WAY}$`,
].map((source) => new RegExp(source, 'iu'))

function bearingOf(way: string): number | null {
  const word = way.toLowerCase()
  const named = CHINESE[word]
  if (named !== undefined) return named
  const figure = Number(/\d+(?:\.\d+)?/.exec(word)?.[0])
  const leaning = /^([北南])偏([东西])/.exec(word)
  if (leaning) {
    if (figure > 90) return null
    const east = leaning[2] === '东'
    return leaning[1] === '北' ? (east ? figure : (360 - figure) % 360) : east ? 180 - figure : 180 + figure
  }
  if (Number.isFinite(figure)) return figure > 360 ? null : figure % 360
  const letters = word.replace(/north|east|south|west/g, (found) => WORDS[found] ?? '').replace(/[^nesw]/g, '')
  const step = COMPASS.findIndex((one) => one === letters)
  return step < 0 ? null : step * 22.5
}

/**
 * Reads a place told by another one: `观美水库 东北 1.2 km`, `观美水库以北 800 米`, `1.2 km NE of Guanmei Reservoir`. The
 * direction is one of eight in Chinese and of sixteen in English, or degrees (`北偏东 30 度`, `045°`). There can be several
 * readings where a name ends like a direction begins (`山东北 1 km`); none where it is something else, or farther than
 * `FARTHEST_M`. Figures are digits.
 */
export function readFromPlace(text: string): readonly PlaceReading[] {
  const input = text.normalize('NFKC').replace(/[,、;。]/g, ',').trim().replace(/^(?:距离?|离)\s*/u, '')
  const found = new Map<string, PlaceReading>()
  const keep = (place: string | undefined, way: string | undefined, n: string | undefined, unit: string | undefined): void => {
    const name = place?.replace(/^[\s,]+|[\s,]+$/g, '') ?? ''
    const bearing = way === undefined ? null : bearingOf(way)
    const metres = Number(n) * (UNITS[unit?.toLowerCase() ?? ''] ?? Number.NaN)
    // 东北 1.2 km names no place; 北偏东 95 度 is no direction, and no part of a name either.
    if (/^[东西南北]*$|[北南]偏[东西]$/u.test(name) || bearing === null || !(metres <= FARTHEST_M)) return
    found.set(`${name} ${bearing}`, { place: name, bearing, metres })
  }
  for (const form of FORMS) {
    const groups = form.exec(input)?.groups
    if (!groups) continue
    const { place, han, latin, n, unit } = groups
    keep(place, han ?? latin, n, unit)
    // 山东北: also the place 山东 and the direction 北.
    if (han !== undefined && han.length === 2 && CHINESE[han] !== undefined) keep(`${place ?? ''}${han.slice(0, 1)}`, han.slice(1), n, unit)
  }
  return [...found.values()]
}

export interface PointFromPlace<P extends Named> extends PlaceReading {
  readonly known: P
  readonly at: LonLat
}

/** The points that `text` can mean; `find` gives the places of a name, best first. */
export function pointsFromPlace<P extends Named>(text: string, find: (name: string) => readonly P[]): readonly PointFromPlace<P>[] {
  return readFromPlace(text).flatMap((reading) => find(reading.place).map((known) => ({ ...reading, known, at: destination(known.at, reading.bearing, reading.metres) })))
}
