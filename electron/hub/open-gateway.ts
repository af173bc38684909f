import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Pack } from '../../shared/pack/schema'
import { openBasemaps } from './basemaps/basemaps'
import { createGateway, type Gateway } from './gateway/gateway'
import { openAccess } from './open-access'
import type { HubOptions } from './options'

/** What was opened, to be closed in the opposite order. */
export type Closers = (() => Promise<void> | void)[]

/** The archive that `--basemap` names cannot be used. */
export class BasemapOpenError extends Error {
  override readonly name = 'BasemapOpenError'
}

type GatewayOptions = Parameters<typeof createGateway>[0]

export interface OpenGatewayOptions extends Pick<GatewayOptions, 'hub' | 'collectors' | 'history' | 'drillClock'> {
  readonly options: HubOptions
  readonly pack: Pack
  /** Keys, tiles and photos. */
  readonly dataDir: string
  /** Tiles of map services that are kept, bytes. */
  readonly cacheBytes: number
  readonly log: Logger
  readonly version: string
}

/**
 * Opens what every hub serves its screens with, the one that plays a recording too: grounds, keys, gateway. Rejects with
 * `BasemapOpenError`, as `openAccess` does, and with the system's error where the port cannot be had.
 */
export async function openGateway({ options, pack, dataDir, cacheBytes, ...rest }: OpenGatewayOptions, closers: Closers): Promise<{ gateway: Gateway; initialPassword: string | null }> {
  const basemaps = await openBasemaps({
    folder: pack.folder,
    basemaps: pack.manifest.basemaps,
    machineFile: options.basemapFile,
    cacheDir: join(dataDir, 'tiles'),
    cacheBytes,
    now: Date.now,
    log: rest.log,
    version: rest.version,
  })
  if (!basemaps.ok) throw new BasemapOpenError(`--basemap: ${basemaps.error}`)
  const { access, initialPassword } = await openAccess(dataDir)
  closers.push(() => access.close())
  const gateway = await createGateway({
    ...rest,
    access,
    staticDir: options.staticDir,
    basemapDir: options.basemapDir,
    basemaps: basemaps.value,
    attachmentsDir: join(dataDir, 'attachments'),
    bind: options.bind,
    port: options.port,
    allowedOrigins: options.allowedOrigins,
    ...(options.publicUrl === null ? {} : { publicUrl: options.publicUrl }),
  })
  closers.push(() => gateway.close())
  return { gateway, initialPassword }
}
