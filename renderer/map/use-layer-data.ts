import { useEffect, useMemo, useState } from 'react'
import { HOUR } from '../../shared/base/time'
import type { HeatGrid } from '../../shared/protocol/messages'
import type { PointSet } from '../state/points'
import { pointSet, requestPointSet, usePointSets } from '../state/points'
import { hubNow, useNow } from '../state/clock'
import { useConnection } from '../state/connection'
import { useHeats } from '../state/heat'
import { usePack } from '../state/pack'
import { useReadings } from '../state/readings'
import { useCheckIns } from '../state/relocation'
import { useWorld } from '../state/world'
import { inLanguage, useT } from '../ui/i18n'
import { isVisible } from './layers/registry'
import { incidentHeat, newestReading, peopleHeat, pointsStatus, pointStates, READING_STALE_MS, shelterMarks, trackSource, VESSEL_STALE_MS } from './sources'
import { statusByAge, type LayerStatus } from './status'
import { useSeaMarks, type SeaData } from './use-sea'
import { useRiskAreas } from './use-risk-areas'
import { useTyphoonMarks } from './use-typhoons'
import { useTeamTrails } from './use-team-trails'
import type { MovingSource } from './moving-types'
import type { HeatOnMap, MapData, PointsOnMap, Visible } from './types'

export type LayerData = SeaData & Pick<MapData, 'points' | 'vessels' | 'trails' | 'heats' | 'shelters' | 'hazards' | 'stations' | 'typhoons' | 'riskAreas' | 'statuses'>

/** One for all maps of this page: it has no state but the store's. */
const VESSELS: MovingSource = trackSource('vessel', hubNow, VESSEL_STALE_MS)

const NOT_LOADED = new Map<string, PointSet>()
/** A set that nobody has asked for yet: its switch is there, its points are not. */
function notLoaded(id: string, kind: PointSet['kind']): PointSet {
  let set = NOT_LOADED.get(id)
  if (!set) {
    set = { id, kind, size: 0, ids: [], names: [], lonLat: new Float64Array(0), townships: [], townshipOf: new Uint16Array(0), details: [], row: () => undefined }
    NOT_LOADED.set(id, set)
  }
  return set
}

const NO_GRIDS = new Map<string, HeatGrid>()
/** A grid of which nothing has come: its switch is there. */
function noGrid(id: string): HeatGrid {
  let grid = NO_GRIDS.get(id)
  if (!grid) NO_GRIDS.set(id, (grid = { id, at: 0, lon: [], lat: [], count: [], cellM: 1 }))
  return grid
}

/** Hours of incidents in their heat map, unless the screen chooses others. */
const PERIOD_HOURS = 24

/**
 * What the stores of this screen have for the layers of the map: the pack's fixed objects with their readings, point
 * sets (loaded when their switch is first turned on), vessels, heat maps, each with its age. The screen adds what
 * is its own: incidents, teams, ways, drawings.
 */
export function useLayerData(visible: Visible, periodHours = PERIOD_HOURS): LayerData {
  const { t, language } = useT()
  const pack = usePack((state) => state.pack)
  const sets = usePointSets((state) => state.sets)
  const readings = useReadings((state) => state.byId)
  const checkIns = useCheckIns()
  const grids = useHeats((state) => state.grids)
  const incidents = useWorld((world) => world.incidents)
  const drill = useConnection((state) => state.drill)
  const now = useNow(10_000)
  const minute = Math.floor(now / 60_000) * 60_000
  const sea = useSeaMarks(visible)
  const { marks: typhoons, status: typhoonStatus } = useTyphoonMarks(now)
  const riskAreas = useRiskAreas(minute)

  const manifest = pack?.manifest
  const wanted = (manifest?.pointSets ?? []).filter(({ id }) => isVisible(visible, id)).map(({ id }) => id).join(' ')
  useEffect(() => {
    for (const id of wanted.split(' ')) if (id !== '') requestPointSet(id)
  }, [wanted])

  const points = useMemo<readonly PointsOnMap[]>(
    () =>
      (manifest?.pointSets ?? []).map(({ id, kind, name }) => {
        const set = sets.get(id)?.set ?? null
        return { set: set ?? notLoaded(id, kind), name: inLanguage(name, language), states: set ? pointStates(set, readings) : null }
      }),
    [manifest, sets, readings, language],
  )
  const shelters = useMemo(() => shelterMarks(pack?.shelters ?? [], readings, minute, checkIns), [pack, readings, minute, checkIns])
  const people = useMemo<readonly HeatOnMap[]>(
    () => (manifest?.heats ?? []).map(({ id, name }) => peopleHeat(grids.get(id) ?? noGrid(id), inLanguage(name, language))),
    [manifest, grids, language],
  )
  const past = useMemo(
    () => incidentHeat(incidents.values(), minute - periodHours * HOUR, Infinity, drill, t('map.heat.period', { n: periodHours })),
    [incidents, minute, periodHours, drill, t],
  )
  const heats = useMemo(() => [...people, past], [people, past])
  // The age of positions changes several times a second: looked at with the clock, so that no frame draws a component.
  const [vesselsAt, setVesselsAt] = useState<number | null>(null)
  useEffect(() => {
    const { at, size } = VESSELS.read()
    let newest: number | null = null
    for (let i = 0; i < size; i++) newest = Math.max(newest ?? 0, at[i] ?? 0)
    setVesselsAt(newest)
  }, [now])

  const statuses = useMemo(() => {
    const all: Record<string, LayerStatus> = { vessels: statusByAge(vesselsAt, now, VESSEL_STALE_MS) }
    if (typhoonStatus.at !== null) all['typhoon'] = typhoonStatus
    for (const { set } of points) {
      all[set.id] = pointsStatus(sets.get(set.id) ?? pointSet(set.id), newestReading(set.id, readings), now)
    }
    for (const { id, staleSeconds } of manifest?.heats ?? []) all[`heat:${id}`] = statusByAge(grids.get(id)?.at ?? null, now, staleSeconds * 1000)
    const occupancyAt = newestReading('shelter', readings)
    if (occupancyAt !== null) all['shelters'] = statusByAge(occupancyAt, now, READING_STALE_MS)
    return all
  }, [points, sets, readings, manifest, grids, vesselsAt, typhoonStatus, now])

  const stations = useMemo(() => (pack?.stations ?? []).map(({ id, name, nameEn, at, kind }) => ({ id, name, ...(nameEn === undefined ? {} : { nameEn }), at, kind, circleM: 0 })), [pack])
  const trails = useTeamTrails()
  return useMemo(
    () => ({ ...sea, points, vessels: VESSELS, trails, heats, shelters, hazards: pack?.hazards ?? [], stations, typhoons, riskAreas, statuses }),
    [sea, points, trails, heats, shelters, pack, stations, typhoons, riskAreas, statuses],
  )
}
