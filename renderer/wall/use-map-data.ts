import { useMemo } from 'react'
import type { Scene } from '../../shared/pack/scene'
import { onlyVisible } from '../map/layers/registry'
import { coverageAreas } from '../map/sources'
import { EMPTY_MAP, type MapData, type TyphoonMark, type Visible } from '../map/types'
import { typhoonMark } from '../map/typhoon-mark'
import { useLayerData } from '../map/use-layer-data'
import { useShapeMarks } from '../map/use-shapes'
import { useNow } from '../state/clock'
import { useCoverage } from '../state/coverage'
import { usePack, useZone } from '../state/pack'
import { useRoads } from '../state/roads'
import { useClosures } from '../state/select'
import { teamTrack, useTracksGeneration } from '../state/tracks'
import { useTyphoonView } from '../state/typhoon'
import { useWorld } from '../state/world'
import { inLanguage, useT } from '../ui/i18n'
import { forceText, stormHourText, stormText } from '../ui/typhoon-text'
import { incidentMarks, teamMarks, wayMarks } from './logic/map-data'
import { wallOrder } from './logic/order'
import { teamName, useStandingText } from './panels/TeamLine'
import { useWays } from './ways'

const NO_STORMS: readonly TyphoonMark[] = []

/** The positions of a generation: another function for another one, so that what is made of them is made again. */
function positionsOf(_generation: number): typeof teamTrack {
  return (teamId) => teamTrack(teamId)
}

/** Switches of a scene's map: exactly what it names. */
export function visibleOf(map: Scene['map']): Visible {
  return onlyVisible([...(map?.layers ?? []), ...(map?.heat === undefined ? [] : ['heat', `heat:${map.heat}`])])
}

/** All that the wall's map holds; what is not in the scene is not shown, and point sets not in it are not loaded. */
export function useWallMapData(visible: Visible): MapData {
  const { t, language } = useT()
  const zone = useZone()
  const pack = usePack((state) => state.pack)
  const kinds = usePack((state) => state.kinds)
  const roads = useRoads((state) => state.roads)
  const incidents = useWorld((world) => world.incidents)
  const teams = useWorld((world) => world.teams)
  const dispatches = useWorld((world) => world.dispatches)
  const coverage = useCoverage((state) => state.coverage)
  const storm = useTyphoonView()
  const closures = useClosures()
  const ways = useWays((state) => state.ways)
  const generation = useTracksGeneration()
  const track = useMemo(() => positionsOf(generation), [generation])
  const now = useNow(5_000)
  const standing = useStandingText()
  const layers = useLayerData(visible)

  const words = useMemo(() => ({ sensitive: t('wall.sensitive') }), [t])
  const incidentData = useMemo(() => incidentMarks(wallOrder(incidents.values()), kinds, pack?.townships ?? [], words), [incidents, kinds, pack, words])
  const places = useMemo(
    () => (pack?.townships ?? []).map(({ id, name, nameEn, at }) => ({ id, name: inLanguage({ zh: name, en: nameEn ?? name }, language), at, rank: 0 as const })),
    [pack, language],
  )
  const closureData = useMemo(() => closures.map(({ id, geometry, reason }) => ({ id, geometry, label: reason })), [closures])
  const routes = useMemo(() => wayMarks(ways, dispatches), [ways, dispatches])
  const staleMs = (pack?.manifest.dispatch.positionStaleSeconds ?? 120) * 1000
  const teamData = useMemo(
    () =>
      teamMarks({
        teams: teams.values(),
        track,
        dispatches,
        title: (team) => teamName(team, language),
        subtitle: (dispatch) => standing(dispatch, teams.get(dispatch.teamId)?.profile.mobilisationSeconds ?? 0, now),
        now,
        staleMs,
      }),
    [teams, dispatches, track, standing, language, now, staleMs],
  )
  const points = useMemo(() => layers.points.map((set) => (set.states ? { ...set, gradedOnly: true } : set)), [layers.points])
  const shapes = useShapeMarks()
  const areas = useMemo(() => (coverage ? coverageAreas(coverage, t) : []), [coverage, t])
  const typhoons = useMemo(() => {
    const mark =
      storm &&
      typhoonMark(storm.typhoon, storm.agency, storm.at, {
        force: (force) => forceText(force, t),
        storm: (name, windMps, pressureHpa) => stormText(name, windMps, pressureHpa, language),
        time: (at) => stormHourText(at, zone, t),
      })
    return mark ? [mark] : NO_STORMS
  }, [storm, t, language, zone])
  return useMemo<MapData>(
    () => ({ ...EMPTY_MAP, ...layers, points, incidents: incidentData, teams: teamData, routes, closures: closureData, places, roads, areas, typhoons, shapes }),
    [layers, points, incidentData, teamData, routes, closureData, places, roads, areas, typhoons, shapes],
  )
}
