// Brings a checkout to the point where it can run: dependencies as the lock file says, and bundles newer than the sources.
// Plain Node, no dependency: it runs before `npm ci`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node.mjs'
import { fail, say } from './say.mjs'

/** Sources of each part of the build and the file that its build writes last. */
const PARTS = {
  hub: { sources: ['electron/hub', 'shared'], built: 'out/hub/main.js' },
  shell: { sources: ['electron/shell', 'electron/preload', 'shared'], built: 'out/preload/preload.cjs' },
  renderer: { sources: ['renderer', 'shared'], built: 'out/renderer/desk/index.html' },
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null
}

/** True unless everything that `package-lock.json` asks for is in node_modules at that very version. */
export function needsInstall(folder = root) {
  const wanted = readLock(join(folder, 'package-lock.json'))
  const present = readLock(join(folder, 'node_modules/.package-lock.json'))
  if (!present) return true
  return Object.entries(wanted).some(([path, { version, optional, link }]) => {
    if (path === '' || link) return false
    const have = present[path]
    return have ? have.version !== version : !optional
  })
}

/** `npm ci` if it is needed; ends the process with a plain line if it fails. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`需要 Node 20.19 或更新版本（当前 ${process.version}）。`, `Node 20.19 or newer is needed (this is ${process.version}).`)
  }
  if (!needsInstall()) return
  say('正在安装依赖（约一分钟）…', 'Installing dependencies (about a minute) …')
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : null
  const args = ['ci', '--loglevel=error']
  const done = spawnSync(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !npm && process.platform === 'win32',
  })
  if (done.status !== 0) fail('依赖安装失败（见上）。', 'Installing dependencies failed (see above).')
}

function newest(path) {
  const own = statSync(path).mtimeMs
  if (!statSync(path).isDirectory()) return own
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.includes('.test.'))
    .reduce((latest, entry) => Math.max(latest, newest(join(path, entry.name))), 0)
}

function isStale({ sources, built }) {
  const target = join(root, built)
  if (!existsSync(target)) return true
  const builtAt = statSync(target).mtimeMs
  return ['scripts/build.mjs', 'package-lock.json', ...sources].some((source) => newest(join(root, source)) > builtAt)
}

/** Builds those of the named parts (`hub`, `shell`, `renderer`) whose sources are newer than what is built. */
export function ensureBuilt(names) {
  const stale = names.filter((name) => isStale(PARTS[name]))
  if (stale.length === 0) return
  say('正在构建…', `Building ${stale.join(', ')} …`)
  const done = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), ...stale], { cwd: root, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) fail('构建失败（见上）。', 'The build failed (see above).')
}
