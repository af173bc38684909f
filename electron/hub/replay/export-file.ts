import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DAY, type EpochMs } from '../../../shared/base/time'
import type { Pack } from '../../../shared/pack/schema'
import { openSqliteLog } from '../log/sqlite'
import { openHistoryFile } from '../tracks/history-file'
import { exportRecording } from './export'

/** Written by nobody: positions are only read here. */
const READ_ONLY_TASK = { retentionMs: 3650 * DAY, maxBytes: Number.MAX_SAFE_INTEGER }

/**
 * Writes a recording of the log in a data directory that no hub has open. The file gets its name when it is whole.
 * Rejects with a sentence if there is no log, a hub has it open, the stretch is wrong, or the file is there already.
 */
export async function exportFromDataDir(
  options: { readonly dataDir: string; readonly pack: Pack; readonly from: EpochMs; readonly to: EpochMs; readonly out: string; readonly app: string },
): Promise<{ readonly events: number; readonly file: string }> {
  const { dataDir, pack, from, to, out, app } = options
  const path = join(dataDir, 'events.db')
  if (!existsSync(path)) throw new Error(`${dataDir}: there is no log (events.db) in it`)
  if (existsSync(out)) throw new Error(`${out}: is there already`)
  const log = await openSqliteLog({ path })
  const tracks = existsSync(join(dataDir, 'tracks.db')) ? openHistoryFile({ path: join(dataDir, 'tracks.db'), ...READ_ONLY_TASK }) : null
  const unfinished = `${out}.unfinished`
  try {
    const { logId } = await log.head()
    const [first] = await log.read(0, 1)
    const opened = await exportRecording({
      source: log,
      positions: tracks && {
        at: (time, since) => Promise.resolve(tracks.at({ time, since })),
        trail: (id, start, end, most) => Promise.resolve(tracks.trail({ id, from: start, to: end, most })),
      },
      pack, logId, drill: first?.drill ?? false, app, by: 'admin', at: Date.now(), from, to,
    })
    if (!opened.ok) throw new Error(opened.error.message)
    const { header, bytes } = opened.value
    await pipeline(bytes, createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }))
    await rename(unfinished, out)
    return { events: header.toSeq - header.fromSeq + 1, file: out }
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    tracks?.close()
    await log.close()
  }
}
