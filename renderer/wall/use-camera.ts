import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { IncidentId } from '../../shared/base/ids'
import type { Bounds } from '../../shared/pack/bounds'
import { boundsIn, cameraFor, cameraOfPart, type Camera, type Rect } from '../../shared/wall/canvas'
import { boundsOf } from '../map/geo'
import type { MapHandle } from '../map/types'
import { hubNow } from '../state/clock'
import { usePack } from '../state/pack'
import { teamTrack } from '../state/tracks'
import { useWorld } from '../state/world'
import { CameraAim, REST_MS } from './camera-aim'
import { frameKey, framePoints } from './logic/map-data'
import { wallOrder } from './logic/order'
import type { MapPlace } from './logic/scene-grid'
import { useWallMap } from './map-store'
import type { Showing } from './showing'
import { useWays } from './ways'

/** Near enough to see the villages round one incident; from 12 on the map would name every team. */
const NEAREST_ZOOM = 11.9

const isSame = (a: Rect, b: Rect) => a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height

/** The incident that a scene is about: the one that was asked for, else the one the room looks at first. */
export function useSubject({ now }: Pick<Showing, 'now'>): IncidentId | null {
  const incidents = useWorld((world) => world.incidents)
  const first = useMemo(() => wallOrder(incidents.values())[0]?.id ?? null, [incidents])
  return now.incidentId ?? first
}

/**
 * Where the wall's map looks: computed for the whole wall, of which this screen shows its part. It moves when what must
 * be seen changes, not before a hand that moved it has been gone for a minute.
 */
export function useCamera(map: RefObject<MapHandle | null>, showing: Showing, place: MapPlace | null, part: Rect | null): Camera | null {
  const pack = usePack((state) => state.pack)
  const incidents = useWorld((world) => world.incidents)
  const dispatches = useWorld((world) => world.dispatches)
  const ways = useWays((state) => state.ways)
  const subject = useSubject(showing)
  const [first, setFirst] = useState<Camera | null>(null)
  const restingUntil = useWallMap((state) => state.restingUntil)
  const settings = showing.scene?.map?.camera
  const view = showing.now.why === 'cast' && showing.now.show.kind === 'view' ? showing.now.show : null

  const open = useMemo(() => wallOrder(incidents.values()), [incidents])
  const key = [
    settings ? JSON.stringify(settings) : '',
    view ? JSON.stringify([view.center, view.zoom]) : '',
    settings?.kind === 'incidents' || settings?.kind === 'incident' ? frameKey(open, dispatches, ways) : '',
    settings?.kind === 'incident' ? subject : '',
    place ? JSON.stringify(place) : '',
  ].join('#')

  const aim = () => {
    if (!place || !part || !settings) return
    const whole = wantedCamera(place)
    if (!whole) return
    const camera = cameraOfPart(whole, place.rect, { left: part.left - place.rect.left, top: part.top - place.rect.top, width: part.width, height: part.height })
    setFirst((before) => before ?? camera)
    useWallMap.setState({ bounds: boundsIn(camera, part) })
    // Screens of one wall would glide apart: they jump together.
    if (isSame(place.rect, part)) map.current?.flyTo(camera.center, camera.zoom)
    else map.current?.jumpTo(camera)
  }
  function wantedCamera({ free, rect }: MapPlace): Camera | null {
    if (view) return { center: view.center, zoom: view.zoom }
    if (!settings) return null
    // At rest: the towns, not the sea and the neighbours in the corners of the jurisdiction's box.
    const home = pack ? (boundsOf(pack.townships.map(({ at }) => at)) ?? pack.manifest.bounds) : null
    const world = useWorld.getState()
    const framed = wallOrder(world.incidents.values()).filter(({ id }) => settings.kind === 'incidents' || (settings.kind === 'incident' && id === subject))
    const points = settings.kind === 'bounds' ? null : boundsOf(framePoints(framed, world.teams, teamTrack, useWays.getState().ways))
    const bounds = settings.kind === 'bounds' ? settings.bounds : (points ?? home)
    return bounds ? cameraFor([...bounds] as Bounds, free, rect, NEAREST_ZOOM) : null
  }
  const aimNow = useRef(aim)
  useEffect(() => {
    aimNow.current = aim
  })
  const [aimer] = useState(() => new CameraAim(() => aimNow.current()))
  useEffect(() => () => aimer.stop(), [aimer])
  useEffect(() => {
    const left = restingUntil - hubNow()
    if (left > 0) aimer.rest(Math.min(left, REST_MS))
  }, [aimer, restingUntil])
  const isAimed = first !== null
  const window = part ? [part.left, part.top, part.width, part.height].join(' ') : ''
  // What is looked at is all in the key: another object that says the same is no reason to move.
  useEffect(() => {
    if (key !== '' && window !== '') aimer.want(!isAimed)
  }, [aimer, key, pack, window, isAimed])
  return first
}

/** The hand that moved the map has it to itself from now on. */
export function restCamera(): void {
  useWallMap.setState({ restingUntil: hubNow() + REST_MS })
}
