import { parseArgs } from 'node:util'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'

/** What the hub is started with. */
export interface HubOptions {
  readonly dataDir: string
  /** 0: any free port. */
  readonly port: number
  /** Loopback unless told otherwise. */
  readonly bind: string
  /** Empty in a replay whose pack is not named: then it is that of the recording. */
  readonly packDir: string
  /** A recording to be played instead of a hub's own log; null: this is a hub. */
  readonly replayFile: string | null
  /** Only say what is wrong with the pack, as JSON. */
  readonly checkPack: boolean
  /** Built screens; null serves the interfaces only. */
  readonly staticDir: string | null
  readonly basemapDir: string
  /** A PMTiles archive on this machine that is offered as a ground; null: none. */
  readonly basemapFile: string | null
  /** Every record is marked as a drill. */
  readonly drill: boolean
  /** How long positions of moving objects are kept, hours; 0: not at all. */
  readonly historyHours: number
  /** Print one-time links that open desk and wall without a password: for a launcher on the same machine. */
  readonly openLinks: boolean
  /** Address under which phones reach the hub, if it is not the one it listens on. */
  readonly publicUrl: string | null
  readonly allowedOrigins: readonly string[]
  readonly logFile: string | null
  readonly logLevel: string
  /** Stop when standard input ends: a launcher that dies takes its hub with it. */
  readonly stopWithStdin: boolean
}

export const USAGE = `dinghai hub

  --data DIR            data directory (default: the user's own, see docs/operations.md)
  --port N              default 8710 (replay: any); 0 takes any free one
  --bind ADDRESS        default 127.0.0.1; a wider one lets phones in: put TLS in front of it
  --pack NAME|DIR       jurisdiction: one of resources/packs, or a folder (default: cangnan, a demonstration)
  --check-pack          say in JSON what is wrong with the pack, and end
  --replay FILE         play a recording (.dhlog): read only, on any free port, touching no data directory
  --basemap FILE        a PMTiles archive of your own as a further ground of the map
  --public-url URL      address that phones use, for QR links
  --allow-origin URL    further origin that screens may be served from (may be repeated)
  --history-hours N     how long positions are kept for trails and the time slider (default 72; 0: not at all)
  --drill               mark every record as a drill
  --no-screens          serve the interfaces only
  --open-links          print one-time links for desk and wall with the ready line
  --log-file FILE       default: standard error
  --log-level LEVEL     trace, debug, info, warn, error (default info)
  --stop-with-stdin     stop when standard input ends
`

/** Reads the command line. An option that is wrong is named. */
export function parseHubOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  resources: string,
  screens: string,
): Result<HubOptions | 'help', string> {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        bind: { type: 'string', default: env['DINGHAI_BIND'] ?? '127.0.0.1' },
        pack: { type: 'string' },
        'check-pack': { type: 'boolean', default: false },
        replay: { type: 'string' },
        basemap: { type: 'string' },
        'public-url': { type: 'string' },
        'allow-origin': { type: 'string', multiple: true, default: [] },
        'history-hours': { type: 'string', default: '72' },
        drill: { type: 'boolean', default: false },
        'no-screens': { type: 'boolean', default: false },
        'open-links': { type: 'boolean', default: false },
        'log-file': { type: 'string' },
        'log-level': { type: 'string', default: 'info' },
        'stop-with-stdin': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }))
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
  if (values.help) return ok('help')
  const replayFile = values.replay ?? null
  if (replayFile === '') return err('--replay: names no file')
  if (replayFile !== null && values.data !== undefined) return err('--data: a replay keeps nothing and opens no data directory')
  if (replayFile !== null && values.drill) return err('--drill: whether it was a drill is in the recording')
  // What the environment says is meant for the hub of this machine, which goes on beside a replay.
  const said = values.port ?? (replayFile === null ? (env['DINGHAI_PORT'] ?? '8710') : '0')
  const port = Number(said)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return err(`--port: "${said}" is not a port (0 to 65535)`)
  const publicUrl = values['public-url'] ?? null
  for (const [name, url] of [['--public-url', publicUrl], ...values['allow-origin'].map((origin) => ['--allow-origin', origin])]) {
    if (typeof url === 'string' && !/^(https?|app):\/\//.test(url)) return err(`${name}: "${url}" is not an address (http:// or https://)`)
  }
  if (!['trace', 'debug', 'info', 'warn', 'error'].includes(values['log-level'])) {
    return err(`--log-level: "${values['log-level']}" is none of trace, debug, info, warn, error`)
  }
  const historyHours = Number(values['history-hours'])
  if (!Number.isInteger(historyHours) || historyHours < 0 || historyHours > 720) {
    return err(`--history-hours: "${values['history-hours']}" is not a whole number of hours up to 720`)
  }
  return ok({
    dataDir: values.data ?? env['DINGHAI_DATA'] ?? defaultDataDir(env),
    port,
    bind: values.bind,
    packDir: packFolder(values.pack ?? (replayFile === null ? (env['DINGHAI_PACK'] ?? 'cangnan') : ''), resources),
    replayFile,
    checkPack: values['check-pack'],
    staticDir: values['no-screens'] ? null : screens,
    basemapDir: join(resources, 'basemap'),
    basemapFile: values.basemap ?? null,
    historyHours,
    drill: values.drill,
    openLinks: values['open-links'],
    publicUrl,
    allowedOrigins: values['allow-origin'],
    logFile: values['log-file'] ?? null,
    logLevel: values['log-level'],
    stopWithStdin: values['stop-with-stdin'],
  })
}

/** A bare name is one of the packs that are shipped; anything with a separator is a folder. */
export function packFolder(pack: string, resources: string): string {
  return /^[A-Za-z0-9_-]+$/.test(pack) ? join(resources, 'packs', pack) : pack
}

/** Where a program keeps its data on this system. */
export function defaultDataDir(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Dinghai')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Dinghai')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'dinghai')
}
