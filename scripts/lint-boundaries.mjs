// The rules of the house that oxlint has no rule for: which layer may import what (the table LAYERS), shared/
// without clock and chance, no barrels, no long file without a reason. `node scripts/lint-boundaries.mjs [FILE …]`.
import { readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseSync, Visitor } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const MAX_LINES = 400

const SCREENS = 'renderer/{state,map,panels,charts,ui}'
const SERVER_ONLY = ['@node-rs/argon2', 'csv-parse', 'd3-contour', 'fast-xml-parser', 'ggencoder', 'osm-pbf-parser', 'pino', 'socket.io']
const SERVER = [...SERVER_ONLY, 'flatbush', 'gcoord', 'pinyin-pro', 'pmtiles', 'qrcode', 'zod']

/**
 * First match wins. `own`: folders of this repository; `packages`: names (or a test) of what comes from npm;
 * `node`: Node's own modules. `instead` says what is permitted, in every message.
 */
const LAYERS = [
  { from: 'shared/', own: ['shared/'], packages: ['zod', 'gcoord'], node: false, instead: 'shared/ imports shared/ and a validator; pass time, ids and I/O as arguments' },
  { from: 'electron/hub/', own: ['electron/hub/', 'resources/typhoons/', 'shared/'], packages: SERVER, node: true, instead: 'the hub imports shared/, the coast of resources/typhoons, Node and server libraries; what a screen needs too goes to shared/' },
  { from: 'electron/', own: ['electron/shell/', 'electron/preload/', 'shared/base/', 'shared/ipc/', 'shared/i18n/'], packages: ['electron'], node: true, instead: 'shell and preload import electron and shared/{base,ipc,i18n}; they start the hub by path' },
  ...['desk', 'wall', 'phone', 'unit'].map((screen) => ({
    from: `renderer/${screen}/`,
    own: [`renderer/${screen}/`, ...(screen === 'phone' || screen === 'unit' ? ['renderer/pocket/'] : []), 'renderer/state/', 'renderer/map/', 'renderer/panels/', 'renderer/charts/', 'renderer/ui/', 'shared/'],
    packages: isBrowserPackage,
    node: false,
    instead: `a screen never imports another: what both use goes to ${SCREENS} or shared/`,
  })),
  { from: 'renderer/pocket/', own: ['renderer/pocket/', 'renderer/state/', 'renderer/ui/', 'shared/'], packages: isBrowserPackage, node: false, instead: 'what the pages for a hand share imports renderer/{state,ui} and shared/' },
  { from: 'renderer/', own: ['resources/', 'renderer/state/', 'renderer/map/', 'renderer/panels/', 'renderer/charts/', 'renderer/ui/', 'shared/'], packages: isBrowserPackage, node: false, instead: `${SCREENS} import each other and shared/, never a screen, never electron/` },
]

function isBrowserPackage(name) {
  return name !== 'electron' && !SERVER_ONLY.includes(name)
}

/** Calls that make a pure function answer differently tomorrow. */
const IMPURE = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues'])

/** Tests, the contract suites that several of them run, and what helps them; they may look into any layer. */
const isTest = (path) => /(\.test\.tsx?|\/contract\.ts|\/testing(\/.*)?\.tsx?)$/.test(path)
const packageName = (specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')

/** Why `path` may not import `specifier`, or null. Paths are relative to the repository, with `/`. */
function importProblem(path, specifier) {
  const layer = LAYERS.find(({ from }) => path.startsWith(from))
  if (!layer || isTest(path)) return null
  const bare = specifier.replace(/\?.*$/, '')
  if (bare.startsWith('.')) {
    const target = posix.join(dirname(path), bare)
    return layer.own.some((folder) => target.startsWith(folder)) ? null : `${specifier}: ${layer.instead}`
  }
  if (bare.startsWith('node:')) return layer.node ? null : `${specifier}: ${layer.instead}`
  const name = packageName(bare)
  const known = typeof layer.packages === 'function' ? layer.packages(name) : layer.packages.includes(name)
  return known ? null : `${specifier}: ${layer.instead}`
}

function isBarrel(body) {
  const forwards = (node) => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source)
  return body.length > 0 && body.every((node) => forwards(node) || node.type === 'ImportDeclaration') && body.some(forwards)
}

/** Problems of one source text, as `{ line, message }`. Exported for the test that plants each kind. */
export function problemsOf(path, text) {
  const lineAt = (offset) => text.slice(0, offset).split('\n').length
  const problems = []
  const report = (node, message) => problems.push({ line: lineAt(node.start), message })
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) return [{ line: 1, message: `cannot be parsed: ${errors[0].message}` }]

  const checkImport = (node, source) => {
    const problem = typeof source?.value === 'string' ? importProblem(path, source.value) : null
    if (problem) report(node, problem)
  }
  const pure = path.startsWith('shared/') && !isTest(path)
  new Visitor({
    ImportDeclaration: (node) => checkImport(node, node.source),
    ExportNamedDeclaration: (node) => checkImport(node, node.source),
    ExportAllDeclaration: (node) => checkImport(node, node.source),
    ImportExpression: (node) => checkImport(node, node.source),
    TSImportType: (node) => checkImport(node, node.source ?? node.argument),
    MemberExpression(node) {
      const name = `${node.object.name}.${node.property.name}`
      if (pure && IMPURE.has(name)) report(node, `${name}: shared/ has no clock and no chance; take the value as an argument`)
    },
    NewExpression(node) {
      if (pure && node.callee.name === 'Date' && node.arguments.length === 0) {
        report(node, 'new Date(): shared/ has no clock; take the time as an argument')
      }
    },
  }).visit(program)

  if (isBarrel(program.body)) problems.push({ line: 1, message: 'only passes on what others export: import from the file itself' })
  const lines = text.split('\n').length - 1
  if (lines > MAX_LINES && !/^\/\/ long because: \S/m.test(text)) {
    problems.push({ line: 1, message: `${lines} lines: split it, or say why not in a line "// long because: …"` })
  }
  return problems
}

/** Every source file that git knows or would add. */
function sources() {
  const list = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '--', 'shared', 'electron', 'renderer', 'tests'], { cwd: root })
  return list.stdout.toString().split('\n').filter((path) => /\.tsx?$/.test(path))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const named = process.argv.slice(2).map((path) => relative(root, path).split(sep).join('/'))
  let count = 0
  for (const path of named.length > 0 ? named : sources()) {
    let text
    try {
      text = readFileSync(join(root, path), 'utf8')
    } catch {
      continue // Deleted, and git does not know it yet.
    }
    for (const { line, message } of problemsOf(path, text)) {
      count++
      console.error(`${path}:${line}: ${message}`)
    }
  }
  console.error(count === 0 ? 'boundaries: nothing found' : `boundaries: ${count} found`)
  process.exitCode = count === 0 ? 0 : 1
}
