import { open } from 'node:fs/promises'
import { PMTiles, TileType, type Source } from 'pmtiles'
import { err, ok, type Result } from '../../../shared/base/result'
import { schemaOfLayers, type ArchiveFacts } from '../../../shared/pack/basemap'

const PICTURES: readonly TileType[] = [TileType.Png, TileType.Jpeg, TileType.Webp]

/**
 * What a PMTiles archive says of itself. Reads its head, its root directory and its metadata, nothing more. An error is
 * a sentence: not such a file, cut off, or shapes in layers for which there is no style.
 */
export async function readArchive(path: string): Promise<Result<ArchiveFacts, string>> {
  let file
  try {
    file = await open(path, 'r')
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
  try {
    const { size } = await file.stat()
    const source: Source = {
      getKey: () => path,
      async getBytes(offset, length) {
        const buffer = new Uint8Array(length)
        const { bytesRead } = await file.read(buffer, 0, length, offset)
        return { data: buffer.slice(0, bytesRead).buffer }
      },
    }
    const archive = new PMTiles(source)
    const header = await archive.getHeader()
    const end = header.tileDataOffset + (header.tileDataLength ?? 0)
    if (end > size) return err(`the file ends at ${size} bytes, its head says ${end}: it was not copied whole`)
    const { minZoom: minzoom, maxZoom: maxzoom, minLon, minLat, maxLon, maxLat } = header
    const bounds = [minLon, minLat, maxLon, maxLat] as const
    if (!(minLon < maxLon && minLat < maxLat)) return err('its head has no bounds')
    if (PICTURES.includes(header.tileType)) return ok({ content: 'picture', minzoom, maxzoom, bounds })
    if (header.tileType !== TileType.Mvt) return err('neither pictures (PNG, JPEG, WebP) nor vector tiles (MVT)')
    const layers = layersOf(await archive.getMetadata())
    const content = schemaOfLayers(layers)
    if (content === null) return err(`no style for its layers (${layers.join(', ') || 'none are named'}): OpenMapTiles, Protomaps and the product's own names are known`)
    return ok({ content, minzoom, maxzoom, bounds })
  } catch (error) {
    return err(`not a PMTiles archive of version 3: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await file.close()
  }
}

/** Names under `vector_layers` of the metadata (TileJSON 3.0). */
function layersOf(metadata: unknown): string[] {
  const list = typeof metadata === 'object' && metadata !== null && 'vector_layers' in metadata ? metadata.vector_layers : []
  if (!Array.isArray(list)) return []
  return list.flatMap((layer: unknown) => (typeof layer === 'object' && layer !== null && 'id' in layer && typeof layer.id === 'string' ? [layer.id] : []))
}
