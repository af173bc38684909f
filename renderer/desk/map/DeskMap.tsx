import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { asAnnotationId } from '../../../shared/base/ids'
import { describeObject } from '../../map/card/object-details'
import { ObjectCard, type CardAction } from '../../map/card/ObjectCard'
import { boundsOf } from '../../map/geo'
import { CoordinateReadout } from '../../map/ground/CoordinateReadout'
import { MapControls } from '../../map/MapControls'
import { MapLegend } from '../../map/MapLegend'
import { MapView } from '../../map/MapView'
import { routeMarks } from '../../map/route-marks'
import { EMPTY_MAP, type HeatStyle, type LayerStatuses, type MapData, type MapHandle, type MapObject, type RouteMark } from '../../map/types'
import { isVisible } from '../../map/layers/registry'
import { useLayerData } from '../../map/use-layer-data'
import type { LonLat } from '../../../shared/geo/position'
import type { Translate } from '../../../shared/i18n/catalogue'
import { useNow } from '../../state/clock'
import { lookAt } from '../../state/connection'
import { usePack } from '../../state/pack'
import { useReadings } from '../../state/readings'
import { useRecommendation } from '../../state/recommendation'
import { useRoads } from '../../state/roads'
import { useClosures, useOpenIncidents } from '../../state/select'
import { teamTrack, useTracksGeneration } from '../../state/tracks'
import { useWorld } from '../../state/world'
import { durationText } from '../../ui/format'
import { inLanguage } from '../../ui/i18n'
import { reasonText } from '../../ui/reason-text'
import { ImportedList } from '../import/ImportedList'
import { openAlertOf, showAlert } from '../alerts/store'
import { importedMarks } from '../import/marks'
import { useImports } from '../import/store'
import { takeIncident } from '../queue/Incidents'
import { runAction, useAction } from '../state/actions'
import { markCandidate, openTab, setTool, showTeam, useAnyIncident, useDesk } from '../state/desk'
import { useNames } from '../state/names'
import { useCardWish } from './desk-view'
import css from './DeskMap.module.css'
import { incidentMarks, teamMarks, type MarkWords } from './marks'
import { useKeptLayers } from './use-kept-layers'
import { usePublishedView } from './use-published-view'
import { useMapScale } from './use-scale'
import { useRoutes } from './use-routes'
import { useIncidentHeat, useToolData } from './use-tool-data'
import { wantedRoutes } from './wanted-routes'
import { lookAround } from '../tools/around-store'
import { DrawHint } from '../tools/DrawHint'
import { startFollowing } from '../tools/follow'
import { FollowChip } from '../tools/FollowChip'
import { forgetPoint } from '../tools/found-point'
import { HeatPeriod, type HeatPeriodHours } from '../tools/HeatPeriod'
import { MapToolbar } from '../tools/MapToolbar'
import { PastFrame } from '../tools/PastFrame'
import { TimeBar } from '../tools/TimeBar'
import { useDrawer } from '../tools/store'
import { useDrawing } from '../tools/use-drawing'
import { useFollowing } from '../tools/use-follow'
import { usePast } from '../tools/use-past'
import { castCamera, pickedCamera } from '../director/commands'
import { keyOf } from '../state/key-table'

/** Near enough to see one object among others. */
const CLOSE_ZOOM = 13
/** What the open drawer hides of the map, at scale 1. */
const DRAWER_PX = 490
const paddingOf = (scale: number) => ({ top: 80 * scale, right: 120 * scale, bottom: 90 * scale, left: 90 * scale })

/** The map between queue and detail. It never takes the focus from them; what it shows is in the lists as well. */
export function DeskMap() {
  const names = useNames()
  const { t, language } = names
  const scheme = useComputedColorScheme('dark')
  const scale = useMapScale()
  const map = useRef<MapHandle>(null)
  const frameElement = useRef<HTMLDivElement>(null)
  const [visible, setVisible] = useKeptLayers()
  const past = usePast()
  const pack = usePack((state) => state.pack)
  const kinds = usePack((state) => state.kinds)
  const roads = useRoads((state) => state.roads)
  const open = useOpenIncidents()
  const shown = useDesk((state) => state.shown)
  const incident = useAnyIncident(shown)
  const marked = useDesk((state) => state.candidate)
  const listed = useDesk((state) => state.team)
  const tool = useDesk((state) => state.tool)
  const wish = useDesk((state) => state.wish)
  const teams = useWorld((world) => world.teams)
  const dispatches = useWorld((world) => world.dispatches)
  const closures = useClosures()
  const recommendation = useRecommendation((state) => state.recommendation)
  const ranking = recommendation?.incidentId === shown ? recommendation : null
  const generation = useTracksGeneration()
  const clock = useNow(5_000)
  // In the past everything is counted from the slider's moment.
  const now = past?.at ?? clock

  const words = useMemo<MarkWords>(
    () => ({
      eta: durationText,
      phase: (dispatch) => t(`phase.${dispatch.phase}`),
      availability: (state) => t(`availability.${state}`),
      kind: names.kind,
    }),
    [t, names],
  )
  const selected = listed ?? marked ?? ranking?.candidates[0]?.teamId ?? null
  const excluded = useMemo(
    () =>
      new Map(
        (ranking?.excluded ?? [])
          .filter(({ reasons, teamId }) => reasons.some(({ code }) => code === 'closer_by') || teamId === marked)
          .slice(0, 2)
          .map(({ teamId, reasons }) => [String(teamId), reasons.map((reason) => reasonText(reason, t, names)).find(({ tone }) => tone === 'bad')?.text ?? '']),
      ),
    [ranking, marked, t, names],
  )
  const reported = useMemo(() => (past ? open.filter(({ reportedAt }) => reportedAt <= past.at) : open), [open, past])
  const incidentData = useMemo(() => incidentMarks(reported, kinds, shown, words), [reported, kinds, shown, words])
  const staleMs = (pack?.manifest.dispatch.positionStaleSeconds ?? 120) * 1000
  const track = useMemo(() => past?.team ?? tracksOf(generation), [past, generation])
  const teamData = useMemo(
    () => teamMarks({ teams: teams.values(), track, dispatches, ranking, shown, selected, excluded, now, staleMs, words }),
    [teams, track, dispatches, ranking, shown, selected, excluded, now, staleMs, words],
  )
  const wanted = useMemo(() => wantedRoutes(shown, incident?.dispatchIds ?? [], dispatches, ranking, selected, closures.length), [shown, incident, dispatches, ranking, selected, closures])
  const found = useRoutes(wanted)
  const routes = useMemo<readonly RouteMark[]>(() => {
    // Ways are of now: there are none in the past.
    if (past) return EMPTY_MAP.routes
    const drawn = wanted.flatMap(({ teamId, rank }) => {
      const route = found.get(teamId)
      return route ? routeMarks(teamId, route, rank, route.seconds === null ? undefined : durationText(route.seconds)) : []
    })
    // The next best lies under the one that Enter sends.
    return drawn.toReversed()
  }, [wanted, found, past])
  const closureData = useMemo(() => closures.map(({ id, geometry, reason }) => ({ id, geometry, label: reason })), [closures])
  const places = useMemo(
    () => (pack?.townships ?? []).map(({ id, name, nameEn, at }) => ({ id, name: inLanguage({ zh: name, en: nameEn ?? name }, language), at, rank: 0 as const })),
    [pack, language],
  )
  const overlays = useImports((state) => state.overlays)
  const imported = useMemo(() => importedMarks(overlays), [overlays])
  const layers = useLayerData(visible)
  const tools = useToolData()
  const heatOn = isVisible(visible, 'heat:incidents')
  const [period, setPeriod] = useState<HeatPeriodHours>(24)
  const heat = useIncidentHeat(period, heatOn && period !== 24)
  const heats = useMemo(() => (heat ? layers.heats.map((one) => (one.id === heat.id ? heat : one)) : layers.heats), [heat, layers])
  const [heatStyle, setHeatStyle] = useState<HeatStyle>('smooth')
  const [statuses, setStatuses] = useState<LayerStatuses>({})
  const [card, setCard] = useState<MapObject | null>(null)
  const data = useMemo<MapData>(
    () => ({
      ...EMPTY_MAP,
      incidents: incidentData,
      teams: teamData,
      routes,
      closures: closureData,
      places,
      roads,
      ...layers,
      ...tools,
      heats,
      // What the hub works out of positions is of now.
      ...(past ? { vessels: past.vessels, formations: EMPTY_MAP.formations, approaches: EMPTY_MAP.approaches, silentVessels: EMPTY_MAP.silentVessels, drifts: EMPTY_MAP.drifts } : {}),
      heatStyle,
      imported,
    }),
    [incidentData, teamData, routes, closureData, places, roads, layers, tools, heats, past, heatStyle, imported],
  )
  const glyphs = useMemo(() => [...[...kinds.values()].map(({ glyph }) => glyph), '警'], [kinds])

  const frame = () => {
    if (!incident) return
    const first = ranking?.candidates.slice(0, 3).flatMap(({ teamId }) => data.teams.find(({ id }) => id === teamId)?.at ?? []) ?? []
    const bound = data.teams.filter(({ id }) => incident.active.some(({ teamId }) => teamId === id)).map(({ at }) => at)
    const bounds = boundsOf([incident.at, ...(bound.length > 0 ? bound : first)])
    if (bounds) map.current?.fitTo(bounds, { maxZoom: 13, padding: paddingOf(scale) })
  }
  useAction('zoomIncident', frame, incident !== undefined)
  const frameNow = useRef(frame)
  useEffect(() => {
    frameNow.current = frame
  })
  // Once when an incident comes up and once when its candidates are known; then it is the officer's.
  const framed = useRef('')
  const ready = ranking !== null && ranking.candidates.length > 0
  useEffect(() => {
    if (!shown || framed.current === `${shown} ${ready}` || framed.current === `${shown} true`) return
    framed.current = `${shown} ${ready}`
    frameNow.current()
  }, [shown, ready])
  useEffect(() => {
    if (wish) map.current?.flyTo(wish.at, wish.zoom ?? 12)
  }, [wish])

  const pick = (object: MapObject | null, at: LonLat) => {
    if (tool.kind === 'place') {
      useDesk.setState({ picked: at, tool: { kind: 'none' } })
      return
    }
    if (tool.kind === 'around') {
      setTool({ kind: 'none' })
      return lookAround(at, t('tools.around.here'))
    }
    if (tool.kind === 'draw' && tool.shape === 'Point') return setTool({ ...tool, points: [at] })
    if (tool.kind === 'measure') return setTool({ ...tool, points: [...tool.points, at] })
    // The drawing library hears the clicks by itself.
    if (tool.kind !== 'none') return
    if (!object) forgetPoint()
    const isOwn = object && !object.cluster && (object.layer === 'incidents' || object.layer === 'teams' || object.layer === 'closures')
    setCard(isOwn ? null : object)
    if (!isOwn) return
    if (object.layer === 'incidents') takeIncident(object.id)
    else if (object.layer === 'teams') {
      const inRanking = ranking && [...ranking.candidates, ...ranking.excluded].some(({ teamId }) => teamId === object.id)
      if (inRanking) markCandidate(object.id)
      else openTab('teams')
      showTeam(inRanking ? null : object.id)
    } else openTab('closures')
  }
  const details = card && describeObject(card, data, { t, language, now, readings: (id) => useReadings.getState().byId.get(id) ?? [] })
  usePublishedView(map, data, visible, card, details)
  useFollowing(map, frameElement)
  useDrawing(map, `${scheme} ${scale}`)
  const pickNow = useRef(pick)
  useEffect(() => {
    pickNow.current = pick
  })
  const around = tools.surroundings
  const outline = around?.outline
  useEffect(() => {
    const box = outline && boundsOf(outline.coordinates.flatMap(([ring]) => (ring ?? []).map(([lon, lat]) => ({ lon, lat }))))
    if (box) map.current?.fitTo(box, { padding: { ...paddingOf(scale), left: DRAWER_PX * scale } })
  }, [outline, scale])
  const wished = useCardWish((state) => state.wish)
  useEffect(() => {
    if (!wished) return
    map.current?.flyTo(wished.at, Math.max(map.current.view().zoom, CLOSE_ZOOM))
    pickNow.current(wished.object, wished.at)
  }, [wished])
  const drawer = useDrawer((state) => state.open !== null)
  const cardActions = details?.at && card && !card.cluster ? actionsOf(card, details.title, details.at, t) : []
  const bounds = pack?.manifest.bounds
  return (
    <div ref={frameElement} className={`${css['map']} fades-when-lost`} data-tool={tool.kind} data-drawer={drawer || undefined} data-past={past !== null || undefined}>
      {pack && (
        <MapView ref={map} data={data} visible={visible} camera={{ center: pack.manifest.centre, zoom: pack.manifest.zoom }} glyphs={glyphs} scheme={scheme} scale={scale} onPick={pick} onStatuses={setStatuses} onMoved={lookAt}>
          <MapControls map={map} visible={visible} onVisible={setVisible} data={data} statuses={statuses} onHeatStyle={setHeatStyle} {...(bounds ? { onFit: () => map.current?.fitTo(bounds) } : {})} />
          {details && (
            <div className={css['card']}>
              <ObjectCard details={details} actions={cardActions} onClose={() => setCard(null)} onMember={(member) => pick(member, details.at ?? pack.manifest.centre)} />
            </div>
          )}
          <div className={css['bottom']}>
            <MapLegend schematic={pack.roads?.schematic ?? false} data={data} visible={visible} scheme={scheme} />
            <CoordinateReadout />
          </div>
          <MapToolbar />
          {heatOn && <HeatPeriod value={period} onChange={setPeriod} />}
          <DrawHint />
          <FollowChip />
          <TimeBar />
          <PastFrame />
          <ImportedList onShow={(box) => map.current?.fitTo(box, { maxZoom: 15, padding: paddingOf(scale) })} />
          {tool.kind === 'place' && (
            <div className={css['hint']} role="status">
              {t('desk.map.pick')}
            </div>
          )}
        </MapView>
      )}
      {!pack && <div className={css['empty']} />}
    </div>
  )
}

/** The alert that an area has open: its panel is one step away. */
function alertAction(areaId: string, t: Translate): CardAction[] {
  const alert = openAlertOf(areaId)
  return alert ? [{ id: 'alert', label: t('risk.openAlert'), shortcut: keyOf('alerts'), onClick: () => showAlert(alert.id) }] : []
}

/** What can be done with the object whose card is open. */
function actionsOf(card: MapObject, title: string, at: LonLat, t: Translate): CardAction[] {
  const camera = pickedCamera() !== null
  return [
    { id: 'around', label: t('tools.short.surroundings'), shortcut: keyOf('surroundings'), onClick: () => lookAround(at, title) },
    ...(card.layer === 'risk-areas' ? alertAction(card.id, t) : []),
    ...(card.layer === 'shapes' && useWorld.getState().annotations.has(asAnnotationId(card.id)) ? [{ id: 'change', label: t('tools.draw.change'), shortcut: keyOf('changeDrawing'), onClick: () => void runAction('changeDrawing') }] : []),
    ...(card.layer === 'vessels' ? [{ id: 'file', label: t('sea.file'), shortcut: keyOf('vesselFile'), onClick: () => void runAction('vesselFile') }, { id: 'overboard', label: t('sea.overboard'), shortcut: keyOf('overboard'), onClick: () => void runAction('overboard') }] : []),
    ...(card.layer === 'vessels' ? [{ id: 'follow', label: t('tools.follow'), shortcut: keyOf('follow'), onClick: () => startFollowing(card.id, title) }] : []),
    ...(camera ? [{ id: 'cast', label: t('desk.short.director'), shortcut: keyOf('castCamera'), onClick: castCamera }] : []),
  ]
}

/** Positions as of a generation of the table: a new function whenever one has changed. */
const tracksOf = (_generation: number) => (teamId: string) => teamTrack(teamId)
