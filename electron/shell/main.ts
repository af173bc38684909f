// The shell: windows on a hub, and as little else as it can be. Bundled as CommonJS (older Electron takes no ESM).
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import { startDesktop, type Desktop } from './desktop'
import { parseShellOptions, type ShellOptions } from './options'
import { registerShellScheme } from './shell-pages'
import { shellText } from './shell-text'
import { nativeWords } from './words'

let desktop: Desktop | null = null
/** Starts that came while this one was not ready: what they bring is opened then. */
const early: (readonly string[])[] = []

function fail(message: string, title = shellText('zh')('shell.hubFailed')): void {
  dialog.showErrorBox(title, message)
  app.exit(1)
}

function tampered(files: readonly string[], language: Language): void {
  const words = nativeWords(language)
  fail(words('native.tamperedHow', { files: files.slice(0, 8).join('\n') }), words('native.tampered'))
}

async function start(options: ShellOptions): Promise<void> {
  await app.whenReady()
  desktop = await startDesktop(app.getAppPath(), options, tampered)
  for (const argv of early.splice(0)) desktop?.summon(argv)
}

/** Quits only after the hub of our own has finished what it was writing. */
function stopHubBeforeQuit(): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped || !desktop) return
    event.preventDefault()
    void desktop.stop().then(() => {
      stopped = true
      // A quit during the quit that was just held back would be ignored.
      setImmediate(() => app.quit())
    })
  })
}

function main(): void {
  const options = parseShellOptions(process.argv, process.env)
  if (!options.ok) {
    fail(options.error)
    return
  }
  const { dataDir } = options.value
  // The storage of the screens belongs to the data it shows; the lock of the single instance goes with it.
  if (dataDir) app.setPath('userData', join(dataDir, 'shell'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  // It would take `--no-sandbox` from the processes to come, without which nothing starts as root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Chromium ends the whole program when its graphics process has died a few times; vitals.ts decides instead.
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit')
  registerShellScheme()
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('second-instance', (_event, argv) => {
    if (desktop) desktop.summon(argv)
    else early.push(argv)
  })
  app.on('activate', () => desktop?.summon([]))
  stopHubBeforeQuit()
  start(options.value).catch((error: unknown) => fail(error instanceof Error ? (error.stack ?? error.message) : String(error), nativeWords('zh')('native.startFailed')))
}

main()
