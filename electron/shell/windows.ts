import { BrowserWindow, screen as displays, type WebContents } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import { BRIDGE_ARGUMENT, SCREENS, type BridgeFacts, type Screen, type ShellNews } from '../../shared/ipc/bridge'
import type { ScreenAddresses } from './options'
import { planReload } from './reload-limit'
import { shellText, troublePage, type ShellText } from './trouble-page'

/** A hub that cannot be reached is asked again after this. */
const RETRY_MS = 2_000
/** Chromium's code for a load that a newer load replaced: no failure. */
const ERR_ABORTED = -3

export interface ScreenWindows {
  /** Opens the screen's window, or brings it to the front. */
  open(screen: Screen): void
  /** The screen that a web contents belongs to, or null: not one of ours. */
  screenOf(contents: WebContents): Screen | null
  windowOf(screen: Screen): BrowserWindow | null
}

export interface WindowSettings {
  readonly addresses: ScreenAddresses
  /** Absolute path of the bundled preload. */
  readonly preload: string
  readonly version: string
  language(): Language
}

export function createScreenWindows(settings: WindowSettings): ScreenWindows {
  const windows = new Map<Screen, BrowserWindow>()
  /** Where each screen is loaded from: its link until that has been used, then its plain address. */
  const next = new Map<Screen, string>(SCREENS.map((screen) => [screen, settings.addresses.links[screen]]))

  function open(screen: Screen): void {
    const existing = windows.get(screen)
    if (existing) {
      if (existing.isMinimized()) existing.restore()
      existing.show()
      existing.focus()
      return
    }
    const window = createWindow(screen, settings)
    windows.set(screen, window)
    window.on('closed', () => windows.delete(screen))
    keepAlive(window, screen, settings, next)
  }

  return {
    open,
    screenOf: (contents) => SCREENS.find((screen) => windows.get(screen)?.webContents === contents) ?? null,
    windowOf: (screen) => windows.get(screen) ?? null,
  }
}

function createWindow(screen: Screen, { preload, version, language }: WindowSettings): BrowserWindow {
  const facts: BridgeFacts = { version, screen }
  const place = placeOf(screen)
  const window = new BrowserWindow({
    ...place,
    title: `${shellText(language())('shell.name')} ${shellText(language())(`shell.${screen}`)}`,
    backgroundColor: '#07111c',
    autoHideMenuBar: screen === 'wall',
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

/** The wall takes a second display whole where there is one; else both are ordinary windows. */
function placeOf(screen: Screen): Electron.BrowserWindowConstructorOptions {
  const primary = displays.getPrimaryDisplay()
  const second = displays.getAllDisplays().find((display) => display.id !== primary.id)
  if (screen === 'wall' && second) return { ...second.bounds, fullscreen: true }
  const { width, height } = primary.workAreaSize
  return { width: Math.min(1920, width), height: Math.min(1080, height) }
}

/** Loads the screen, and again whenever its process or the hub goes away, with a plain page in between. */
function keepAlive(
  window: BrowserWindow,
  screen: Screen,
  { addresses, language }: WindowSettings,
  next: Map<Screen, string>,
): void {
  const contents = window.webContents
  const plainAddress = new URL(addresses.links[screen])
  plainAddress.hash = ''
  let crashes: readonly number[] = []
  let retry: NodeJS.Timeout | undefined

  function load(url: string): void {
    // A failure arrives as `did-fail-load` too, and is dealt with there.
    contents.loadURL(url).catch(() => undefined)
  }
  function loadScreen(): void {
    if (!window.isDestroyed()) load(next.get(screen) ?? plainAddress.href)
  }
  function later(delayMs: number): void {
    clearTimeout(retry)
    retry = setTimeout(loadScreen, delayMs)
  }
  function explain(title: ShellText, hint: ShellText): void {
    load(troublePage(language(), title, hint, plainAddress.href))
  }

  contents.on('did-finish-load', () => {
    // The secret in the link serves once; from now on the screen has its own key.
    if (contents.getURL().startsWith(addresses.url)) next.set(screen, plainAddress.href)
  })
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (!isMainFrame || code === ERR_ABORTED) return
    explain('shell.unreachable', 'shell.unreachableHint')
    later(RETRY_MS)
  })
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    const plan = planReload(crashes, Date.now())
    crashes = plan.crashes
    if (plan.looping) explain('shell.crashed', 'shell.crashedHint')
    later(plan.delayMs)
  })
  window.on('closed', () => clearTimeout(retry))
  loadScreen()
}
