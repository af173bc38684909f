// The browser that is installed on this machine: for `npm start` where there is no Electron, and for the browser tests.
// Plain Node, no dependency: it runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'chrome']

function candidates(env) {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((base) =>
      ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((file) => join(env[base] ?? '', file)),
    )
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/**
 * Path of an installed Chromium, Chrome or Edge that starts, or null. `DINGHAI_TEST_CHROMIUM` names another one.
 * (Ubuntu has a `chromium-browser` that is only a pointer to a snap, so on Linux each is asked for its version.)
 */
export function findBrowser(env = process.env) {
  const starts = (path) =>
    process.platform !== 'linux' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
  const named = env.DINGHAI_TEST_CHROMIUM ? [env.DINGHAI_TEST_CHROMIUM] : candidates(env)
  return named.find((path) => existsSync(path) && starts(path)) ?? null
}

/** Asks the system to show an address in the user's browser. What becomes of it is the system's affair. */
export function openInBrowser(url) {
  const [command, args, options] =
    process.platform === 'darwin'
      ? ['open', [url], {}]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '""', `"${url}"`], { windowsVerbatimArguments: true }]
        : ['xdg-open', [url], {}]
  const child = spawn(command, args, { ...options, stdio: 'ignore', detached: true })
  child.on('error', () => {
    const browser = process.platform === 'linux' ? findBrowser() : null
    if (browser) spawn(browser, [url], { stdio: 'ignore', detached: true }).unref()
  })
  child.unref()
}
