import { BrowserWindow, session } from 'electron'
import { SCREENS, type Screen } from '../../shared/ipc/bridge'
import type { BlackBox } from './blackbox'
import type { RunningHub } from './hub-supervisor'
import { firstWord, readyAt } from './side-hub'

/** A hub that plays may take so long to end, milliseconds; it has nothing to write. */
const PATIENCE_MS = 5_000

export interface ReplayWindowSettings {
  /** Starts a hub with these arguments. */
  launch(args: readonly string[]): RunningHub
  title(screen: Screen, name: string): string
  readonly blackBox: BlackBox
}

/** Recordings in windows of their own, beside the live ones, which they never touch. */
export interface ReplayWindows {
  /** The address of the hub that plays; null: nothing is played. */
  origin(): string | null
  /** Plays a recording, in place of one that is open. Resolves with what is wrong with it, or null when it shows. */
  play(path: string, screens: readonly Screen[]): Promise<string | null>
  /** Closes its windows and ends its hub. */
  stop(): Promise<void>
}

interface Running {
  readonly hub: RunningHub
  readonly gone: Promise<void>
  origin: string | null
  readonly windows: Set<BrowserWindow>
}

export function createReplayWindows({ launch, title, blackBox }: ReplayWindowSettings): ReplayWindows {
  let running: Running | null = null

  async function stop(): Promise<void> {
    const ending = running
    running = null
    if (!ending) return
    for (const window of ending.windows) if (!window.isDestroyed()) window.destroy()
    ending.hub.end()
    const late = setTimeout(() => ending.hub.kill(), PATIENCE_MS)
    await ending.gone
    clearTimeout(late)
    // Its keys are void: another replay comes at another port, and these would pile up.
    if (ending.origin !== null) await session.defaultSession.clearStorageData({ origin: ending.origin }).catch(() => undefined)
  }

  function open({ windows }: Running, screen: Screen, url: string, name: string): void {
    // Without the bridge to the shell: a replay restarts, hides and opens nothing of the live program.
    const window = new BrowserWindow({
      width: 1600,
      height: 900,
      title: title(screen, name),
      backgroundColor: '#07111c',
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, backgroundThrottling: false },
    })
    windows.add(window)
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('closed', () => {
      windows.delete(window)
      if (windows.size === 0) void stop()
    })
    window.loadURL(url).catch((error: unknown) => blackBox.note('replay-not-shown', { reason: String(error) }))
  }

  return {
    origin: () => running?.origin ?? null,
    stop,
    async play(path, screens) {
      await stop()
      const hub = launch(['--replay', path, '--port', '0', '--open-links'])
      const gone = new Promise<void>((resolve) => hub.onExit(() => resolve()))
      const started: Running = { hub, gone, origin: null, windows: new Set() }
      running = started
      const word = await firstWord(hub)
      const addresses = 'line' in word ? readyAt(word.line) : null
      if (running !== started) return null
      if (!addresses) {
        await stop()
        return 'ended' in word ? word.ended : word.line
      }
      started.origin = addresses.url
      blackBox.note('replay-started', { url: addresses.url })
      const name = path.split(/[\\/]/).at(-1) ?? path
      for (const screen of SCREENS) if (screens.includes(screen)) open(started, screen, addresses.links[screen], name)
      void gone.then(() => {
        if (running !== started) return
        blackBox.note('replay-gone', {})
        void stop()
      })
      return null
    },
  }
}
