// `npm run dist [-- ARGUMENTS OF ELECTRON-BUILDER]`: installers for this system into out/dist (docs/install.md).
//   npm run dist -- --linux deb tar.gz     only these
//   npm run dist -- --dir                  the unpacked program only
// ELECTRON_MIRROR or a folder in DINGHAI_ELECTRON_DIST says where Electron comes from; DINGHAI_UPDATE_URL makes the feed for
// a site's own update address. On Linux deb and tar.gz need no download beside Electron; AppImage does. The Windows installer
// is made here out of the unpacked program, by makensis (scripts/pack/windows.mjs), on any system.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import checksums from '../build/checksums.mjs'
import sign from '../build/sign.mjs'
import { findNode, installedElectron, noNode, root } from './node.mjs'
import { writeFeed } from './pack/feed.mjs'
import { stage } from './pack/stage.mjs'
import { findMakensis, makeInstaller, noMakensis } from './pack/windows.mjs'
import { fail, say } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'

ensureInstalled()
ensureBuilt(['hub', 'shell', 'renderer'])
const args = process.argv.slice(2)
const node = findNode() ?? fail(...noNode)
const target = targetOf(args)
const unpackedOnly = args.includes('--dir')
// Said before the long part.
const makensis = target.startsWith('win32') && !unpackedOnly ? (findMakensis() ?? fail(...noMakensis)) : null
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
if (status === 0 && makensis) {
  try {
    await windowsInstaller()
  } catch (error) {
    fail(`无法制作 Windows 安装程序：${error.message}`, `The Windows installer cannot be made: ${error.message}`)
  }
}
if (status === 0 && !unpackedOnly) say(`安装包在 ${outputFolder()}。`, `The installers are in ${outputFolder()}.`)
process.exitCode = status ?? 1

/** Packs the unpacked program, signs it where the site signs, and adds it to the feed and to SHA256SUMS. */
async function windowsInstaller() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const arch = target.slice('win32-'.length)
  const folder = join(outputFolder(), arch === 'x64' ? 'win-unpacked' : `win-${arch}-unpacked`)
  const output = join(outputFolder(), `Dinghai-${version}-win-${arch}.exe`)
  makeInstaller({ makensis, folder, version, output, quick: process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL === '1' })
  await sign({ path: output })
  if (process.env.DINGHAI_UPDATE_URL) writeFeed({ name: 'latest.yml', file: output, version, now: new Date() })
  await checksums({ outDir: outputFolder(), artifactPaths: [output] })
}

function outputFolder() {
  const given = args.find((argument) => argument.startsWith('-c.directories.output='))
  return resolve(root, given?.slice(given.indexOf('=') + 1) ?? 'out/dist')
}

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
