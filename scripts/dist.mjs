// `npm run dist [-- ARGUMENTS OF ELECTRON-BUILDER]`: installers for this system into out/dist (docs/install.md).
//   npm run dist -- --linux deb tar.gz     only these
//   npm run dist -- --dir                  the unpacked program only
// ELECTRON_MIRROR or a folder in DINGHAI_ELECTRON_DIST says where Electron comes from; DINGHAI_UPDATE_URL makes the feed for
// a site's own update address. On Linux deb and tar.gz need no download beside Electron; AppImage does.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { findNode, installedElectron, noNode, root } from './node.mjs'
import { stage } from './pack/stage.mjs'
import { fail, say } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'

ensureInstalled()
ensureBuilt(['hub', 'shell', 'renderer'])
const args = process.argv.slice(2)
const node = findNode() ?? fail(...noNode)
const target = targetOf(args)
try {
  stage(target)
} catch (error) {
  fail(`无法打包：${error.message}`, `Cannot be packed: ${error.message}`)
}
const builder = join(root, 'node_modules/electron-builder/cli.js')
const { status } = spawnSync(node.command, [builder, '--publish', 'never', ...args, ...settings()], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...node.env, ...offlineTools(), PATH: [dirname(node.command), process.env.PATH].join(delimiter) },
})
if (status === 0 && args.length === 0) say('安装包在 out/dist。', 'The installers are in out/dist.')
process.exitCode = status ?? 1

/** `linux-x64` …, from electron-builder's own arguments, else this machine's. */
function targetOf(given) {
  const has = (...names) => given.some((argument) => names.includes(argument))
  const platform = has('--win', '-w') ? 'win32' : has('--mac', '-m') ? 'darwin' : has('--linux', '-l') ? 'linux' : process.platform
  const arch = has('--universal') ? 'universal' : has('--arm64') ? 'arm64' : has('--x64') ? 'x64' : process.arch
  return `${platform}-${arch}`
}

function settings() {
  const fetched = join(root, 'node_modules/electron/dist')
  const own = target === `${process.platform}-${process.arch}` && installedElectron() ? fetched : null
  const dist = process.env.DINGHAI_ELECTRON_DIST ?? own
  const feed = process.env.DINGHAI_UPDATE_URL
  return [
    ...(dist ? [`-c.electronDist=${dist}`] : []),
    ...(feed ? ['-c.publish.provider=generic', `-c.publish.url=${feed}`] : []),
  ]
}

/** What electron-builder would fetch for tar.gz and deb, done by Node and dpkg-deb, unless real ones are named. */
function offlineTools() {
  if (process.platform !== 'linux') return {}
  const tools = { ELECTRON_BUILDER_7ZIP_PATH: 'seven-zip.mjs', CUSTOM_FPM_PATH: 'fpm.mjs' }
  return Object.fromEntries(
    Object.entries(tools).flatMap(([name, file]) => {
      const path = join(root, 'scripts/pack', file)
      if (process.env[name] || (name === 'CUSTOM_FPM_PATH' && !existsSync('/usr/bin/dpkg-deb'))) return []
      chmodSync(path, 0o755)
      return [[name, path]]
    }),
  )
}
