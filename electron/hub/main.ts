import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino, { type Logger } from 'pino'
import { HOUR } from '../../shared/base/time'
import { packErrorText } from '../../shared/pack/error'
import type { Pack } from '../../shared/pack/schema'
import { openHub } from './core/open-hub'
import { HashingMissingError } from './gateway/access/hashing'
import { startCollectors } from './feeds/collect'
import { LogOpenError } from './log/event-log'
import { openSqliteLog } from './log/sqlite'
import { parseHubOptions, USAGE, type HubOptions } from './options'
import { drillClockProblem, openDrillClock } from './drill-clock'
import { giveBackMemory } from './give-back'
import { AccessOpenError } from './open-access'
import { BasemapOpenError, openGateway, type Closers } from './open-gateway'
import { loadPack } from './pack/load'
import { startRoadService } from './routing/client'
import { openReplay, packOf, serveReplay } from './replay/serve'
import { openTrackHistory, restoreTracks } from './tracks/history'

/** How the process ends; sysexits(3) where it has a number for it. Launchers put them in words. */
const EXIT = { usage: 64, pack: 65, recording: 66, port: 69, log: 70, library: 71, data: 73, access: 74 } as const

/** Tiles of map services kept on disk, bytes: a county down to its streets. */
const TILE_CACHE_BYTES = 1_000_000_000

/** Thrown to end the process with a code after everything that was opened is closed. */
class Exit extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..', '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

async function main(): Promise<void> {
  const parsed = parseHubOptions(process.argv.slice(2), process.env, join(root, 'resources'), join(root, 'out', 'renderer'))
  if (!parsed.ok) throw new Exit(EXIT.usage, `${parsed.error}\n\n${USAGE}`)
  if (parsed.value === 'help') {
    process.stdout.write(USAGE)
    return
  }
  const options = parsed.value
  if (options.checkPack) return checkPack(options.packDir)
  if (options.replayFile !== null) return playRecording(options, options.replayFile)
  const pack = await readPack(options.packDir)
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw new Exit(EXIT.data, `data directory ${options.dataDir}: ${error.message}`)
  })
  await running(options, (logger, closers) => serve(options, pack, logger, closers))
}

async function running(options: HubOptions, start: (logger: Logger, closers: Closers) => Promise<void>): Promise<void> {
  const logger = pino(
    { level: options.logLevel, redact: ['token', 'secret', 'password'] },
    pino.destination({ dest: options.logFile ?? 2, sync: true, mkdir: true }),
  )
  const closers: Closers = []
  const closeAll = async () => {
    for (const close of closers.toReversed()) await close()
    closers.length = 0
  }
  // Before anything is opened, and long before the ready line: whoever reads that may stop the hub at once.
  stopOnSignals(options, logger, closeAll)
  try {
    await start(logger, closers)
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** `--replay`: a hub whose log is a file. Nothing that belongs to the hub of this machine is opened. */
async function playRecording(options: HubOptions, file: string): Promise<void> {
  const opened = await openReplay(file)
  if (!opened.ok) throw new Exit(EXIT.recording, opened.error)
  const { recording } = opened.value
  const folder = options.packDir === '' ? packOf(recording, join(root, 'resources')) : options.packDir
  if (folder === null) throw new Exit(EXIT.pack, `the recording was made with the pack "${recording.header.pack.id}": name its folder with --pack`)
  const pack = await readPack(folder)
  await running(options, async (logger, closers) => {
    const { gateway, ...rest } = await serveReplay(options, opened.value, pack, logger, version, closers).catch(notServed(options))
    const links = options.openLinks ? { desk: gateway.oneTimeLink('desk'), wall: gateway.oneTimeLink('wall') } : null
    process.stdout.write(`${JSON.stringify({ event: 'ready', url: gateway.url, links, ...rest, replay: file })}\n`)
  })
}

/** `--check-pack`: one line of JSON, for a launcher that wants to say in its own words what is wrong. */
async function checkPack(folder: string): Promise<void> {
  const loaded = await loadPack(folder)
  const told = loaded.ok ? { ok: true, name: loaded.value.manifest.name, demonstration: loaded.value.manifest.demonstration } : { ok: false, errors: loaded.error.map((error) => ({ zh: packErrorText(error, 'zh'), en: packErrorText(error, 'en') })) }
  process.stdout.write(`${JSON.stringify(told)}\n`)
  if (!loaded.ok) process.exitCode = EXIT.pack
}

/** Why nothing could be served, as an end of the process. */
function notServed({ port, bind }: HubOptions): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error instanceof BasemapOpenError) throw new Exit(EXIT.usage, error.message)
    if (error instanceof AccessOpenError) throw new Exit(EXIT.access, error.message)
    if (error instanceof HashingMissingError) throw new Exit(EXIT.library, error.message)
    if (error.code === 'EADDRINUSE') throw new Exit(EXIT.port, `port ${port} on ${bind} is in use`)
    if (error.code === 'EACCES') throw new Exit(EXIT.port, `port ${port} on ${bind} is not permitted`)
    throw error
  }
}

async function serve(options: HubOptions, pack: Pack, logger: Logger, closers: Closers): Promise<void> {
  const { dataDir } = options
  const clockFile = join(dataDir, 'drill-clock.json')
  const problem = options.drill ? null : await drillClockProblem(clockFile)
  if (problem !== null) throw new Exit(EXIT.data, problem)
  const roads = startRoadService(pack, logger)
  closers.push(() => roads.close())
  const log = await openSqliteLog({ path: join(dataDir, 'events.db'), exercise: options.drill }).catch((error: unknown) => {
    if (error instanceof LogOpenError) throw new Exit(error.reason === 'in-use' || error.reason === 'other-kind' ? EXIT.data : EXIT.log, error.message)
    throw error
  })
  closers.push(() => log.close())
  const drillClock = options.drill ? await openDrillClock(clockFile) : null
  const now = drillClock?.now ?? Date.now
  const hub = await openHub({
    log,
    now,
    pack,
    roads,
    areas: roads,
    logger,
    drill: options.drill,
    onBroken(error) {
      // Nothing may be answered any more: what memory says and what the disk has could differ.
      logger.fatal({ error }, 'the event log cannot be written: the hub stops')
      process.stderr.write(`the event log cannot be written, the hub stops: ${error.message}\n`)
      process.exit(EXIT.log)
    },
  })
  closers.push(() => hub.stop())
  const history =
    options.historyHours === 0
      ? null
      : openTrackHistory({ path: join(dataDir, 'tracks.db'), tracks: hub.tracks, logger, now, retentionMs: options.historyHours * HOUR })
  if (history) {
    closers.push(() => history.close())
    // Not waited for: a slow disk must not keep alarms out.
    restoreTracks(history, hub.tracks, now()).then(
      (restored) => logger.info({ restored }, 'last positions restored'),
      (error: unknown) => logger.error({ error }, 'last positions could not be restored'),
    )
  }
  const collectors = startCollectors(hub, join(dataDir, 'inbox'), logger)
  closers.push(() => collectors.stop())
  const { gateway, initialPassword } = await openGateway(
    { options, pack, dataDir, cacheBytes: TILE_CACHE_BYTES, hub, log: logger, version, collectors: collectors.health, history, drillClock },
    closers,
  ).catch(notServed(options))
  const runFile = join(dataDir, 'run.json')
  await writeFile(runFile, JSON.stringify({ pid: process.pid, url: gateway.url, startedAt: Date.now() }), { mode: 0o600 })
  closers.push(() => rm(runFile, { force: true }))
  closers.push(giveBackMemory(logger))
  const links = options.openLinks ? { desk: gateway.oneTimeLink('desk'), wall: gateway.oneTimeLink('wall') } : null
  process.stdout.write(`${JSON.stringify({ event: 'ready', url: gateway.url, links, initialPassword, dataDir })}\n`)
}

async function readPack(folder: string): Promise<Pack> {
  const loaded = await loadPack(folder)
  if (loaded.ok) return loaded.value
  const lines = loaded.error.map((error) => `  ${packErrorText(error, 'zh')}\n  ${packErrorText(error, 'en')}`)
  throw new Exit(EXIT.pack, `预案包有错误，未启动 · the pack has errors, nothing was started: ${folder}\n${lines.join('\n')}`)
}

function stopOnSignals(options: HubOptions, logger: Logger, closeAll: () => Promise<void>): void {
  let stopping = false
  const stop = (why: string) => {
    if (stopping) return
    stopping = true
    logger.info({ why }, 'the hub stops')
    closeAll().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error }, 'the hub could not stop cleanly')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
  if (options.stopWithStdin) {
    process.stdin.on('end', () => stop('the launcher ended'))
    process.stdin.on('error', () => stop('the launcher ended'))
    process.stdin.resume()
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof Exit)) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  }
  process.stderr.write(`${error.message}\n`)
  process.exit(error.code)
})
