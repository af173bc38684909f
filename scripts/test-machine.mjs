// What the browser and Electron tests need of the machine. On Debian and Ubuntu, as root (a container, CI), what is
// missing is installed; anywhere else it is only looked for.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { noDisplay } from './electron.mjs'
import { installedElectron } from './node.mjs'
import { say } from './say.mjs'

const mayInstall = process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')
const runs = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Runs `apt-get`; resolves when it has ended, however. Not waited for in a way that stops the stages beside it. */
function apt(...args) {
  return new Promise((resolve) => {
    const child = spawn('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    child.on('error', resolve)
    child.on('close', resolve)
  })
}

/** One after the other: the package manager takes one at a time. */
let last = null
function install(...packages) {
  if (!mayInstall) return Promise.resolve()
  say(`正在安装 ${packages.join('、')}…`, `Installing ${packages.join(', ')} …`)
  last = (last ?? apt('update')).then(() => apt('install', '-y', '--no-install-recommends', ...packages))
  return last
}

function hasChineseFont() {
  const fonts = spawnSync('fc-list', [':lang=zh', 'family'])
  return fonts.status === 0 && fonts.stdout.length > 0
}

/** Makes a browser ready. Resolves with its path, or null where there is none to be had. */
export async function readyBrowser() {
  const missing = [...(findBrowser() ? [] : ['chromium']), ...(mayInstall && !hasChineseFont() ? ['fontconfig', 'fonts-noto-cjk'] : [])]
  if (missing.length > 0) await install(...missing)
  return findBrowser()
}

/**
 * Makes Electron tests ready. Resolves with `{ binary, wrap }`, where `wrap` is the command line that gives them a display
 * (empty if there is one), or `{ reason }`.
 */
export async function readyElectron() {
  // Fonts are for these windows too.
  await last
  const binary = process.env.DINGHAI_TEST_ELECTRON || installedElectron()
  if (!binary) return { reason: 'no Electron binary: npm brings none here and DINGHAI_TEST_ELECTRON is not set' }
  if (!existsSync(binary)) return { reason: `DINGHAI_TEST_ELECTRON: there is no ${binary}` }
  if (!noDisplay()) return { binary, wrap: [] }
  if (!runs('which', ['xvfb-run'])) await install('xvfb', 'xauth')
  if (!runs('which', ['xvfb-run'])) return { reason: 'no display, and no xvfb-run to make one' }
  return { binary, wrap: ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24'] }
}
