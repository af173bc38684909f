import { mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { err, ok, type Result } from '../../../shared/base/result'
import type { Pack } from '../../../shared/pack/schema'
import { problemText, type Recording } from '../../../shared/replay/format'
import { FoldError } from '../../../shared/replay/fold'
import type { Gateway } from '../gateway/gateway'
import { openGateway, type Closers } from '../open-gateway'
import type { HubOptions } from '../options'
import { createReplayHub } from './hub'
import { packRevision } from './pack-revision'
import { createReplayPlayer, type ReplayPlayer } from './player'
import { readRecording } from './read'

/** Tiles of map services kept while it plays, bytes. */
const TILE_CACHE_BYTES = 200_000_000

/** A recording at its beginning, ready to be looked at. */
export interface OpenedReplay {
  readonly player: ReplayPlayer
  readonly recording: Recording
}

/** Reads a recording and folds it once. The error is a sentence that names the file, and the line and field if it can. */
export async function openReplay(file: string): Promise<Result<OpenedReplay, string>> {
  const read = await readRecording(file)
  if (!read.ok) return err(`${file}: ${problemText(read.error)}`)
  try {
    return ok({ recording: read.value, player: createReplayPlayer(read.value) })
  } catch (error) {
    if (!(error instanceof FoldError)) throw error
    const event = read.value.events[error.index]
    return err(`${file}: event ${event?.seq} (${event?.type}) does not follow from those before it: ${error.message}`)
  }
}

/** The folder of the pack that a recording was made with, among those that are shipped; null: there is none of that name. */
export function packOf({ header }: Recording, resources: string): string | null {
  const folder = join(resources, 'packs', header.pack.id)
  return /^[A-Za-z0-9_-]+$/.test(header.pack.id) && existsSync(join(folder, 'pack.json')) ? folder : null
}

/**
 * Serves a replay: a hub of its own, with keys of its own in a folder that is removed when it ends. It opens no log, no
 * feed and no data directory. Rejects as `openGateway` does.
 */
export async function serveReplay(
  options: HubOptions,
  { player, recording }: OpenedReplay,
  pack: Pack,
  logger: Logger,
  version: string,
  closers: Closers,
): Promise<{ gateway: Gateway; initialPassword: string | null; dataDir: string; packDiffers: boolean }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dinghai-replay-'))
  closers.push(() => rm(dataDir, { recursive: true, force: true }))
  closers.push(() => player.stop())
  const { header } = recording
  const packDiffers = header.pack.revision !== '' && (await packRevision(pack.folder)) !== header.pack.revision
  if (packDiffers) logger.warn({ pack: header.pack.id }, 'the pack is not as it was when the recording was made: places and names are those of today')
  const { gateway, initialPassword } = await openGateway({ options, pack, dataDir, cacheBytes: TILE_CACHE_BYTES, hub: createReplayHub(player, pack), log: logger, version }, closers)
  const { from, to, fromSeq, toSeq } = header
  logger.info({ from, to, events: toSeq - fromSeq + 1, ways: recording.ways.length }, 'a recording is played')
  return { gateway, initialPassword, dataDir, packDiffers }
}
