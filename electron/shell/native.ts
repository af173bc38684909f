import { app, BrowserWindow, dialog, session, type MessageBoxOptions } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import type { Screen } from '../../shared/ipc/bridge'
import { filesIn, inspectFile, type OpenedFile } from './associations'
import { watchHub } from './hub-watch'
import type { MenuActions } from './menu'
import { printWindow, savePdf } from './print'
import { startTray, type HubState } from './tray'
import type { PackVerdict } from './side-hub'
import { askForUpdate } from './updates'
import { nativeWords, type NativeText } from './words'

export interface NativeSettings {
  language(): Language
  /** Opens a screen's window or brings it to the front. */
  open(screen: Screen): void
  /** The hub's address without a path; null while there is none yet. */
  hub(): string | null
  /** A site's own address for updates; null: none is set, nothing is ever asked. */
  updateUrl(): string | null
  /** Plays a recording beside what is live. Resolves with what is wrong with it; null: it shows. */
  playRecording(path: string, screens: readonly Screen[]): Promise<string | null>
  /** What the hub says of a pack; null: it could not be asked. */
  checkPack(folder: string): Promise<PackVerdict | null>
  /** Why the hub of this machine cannot be given another pack in this run; null: it can. */
  packRefused(): string | null
  /** Runs the hub of this machine with a pack from now on. Resolves with what went wrong; null: the program starts again. */
  usePack(folder: string): Promise<string | null>
}

/** Errors of a pack that fit into a dialog. */
const MOST_ERRORS = 10

export interface Native {
  readonly menu: Omit<MenuActions, 'open' | 'screens'>
  /** Settles when the file is written, or the person did not want it. */
  savePdf(window: BrowserWindow): Promise<void>
  /** Opens what the system handed over: arguments of this start or of a second one. */
  openArguments(argv: readonly string[]): void
  /** A second start that names a pack is told that the one which runs keeps its own. */
  refusePack(argv: readonly string[]): void
  /** The hub of our own is being restarted, or that is over: the tray says so until the hub answers again. */
  hubRestarts(restarting: boolean): void
  /** Words follow the language. */
  languageChanged(): void
}

/** As in electron-builder.yml. */
const APP_ID = 'cn.dinghai.desktop'

/** macOS hands files over as soon as the program starts, long before it is ready. */
const handedOver = { early: [] as string[], take: (path: string): void => void handedOver.early.push(path) }
app.on('open-file', (event, path) => {
  event.preventDefault()
  handedOver.take(path)
})

/** Tray, printing, files of the system and updates: what the shell does with the system round it. Call once, when ready. */
export function startNative(settings: NativeSettings): Native {
  const words = () => nativeWords(settings.language())
  let state: HubState = 'starting'
  let restarting = false
  const showTray = startTray({ open: settings.open, quit: () => app.quit() })
  const refresh = () => showTray(restarting && state !== 'connected' ? 'restarting' : state, settings.language())
  const stop = watchHub(settings.hub, (url, signal) => own().fetch(url, { signal }), (news) => {
    state = news
    refresh()
  })
  app.on('will-quit', stop)
  // Windows shows no notification of a program without this name.
  app.setAppUserModelId(APP_ID)
  handedOver.take = (path) => void openFile(path)
  for (const path of handedOver.early.splice(0)) void openFile(path)

  async function say(message: string, detail: string): Promise<void> {
    const options: MessageBoxOptions = { type: 'info', message, detail, buttons: [words()('native.ok')], noLink: true }
    const window = BrowserWindow.getFocusedWindow()
    await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
  }

  async function openFile(path: string): Promise<void> {
    const text = words()
    const name = path.split(/[\\/]/).at(-1) ?? path
    const found = await inspectFile(path)
    if (!found.ok) return say(text('native.fileRefused', { name }), text(found.error, { path }))
    return found.value.kind === 'pack' ? openPack(found.value) : openRecording(path, found.value)
  }

  async function ask(message: string, detail: string, buttons: readonly NativeText[]): Promise<number> {
    const text = words()
    const options: MessageBoxOptions = { type: 'question', message, detail, buttons: [text('native.cancel'), ...buttons.map((button) => text(button))], defaultId: 0, cancelId: 0, noLink: true }
    const window = BrowserWindow.getFocusedWindow()
    return (await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))).response
  }

  async function openRecording(path: string, { name, bytes, changedAt }: Extract<OpenedFile, { kind: 'log' }>): Promise<void> {
    const text = words()
    const time = new Date(changedAt).toLocaleString(settings.language() === 'zh' ? 'zh-CN' : 'en-GB')
    const answer = await ask(text('native.logOpened', { name }), text('native.logHow', { size: `${(bytes / 1e6).toFixed(1)} MB`, time }), ['native.logDesk', 'native.logBoth'])
    if (answer === 0) return
    const problem = await settings.playRecording(path, answer === 1 ? ['desk'] : ['desk', 'wall'])
    if (problem !== null) await say(text('native.logRefused', { name }), problem)
  }

  async function openPack({ name, folder }: Extract<OpenedFile, { kind: 'pack' }>): Promise<void> {
    const text = words()
    const verdict = await settings.checkPack(folder)
    if (verdict === null) return say(text('native.packAsk', { name }), text('native.packUnchecked', { folder }))
    if (!verdict.ok) {
      const shown = verdict.errors.slice(0, MOST_ERRORS).map((error) => `· ${error[settings.language()]}`)
      const more = verdict.errors.length - shown.length
      return say(text('native.packWrong', { name, n: String(verdict.errors.length) }), [...shown, ...(more > 0 ? [text('native.packMore', { n: String(more) })] : []), '', folder].join('\n'))
    }
    const reason = settings.packRefused()
    if (reason !== null) return say(text('native.packAsk', { name }), text('native.packHow', { folder, command: `dinghai --pack="${folder}"` }) + `\n\n${reason}`)
    const answer = await ask(text('native.packAsk', { name }), text('native.packUse', { folder }), ['native.packGo'])
    if (answer === 0) return
    const problem = await settings.usePack(folder)
    if (problem !== null) await say(text('native.fileRefused', { name }), problem)
  }

  async function chooseFile(): Promise<void> {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      properties: ['openFile'],
      filters: [{ name: words()('native.fileTypes'), extensions: ['dhpack', 'dhlog', 'json'] }],
    })
    if (!canceled) for (const path of filePaths) await openFile(path)
  }

  async function checkUpdates(): Promise<void> {
    const text = words()
    const url = settings.updateUrl()
    if (url === null) return say(text('native.updateOff'), '')
    const answer = await askForUpdate(url, app.getVersion(), process.platform, fetchText)
    if (!answer.ok) return say(text('native.updateFailed', { reason: answer.error }), url)
    const { version, newer } = answer.value
    if (!newer) return say(text('native.updateNone', { version: app.getVersion() }), url)
    return say(text('native.updateThere', { version }), text('native.updateHow', { current: app.getVersion(), url }))
  }

  return {
    savePdf: (window) => savePdf(window, words(), new Date()),
    menu: {
      print: (window) => printWindow(window, words()),
      savePdf: (window) => void savePdf(window, words(), new Date()),
      openFile: () => void chooseFile(),
      checkUpdates: () => void checkUpdates(),
    },
    openArguments(argv) {
      for (const path of filesIn(argv)) void openFile(path)
    },
    refusePack(argv) {
      const pack = argv.find((argument) => argument.startsWith('--pack='))
      if (pack !== undefined) void say(words()('native.packLater'), words()('native.packLaterHow', { pack }))
    },
    hubRestarts(now) {
      restarting = now
      refresh()
    },
    languageChanged: refresh,
  }
}

/** The shell's own requests: apart from the screens, whose session lets them reach the hub and nothing else. */
const own = () => session.fromPartition('shell')

async function fetchText(url: string): Promise<string> {
  const response = await own().fetch(url, { redirect: 'error', credentials: 'omit' })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.text()
}
