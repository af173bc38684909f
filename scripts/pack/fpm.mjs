#!/usr/bin/env node
// Stands in for the fpm that electron-builder would download: makes a .deb with the system's own dpkg-deb, from the
// arguments that electron-builder gives (see its FpmTarget). Only `-s dir -t deb`.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string' }
const list = { type: 'string', multiple: true, default: [] }
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' }, t: { ...text, short: 't' }, d: { ...list, short: 'd' },
    force: { type: 'boolean' }, debug: { type: 'boolean' }, log: text, architecture: text, 'after-install': text, 'after-remove': text,
    description: text, version: text, package: text, name: text, maintainer: text, vendor: text, url: text, category: text,
    license: text, iteration: text, 'deb-priority': text, 'deb-compression': text, 'deb-recommends': list,
  },
})
if (values.s !== 'dir' || values.t !== 'deb') {
  process.stderr.write(`only "-s dir -t deb" is known here; name a real fpm in CUSTOM_FPM_PATH for anything else\n`)
  process.exit(2)
}

const work = mkdtempSync(join(tmpdir(), 'dinghai-deb-'))
// It becomes `./` in the package; a temporary folder is its owner's only.
chmodSync(work, 0o755)
try {
  for (const mapping of positionals) place(mapping)
  normalise(work)
  control()
  const level = process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ?? '6'
  const compression = values['deb-compression'] === 'gz' ? 'gzip' : (values['deb-compression'] ?? 'xz')
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${String(compression)}`, `-z${level}`, '--build', work, values.package], { stdio: 'inherit' })
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** `FROM=TO`; a FROM that ends with a slash is a folder whose content goes into TO. */
function place(mapping) {
  const cut = mapping.lastIndexOf('=')
  const from = mapping.slice(0, cut)
  const to = join(work, mapping.slice(cut + 1))
  mkdirSync(from.endsWith('/') ? to : dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  if (!from.endsWith('/')) chmodSync(to, 0o644)
}

/** A checkout's own permissions are its owner's affair: in the package everybody may read and only root may write. */
function normalise(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    chmodSync(path, entry.isDirectory() || (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644)
  }
}

function control() {
  const folder = join(work, 'DEBIAN')
  mkdirSync(folder)
  // A paragraph's empty line is a dot of its own, and each line after the first begins with a space.
  const [synopsis, ...rest] = (values.description ?? '').trim().split('\n')
  const description = [synopsis, ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n')
  const fields = {
    Package: values.name,
    Version: [values.version, values.iteration].filter(Boolean).join('-'),
    Section: values.category ?? 'misc',
    Priority: values['deb-priority'] ?? 'optional',
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': String(Math.ceil(sizeOf(work) / 1024)),
    Depends: values.d.join(', '),
    Recommends: values['deb-recommends'].join(', '),
    Homepage: values.url,
    Description: description,
  }
  const lines = Object.entries(fields).flatMap(([key, value]) => (value ? [`${key}: ${value}`] : []))
  writeFileSync(join(folder, 'control'), `${lines.join('\n')}\n`)
  for (const [option, name] of [['after-install', 'postinst'], ['after-remove', 'postrm']]) {
    if (!values[option]) continue
    writeFileSync(join(folder, name), readFileSync(values[option]))
    chmodSync(join(folder, name), 0o755)
  }
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
