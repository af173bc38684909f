import { app, BrowserWindow, type WebContents } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import { BRIDGE_ARGUMENT, type BridgeFacts, type Screen, type ShellNews } from '../../shared/ipc/bridge'
import type { BlackBox } from './blackbox'
import type { HubCheck } from './hub-check'
import { holdInPlace } from './hold'
import { keepAlive, type Keeper, type Trouble } from './keep-alive'
import { isOfficersChord, leavesKiosk } from './kiosk'
import { windowAddress, type Placement } from './layout'
import type { ScreenAddresses } from './options'
import { shellText } from './shell-text'

/** A window that shows a screen. */
export interface ScreenWindow {
  /** `desk`, `wall`, `wall-2` …: in the order of the layout. */
  readonly name: string
  readonly screen: Screen
  readonly window: BrowserWindow
  readonly keeper: Keeper
  placement(): Placement
}

export interface ScreenWindows {
  /** Opens the screen's windows, or brings them to the front. */
  open(screen: Screen): void
  /** The screen that a web contents belongs to, or null: not one of ours. */
  screenOf(contents: WebContents): Screen | null
  of(contents: WebContents): ScreenWindow | null
  /** The first one. */
  windowOf(screen: Screen): BrowserWindow | null
  all(): readonly ScreenWindow[]
  /**
   * Puts every window where it belongs. `layout`: opens those of a changed layout and closes those that it has no more;
   * `whole`: leaves ordinary windows where people have put them.
   */
  place(placements: readonly Placement[], why: 'layout' | 'displays' | 'whole'): void
  /** Officers leave the kiosk, or return to it. */
  toggleLock(): void
  /** The hub has other addresses, or serves again. */
  reload(): void
  /** A screen has its key: others of the kind, which had none, find it now. */
  keyKnown(contents: WebContents): void
}

export interface WindowSettings {
  /** Null: the hub does not serve. */
  addresses(): ScreenAddresses | null
  check(): Promise<HubCheck>
  /** Absolute path of the bundled preload. */
  readonly preload: string
  readonly version: string
  readonly blackBox: BlackBox
  language(): Language
  explain(screen: ScreenWindow, trouble: Trouble | null): void
  now(): number
}

export function createScreenWindows(settings: WindowSettings): ScreenWindows {
  const open = new Map<string, ScreenWindow>()
  const keyed = new Set<WebContents>()
  const holds = new Map<string, ReturnType<typeof holdInPlace>>()
  let placements: ReadonlyMap<string, Placement> = new Map()
  /** Screens whose one-time link has been used: from then on their plain address serves. */
  let used: { readonly by: ScreenAddresses | null; readonly screens: Set<Screen> } = { by: null, screens: new Set() }
  let locked = true
  let quitting = false
  app.on('before-quit', () => {
    quitting = true
  })
  /** On a display, whole, and only the officers' chord leads out. */
  const isLocked = ({ mode, display }: Placement) => locked && !quitting && mode === 'kiosk' && display !== null

  function addressOf(screen: Screen, name: string): string | null {
    const addresses = settings.addresses()
    const placement = placements.get(name)
    if (!addresses || !placement) return null
    if (used.by !== addresses) used = { by: addresses, screens: new Set() }
    const url = new URL(addresses.links[screen])
    if (used.screens.has(screen)) url.hash = ''
    return windowAddress(url.href, placement.window)
  }

  function create(name: string): ScreenWindow | null {
    const placement = placements.get(name)
    if (!placement) return null
    const { screen } = placement.window
    const window = createWindow(screen, placement, settings)
    const one: ScreenWindow = {
      name,
      screen,
      window,
      placement: () => placements.get(name) ?? placement,
      keeper: keepAlive(window, {
        name,
        blackBox: settings.blackBox,
        now: () => settings.now(),
        check: () => settings.check(),
        address: () => addressOf(screen, name),
        loaded: () => used.screens.add(screen),
        explain: (trouble) => settings.explain(one, trouble),
      }),
    }
    open.set(name, one)
    const hold = holdInPlace(window)
    holds.set(name, hold)
    // Where nothing manages windows a hidden one keeps the keys, and its page would think that somebody looks at it: no
    // notification would call.
    for (const gone of ['hide', 'minimize'] as const) window.on(gone as 'hide', () => window.blurWebView())
    window.on('closed', () => {
      open.delete(name)
      holds.delete(name)
      settings.blackBox.note('window-closed', { screen: name })
      // What waits out of sight for its display does not keep the program running.
      if (![...open.values()].some(({ window: left }) => left.isVisible() || left.isMinimized())) for (const left of open.values()) left.window.close()
    })
    window.on('close', (event) => {
      if (isLocked(one.placement())) event.preventDefault()
    })
    window.webContents.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown') return
      if (isOfficersChord(input)) toggleLock()
      else if (!isLocked(one.placement()) || !leavesKiosk(input)) return
      event.preventDefault()
    })
    settings.blackBox.note('window-opened', { screen: name, mode: placement.mode, display: placement.display?.identity ?? null })
    hold.put(placement, locked)
    if (settings.addresses()) one.keeper.load()
    else settings.explain(one, null)
    return one
  }

  function toggleLock(): void {
    locked = !locked
    settings.blackBox.note(locked ? 'kiosk-restored' : 'kiosk-left')
    hold()
  }
  function hold(wholeOnly = false): void {
    for (const [name, one] of open) if (!wholeOnly || one.placement().mode !== 'window') holds.get(name)?.put(one.placement(), locked)
  }

  return {
    open(screen) {
      const names = [...placements].filter(([, { window }]) => window.screen === screen).map(([name]) => name)
      for (const name of names) {
        const existing = open.get(name)
        if (!existing) create(name)
        else if (existing.placement().display) {
          if (existing.window.isMinimized()) existing.window.restore()
          existing.window.show()
          existing.window.focus()
        }
      }
    },
    screenOf: (contents) => [...open.values()].find(({ window }) => window.webContents === contents)?.screen ?? null,
    of: (contents) => [...open.values()].find(({ window }) => window.webContents === contents) ?? null,
    windowOf: (screen) => [...open.values()].find((one) => one.screen === screen)?.window ?? null,
    all: () => [...open.values()],
    place(next, why) {
      const before = new Map([...open].map(([name, { screen }]) => [name, addressOf(screen, name)]))
      placements = named(next)
      if (why === 'layout') {
        for (const [name, one] of open) if (placements.get(name)?.window.screen !== one.screen) one.window.destroy()
        for (const name of placements.keys()) if (!open.has(name)) create(name)
        for (const [name, one] of open) if (before.has(name) && before.get(name) !== addressOf(one.screen, name)) one.keeper.load()
      }
      hold(why === 'whole')
    },
    toggleLock,
    reload() {
      for (const one of open.values()) one.keeper.load()
    },
    keyKnown(contents) {
      const screen = [...open.values()].find(({ window }) => window.webContents === contents)?.screen
      keyed.add(contents)
      contents.once('destroyed', () => keyed.delete(contents))
      for (const one of open.values()) if (one.screen === screen && !keyed.has(one.window.webContents)) one.keeper.load()
    },
  }
}

/** Placements by window name: the first of a kind bears the screen's name, further ones are counted. */
function named(placements: readonly Placement[]): Map<string, Placement> {
  const counts = new Map<Screen, number>()
  return new Map(
    placements.map((placement) => {
      const { screen } = placement.window
      const count = (counts.get(screen) ?? 0) + 1
      counts.set(screen, count)
      return [count === 1 ? screen : `${screen}-${count}`, placement]
    }),
  )
}

function createWindow(screen: Screen, placement: Placement, { preload, version, language }: WindowSettings): BrowserWindow {
  const facts: BridgeFacts = { version, screen }
  const window = new BrowserWindow({
    ...placement.bounds,
    show: placement.bounds !== null,
    title: `${shellText(language())('shell.name')} ${shellText(language())(`shell.${screen}`)}`,
    backgroundColor: '#07111c',
    autoHideMenuBar: screen === 'wall' || placement.mode === 'kiosk',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // An alarm sounds though nobody has touched the wall, and though the window is behind another.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
      additionalArguments: [`${BRIDGE_ARGUMENT}${encodeURIComponent(JSON.stringify(facts))}`],
    },
  })
  const tell = (on: ShellNews['shell:full-screen-changed']) => {
    window.webContents.send('shell:full-screen-changed' satisfies keyof ShellNews, on)
  }
  window.on('enter-full-screen', () => tell(true))
  window.on('leave-full-screen', () => tell(false))
  return window
}
