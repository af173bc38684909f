import { useMemo } from 'react'
import type { WallId } from '../../shared/base/ids'
import type { Wall } from '../../shared/domain/wall/state'
import type { PanelPlace, Scene, WallSettings } from '../../shared/pack/scene'
import { DEFAULT_WALL } from '../../shared/wall/default-scenes'
import { nowShowing, type NowShowing } from '../../shared/wall/now-showing'
import { useNow } from '../state/clock'
import { usePack } from '../state/pack'
import { useWorld } from '../state/world'

export interface Showing {
  /** Null: the hub has not registered this wall yet. */
  readonly wall: Wall | null
  readonly now: NowShowing
  /** Null: dark by order. */
  readonly scene: Scene | null
  /** Entries of the playlist that runs; 0 where none does. */
  readonly entries: number
}

/** One panel that fills the wall: what a cast camera or chart looks like. */
function alone(id: string, panel: Omit<PanelPlace, 'column' | 'row' | 'width' | 'height'>): Scene {
  return { id, name: { zh: '投屏', en: 'Cast' }, grid: { columns: 1, rows: 1, panels: [{ ...panel, column: 0, row: 0, width: 1, height: 1 }] } }
}

/** The scene with what the director has put into it: her view, a camera, a chart. */
export function sceneShown(settings: WallSettings, { sceneId, why, show }: NowShowing): Scene | null {
  if (sceneId === null) return null
  const scene = settings.scenes.find(({ id }) => id === sceneId) ?? settings.scenes[0] ?? null
  if (why !== 'cast' || scene === null) return scene
  if (show.kind === 'camera') return alone('cast-camera', { panel: 'camera', camera: show.pointId })
  if (show.kind === 'chart') return alone('cast-chart', { panel: 'chart', chart: show.chartId as NonNullable<PanelPlace['chart']> })
  if (show.kind !== 'view') return scene
  // The camera is the desk's own (`WallMap`); this only says that there is a map.
  const { layers, heat, ground } = show
  return { ...scene, map: { layers, ...(heat === null ? {} : { heat }), ...(ground === null ? {} : { ground }), camera: { kind: 'jurisdiction' } } }
}

const NEW_WALL: NowShowing = { sceneId: null, why: 'playlist', incidentId: null, show: { kind: 'playlist', playlistId: '' }, index: 0, changesAt: null }

/** What this wall shows now, by the hub's clock: every screen of it comes to the same answer. */
export function useShowing(wallId: WallId): Showing {
  const settings = usePack((state) => state.pack?.wall) ?? DEFAULT_WALL
  const wall = useWorld((world) => world.walls.get(wallId)) ?? null
  const incidents = useWorld((world) => world.incidents)
  const now = useNow(250)
  const found = wall ? nowShowing(wall, settings, incidents.values(), now) : { ...NEW_WALL, sceneId: settings.playlists[0]?.entries[0]?.scene ?? null }
  // The same answer as before is the same object: nothing is drawn again four times a second.
  const key = JSON.stringify(found)
  return useMemo(() => {
    const shown = JSON.parse(key) as NowShowing
    const list = shown.show.kind === 'playlist' ? shown.show.playlistId : ''
    const entries = (settings.playlists.find(({ id }) => id === list) ?? settings.playlists[0])?.entries.length ?? 0
    return { wall, now: shown, scene: sceneShown(settings, shown), entries }
  }, [key, settings, wall])
}
