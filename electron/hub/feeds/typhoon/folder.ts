import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Feed } from '../feed'
import { emitAdvisories } from './emit'

/** A file of tracks is larger than this only by mistake. Bytes. */
const MAX_FILE = 20 * 2 ** 20
/** A file that changed less than this ago may still be written to. Milliseconds. */
const SETTLE_MS = 300

/**
 * Reads the files in its inbox, in the order of their names, again whenever one changes. Files stay where they are: the
 * hub never deletes what somebody put there. One that cannot be read is named in the source's health and left alone
 * until it changes.
 */
export const typhoonFolder: Feed<'typhoon-folder'> = {
  kind: 'typhoon-folder',
  async run(config, io, stop) {
    const done = new Map<string, string>()
    while (!stop.aborted) {
      io.heard()
      for (const name of (await readdir(io.inbox)).toSorted()) {
        if (stop.aborted) return
        if (!name.startsWith('.')) await look(name)
      }
      await sleep(config.everySeconds * 1000, undefined, { signal: stop }).catch(() => {})
    }

    async function look(name: string): Promise<void> {
      const path = join(io.inbox, name)
      const file = await stat(path).catch(() => null)
      if (!file?.isFile()) return
      const version = `${file.mtimeMs}/${file.size}`
      if (done.get(name) === version || Date.now() - file.mtimeMs < SETTLE_MS) return
      done.set(name, version)
      if (file.size > MAX_FILE) return io.refused(`${name}: larger than ${MAX_FILE} bytes`)
      await take(name, path)
    }

    async function take(name: string, path: string): Promise<void> {
      let text: string
      try {
        text = await readFile(path, 'utf8')
      } catch (error) {
        return io.refused(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      }
      await emitAdvisories(io, text, config, name)
    }
  },
}
