// What the browser and Electron tests need of the machine. On Debian and Ubuntu, as root (a container, CI), what is
// missing is installed; anywhere else it is only looked for.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { noDisplay } from './electron.mjs'
import { installedElectron } from './node.mjs'
import { say } from './say.mjs'

const mayInstall = process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')
const runs = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

let updated = false
function install(...packages) {
  if (!mayInstall) return
  say(`正在安装 ${packages.join('、')}…`, `Installing ${packages.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 2], env })
  if (!updated) apt('update')
  updated = true
  apt('install', '-y', '--no-install-recommends', ...packages)
}

function hasChineseFont() {
  const fonts = spawnSync('fc-list', [':lang=zh', 'family'])
  return fonts.status === 0 && fonts.stdout.length > 0
}

/** Makes a browser ready. Returns its path, or null where there is none to be had. */
export function readyBrowser() {
  const missing = [...(findBrowser() ? [] : ['chromium']), ...(mayInstall && !hasChineseFont() ? ['fontconfig', 'fonts-noto-cjk'] : [])]
  if (missing.length > 0) install(...missing)
  return findBrowser()
}

/**
 * Makes Electron tests ready. Returns `{ binary, wrap }`, where `wrap` is the command line that gives them a display
 * (empty if there is one), or `{ reason }`.
 */
export function readyElectron() {
  const binary = process.env.DINGHAI_TEST_ELECTRON || installedElectron()
  if (!binary) return { reason: 'no Electron binary: npm brings none here and DINGHAI_TEST_ELECTRON is not set' }
  if (!existsSync(binary)) return { reason: `DINGHAI_TEST_ELECTRON: there is no ${binary}` }
  if (!noDisplay()) return { binary, wrap: [] }
  if (!runs('which', ['xvfb-run'])) install('xvfb', 'xauth')
  if (!runs('which', ['xvfb-run'])) return { reason: 'no display, and no xvfb-run to make one' }
  return { binary, wrap: ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24'] }
}
