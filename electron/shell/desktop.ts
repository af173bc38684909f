import { join } from 'node:path'
import { app, BrowserWindow, safeStorage, session, type WebContents } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import type { Screen } from '../../shared/ipc/bridge'
import { desktopWords, displayName } from '../../shared/ipc/desktop-words'
import type { HubChoice, Settings } from '../../shared/ipc/settings'
import { type ShellAction, type ShellActionResult, type ShellPageState } from '../../shared/ipc/shell-pages'
import { startWithSystem } from './autostart'
import { noteError, openBlackBox } from './blackbox'
import { guardPages } from './guard'
import type { GetText } from './hub-check'
import { connectHub, type HubConnection, type HubSource } from './hub-connection'
import { changedHubFiles, hubFolder } from './hub-program'
import { watchIncidents } from './incidents'
import type { Trouble } from './keep-alive'
import { placeWindows, type Placement } from './layout'
import { openLogFile } from './log-file'
import { setMenu } from './menu'
import { startNative } from './native'
import type { ShellOptions } from './options'
import { createOutside } from './outside'
import { checkChoice, openFolder, pickPack, sameHub, startAgain } from './page-actions'
import { launchHub } from './own-hub'
import { createDisplays } from './placement'
import { answerScreens } from './requests'
import { createReplayWindows } from './replay-windows'
import { openSecrets } from './secrets'
import { readSettings, writeSettings } from './settings-file'
import { displayRows, overlapNotice, screenName } from './settings-view'
import { shellText } from './shell-text'
import { firstWord, packVerdict } from './side-hub'
import { createShellPages, serveShellPages } from './shell-pages'
import { brokenNotice, failureState, missingNotice, noticeState, troubleState } from './states'
import { watchVitals } from './vitals'
import { createScreenWindows, type ScreenWindow } from './windows'
import { nativeWords } from './words'

const IDENTIFY_MS = 6_000

export interface Desktop {
  /** Shows a screen that somebody asked for, with the files that came along. */
  summon(argv: readonly string[]): void
  /** Ends the hub of our own, which finishes what it is writing. */
  stop(): Promise<void>
}

/** Puts the parts of the shell together. Call when the app is ready. */
export async function startDesktop(root: string, options: ShellOptions, tampered: (files: readonly string[], language: Language) => void): Promise<Desktop | null> {
  let language: Language = app.getLocale().startsWith('zh') ? 'zh' : 'en'
  const version = app.getVersion()
  const userData = app.getPath('userData')
  const settingsFile = join(userData, 'settings.json')
  const preload = join(root, 'out/preload/preload.cjs')
  const folder = hubFolder(app.isPackaged, root, process.resourcesPath)
  const blackBox = openBlackBox(join(userData, 'logs', 'blackbox.jsonl'), Date.now)
  const log = openLogFile(join(userData, 'logs', 'hub.log'))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, (error: unknown) => noteError(blackBox, error))
  blackBox.note('start', { version, electron: process.versions['electron'], platform: process.platform })

  const read = readSettings(settingsFile, new Date())
  let settings: Settings = read.settings
  let unsaved: string | null = null
  /** Whoever started the program said which hub: what the settings say does not count in this run. */
  const hubGiven = options.screens !== null || options.pack !== null
  let connection: HubConnection | null = null
  let firstRun: BrowserWindow | null = null
  let settingsWindow: BrowserWindow | null = null
  if (read.broken) blackBox.note('settings-broken', { reason: read.broken.reason, keptAs: read.broken.keptAs })

  const keyring = () => safeStorage.isEncryptionAvailable() && safeStorage.getSelectedStorageBackend?.() !== 'basic_text'
  const secrets = openSecrets(join(userData, 'secrets.json'), {
    available: keyring,
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (secret) => safeStorage.decryptString(secret),
  })
  const hubUrl = () => connection?.addresses()?.url ?? null
  const secretName = (kind: 'key' | 'link', screen: Screen, origin = hubUrl()) => `${kind} ${screen} ${origin ?? ''}`
  const get: GetText = async (url, signal, key) => {
    const response = await session.fromPartition('shell').fetch(url, {
      signal,
      redirect: 'error',
      credentials: 'omit',
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    })
    return { status: response.status, text: await response.text() }
  }

  const launch = (args: readonly string[]) => launchHub(folder, join(root, 'out/shell/hub-entry.cjs'), args)
  const replays = createReplayWindows({
    launch,
    title: (screen, name) => nativeWords(language)('native.logTitle', { screen: shellText(language)(`shell.${screen}`), name }),
    blackBox,
  })
  guardPages({
    origins: () => [hubUrl(), replays.origin()].filter((url) => url !== null),
    onOutside: createOutside(() => nativeWords(language), () => settings.outsideHosts, (url) => blackBox.note('link-refused', { url })),
    onDownload: (url) => blackBox.note('download-refused', { url }),
  })
  serveShellPages(join(root, 'out/shell-pages'))
  const pages = createShellPages(preload, act)
  const displays = createDisplays()

  const incidents = watchIncidents(
    {
      hub: hubUrl,
      key() {
        for (const screen of ['wall', 'desk'] as const) {
          const key = secrets.get(secretName('key', screen))
          if (key !== null) return { key, officer: screen === 'desk' }
        }
        return null
      },
      get,
      now: Date.now,
    },
    () => {
      for (const one of windows.all()) {
        const shown = pages.shown(one.window.webContents)
        if (shown?.page === 'trouble') pages.show(one.window.webContents, { ...shown, list: listFor(one) })
      }
    },
  )
  /** A wall shows nothing that its own key may not see. */
  function listFor(one: ScreenWindow) {
    const list = incidents.list()
    return list && (one.screen === 'desk' || !list.officer) ? { incidents: list.incidents, asOf: list.asOf } : null
  }

  const windows = createScreenWindows({
    addresses: () => connection?.addresses() ?? null,
    check: () => connection?.check() ?? Promise.resolve({ kind: 'ok' }),
    preload,
    version,
    blackBox,
    language: () => language,
    now: Date.now,
    explain,
  })
  function explain(one: ScreenWindow, trouble: Trouble | null): void {
    const url = new URL(`/${one.screen}/`, connection?.addresses()?.url ?? 'http://127.0.0.1').href
    const facts = { language, version, url, list: listFor(one), given: hubGiven }
    const failure = connection?.failure()
    if (trouble) pages.show(one.window.webContents, troubleState(facts, trouble))
    else if (failure) pages.show(one.window.webContents, failureState(facts, failure.code, failure.tail))
  }

  const native = startNative({
    language: () => language, open: windows.open, hub: hubUrl, updateUrl: () => settings.updateUrl,
    async playRecording(path, screens) {
      // A machine whose hub is elsewhere has not looked at the files of its own until now.
      const changed = await changedHubFiles(root, folder)
      return changed.length > 0 ? nativeWords(language)('native.tamperedHow', { files: changed.slice(0, 8).join('\n') }) : replays.play(path, screens)
    },
    async checkPack(pack) {
      const hub = launch(['--pack', pack, '--check-pack'])
      const word = await firstWord(hub)
      hub.kill()
      return 'line' in word ? packVerdict(word.line) : null
    },
    packRefused: () => (hubGiven ? desktopWords(language)('desktop.set.hubGiven') : null),
    async usePack(pack) {
      const chosen = await choose({ kind: 'embedded', pack, port: settings.hub?.kind === 'embedded' ? settings.hub.port : 8_710 }, null)
      return chosen.ok ? null : chosen.error
    },
  })
  const showMenu = () => {
    const words = desktopWords(language)
    setMenu(language, {
      open: windows.open,
      ...native.menu,
      screens: [
        { id: 'settings', label: words('desktop.settings'), click: openSettings },
        { id: 'identify', label: words('desktop.identify'), click: identify },
        { id: 'kiosk', label: words('desktop.kiosk'), click: () => windows.toggleLock() },
        { type: 'separator' },
        { id: 'logs', label: words('desktop.logs'), click: () => void openFolder(join(userData, 'logs')) },
        // Of a hub of our own that was given up; one that runs, or is another machine's, is not started from here.
        { id: 'restart-hub', label: words('desktop.restartHub'), enabled: Boolean(connection?.failure()), click: () => connection?.retry() },
      ],
    })
    native.languageChanged()
  }
  answerScreens(windows, {
    origin: hubUrl,
    setLanguage(chosen) {
      language = chosen
      showMenu()
    },
    savePdf: ({ window }) => native.savePdf(window),
    refused: (channel, reason) => blackBox.note('request-refused', { channel, reason }),
    keepKey(key, { screen, window }) {
      const name = secretName('key', screen)
      if (key === secrets.get(name)) return
      secrets.set(name, key)
      secrets.set(secretName('link', screen), null)
      if (key !== null) windows.keyKnown(window.webContents)
    },
  })
  watchVitals({
    windows,
    blackBox,
    memoryLimitMb: () => settings.memoryLimitMb,
    quiet: () => incidents.quiet(),
    place: (why) => void (windows.all().length > 0 && place(why)),
  })
  showMenu()

  function place(why: 'layout' | 'displays' | 'whole'): Placement[] {
    const placements = placeWindows(settings.layout?.windows ?? null, displays())
    windows.place(placements, why)
    return placements
  }

  function connect(source: HubSource): void {
    connection = connectHub(source, {
      folder,
      entry: join(root, 'out/shell/hub-entry.cjs'),
      dataDir: options.dataDir,
      userData,
      log,
      blackBox,
      get,
      link: (screen) => (source.kind === 'external' ? secrets.get(secretName('link', screen, new URL(source.url).origin)) : null),
      changed(state) {
        native.hubRestarts(state === 'restarting')
        if (state !== 'ready' && state !== 'failed') return
        showMenu()
        showScreens()
      },
    })
  }

  /** The first time opens the windows of the layout; later, the hub serves elsewhere or was given up. */
  function showScreens(): void {
    if (windows.all().length > 0) {
      if (connection?.addresses()) windows.reload()
      else for (const one of windows.all()) explain(one, null)
      return
    }
    const placements = place('layout')
    firstRun?.close()
    const missing = [...missingNotice(language, placements), ...overlapNotice(language, placements)]
    const notice = noticeState(language, version, [...brokenNotice(language, read.broken), ...missing], ['close', 'settings'])
    if (notice && !(read.broken && settings.hub !== read.settings.hub && missing.length === 0)) pages.open(notice, { width: 720, height: 420, title: notice.title })
  }

  function openFirstRun(): void {
    firstRun ??= pages.open({ page: 'first-run', language, version, hub: settings.hub, notices: brokenNotice(language, read.broken), keyring: keyring() }, { width: 860, height: 760, title: desktopWords(language)('desktop.first.title') })
    firstRun.focus()
    firstRun.once('closed', () => {
      firstRun = null
    })
  }

  function settingsState(): ShellPageState {
    const present = displays()
    const placements = placeWindows(settings.layout?.windows ?? null, present)
    const notices = [...brokenNotice(language, read.broken), ...missingNotice(language, placements), ...overlapNotice(language, placements), ...(unsaved === null ? [] : [unsaved])]
    return { page: 'settings', language, version, settings, displays: displayRows(present, settings.layout?.windows ?? []), notices, keyring: keyring(), folder: userData, hubGiven }
  }

  function openSettings(): void {
    settingsWindow ??= pages.open(settingsState(), { width: 1080, height: 800, title: desktopWords(language)('desktop.set.title') })
    settingsWindow.focus()
    settingsWindow.once('closed', () => {
      settingsWindow = null
    })
  }

  function identify(): void {
    const words = desktopWords(language)
    const placements = placeWindows(settings.layout?.windows ?? null, displays())
    displays().forEach((display, index) => {
      const { x, y, width, height } = display.bounds
      const [w, h] = [Math.min(640, width), Math.min(420, height)]
      const on = placements.filter((placement) => placement.display?.id === display.id).map(({ window }) => screenName(window, words))
      const title = displayName(display.identity, words)
      const state = { page: 'identify', language, version, number: index + 1, title, detail: [display.primary ? words('desktop.set.primary') : '', ...on].filter(Boolean).join(' · ') } as const
      const window = pages.open(state, { x: x + Math.floor((width - w) / 2), y: y + Math.floor((height - h) / 2), width: w, height: h, frame: false, resizable: false, alwaysOnTop: true, skipTaskbar: true, focusable: false })
      setTimeout(() => {
        if (!window.isDestroyed()) window.close()
      }, IDENTIFY_MS)
    })
  }

  async function save(next: Settings): Promise<ShellActionResult> {
    const before = settings
    settings = next
    const written = writeSettings(settingsFile, next)
    unsaved = written.ok ? null : desktopWords(language)('desktop.notSaved', { reason: written.error })
    if (!written.ok) blackBox.note('settings-not-saved', { reason: written.error })
    if (windows.all().length > 0) place(JSON.stringify(before.layout) === JSON.stringify(next.layout) ? 'displays' : 'layout')
    if (before.startWithSystem !== next.startWithSystem) {
      const changed = startWithSystem(next.startWithSystem)
      if (!changed.ok) return { ok: false, error: changed.error }
    }
    return unsaved === null ? { ok: true, value: null } : { ok: false, error: unsaved }
  }

  async function choose(hub: HubChoice, link: string | null): Promise<ShellActionResult> {
    if (hubGiven) return { ok: false, error: desktopWords(language)('desktop.set.hubGiven') }
    const chosen = await checkChoice(hub, link, language, get)
    if (!chosen.ok) return { ok: false, error: chosen.error }
    if (chosen.value.link) secrets.set(secretName('link', chosen.value.link.screen, new URL(chosen.value.link.url).origin), chosen.value.link.url)
    const before = settings.hub
    const saved = await save({ ...settings, hub: chosen.value.hub })
    if (!connection) connect(chosen.value.hub)
    else if (saved.ok && !sameHub(before, chosen.value.hub)) setTimeout(startAgain, 300)
    return saved
  }

  async function act(action: ShellAction, sender: WebContents): Promise<ShellActionResult> {
    const done: ShellActionResult = { ok: true, value: null }
    switch (action.type) {
      case 'choose-hub':
        return choose(action.hub, action.link)
      case 'save': {
        const { hub } = action.settings
        const moved = !hubGiven && hub !== null && connection !== null && !sameHub(settings.hub, hub)
        if (moved) {
          const chosen = await checkChoice(hub, null, language, get)
          if (!chosen.ok) return chosen
        }
        const saved = await save(hubGiven ? { ...action.settings, hub: settings.hub } : action.settings)
        if (moved && saved.ok) setTimeout(startAgain, 1_500)
        return saved.ok && moved ? { ok: true, value: 'restart' } : saved
      }
      case 'pick-pack':
        return pickPack(BrowserWindow.fromWebContents(sender))
      case 'identify':
        identify()
        return done
      case 'retry': {
        connection?.retry()
        windows.of(sender)?.keeper.load()
        return done
      }
      case 'settings':
        openSettings()
        return done
      case 'choose':
        openFirstRun()
        return done
      case 'log':
        return openFolder(join(userData, 'logs'))
      case 'close':
        if (!windows.of(sender)) BrowserWindow.fromWebContents(sender)?.close()
        return done
      case 'quit':
        app.quit()
        return done
    }
  }

  const source: HubSource | null = options.screens ? { kind: 'given', addresses: options.screens } : options.pack === null ? settings.hub : { kind: 'embedded', pack: options.pack, port: 8_710 }
  if (source === null || source.kind === 'embedded' || source.kind === 'demonstration') {
    const changed = await changedHubFiles(root, folder)
    if (changed.length > 0) {
      tampered(changed, language)
      return null
    }
  }
  if (source) connect(source)
  else openFirstRun()
  native.openArguments(process.argv)

  return {
    summon(argv) {
      if (firstRun) firstRun.focus()
      else windows.open('desk')
      native.openArguments(argv)
      native.refusePack(argv)
    },
    async stop() {
      incidents.stop()
      blackBox.note('quit')
      await Promise.all([replays.stop(), connection?.stop()])
    },
  }
}
