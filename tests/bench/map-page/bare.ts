import { HeatmapLayer } from '@deck.gl/aggregation-layers'
import { IconLayer } from '@deck.gl/layers'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import { Map as MapLibreMap } from 'maplibre-gl'
import { startEngine } from '../../../renderer/map/engine'
import { buildIconAtlas } from '../../../renderer/map/icons'
import { PALETTES, rgba } from '../../../renderer/map/palette'
import { baseStyle } from '../../../renderer/map/style'
import type { HeatOnMap } from '../../../renderer/map/types'
import type { Swarm } from './data'
import { box, CAMERA, groundUrl, idle, updateLayers } from './show'

/** The same engine with the same ground and nothing of ours on it. */
export function bareMap(): { readonly map: MapLibreMap; remove(): void } {
  startEngine()
  const container = box()
  const map = new MapLibreMap({
    container,
    style: baseStyle('dark', groundUrl(), 1),
    center: CAMERA.center,
    zoom: CAMERA.zoom,
    attributionControl: false,
    fadeDuration: 0,
    renderWorldCopies: false,
  })
  return {
    map,
    remove: () => {
      map.remove()
      container.remove()
    },
  }
}

const loaded = (map: MapLibreMap) => new Promise<void>((resolve) => void map.once('style.load', () => resolve()))

/** deck.gl used as its documentation says, with binary columns: nothing is checked, aged, named or counted. */
export async function bareDeck(swarms: readonly Swarm[], heat: HeatOnMap): Promise<{ readonly map: MapLibreMap; change(): void; update(): void; remove(): void }> {
  const { map, remove } = bareMap()
  await loaded(map)
  await idle(map)
  const atlas = buildIconAtlas([], PALETTES.dark)
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [] })
  map.addControl(overlay)
  const place = atlas.mapping['vessel'] ?? { x: 0, y: 0, width: 1, height: 1 }
  // The same objects in every frame: deck.gl hands a changed object over anew, and the pictures do not change.
  const pictures = swarms.map((swarm) => {
    const { size } = swarm.read()
    return { value: Float32Array.from({ length: size * 7 }, (_, i) => [0, 0, place.x, place.y, place.width, place.height, 0][i % 7] ?? 0), size: 7 }
  })
  const heatData = { length: heat.size, attributes: { getPosition: { value: heat.lonLat, size: 2 }, getWeight: { value: heat.weight, size: 1 } } }
  const colours = PALETTES.dark.heat.map((colour) => rgba(colour, 200))
  const layers = () => [
    new HeatmapLayer({ id: 'heat', data: heatData as never, radiusPixels: 34, weightsTextureSize: 1024, colorRange: colours as never, opacity: 0.85, parameters: { depthCompare: 'always', depthWriteEnabled: false } } as never),
    ...swarms.map((swarm, i) => {
      const { lonLat, heading, size } = swarm.read()
      return new IconLayer({
        id: `swarm-${i}`,
        data: {
          length: size,
          attributes: {
            getPosition: { value: lonLat.subarray(0, size * 2), size: 2 },
            getAngle: { value: heading.subarray(0, size), size: 1 },
            instanceIconDefs: pictures[i],
          },
        } as never,
        pickable: true,
        iconAtlas: atlas.canvas as never,
        iconMapping: atlas.mapping as never,
        getSize: 15,
        sizeUnits: 'pixels',
        parameters: { depthCompare: 'always', depthWriteEnabled: false },
      })
    }),
  ]
  const change = () => overlay.setProps({ layers: layers() })
  change()
  return { map, change, update: () => updateLayers(overlay), remove }
}
