// Lays out what an installed program consists of, in out/pack: nothing gets into an installer but what this names.
//   app/   the shell: becomes app.asar, which Electron checks by hash where the platform can
//   hub/   the hub, the screens, packs and map, as plain files beside it: any Node can run them, an officer can read the
//          packs, and a road import can write there; the shell checks their hashes against app/hub-files.json
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from '../node.mjs'

export const STAGE = join(root, 'out/pack')

/** Prebuilt password hashing by target, as napi-rs names its packages. */
const ARGON2 = {
  'linux-x64': ['argon2-linux-x64-gnu'],
  'linux-arm64': ['argon2-linux-arm64-gnu'],
  'win32-x64': ['argon2-win32-x64-msvc'],
  'win32-arm64': ['argon2-win32-arm64-msvc'],
  'darwin-x64': ['argon2-darwin-x64'],
  'darwin-arm64': ['argon2-darwin-arm64'],
  'darwin-universal': ['argon2-darwin-x64', 'argon2-darwin-arm64'],
}

/** Folders of `hub/` whose files are code: they are checked before the hub starts. Packs and roads are data and may change. */
const CHECKED = ['out', 'node_modules']

/**
 * Fills out/pack for a target (`linux-x64` …). Throws an Error in plain words if a part is missing.
 */
export function stage(target) {
  rmSync(STAGE, { recursive: true, force: true })
  const { name, version, description, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const app = join(STAGE, 'app')
  const hub = join(STAGE, 'hub')
  for (const folder of ['out/shell', 'out/shell-pages', 'out/preload']) copy(join(root, folder), join(app, folder))
  for (const folder of ['out/hub', 'out/renderer', 'resources']) copy(join(root, folder), join(hub, folder))
  copy(join(root, 'LICENSE'), join(hub, 'LICENSE'))
  writeFileSync(join(hub, 'THIRD-PARTY-LICENSES.txt'), licences())
  for (const part of ['argon2', ...nativeParts(target)]) copy(moduleFolder(part), join(hub, 'node_modules/@node-rs', part))
  writeJson(join(hub, 'package.json'), { name: `${name}-hub`, version, type: 'module', private: true })
  writeJson(join(app, 'hub-files.json'), hashesOf(hub))
  writeJson(join(app, 'package.json'), {
    name,
    productName: 'Dinghai',
    version,
    description,
    license,
    author: 'Dinghai contributors',
    // A package must name one; the program has no site of its own yet (RFC 2606 keeps .invalid for that).
    homepage: 'https://dinghai.invalid/',
    // The window's class on Linux, by which a desktop joins a window to its icon.
    desktopName: 'dinghai.desktop',
    main: 'out/shell/main.cjs',
  })
}

function nativeParts(target) {
  const parts = ARGON2[target]
  if (!parts) throw new Error(`no installer for "${target}": there are ${Object.keys(ARGON2).join(', ')}`)
  return parts
}

function moduleFolder(part) {
  const folder = join(root, 'node_modules/@node-rs', part)
  if (!existsSync(folder)) {
    throw new Error(`@node-rs/${part} is not installed: build on the system that the installer is for, or run "npm install --no-save --force @node-rs/${part}" first`)
  }
  return folder
}

/** Neither maps (they carry the sources) nor notes for programmers; roads that were imported here belong to this machine. */
const LEFT_OUT = /(\.map|\.d\.c?ts|\.dhroads|README\.md|CHANGELOG\.md|browser\.js)$/

function copy(from, to) {
  if (!existsSync(from)) throw new Error(`${relative(root, from)} is missing: run "npm run build" first`)
  mkdirSync(join(to, '..'), { recursive: true })
  cpSync(from, to, { recursive: true, dereference: true, filter: (path) => !LEFT_OUT.test(path) })
}

/** The terms of everything that is bundled, which ask to be told with it. */
function licences() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const texts = Object.entries(packages).flatMap(([path, { version, dev, optional, license }]) => {
    const folder = join(root, path)
    if (path === '' || dev || optional || !existsSync(folder)) return []
    const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name))
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `(${license ?? 'see its package'})`
    return [`${path.slice(path.lastIndexOf('node_modules/') + 13)} ${version}\n\n${text}\n`]
  })
  return texts.join(`\n${'-'.repeat(80)}\n\n`)
}

/** SHA-256 of every checked file by its path with `/`. */
function hashesOf(hub) {
  const files = CHECKED.flatMap((folder) =>
    readdirSync(join(hub, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const hash = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')
  return Object.fromEntries(files.map((path) => [relative(hub, path).split(sep).join('/'), hash(path)]))
}

function writeJson(path, value) {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}
