import { create } from 'zustand'
import type { WallId } from '../../../shared/base/ids'
import { MINUTE } from '../../../shared/base/time'
import type { Severity } from '../../../shared/domain/incident/kind'
import type { Rejection } from '../../../shared/domain/rejection'
import type { Wall, WallShow } from '../../../shared/domain/wall/state'
import { CHART_IDS, type ChartId } from '../../../shared/pack/scene'
import { hubNow } from '../../state/clock'
import { keep, kept } from '../../state/keep'
import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import { nowShowing } from '../../../shared/wall/now-showing'
import { useDeskView } from '../map/desk-view'
import { useDesk } from '../state/desk'
import { give, refuseHere } from '../state/outgoing'
import { openDrawer } from '../tools/store'
import { entryAt } from './view'

interface DirectorState {
  /** The wall that commands go to; kept on this screen. */
  readonly target: string | null
  /** What "this scene" (a playlist: `list:ID`) and "this chart" are. */
  readonly scene: string | null
  readonly chart: ChartId
  readonly writing: boolean
}

export const useDirector = create<DirectorState>(() => ({ target: kept('director.wall'), scene: null, chart: CHART_IDS[0], writing: false }))

/** Where the fate of the director's commands is told. */
export const DIRECTOR_PLACE = 'director'

export function aimAt(wallId: string): void {
  keep('director.wall', wallId)
  useDirector.setState({ target: wallId })
}

/** The wall that is aimed at, or else the first; undefined: no wall has ever connected. */
export function targetOf(walls: ReadonlyMap<WallId, Wall>, target: string | null): Wall | undefined {
  return walls.get(target as WallId) ?? [...walls.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]
}

function aimed(): Wall | null {
  openDrawer('director')
  const wall = targetOf(useWorld.getState().walls, useDirector.getState().target)
  if (!wall) refuse({ code: 'not_found', message: 'no wall has ever connected', field: 'wall' })
  return wall ?? null
}

const refuse = (rejection: Rejection): void => refuseHere(DIRECTOR_PLACE, rejection)
const place = DIRECTOR_PLACE

/** Puts something on the wall that is aimed at. */
export function cast(show: WallShow): void {
  const wall = aimed()
  if (wall) void give({ place, type: 'castToWall', data: { wallId: wall.id, show } })
}

/** What this desk's map shows, as a wall takes it. */
export function castView(): void {
  const { camera, layers, heat } = useDeskView.getState()
  const view = camera()
  if (!view) return refuse({ code: 'unavailable', message: 'this desk has no map' })
  const center = { lon: wrap(view.center.lon), lat: view.center.lat }
  cast({ kind: 'view', center, zoom: Math.max(0, Math.min(24, view.zoom)), layers: layers.slice(0, 100), heat, ground: null })
}

/** Maps go round the earth, positions do not. */
const wrap = (lon: number): number => ((((lon + 180) % 360) + 360) % 360) - 180

export function castIncident(): void {
  const { shown } = useDesk.getState()
  if (shown !== null) cast({ kind: 'incident', incidentId: shown as never })
}

/** The camera whose card is open, `SET:ID`; null: none is. */
export function pickedCamera(): string | null {
  const { picked } = useDeskView.getState()
  const set = picked?.object.set
  if (!picked || set === undefined || picked.object.cluster) return null
  const kind = usePack.getState().pack?.manifest.pointSets.find(({ id }) => id === set)?.kind
  return kind === 'camera' ? `${set}:${picked.object.id.replace(`${set}:`, '')}` : null
}

export function castCamera(): void {
  const pointId = pickedCamera()
  if (pointId !== null) cast({ kind: 'camera', pointId })
}

const LIST = 'list:'
/** A scene, or with `list:` before its id a playlist. */
export function castScene(id: string | null): void {
  if (id === null) return
  cast(id.startsWith(LIST) ? { kind: 'playlist', playlistId: id.slice(LIST.length) } : { kind: 'scene', sceneId: id })
}
export const listKey = (id: string): string => `${LIST}${id}`

export function castChart(): void {
  cast({ kind: 'chart', chartId: useDirector.getState().chart })
}

/** What was on before: the way back from every cast. */
export function wallBack(): void {
  const wall = aimed()
  if (!wall) return
  if (wall.previous) cast(wall.previous)
  else refuse({ code: 'wrong_state', message: 'nothing was on before' })
}

/** The playlist's entry that is on now. */
function indexNow(wall: Wall): number {
  const settings = usePack.getState().pack?.wall
  return settings ? nowShowing(wall, settings, useWorld.getState().incidents.values(), hubNow()).index : 0
}

/** Next (1) or previous (-1) of the playlist. */
export function stepWall(step: 1 | -1): void {
  const wall = aimed()
  if (!wall) return
  const { show } = wall
  const lists = usePack.getState().pack?.wall.playlists ?? []
  const list = show.kind === 'playlist' ? (lists.find(({ id }) => id === show.playlistId) ?? lists[0]) : null
  if (!list) return refuse({ code: 'wrong_state', message: 'the wall shows no playlist' })
  void give({ place, type: 'advanceWall', data: { wallId: wall.id, index: entryAt(indexNow(wall), step, list.entries.length) } })
}

export function holdWall(): void {
  const wall = aimed()
  if (wall) void give({ place, type: 'holdWall', data: { wallId: wall.id, hold: wall.heldAt === null, index: indexNow(wall) } })
}

export function blankWall(): void {
  const wall = aimed()
  if (wall) void give({ place, type: 'blankWall', data: { wallId: wall.id, blank: !wall.blank } })
}

export function setInterruptions(): void {
  const wall = aimed()
  if (wall) void give({ place, type: 'setInterruptions', data: { wallId: wall.id, interruptible: !wall.interruptible } })
}

/** Puts words across the wall; `minutes` 0: until taken down. */
export async function putBanner(text: string, severity: Severity | null, minutes: number): Promise<boolean> {
  const wall = aimed()
  if (!wall) return false
  const banner = { text, severity, until: minutes > 0 ? hubNow() + minutes * MINUTE : null }
  return (await give({ place, type: 'putBanner', data: { wallId: wall.id, banner } })).ok
}

export function takeBanner(): void {
  const wall = aimed()
  if (wall) void give({ place, type: 'putBanner', data: { wallId: wall.id, banner: null } })
}
