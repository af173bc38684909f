import { join } from 'node:path'
import type { Screen } from '../../shared/ipc/bridge'
import type { HubChoice } from '../../shared/ipc/settings'
import type { BlackBox } from './blackbox'
import { checkHub, type GetText, type HubCheck } from './hub-check'
import { superviseHub } from './hub-supervisor'
import type { LogFile } from './log-file'
import { addressesOf, type ScreenAddresses } from './options'
import { launchHub } from './own-hub'

/** The hub that the screens of this machine use, whoever runs it. */
export interface HubConnection {
  /** Null: it does not serve (yet). */
  addresses(): ScreenAddresses | null
  /** Whether it can be shown, asked when a screen is loaded. */
  check(): Promise<HubCheck>
  /** Why the hub of our own was given up; null: it was not. */
  failure(): { readonly code: number | null; readonly tail: readonly string[] } | null
  retry(): void
  /** Ends a hub of our own, which finishes what it is writing first. */
  stop(): Promise<void>
}

export type HubSource = HubChoice | { readonly kind: 'given'; readonly addresses: ScreenAddresses }

export interface HubSettings {
  /** Where the hub lies: it has out/hub and resources. */
  readonly folder: string
  /** The bundled hub-entry. */
  readonly entry: string
  /** Null: the hub's usual place. */
  readonly dataDir: string | null
  /** The shell's own files; a demonstration's records lie below it, apart from real ones. */
  readonly userData: string
  readonly log: LogFile
  readonly blackBox: BlackBox
  readonly get: GetText
  /** The one-time link of a screen that was given with an external hub. */
  link(screen: Screen): string | null
  /** It serves (`again`: after it was gone), is being started again, or was given up. */
  changed(state: 'ready' | 'again' | 'restarting' | 'failed'): void
}

const SURE: HubCheck = { kind: 'ok' }

export function connectHub(source: HubSource, settings: HubSettings): HubConnection {
  if (source.kind === 'given') return standing(source.addresses, () => Promise.resolve(SURE), settings)
  if (source.kind !== 'external') return own(source, settings)
  const { origin } = new URL(source.url)
  const found = addressesOf(origin, settings.link('desk') ?? undefined, settings.link('wall') ?? undefined)
  const addresses = found.ok ? found.value : { url: origin, links: { desk: `${origin}/desk/`, wall: `${origin}/wall/` } }
  return standing(addresses, () => readable(origin, settings.get), settings)
}

/** Only another version is a reason not to load: whether the hub answers is seen by loading. */
async function readable(origin: string, get: GetText): Promise<HubCheck> {
  const verdict = await checkHub(origin, get)
  return verdict.kind === 'protocol' ? verdict : SURE
}

function standing(addresses: ScreenAddresses, check: () => Promise<HubCheck>, { changed }: HubSettings): HubConnection {
  setImmediate(() => changed('ready'))
  return { addresses: () => addresses, check, failure: () => null, retry: () => undefined, stop: () => Promise.resolve() }
}

function own(choice: Exclude<HubChoice, { kind: 'external' }>, { folder, entry, dataDir, userData, log, blackBox, changed }: HubSettings): HubConnection {
  const demonstration = choice.kind === 'demonstration'
  const data = demonstration ? join(dataDir ?? userData, 'demonstration') : dataDir
  const fixed = [
    ...(data ? ['--data', data] : []),
    ...(demonstration ? ['--drill'] : choice.pack === null ? [] : ['--pack', choice.pack]),
  ]
  let addresses: ScreenAddresses | null = null
  let failure: ReturnType<HubConnection['failure']> = null
  const supervisor = superviseHub(
    (port, links) => launchHub(folder, entry, ['--port', String(port), ...(links ? ['--open-links'] : []), ...fixed]),
    demonstration ? 0 : choice.port,
    log,
    (news) => {
      if (news.state === 'ready') {
        blackBox.note('hub-ready', { url: news.addresses.url, again: news.again })
        // A hub that serves again at the same address: the screens find it by themselves.
        const moved = addresses?.url !== news.addresses.url
        if (moved || failure) addresses = news.addresses
        const before = failure
        failure = null
        changed(before || !news.again || moved ? 'ready' : 'again')
      } else if (news.state === 'restarting') {
        blackBox.note('hub-gone', { code: news.code, delayMs: news.delayMs })
        changed('restarting')
      } else {
        blackBox.note('hub-failed', { code: news.code })
        failure = { code: news.code, tail: news.tail }
        addresses = null
        changed('failed')
      }
    },
    Date.now,
  )
  supervisor.start()
  return { addresses: () => addresses, check: () => Promise.resolve(SURE), failure: () => failure, retry: () => supervisor.start(), stop: () => supervisor.stop() }
}
