// The shell: two windows on a hub, and as little else as it can be. Bundled as CommonJS (older Electron takes no ESM).
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import { guardPages } from './guard'
import { changedHubFiles, hubFolder } from './hub-program'
import { setMenu } from './menu'
import { startNative } from './native'
import { parseShellOptions, type ScreenAddresses } from './options'
import { startOwnHub, type OwnHub } from './own-hub'
import { createOutside } from './outside'
import { answerScreens } from './requests'
import { shellText } from './trouble-page'
import { createScreenWindows } from './windows'
import { nativeWords } from './words'

const root = app.getAppPath()
let language: Language = 'zh'
let ownHub: OwnHub | null = null

function fail(message: string, title = shellText(language)('shell.hubFailed')): void {
  dialog.showErrorBox(title, message)
  app.exit(1)
}

async function addresses(given: ScreenAddresses | null, dataDir: string | null): Promise<ScreenAddresses | null> {
  if (given) return given
  const folder = hubFolder(app.isPackaged, root, process.resourcesPath)
  const changed = await changedHubFiles(root, folder)
  if (changed.length > 0) {
    fail(nativeWords(language)('native.tamperedHow', { files: changed.slice(0, 8).join('\n') }), nativeWords(language)('native.tampered'))
    return null
  }
  ownHub = startOwnHub(folder, dataDir)
  const ready = await ownHub.ready
  if (ready.ok) return ready.value
  fail(ready.error)
  return null
}

async function start(given: ScreenAddresses | null, dataDir: string | null): Promise<void> {
  await app.whenReady()
  if (!app.getLocale().startsWith('zh')) language = 'en'
  const screens = await addresses(given, dataDir)
  if (!screens) return
  guardPages({ origins: () => [screens.url], onOutside: createOutside(() => nativeWords(language), () => [], () => undefined) })
  const windows = createScreenWindows({
    addresses: screens,
    preload: join(root, 'out/preload/preload.cjs'),
    version: app.getVersion(),
    language: () => language,
  })
  const native = startNative({ language: () => language, open: windows.open, hub: () => screens.url, updateUrl: () => null })
  const showMenu = () => {
    setMenu(language, { open: windows.open, ...native.menu })
    native.languageChanged()
  }
  answerScreens(windows, screens.url, (chosen) => {
    language = chosen
    showMenu()
  })
  showMenu()
  app.on('second-instance', (_event, argv) => {
    windows.open('desk')
    native.openArguments(argv)
  })
  app.on('activate', () => {
    windows.open('desk')
  })
  windows.open('wall')
  windows.open('desk')
  native.openArguments(process.argv)
}

/** Quits only after the hub of our own has finished what it was writing. */
function stopHubBeforeQuit(): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped || !ownHub) return
    event.preventDefault()
    void ownHub.stop().then(() => {
      stopped = true
      app.quit()
    })
  })
}

function main(): void {
  const options = parseShellOptions(process.argv, process.env)
  if (!options.ok) {
    fail(options.error)
    return
  }
  const { screens, dataDir } = options.value
  // The storage of the screens belongs to the data it shows; the lock of the single instance goes with it.
  if (dataDir) app.setPath('userData', join(dataDir, 'shell'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  // It would take `--no-sandbox` from the processes to come, without which nothing starts as root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.on('window-all-closed', () => {
    app.quit()
  })
  stopHubBeforeQuit()
  void start(screens, dataDir)
}

main()
