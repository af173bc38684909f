import type { PackManifest } from '../../../shared/pack/schema'
import { wallSettingsSchema, type WallSettings } from '../../../shared/pack/scene'
import { SCENE_LAYERS } from '../../../shared/wall/scene-layers'
import { lineOf, pathText, readJson } from './json'
import type { Problems } from './problems'

const FILE = 'scenes.json'

/** Heat maps that there are without any grid of the pack. */
const OWN_HEATS = ['incidents']

/** The scenes of a pack; a layer, point set, heat map or camera that does not exist is an error with its line and path. */
export function readScenes(content: string, manifest: PackManifest | null, problems: Problems): WallSettings | null {
  const settings = readJson(FILE, content, wallSettingsSchema, problems)
  if (settings === null || manifest === null) return settings
  const text = content.replace(/^\uFEFF/, '')
  const known = (path: (string | number)[], found: string, permitted: readonly string[]): void => {
    if (!permitted.includes(found)) problems.add(FILE, lineOf(text, path), pathText(path), { code: 'not-permitted', found, permitted })
  }
  const unique = (list: 'scenes' | 'playlists'): void => {
    const first = new Map<string, number>()
    settings[list].forEach(({ id }, index) => {
      const path = [list, index, 'id']
      const line = lineOf(text, path)
      const firstRow = first.get(id)
      if (firstRow === undefined) first.set(id, line)
      else problems.add(FILE, line, pathText(path), { code: 'duplicate', found: id, firstRow })
    })
  }
  unique('scenes')
  unique('playlists')
  const layers = [...SCENE_LAYERS, ...manifest.pointSets.map(({ id }) => id)]
  const heats = [...OWN_HEATS, ...manifest.heats.map(({ id }) => id)]
  const cameras = manifest.pointSets.filter(({ kind }) => kind === 'camera').map(({ id }) => id)
  settings.scenes.forEach(({ map, grid, wide }, scene) => {
    map?.layers.forEach((layer, index) => known(['scenes', scene, 'map', 'layers', index], layer, layers))
    if (map?.heat !== undefined) known(['scenes', scene, 'map', 'heat'], map.heat, heats)
    for (const [key, one] of [['grid', grid], ['wide', wide]] as const) {
      one?.panels.forEach(({ camera }, index) => {
        if (camera !== undefined) known(['scenes', scene, key, 'panels', index, 'camera'], camera.split(':', 1)[0] ?? '', cameras)
      })
    }
  })
  return settings
}
