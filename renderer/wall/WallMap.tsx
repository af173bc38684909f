import { useEffect, useMemo, useRef } from 'react'
import { boundsOf } from '../map/geo'
import { MapView } from '../map/MapView'
import { EMPTY_MAP, type MapCamera, type MapData, type MapHandle, type MapPadding } from '../map/types'
import { useNow } from '../state/clock'
import { usePack } from '../state/pack'
import { useRoads } from '../state/roads'
import { useClosures } from '../state/select'
import { teamTrack, useTracksGeneration } from '../state/tracks'
import { useWorld } from '../state/world'
import { inLanguage, useT } from '../ui/i18n'
import { framePoints, frameKey, incidentMarks, SENSITIVE_GLYPH, teamMarks, wayMarks } from './logic/map-data'
import { wallOrder } from './logic/order'
import { teamName, useStandingText } from './TeamLine'
import type { WallLayout } from './use-scale'
import { useFreshWays, useWays } from './ways'
import css from './wall.module.css'

const SOMEWHERE: MapCamera = { center: { lon: 120.46, lat: 27.4 }, zoom: 9 }
/** Near enough to see the villages round one incident; from 12 on the map would name every team. */
const NEAREST_ZOOM = 11.9
/** Several things change together: the camera moves once for all of them. */
const SETTLE_MS = 600

/** What the panels cover, in units of the least text size (see `wall.module.css`). */
const SIDES = { top: 5.5, bottom: 7, left: 22, right: 19 } as const

/** The positions of a generation: another function for another one, so that what is made of them is made again. */
function positionsOf(_generation: number): typeof teamTrack {
  return (teamId) => teamTrack(teamId)
}

function paddingOf({ unitPx, zones, width, height }: WallLayout): MapPadding {
  const free = zones ? { top: 4, bottom: 6, left: 7, right: 7 } : SIDES
  const most = { top: height * 0.3, bottom: height * 0.3, left: width * 0.4, right: width * 0.4 }
  const side = (name: keyof MapPadding) => Math.min(free[name] * unitPx, most[name])
  return { top: side('top'), right: side('right'), bottom: side('bottom'), left: side('left') }
}

/** The map behind the panels: incidents, teams, ways, closures. Nobody touches it; it looks at what is going on. */
export function WallMap({ layout }: { readonly layout: WallLayout }) {
  const { t, language } = useT()
  const map = useRef<MapHandle>(null)
  const pack = usePack((state) => state.pack)
  const kinds = usePack((state) => state.kinds)
  const roads = useRoads((state) => state.roads)
  const incidents = useWorld((world) => world.incidents)
  const teams = useWorld((world) => world.teams)
  const dispatches = useWorld((world) => world.dispatches)
  const closures = useClosures()
  const ways = useWays((state) => state.ways)
  const generation = useTracksGeneration()
  const track = useMemo(() => positionsOf(generation), [generation])
  const now = useNow(5_000)
  const standing = useStandingText()
  useFreshWays()

  const open = useMemo(() => wallOrder(incidents.values()), [incidents])
  const words = useMemo(() => ({ sensitive: t('wall.sensitive') }), [t])
  const incidentData = useMemo(() => incidentMarks(open, kinds, pack?.townships ?? [], words), [open, kinds, pack, words])
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
  const data = useMemo<MapData>(
    () => ({ ...EMPTY_MAP, incidents: incidentData, teams: teamData, routes, closures: closureData, places, roads }),
    [incidentData, teamData, routes, closureData, places, roads],
  )
  const glyphs = useMemo(() => [...[...kinds.values()].map(({ glyph }) => glyph), SENSITIVE_GLYPH, '警'], [kinds])

  const key = frameKey(open, dispatches, ways)
  // At rest: the towns, not the sea and the neighbours in the corners of the jurisdiction's box.
  const bounds = useMemo(() => (pack ? (boundsOf(pack.townships.map(({ at }) => at)) ?? pack.manifest.bounds) : null), [pack])
  useEffect(() => {
    const timer = setTimeout(() => {
      const world = useWorld.getState()
      const points = framePoints(wallOrder(world.incidents.values()), world.teams, teamTrack, useWays.getState().ways)
      const view = boundsOf(points) ?? bounds
      if (view) map.current?.fitTo(view, { maxZoom: NEAREST_ZOOM, padding: paddingOf(layout) })
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [key, bounds, layout])

  const manifest = pack?.manifest
  return (
    <div className={`${css['map']} fades-when-lost`}>
      <MapView
        ref={map}
        data={data}
        camera={manifest ? { center: manifest.centre, zoom: manifest.zoom } : SOMEWHERE}
        glyphs={glyphs}
        scheme="dark"
        scale={layout.marks}
        textScale={layout.names}
        interactive={false}
      >
        {pack?.roads?.schematic && <div className={css['schematic']}>{t('wall.schematic')}</div>}
      </MapView>
    </div>
  )
}
