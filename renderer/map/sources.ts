import { MINUTE, type EpochMs } from '../../shared/base/time'
import type { Occupancy } from '../../shared/relocation/occupancy'
import type { CoverageState } from '../../shared/dispatch/coverage'
import { isHeat, SEVERITY_WEIGHT, type IncidentGrid } from '../../shared/domain/incident/heat'
import type { Incident } from '../../shared/domain/incident/state'
import type { Translate } from '../../shared/i18n/catalogue'
import { READING_STATES } from '../../shared/pack/points'
import type { Shelter } from '../../shared/pack/schema'
import type { HeatGrid, Reading } from '../../shared/protocol/messages'
import { gravestState } from '../state/readings'
import type { PointSet, PointSetError, PointSetState } from '../state/points'
import { onTrackGroup, trackGroup } from '../state/tracks'
import { statusByAge, type LayerStatus } from './status'
import type { MovingSource } from './moving-types'
import type { AreaMark, HeatOnMap, ShelterMark } from './types'

/** Fishing vessels report every 3 to 10 minutes by Beidou: twice that and half as much again is old. */
export const VESSEL_STALE_MS = 25 * MINUTE
/** Past this age a shelter's count and a sensor's value are history. */
export const READING_STALE_MS = 60 * MINUTE

type Readings = ReadonlyMap<string, readonly Reading[]>

/** Moving objects of a group of the tracks store (`vessel`), as a source that the map follows by itself. */
export function trackSource(group: string, now: () => EpochMs, staleMs: number): MovingSource {
  return { subscribe: (changed) => onTrackGroup(group, changed), read: () => trackGroup(group), now, staleMs }
}

const states = new WeakMap<Readings, Map<PointSet, Uint8Array | null>>()
/** Per point the gravest state of its readings; null: the set has none and is no set of sensors. */
export function pointStates(set: PointSet, readings: Readings): Uint8Array | null {
  let known = states.get(readings)
  if (!known) states.set(readings, (known = new Map()))
  const before = known.get(set)
  if (before !== undefined) return before
  let found = set.kind === 'sensor'
  const column = new Uint8Array(set.size).fill(255)
  const prefix = `${set.id}:`
  for (const [id, of] of readings) {
    if (!id.startsWith(prefix)) continue
    const row = set.row(id.slice(prefix.length))
    const state = gravestState(of)
    if (row === undefined || state === null) continue
    column[row] = READING_STATES.indexOf(state)
    found = true
  }
  const result = found ? column : null
  known.set(set, result)
  return result
}

/** Time of the newest reading of a set's points, or null. */
export function newestReading(set: string, readings: Readings): EpochMs | null {
  let newest: EpochMs | null = null
  for (const [id, of] of readings) {
    if (!id.startsWith(`${set}:`)) continue
    for (const { at } of of) newest = Math.max(newest ?? 0, at)
  }
  return newest
}

/** Shelters with what their feed says of them; where no feed does, or it is past its limit, with their check-ins. */
export function shelterMarks(shelters: readonly Shelter[], readings: Readings, now: EpochMs, checkIns?: ReadonlyMap<string, Occupancy>): ShelterMark[] {
  return shelters.map(({ id, name, nameEn, at, township, capacity }) => {
    const reading = readings.get(`shelter:${id}`)?.find(({ metric }) => metric === 'occupancy')
    const checkedIn = checkIns?.get(id)
    const fed = reading && { value: reading.value, at: reading.at, stale: now - reading.at > READING_STALE_MS }
    // A check-in holds until the next one: it is not out of date because nobody came since.
    const occupancy = checkedIn && (!fed || fed.stale) ? { value: checkedIn.persons, at: checkedIn.at, stale: false } : fed
    return {
      id,
      name,
      ...(nameEn === undefined ? {} : { nameEn }),
      at,
      township,
      capacity,
      ...(occupancy ? { occupied: occupancy.value, occupiedAt: occupancy.at, stale: occupancy.stale } : {}),
    }
  })
}

const grids = new WeakMap<HeatGrid, HeatOnMap>()
/** A grid of people as a heat map: the same object for the same grid and name. */
export function peopleHeat(grid: HeatGrid, name: string): HeatOnMap {
  const known = grids.get(grid)
  if (known?.name === name) return known
  const { id, lon, lat, count, cellM } = grid
  const size = lon.length
  const lonLat = new Float64Array(size * 2)
  for (let i = 0; i < size; i++) {
    lonLat[i * 2] = lon[i] ?? NaN
    lonLat[i * 2 + 1] = lat[i] ?? NaN
  }
  const heat: HeatOnMap = { id, name, size, lonLat, weight: Float32Array.from(count), of: 'people', cellM }
  grids.set(grid, heat)
  return heat
}

/** Incidents reported in a period (`from` included, `to` not), weighted by severity; the same ones as the hub counts. */
export function incidentHeat(incidents: Iterable<Pick<Incident, 'at' | 'severity' | 'reportedAt' | 'status' | 'drill'>>, from: EpochMs, to: EpochMs, drills: boolean, name: string): HeatOnMap {
  const counted = [...incidents].filter((one) => one.reportedAt >= from && one.reportedAt < to && isHeat(one, drills))
  return {
    id: 'incidents',
    name,
    size: counted.length,
    lonLat: Float64Array.from(counted.flatMap(({ at }) => [at.lon, at.lat])),
    weight: Float32Array.from(counted, ({ severity }) => SEVERITY_WEIGHT[severity]),
    of: 'incidents',
    cellM: null,
  }
}

/** Incidents as the hub has counted them, by cells. */
export function incidentGridHeat({ lon, lat, weight, cellM }: IncidentGrid, name: string): HeatOnMap {
  const lonLat = Float64Array.from(lon.flatMap((degrees, i) => [degrees, lat[i] ?? Number.NaN]))
  return { id: 'incidents', name, size: lon.length, lonLat, weight: Float32Array.from(weight), of: 'incidents', cellM }
}

/** The areas of a coverage state, with its target as their label. */
export function coverageAreas({ stations, teams, lost, budgetSeconds, schematic }: CoverageState, t: Translate): AreaMark[] {
  const label = (estimated: boolean) =>
    [t('map.area.minutes', { n: Math.round(budgetSeconds / 60) }), ...(schematic ? [t('schematic.mark')] : []), ...(estimated ? [t('map.estimated')] : [])].join(' · ')
  // Sources without road data are circles within an area that is searched: one outline says so only if all of it is.
  const of = (id: AreaMark['of'], geometry: AreaMark['geometry'], estimated: boolean): AreaMark[] =>
    geometry.coordinates.length === 0 ? [] : [{ id, of: id, geometry, estimated, label: label(estimated) }]
  const isEstimated = (cover: CoverageState['stations']) => cover.sources > 0 && cover.estimatedSources === cover.sources
  return [
    ...of('stations', stations.area, isEstimated(stations)),
    ...of('teams', teams.area, isEstimated(teams)),
    ...of('lost', lost.area, false),
  ]
}

function setError(error: PointSetError): LayerStatus['reason'] {
  switch (error.code) {
    case 'refused':
      return { code: 'source', message: error.rejection.message }
    case 'unreadable':
      return { code: 'columns-differ', column: error.detail }
    case 'empty':
      return null
    case 'too-many':
      return { code: 'too-many', count: error.found, limit: error.max }
    case 'swapped':
      return { code: 'swapped', lon: error.lon, lat: error.lat }
    case 'outside':
      return { code: 'outside', row: error.where + 1, lon: error.lon, lat: error.lat }
    default:
      return error satisfies never
  }
}

/** State of a point set's layer; `readAt` is its newest reading, for sets that are read. */
export function pointsStatus({ status, error }: PointSetState, readAt: EpochMs | null, now: EpochMs): LayerStatus {
  if (status === 'failed' && error) return { state: error.code === 'empty' ? 'empty' : 'error', at: null, reason: setError(error) }
  if (status === 'loading') return { state: 'loading', at: null, reason: null }
  return readAt === null ? { state: 'ok', at: null, reason: null } : statusByAge(readAt, now, READING_STALE_MS)
}
