import type { LonLat } from '../../shared/geo/position'
import type { HeatOnMap, LayerKey, MapData, PointsOnMap } from './types'

/** More points than this in one layer are refused: a screen that hangs helps nobody. */
export const MAX_POINTS = 200_000

/** What is wrong with a layer's data. Data, so that every screen says it in its own language. */
export type LayerProblem =
  | { readonly code: 'too-many'; readonly count: number; readonly limit: number }
  /** Longitude and latitude stand in each other's place, as in this example. */
  | { readonly code: 'swapped'; readonly lon: number; readonly lat: number }
  /** So many of so many have coordinates that are no place on earth. The others are drawn unless it is most of them. */
  | { readonly code: 'bad-coordinates'; readonly count: number; readonly of: number }
  /** The whole set is refused for the coordinates of one row, counted from 1. */
  | { readonly code: 'outside'; readonly row: number; readonly lon: number; readonly lat: number }
  /** A column has another length than the others. */
  | { readonly code: 'columns-differ'; readonly column: string }
  /** Lines or areas that cannot be drawn; the first of them by id. */
  | { readonly code: 'bad-geometry'; readonly id: string; readonly count: number }

/** Points that may be drawn. */
export interface GoodPoints {
  readonly size: number
  /** [lon, lat] pairs. */
  readonly lonLat: Float64Array
  /** Place of each in the source's columns; null: the same. */
  readonly rows: Uint32Array | null
}

export interface Checked<T> {
  readonly value: T
  readonly problem: LayerProblem | null
}

const NO_POINTS: GoodPoints = { size: 0, lonLat: new Float64Array(0), rows: null }

/** True for a place on earth that the map can show; the projection ends at 85.05 degrees. */
export function isPlace(lon: unknown, lat: unknown): boolean {
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85.05
}

/** No place as it stands, but one with both exchanged: 27, 120 for 120, 27. */
const isSwapped = (lon: number, lat: number) => Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 85.05

/** True if so much of it is wrong that what is left would mislead. */
const mostlyBad = (bad: number, all: number) => bad * 2 > all

/** What `bad` of `all` rows have; `lon`, `lat` is one of them. */
export function problemOf(bad: number, all: number, lon: number, lat: number): LayerProblem {
  return isSwapped(lon, lat) ? { code: 'swapped', lon, lat } : { code: 'bad-coordinates', count: bad, of: all }
}

/** Looks at `size` pairs: good ones are kept in their order. */
export function checkPairs(size: number, at: (row: number) => readonly [lon: number, lat: number]): Checked<GoodPoints> {
  if (size > MAX_POINTS) return { value: NO_POINTS, problem: { code: 'too-many', count: size, limit: MAX_POINTS } }
  const lonLat = new Float64Array(size * 2)
  const rows = new Uint32Array(size)
  let kept = 0
  let swapped: readonly [number, number] | null = null
  for (let row = 0; row < size; row++) {
    const [lon, lat] = at(row)
    if (isPlace(lon, lat)) {
      lonLat[kept * 2] = lon
      lonLat[kept * 2 + 1] = lat
      rows[kept++] = row
    } else if (!swapped && isSwapped(lon, lat)) swapped = [lon, lat]
  }
  const bad = size - kept
  if (bad === 0) return { value: { size, lonLat, rows: null }, problem: null }
  const problem: LayerProblem = swapped
    ? { code: 'swapped', lon: swapped[0], lat: swapped[1] }
    : { code: 'bad-coordinates', count: bad, of: size }
  if (mostlyBad(bad, size)) return { value: NO_POINTS, problem }
  return { value: { size: kept, lonLat: lonLat.slice(0, kept * 2), rows: rows.slice(0, kept) }, problem }
}

type Columns = PointsOnMap['set']

function pointsNow(set: Columns): Checked<GoodPoints> {
  const { size, lonLat, ids, names, townshipOf, details } = set
  const lengths: readonly (readonly [string, number])[] = [
    ['lonLat', lonLat.length / 2],
    ['ids', ids.length],
    ['names', names.length],
    ['townshipOf', townshipOf.length],
    ...details.map(({ heading, values }) => [heading, values.length] as const),
  ]
  const uneven = lengths.find(([, length]) => length !== size)
  if (uneven) return { value: NO_POINTS, problem: { code: 'columns-differ', column: uneven[0] } }
  return checkPairs(size, (row) => [lonLat[row * 2] ?? NaN, lonLat[row * 2 + 1] ?? NaN])
}

const points = new WeakMap<Columns, Checked<GoodPoints>>()
/** Checks a point set, once for each object. */
export function checkPoints(set: Columns): Checked<GoodPoints> {
  let known = points.get(set)
  if (!known) points.set(set, (known = pointsNow(set)))
  return known
}

const heats = new WeakMap<HeatOnMap, Checked<GoodPoints>>()
/** Checks the cells of a heat map, once for each object. */
export function checkHeat(heat: HeatOnMap): Checked<GoodPoints> {
  let known = heats.get(heat)
  if (!known) {
    const { size, lonLat, weight } = heat
    known =
      lonLat.length < size * 2 || weight.length < size
        ? { value: NO_POINTS, problem: { code: 'columns-differ', column: lonLat.length < size * 2 ? 'lonLat' : 'weight' } }
        : checkPairs(size, (row) => (Number.isFinite(weight[row]) ? [lonLat[row * 2] ?? NaN, lonLat[row * 2 + 1] ?? NaN] : [NaN, NaN]))
    heats.set(heat, known)
  }
  return known
}

/** Every pair of coordinates, however deep: GeoJSON nests by kind of geometry. */
function arePlaces(coordinates: unknown): boolean {
  if (!Array.isArray(coordinates)) return false
  if (typeof coordinates[0] === 'number' || coordinates[0] === null) return isPlace(coordinates[0], coordinates[1])
  return coordinates.every(arePlaces)
}

/** Least corners that a drawing needs. */
function isWhole(type: unknown, coordinates: unknown): boolean {
  if (!Array.isArray(coordinates)) return false
  if (type === 'Point') return coordinates.length >= 2 && typeof coordinates[0] === 'number'
  if (type === 'MultiPoint') return coordinates.length > 0
  if (type === 'LineString') return coordinates.length >= 2
  if (type === 'MultiLineString') return coordinates.every((line) => isWhole('LineString', line))
  if (type === 'Polygon') return coordinates.length > 0 && coordinates.every((ring) => Array.isArray(ring) && ring.length >= 4)
  if (type === 'MultiPolygon') return coordinates.every((polygon) => isWhole('Polygon', polygon))
  return false
}

/** True if it is a geometry of a known kind whose corners are all places on earth. */
export function isGeometry(geometry: unknown): boolean {
  if (typeof geometry !== 'object' || geometry === null) return false
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
  return isWhole(type, coordinates) && arePlaces(coordinates)
}

const marks = new WeakMap<readonly object[], Checked<readonly object[]>>()
/** The marks that can be drawn: the same array if all can. Looks once at each array. */
function checkMarks<T extends { readonly id: string }>(all: readonly T[], isGood: (mark: T) => boolean, example?: (mark: T) => LonLat): Checked<readonly T[]> {
  const known = marks.get(all)
  if (known) return known as Checked<readonly T[]>
  const good = all.filter(isGood)
  const bad = all.length - good.length
  let checked: Checked<readonly T[]>
  if (all.length > MAX_POINTS) checked = { value: [], problem: { code: 'too-many', count: all.length, limit: MAX_POINTS } }
  else if (bad === 0) checked = { value: all, problem: null }
  else {
    const wrong = all.filter((mark) => !isGood(mark))
    const turned = example && wrong.map(example).find(({ lon, lat }) => isSwapped(lon, lat))
    const problem: LayerProblem = turned
      ? { code: 'swapped', lon: turned.lon, lat: turned.lat }
      : example
        ? { code: 'bad-coordinates', count: bad, of: all.length }
        : { code: 'bad-geometry', id: wrong[0]?.id ?? '', count: bad }
    checked = { value: mostlyBad(bad, all.length) ? [] : good, problem }
  }
  marks.set(all, checked)
  return checked
}

const networks = new WeakMap<GeoJSON.FeatureCollection, Checked<GeoJSON.FeatureCollection>>()
function checkRoads(roads: GeoJSON.FeatureCollection): Checked<GeoJSON.FeatureCollection> {
  let known = networks.get(roads)
  if (!known) {
    const features = Array.isArray(roads.features) ? roads.features : []
    const good = features.filter(({ geometry }) => isGeometry(geometry))
    const bad = features.length - good.length
    known =
      bad === 0 && features === roads.features
        ? { value: roads, problem: null }
        : { value: { type: 'FeatureCollection', features: good }, problem: { code: 'bad-geometry', id: String(features.find(({ geometry }) => !isGeometry(geometry))?.id ?? ''), count: bad } }
    networks.set(roads, known)
  }
  return known
}

const pointMark = ({ at }: { readonly at: LonLat }) => isPlace(at.lon, at.lat)
const place = ({ at }: { readonly at: LonLat }) => at
const shaped = ({ geometry }: { readonly geometry: unknown }) => isGeometry(geometry)

/** What can be drawn of `data`, and per switch what is wrong. Parts that are the same arrays as before cost nothing. */
export function checkData(data: MapData): { readonly data: MapData; readonly problems: Readonly<Partial<Record<LayerKey, LayerProblem>>> } {
  const problems: Partial<Record<LayerKey, LayerProblem>> = {}
  const told = <T>(key: LayerKey, { value, problem }: Checked<T>): T => {
    if (problem) problems[key] = problem
    return value
  }
  for (const { set } of data.points) told(set.id, checkPoints(set))
  for (const heat of data.heats) told(`heat:${heat.id}`, checkHeat(heat))
  const areas = checkMarks(data.areas, shaped)
  if (areas.problem) for (const { of } of data.areas) problems[`${of === 'stations' ? 'station' : of === 'teams' ? 'team' : 'lost'}-areas`] = areas.problem
  if (data.surroundings && !(isGeometry(data.surroundings.outline) && pointMark(data.surroundings))) problems['surroundings'] = { code: 'bad-geometry', id: '', count: 1 }
  const clean: MapData = {
    ...data,
    incidents: told('incidents', checkMarks(data.incidents, pointMark, place)),
    teams: told('teams', checkMarks(data.teams, pointMark, place)),
    stations: told('stations', checkMarks(data.stations, pointMark, place)),
    shelters: told('shelters', checkMarks(data.shelters, pointMark, place)),
    hazards: told('hazards', checkMarks(data.hazards, pointMark, place)),
    places: told('places', checkMarks(data.places, pointMark, place)),
    routes: told('routes', checkMarks(data.routes, ({ geometry }) => isGeometry({ type: 'LineString', coordinates: geometry }))),
    closures: told('closures', checkMarks(data.closures, shaped)),
    roads: data.roads && told('roads', checkRoads(data.roads)),
    trails: told('trails', checkMarks(data.trails, ({ path }) => path.length >= 4 && path.every(Number.isFinite))),
    imported: told('imported', checkMarks(data.imported, shaped)),
    surroundings: data.surroundings && isGeometry(data.surroundings.outline) && pointMark(data.surroundings) ? data.surroundings : null,
    shapes: told('shapes', checkMarks(data.shapes, shaped)),
    areas: areas.value,
    riskAreas: told('risk-areas', checkMarks(data.riskAreas, shaped)),
  }
  return { data: clean, problems }
}

