// Cuts layers of GeoJSON into vector tiles.
import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'

/** Column of a longitude at a level, and row of a latitude (web mercator), not rounded. */
export const column = (lon, z) => ((lon + 180) / 360) * 2 ** z
export function row(lat, z) {
  const angle = (lat * Math.PI) / 180
  return ((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** z
}

/**
 * @param {{ name: string, minzoom?: number, features: object[], tolerance?: number, from?: (properties: object) => number }[]} layers
 *   `from`: level from which on a feature is there
 * @param {{ bounds: number[], maxzoom: number }} about
 * @returns {{ z: number, x: number, y: number, data: Uint8Array }[]}
 */
export function cutTiles(layers, { bounds: [west, south, east, north], maxzoom }) {
  const indexes = layers.map((layer) => ({
    ...layer,
    index: new GeoJSONVT({ type: 'FeatureCollection', features: layer.features }, { maxZoom: maxzoom, indexMaxZoom: 5, indexMaxPoints: 10_000, tolerance: layer.tolerance ?? 3, extent: 4096, buffer: 64 }),
  }))
  const tiles = []
  for (let z = 0; z <= maxzoom; z += 1) {
    for (let x = Math.floor(column(west, z)); x < column(east, z); x += 1) {
      for (let y = Math.floor(row(north, z)); y < row(south, z); y += 1) {
        const parts = {}
        for (const { name, index, from } of indexes) {
          const tile = index.getTile(z, x, y)
          if (!tile) continue
          const features = from ? tile.features.filter(({ tags }) => from(tags) <= z) : tile.features
          if (features.length > 0) parts[name] = { ...tile, features }
        }
        if (Object.keys(parts).length > 0) tiles.push({ z, x, y, data: fromGeojsonVt(parts, { version: 2, extent: 4096 }) })
      }
    }
  }
  return tiles
}
