import { join } from 'node:path'
import type { Logger } from 'pino'
import type { EpochMs } from '../../../shared/base/time'
import { err, ok, type Result } from '../../../shared/base/result'
import { basemapView, upstreamTemplate, type ArchiveFacts, type Basemap, type BasemapPart, type BasemapView } from '../../../shared/pack/basemap'
import { readArchive } from './archive'
import { createTileCache, type CachedTile } from './tile-cache'
import { createUpstream, type Upstream } from './upstream'

/** The grounds of the user's own, as the gateway serves them. */
export interface Basemaps {
  /** For the screens: without addresses and keys. */
  readonly views: readonly BasemapView[]
  /** Path of the archive of a ground's part, or null. */
  file(id: string, part: BasemapPart): string | null
  /** One tile; null: there is none. Throws a `TileError` if it cannot be had; undefined: no such ground or part. */
  tile(id: string, part: BasemapPart, z: number, x: number, y: number): Promise<CachedTile | null> | undefined
}

export interface BasemapOptions {
  /** Folder of the pack, in which its archives are. */
  readonly folder: string
  readonly basemaps: readonly Basemap[]
  /** `--basemap FILE`: an archive on this machine, whichever pack is used; null: none. */
  readonly machineFile: string | null
  readonly cacheDir: string
  readonly cacheBytes: number
  readonly now: () => EpochMs
  readonly log: Logger
  readonly version: string
}

/** Id of the ground that `--basemap` adds. */
export const MACHINE_BASEMAP = 'machine'

export const NO_BASEMAPS: Basemaps = { views: [], file: () => null, tile: () => undefined }

/** Reads the heads of all archives. The error is a sentence that names the file. */
export async function openBasemaps(options: BasemapOptions): Promise<Result<Basemaps, string>> {
  const { folder, machineFile, now, log } = options
  const files = new Map<string, string>()
  const upstreams = new Map<string, { readonly ask: Upstream; readonly view: BasemapView }>()
  const views: BasemapView[] = []
  const cache = createTileCache(options.cacheDir, options.cacheBytes)

  async function facts(path: string): Promise<Result<ArchiveFacts, string>> {
    const read = await readArchive(path)
    return read.ok ? read : err(`${path}: ${read.error}`)
  }

  if (machineFile !== null) {
    const read = await facts(machineFile)
    if (!read.ok) return read
    const name = { zh: '本机底图', en: 'Map on this machine' }
    const own: Basemap = { kind: 'pmtiles', id: MACHINE_BASEMAP, name, attribution: '', minzoom: 0, datum: 'wgs84', file: 'machine.pmtiles', dark: 'dim' }
    files.set(`${MACHINE_BASEMAP} base`, machineFile)
    views.push(basemapView(own, read.value))
  }
  for (const basemap of options.basemaps) {
    let archive: ArchiveFacts | null = null
    if (basemap.kind === 'pmtiles') {
      const path = join(folder, basemap.file)
      const read = await facts(path)
      if (!read.ok) return read
      archive = read.value
      files.set(`${basemap.id} base`, path)
    }
    if (basemap.dem?.file !== undefined) files.set(`${basemap.id} dem`, join(folder, basemap.dem.file))
    const view = basemapView(basemap, archive)
    views.push(view)
    for (const part of ['base', 'names', 'dem'] as const) {
      const template = upstreamTemplate(basemap, part)
      if (template === null) continue
      const content = part === 'base' && basemap.kind === 'vector' ? 'vector' : 'picture'
      const key = `${basemap.id}/${part}`
      upstreams.set(`${basemap.id} ${part}`, { view, ask: createUpstream({ key, template, content, cache, now, log, userAgent: `Dinghai/${options.version}` }) })
    }
  }
  return ok({
    views,
    file: (id, part) => files.get(`${id} ${part}`) ?? null,
    tile(id, part, z, x, y) {
      const found = upstreams.get(`${id} ${part}`)
      if (!found) return undefined
      const { view, ask } = found
      const last = part === 'dem' ? (view.dem?.maxzoom ?? 0) : view.maxzoom
      const first = part === 'dem' ? 0 : view.minzoom
      if (z < first || z > last || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) return Promise.resolve(null)
      return ask(z, x, y)
    },
  })
}
