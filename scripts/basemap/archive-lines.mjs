// Takes the lines of one layer out of an archive: they were cut at the tiles of its last level, and stay so.
import { readFileSync } from 'node:fs'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { PMTiles } from 'pmtiles'
import { column, row } from './tiles.mjs'

export function openArchive(file) {
  const bytes = readFileSync(file)
  return new PMTiles({
    getKey: () => file,
    getBytes: (offset, length) => Promise.resolve({ data: bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + length) }),
  })
}

/** All tiles of a level that are there, read. */
export async function* tilesOf(archive, z) {
  const { minLon, minLat, maxLon, maxLat } = await archive.getHeader()
  for (let x = Math.floor(column(minLon, z)); x < column(maxLon, z); x += 1) {
    for (let y = Math.floor(row(maxLat, z)); y < row(minLat, z); y += 1) {
      const found = await archive.getZxy(z, x, y)
      if (found) yield { x, y, tile: new VectorTile(new PbfReader(new Uint8Array(found.data))) }
    }
  }
}

export async function linesOf(file, name) {
  const archive = openArchive(file)
  const { maxZoom } = await archive.getHeader()
  const lines = []
  for await (const { x, y, tile } of tilesOf(archive, maxZoom)) {
    const layer = tile.layers[name]
    for (let i = 0; i < (layer?.length ?? 0); i += 1) lines.push(layer.feature(i).toGeoJSON(x, y, maxZoom))
  }
  return lines
}
