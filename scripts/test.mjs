// `npm test [-- STAGE …]`: sets itself up in a clean clone, runs every check and test there is, and ends with one line
// that sums them: `N passed, N failed, N skipped`. Stages: types, lint, unit, build, browser, electron.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { findNode, noNode, root } from './node.mjs'
import { fail } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'
import { readyBrowser, readyElectron } from './test-machine.mjs'
import { checkResult, listedTitles, playwrightResult, vitestResult } from './test-results.mjs'

/** A stage that takes longer hangs. */
const STAGE_LIMIT_MS = 20 * 60_000
const PLAYWRIGHT = join(root, 'node_modules/@playwright/test/cli.js')

const STAGES = {
  types: async () => checkResult(await tool('typescript/bin/tsc', ['-b'])),
  lint,
  unit,
  build: async () => checkResult(await run(node.command, [join(root, 'scripts/build.mjs')])),
  browser,
  electron,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in STAGES))
if (unknown.length > 0) {
  fail(`没有名为 ${unknown.join('、')} 的阶段。`, `No stage named ${unknown.join(', ')}; there are ${Object.keys(STAGES).join(', ')}.`, 64)
}

ensureInstalled()
const node = findNode() ?? fail(...noNode)
const env = {
  ...process.env,
  ...node.env,
  PATH: [dirname(node.command), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
}
const reports = join(root, 'test-results/reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const results = []
for (const name of wanted.length > 0 ? wanted : Object.keys(STAGES)) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`)
  const startedAt = Date.now()
  const result = await STAGES[name]().catch((error) => {
    console.error(error)
    return checkResult(1)
  })
  results.push({ name, ...result })
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  console.log(`── ${name}: ${result.failed === 0 ? 'ok' : 'FAILED'}, ${seconds} s`)
}
report()

function run(command, args, extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...env, ...extra } })
    const limit = setTimeout(() => {
      console.error(`${args[0]}: no end after ${STAGE_LIMIT_MS / 60_000} minutes, stopped`)
      child.kill('SIGKILL')
    }, STAGE_LIMIT_MS)
    child.on('error', (error) => {
      console.error(error.message)
      clearTimeout(limit)
      resolve(1)
    })
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve(code ?? 1)
    })
  })
}

/** Runs a program of node_modules under the Node that can run the hub. */
function tool(path, args, extra) {
  return run(node.command, [join(root, 'node_modules', path), ...args], extra)
}

async function lint() {
  const rules = await tool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])
  const boundaries = await run(node.command, [join(root, 'scripts/lint-boundaries.mjs')])
  return merge(checkResult(rules), checkResult(boundaries))
}

async function unit() {
  const file = join(reports, 'unit.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await tool('vitest/vitest.mjs', args, process.stdout.isTTY ? {} : { NO_COLOR: '1' })
  return vitestResult(file, code)
}

async function browser() {
  const found = readyBrowser()
  if (!found) return skipAll('browser', 'no Chromium, Chrome or Edge is installed (as root on Debian or Ubuntu it would be)')
  return playwright('browser', [], { DINGHAI_TEST_CHROMIUM: found })
}

async function electron() {
  const { binary, wrap, reason } = readyElectron()
  return binary ? playwright('electron', wrap, { DINGHAI_TEST_ELECTRON: binary }) : skipAll('electron', reason)
}

async function playwright(project, wrap, extra) {
  ensureBuilt(['hub', 'shell', 'renderer'])
  const file = join(reports, `${project}.json`)
  const [command, ...args] = [...wrap, node.command, PLAYWRIGHT, 'test', '--project', project, '--reporter=list,json']
  const code = await run(command, args, { ...extra, PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  return playwrightResult(file, code)
}

/** Every test of a project as skipped, with the one reason for all. */
function skipAll(project, reason) {
  console.log(`skipped: ${reason}`)
  const list = spawnSync(node.command, [PLAYWRIGHT, 'test', '--project', project, '--list', '--reporter=json'], { cwd: root, env })
  return { passed: 0, failed: 0, skipped: listedTitles(list.stdout.toString()).map((title) => `${title}: ${reason}`) }
}

function merge(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: [...one.skipped, ...other.skipped] }
}

function report() {
  const sum = results.reduce(merge, { passed: 0, failed: 0, skipped: [] })
  const skipped = results.flatMap(({ name, skipped: titles }) => titles.map((title) => `  ${name}: ${title}`))
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.join('\n')}`)
  const broken = results.filter(({ failed }) => failed > 0).map(({ name, failed }) => `${name} (${failed})`)
  if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped.length} skipped`)
  process.exitCode = sum.failed === 0 ? 0 : 1
}
