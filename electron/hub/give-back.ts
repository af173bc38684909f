import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Logger } from 'pino'

/** Long enough after the start that the screens have been served. */
const AFTER_MS = 10_000

/**
 * Once, a while after the start, gives back the memory that reading a pack took: V8 keeps such room for ever, and a
 * collection of the common kind does not empty it (about 90 of 290 MB with the demonstration pack). It stops the hub for
 * less than a tenth of a second. Left alone in Electron, whose V8 may not be told anything once it runs and whose
 * objects are half as large. Returns the remover.
 */
export function giveBackMemory(logger: Logger): () => void {
  if (process.versions['electron'] !== undefined) return () => undefined
  const timer = setTimeout(() => {
    const before = process.memoryUsage().rss
    const startedAt = performance.now()
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as NodeJS.GCFunction
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    const givenBackMb = Math.round((before - process.memoryUsage().rss) / 1e6)
    logger.info({ givenBackMb, stoodMs: Math.round(performance.now() - startedAt) }, 'memory of the start given back')
  }, AFTER_MS).unref()
  return () => clearTimeout(timer)
}
