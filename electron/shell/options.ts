import { isAbsolute } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { Screen } from '../../shared/ipc/bridge'
import { parseUrl } from './policy'

/** Where the screens are: the hub's address and, by screen, the address to open first (it may carry a one-time secret). */
export interface ScreenAddresses {
  readonly url: string
  readonly links: Readonly<Record<Screen, string>>
}

export interface ShellOptions {
  /** Null: the shell starts a hub of its own. */
  readonly screens: ScreenAddresses | null
  /** Data directory of the hub that the shell starts, and of the shell's own files; null: the system's usual place. */
  readonly dataDir: string | null
  /** Pack of a hub on this machine, for this run only; null: as the settings say. */
  readonly pack: string | null
}

/**
 * Reads `--data=DIR` and `--pack=NAME or folder` from the command line and `DINGHAI_SCREENS` from the environment: JSON
 * `{"url":"http://…","desk":"http://…/desk/#k=…","wall":"…"}`. Links come by the environment because a command line
 * can be read by every user of the machine.
 */
export function parseShellOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<ShellOptions, string> {
  const data = argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length)
  if (data !== undefined && !isAbsolute(data)) return err(`--data: "${data}" is not an absolute path`)
  const pack = argv.find((argument) => argument.startsWith('--pack='))?.slice('--pack='.length)
  if (pack === '') return err('--pack: names no pack')
  const common = { dataDir: data ?? null, pack: pack ?? null }
  const given = env['DINGHAI_SCREENS']
  if (!given) return ok({ screens: null, ...common })
  const screens = parseScreens(given)
  return screens.ok ? ok({ screens: screens.value, ...common }) : screens
}

function parseScreens(text: string): Result<ScreenAddresses, string> {
  try {
    const given = JSON.parse(text) as { readonly url?: unknown; readonly desk?: unknown; readonly wall?: unknown } | null
    return given ? addressesOf(given.url, given.desk, given.wall) : err('DINGHAI_SCREENS is empty')
  } catch {
    return err('DINGHAI_SCREENS is not JSON')
  }
}

/** Checks the addresses that a launcher or a hub's ready line gave. A screen left out is looked for at its usual path. */
export function addressesOf(url: unknown, desk: unknown, wall: unknown): Result<ScreenAddresses, string> {
  const base = httpUrl(url)
  if (!base) return err(`url: ${JSON.stringify(url)} is not an address (http:// or https://)`)
  const deskLink = linkAt(base, desk ?? '/desk/')
  if (!deskLink) return err(`desk: the link is not at ${base.origin}`)
  const wallLink = linkAt(base, wall ?? '/wall/')
  if (!wallLink) return err(`wall: the link is not at ${base.origin}`)
  return ok({ url: base.origin, links: { desk: deskLink, wall: wallLink } })
}

/** A path or an address, as an address of the hub; null for one that is somewhere else. */
function linkAt(base: URL, link: unknown): string | null {
  const url = typeof link === 'string' ? parseUrl(link, base.origin) : null
  return url?.origin === base.origin ? url.href : null
}

function httpUrl(text: unknown): URL | null {
  const url = typeof text === 'string' ? parseUrl(text) : null
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null
}
