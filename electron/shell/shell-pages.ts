import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BrowserWindow, ipcMain, protocol, type BrowserWindowConstructorOptions, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { PAGE_CHANNELS } from '../../shared/ipc/page-channels'
import { firstIssue } from '../../shared/ipc/settings'
import { SHELL_ORIGIN, shellActionSchema, type ShellAction, type ShellActionResult, type ShellPageState } from '../../shared/ipc/shell-pages'
import { originOf } from './policy'
import { pageFile, PAGE_POLICY } from './page-file'

/** Call before the app is ready. */
export function registerShellScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

/** Answers `app://shell/…` from the built pages in `folder` and from nowhere else. Call when ready. */
export function serveShellPages(folder: string): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? pageFile(request.url) : null
    const content = file ? await readFile(join(folder, file.path)).catch(() => null) : null
    if (!file || !content) return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } })
    return new Response(content, { headers: { 'content-type': file.type, 'content-security-policy': PAGE_POLICY, 'x-content-type-options': 'nosniff' } })
  })
}

export type ActOnPage = (action: ShellAction, sender: WebContents, page: ShellPageState['page']) => Promise<ShellActionResult>

/** What each page may ask for. */
const PERMITTED: Readonly<Record<ShellPageState['page'], ReadonlySet<ShellAction['type']>>> = {
  'first-run': new Set(['choose-hub', 'pick-pack', 'quit']),
  settings: new Set(['save', 'pick-pack', 'identify', 'log', 'close']),
  trouble: new Set(['retry', 'settings', 'choose', 'log', 'close', 'quit']),
  identify: new Set(['close']),
}

export interface ShellPages {
  /** Shows the state's page in a window, or the new state if the page is there already. */
  show(contents: WebContents, state: ShellPageState): void
  /** The state that a window was last given, while it shows it. */
  shown(contents: WebContents): ShellPageState | null
  /** A window of its own for a page. */
  open(state: ShellPageState, options: BrowserWindowConstructorOptions): BrowserWindow
}

/** The pages by window: a window is told only what it was given to show, and may ask only what that page may. */
export function createShellPages(preload: string, act: ActOnPage): ShellPages {
  const states = new Map<WebContents, ShellPageState>()
  const known = new WeakSet<WebContents>()
  const onPage = (contents: WebContents) => !contents.isDestroyed() && originOf(contents.getURL()) === SHELL_ORIGIN

  function stateFor(event: IpcMainInvokeEvent): ShellPageState {
    const frame = event.senderFrame
    const state = states.get(event.sender)
    if (!state || !frame || frame !== event.sender.mainFrame || originOf(frame.url) !== SHELL_ORIGIN) throw new Error('not a page of the shell')
    return state
  }

  ipcMain.handle(PAGE_CHANNELS.state, (event) => stateFor(event))
  ipcMain.handle(PAGE_CHANNELS.act, (event, argument: unknown) => {
    const { page } = stateFor(event)
    const action = shellActionSchema.safeParse(argument)
    if (!action.success) return { ok: false, error: firstIssue(action.error) } satisfies ShellActionResult
    if (!PERMITTED[page].has(action.data.type)) throw new Error(`${action.data.type}: not from the page ${page}`)
    return act(action.data, event.sender, page)
  })

  function show(contents: WebContents, state: ShellPageState): void {
    if (contents.isDestroyed()) return
    const before = states.get(contents)
    if (!known.has(contents)) {
      known.add(contents)
      contents.once('destroyed', () => states.delete(contents))
      // What left our page for a screen has nothing to ask for here any more.
      contents.on('did-navigate', (_event, url) => {
        if (originOf(url) !== SHELL_ORIGIN) states.delete(contents)
      })
    }
    states.set(contents, state)
    if (before?.page === state.page && onPage(contents) && !contents.isCrashed()) contents.send(PAGE_CHANNELS.changed, state)
    else contents.loadURL(`${SHELL_ORIGIN}/${state.page}.html`).catch(() => undefined)
  }

  return {
    show,
    shown: (contents) => (onPage(contents) ? (states.get(contents) ?? null) : null),
    open(state, options) {
      const window = new BrowserWindow({
        backgroundColor: '#07111c',
        autoHideMenuBar: true,
        ...options,
        webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
      })
      show(window.webContents, state)
      return window
    },
  }
}
