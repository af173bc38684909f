import { err, ok, type Result } from '../base/result'
import { toWgs84 } from './datum'
import { distanceM, type Datum, type LonLat } from './position'

/** What is wrong with typed coordinates; the form says it in words. */
export type PositionProblem = 'empty' | 'two-numbers' | 'lon-range' | 'lat-range' | 'minutes' | 'same-axis'

export interface TypedPosition {
  /** Degrees WGS-84. */
  readonly at: LonLat
  /** As typed, in its own frame. */
  readonly original: LonLat & { readonly datum: Datum }
  /** The latitude came first. */
  readonly swapped: boolean
}

/** Frames by the names that people write beside the figures; the longer names first. */
const FRAME_NAMES: readonly (readonly [RegExp, Datum])[] = [
  [/gcj[-_ ]?0?2|火星坐标系?|国测局|高德|腾讯/giu, 'gcj02'],
  [/bd[-_ ]?0?9(?:ll)?|百度(?:坐标系?)?|baidu/giu, 'bd09'],
  [/wgs[-_ ]?(?:19)?84|cgcs[-_ ]?2000|(?:2000)?国家大地坐标系?|天地图|gps/giu, 'wgs84'],
]

/**
 * Takes the frame's name out of the text. Where two contradict each other both stay, and the
 * text is refused as no coordinates.
 */
function framed(text: string): { readonly text: string; readonly datum: Datum | null } {
  const named = FRAME_NAMES.filter(([name]) => text.search(name) >= 0)
  const [only] = named
  if (!only || named.length > 1) return { text, datum: null }
  return { text: text.replace(only[0], ' ').replace(/[()（）[\]【】]/g, ' '), datum: only[1] }
}

/** Everything that people write between and around the figures, brought to the marks ° ' " and the letters N S E W. */
function plain(text: string): string {
  return text
    .replace(/东经|经度|longitude|long|lon|lng/gi, ' E ')
    .replace(/西经/g, ' W ')
    .replace(/北纬|纬度|latitude|lat/gi, ' N ')
    .replace(/南纬/g, ' S ')
    .replace(/[º度]/g, '°')
    .replace(/[″“”秒]|''|′′/g, '"')
    .replace(/[′‘’分]/g, "'")
    .normalize('NFKC')
    .replace(/[,;、|/:=]/g, ' ')
    .toUpperCase()
    .trim()
}

interface Figure {
  readonly value: number
  readonly mark: string
}

interface Tokens {
  readonly figures: readonly Figure[]
  /** Each letter with the number of figures before it. */
  readonly letters: readonly { readonly letter: string; readonly after: number }[]
}

function tokens(input: string): Tokens | null {
  const figures: Figure[] = []
  const letters: { letter: string; after: number }[] = []
  const token = /\s*(?:([NSEW])|([+-]?\d+(?:\.\d+)?)\s*([°'"]?))\s*/y
  while (token.lastIndex < input.length) {
    const match = token.exec(input)
    if (!match) return null
    if (match[1]) letters.push({ letter: match[1], after: figures.length })
    else figures.push({ value: Number(match[2]), mark: match[3] ?? '' })
  }
  return { figures, letters }
}

/** The figures of the two coordinates: parted at the second degree mark or, without marks, in the middle. */
function halves(figures: readonly Figure[]): [readonly Figure[], readonly Figure[]] | null {
  const degrees = figures.flatMap(({ mark }, index) => (mark === '°' ? [index] : []))
  const middle = degrees.length === 2 ? (degrees[1] ?? 0) : figures.length % 2 === 0 && figures.length <= 6 ? figures.length / 2 : 0
  if (middle === 0 || (degrees.length === 2 && degrees[0] !== 0)) return null
  const parts: [readonly Figure[], readonly Figure[]] = [figures.slice(0, middle), figures.slice(middle)]
  return parts.some((part) => part.length === 0 || part.length > 3) ? null : parts
}

/** Degrees of up to three figures; null if minutes or seconds are beyond 60. */
function degreesOf(part: readonly Figure[]): number | null {
  const [degrees, minutes, seconds] = part
  const small = [minutes?.value ?? 0, seconds?.value ?? 0] as const
  if (small.some((value) => value < 0 || value >= 60)) return null
  const size = Math.abs(degrees?.value ?? 0) + small[0] / 60 + small[1] / 3600
  return (degrees?.value ?? 0) < 0 || Object.is(degrees?.value, -0) ? -size : size
}

type Axis = 'lon' | 'lat'
const axisOf = (letter: string | undefined): Axis | null => (letter === undefined ? null : letter === 'E' || letter === 'W' ? 'lon' : 'lat')
const signOf = (letter: string | undefined): number => (letter === 'S' || letter === 'W' ? -1 : 1)

/**
 * Reads coordinates as people write them: `120.452, 27.283`, `27.283 N 120.452 E`, `120°27′07″ 27°16′59″`,
 * `东经120度27分 北纬27度17分`. Without letters the first is the longitude, unless only the other order is possible.
 * `datum` is the frame in which they are meant, unless the text names one itself: `高德 120.4562, 27.2805`, `(GCJ-02)`.
 */
export function parsePosition(text: string, datum: Datum): Result<TypedPosition, PositionProblem> {
  const stated = framed(text.normalize('NFKC'))
  const frame = stated.datum ?? datum
  const input = plain(stated.text)
  if (input === '') return err('empty')
  const read = tokens(input)
  const parts = read && halves(read.figures)
  if (!read || !parts || read.letters.length > 2) return err('two-numbers')
  const values = [degreesOf(parts[0]), degreesOf(parts[1])] as const
  if (values[0] === null || values[1] === null) return err('minutes')
  const [one, two] = read.letters
  // A lone letter behind everything, or before the second coordinate, speaks of that one.
  const alone = one && !two && one.after >= parts[0].length + (one.after === read.figures.length ? 1 : 0) ? 1 : 0
  const letters = two ? [one?.letter, two.letter] : alone === 1 ? [undefined, one?.letter] : [one?.letter, undefined]
  const a = { value: values[0] * signOf(letters[0]), axis: axisOf(letters[0]) }
  const b = { value: values[1] * signOf(letters[1]), axis: axisOf(letters[1]) }
  if (a.axis !== null && a.axis === b.axis) return err('same-axis')
  const turned = a.axis === 'lat' || b.axis === 'lon' || (a.axis === null && b.axis === null && Math.abs(a.value) <= 90 && Math.abs(b.value) > 90)
  const lon = turned ? b.value : a.value
  const lat = turned ? a.value : b.value
  if (Math.abs(lon) > 180) return err('lon-range')
  if (Math.abs(lat) > 90) return err('lat-range')
  return ok({ at: toWgs84(lon, lat, frame), original: { lon, lat, datum: frame }, swapped: turned })
}

/** Degrees, minutes and seconds: `120°27′07.2″E 27°16′58.8″N`, for reading out over the radio. */
export function dmsText({ lon, lat }: LonLat): string {
  const one = (value: number, positive: string, negative: string) => {
    const tenths = Math.round(Math.abs(value) * 36_000)
    const degrees = Math.floor(tenths / 36_000)
    const minutes = Math.floor((tenths % 36_000) / 600)
    const seconds = (tenths % 600) / 10
    return `${degrees}°${String(minutes).padStart(2, '0')}′${seconds.toFixed(1).padStart(4, '0')}″${value < 0 ? negative : positive}`
  }
  return `${one(lon, 'E', 'W')} ${one(lat, 'N', 'S')}`
}

/** How a screen writes positions; each screen keeps its own. */
export const COORDINATE_FORMATS = ['decimal', 'dms', 'place'] as const
export type CoordinateFormat = (typeof COORDINATE_FORMATS)[number]

/** `120.45200, 27.28300`: degrees, longitude first, five decimals, so that it is true to a metre. */
export function decimalText({ lon, lat }: LonLat): string {
  return `${lon.toFixed(5)}, ${lat.toFixed(5)}`
}

/** The eight directions in which one place lies from another, clockwise from north. */
export const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
export type Direction = (typeof DIRECTIONS)[number]

const RAD = Math.PI / 180

/** Initial great-circle bearing from `a` to `b`, degrees clockwise from north, 0 to 360 (E. Williams, Aviation Formulary). */
export function bearingDeg(a: LonLat, b: LonLat): number {
  const dLon = (b.lon - a.lon) * RAD
  const y = Math.sin(dLon) * Math.cos(b.lat * RAD)
  const x = Math.cos(a.lat * RAD) * Math.sin(b.lat * RAD) - Math.sin(a.lat * RAD) * Math.cos(b.lat * RAD) * Math.cos(dLon)
  return (Math.atan2(y, x) / RAD + 360) % 360
}

export interface Named {
  readonly name: string
  readonly at: LonLat
}

/** Where `at` lies seen from the nearest named place. */
export interface FromPlace<P extends Named> {
  readonly place: P
  /** Metres from the place to the point. */
  readonly metres: number
  /** Null: on the spot (nearer than 30 m). */
  readonly direction: Direction | null
}

/** Nearer than this a point is at the place. Metres. */
const ON_THE_SPOT_M = 30

/** The nearest of `places` and where `at` lies from it; null if there is none. */
export function fromNearest<P extends Named>(at: LonLat, places: Iterable<P>): FromPlace<P> | null {
  let place: P | null = null
  let metres = Infinity
  for (const candidate of places) {
    const distance = distanceM(at, candidate.at)
    if (distance >= metres) continue
    place = candidate
    metres = distance
  }
  if (!place) return null
  const step = Math.round(bearingDeg(place.at, at) / 45) % 8
  return { place, metres, direction: metres < ON_THE_SPOT_M ? null : (DIRECTIONS[step] ?? 'n') }
}
