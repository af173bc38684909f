// `npm test [-- STAGE …]`: sets itself up in a clean clone, runs every check and test there is, and ends with one line
// that sums them: `N passed, N failed, N skipped`. Stages: types, lint, unit, build, browser, electron. They run in two
// lanes beside each other, as most of them wait as much as they work; their output is printed stage by stage.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { findNode, noNode, root } from './node.mjs'
import { fail } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'
import { readyBrowser, readyElectron } from './test-machine.mjs'
import { inOrder } from './test-output.mjs'
import { checkResult, listedTitles, playwrightResult, vitestResult } from './test-results.mjs'

/** A stage that takes longer hangs. */
const STAGE_LIMIT_MS = 20 * 60_000
const PLAYWRIGHT = join(root, 'node_modules/@playwright/test/cli.js')

/** In the order in which they are printed. Each is given what it is called, under which its output goes. */
const STAGES = {
  types: async (stage) => checkResult(await tool(stage, 'typescript/bin/tsc', ['-b'])),
  lint,
  unit,
  build: async (stage) => checkResult(await run(stage, node.command, [join(root, 'scripts/build.mjs')])),
  browser,
  electron,
}

/** What runs beside what. The long stages share the machine: one draws while the other waits. */
const LANES = [
  ['build', 'browser'],
  ['types', 'lint', 'unit', 'electron'],
]

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

const running = wanted.length > 0 ? Object.keys(STAGES).filter((name) => wanted.includes(name)) : Object.keys(STAGES)
// Nothing may be built while a stage runs what is built: before all of them, or by the one stage that the others wait for.
const needBuilt = running.some((name) => ['unit', 'browser', 'electron'].includes(name))
if (needBuilt && !running.includes('build')) ensureBuilt(running.includes('browser') || running.includes('electron') ? ['hub', 'shell', 'renderer'] : ['hub'])

const output = inOrder(running, (text) => process.stdout.write(text))
const results = new Map()
const built = running.includes('build') ? stageRun('build') : Promise.resolve()
await Promise.all(
  LANES.map(async (lane) => {
    for (const name of lane.filter((one) => running.includes(one) && one !== 'build')) {
      if (!['types', 'lint'].includes(name)) await built
      await stageRun(name)
    }
  }),
)
await built
report()

async function stageRun(name) {
  output.say(name, `\n── ${name} ${'─'.repeat(60 - name.length)}\n`)
  const startedAt = Date.now()
  const result = await STAGES[name](name).catch((error) => {
    output.say(name, `${error.stack ?? error}\n`)
    return checkResult(1)
  })
  results.set(name, result)
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  output.say(name, `── ${name}: ${result.failed === 0 ? 'ok' : 'FAILED'}, ${seconds} s\n`)
  output.end(name)
}

function run(stage, command, args, extra = {}) {
  return new Promise((resolve) => {
    // Their output is no terminal's any more: what colours by itself on one is told to.
    const colour = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, ...colour, ...extra } })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => output.say(stage, text))
    const limit = setTimeout(() => {
      output.say(stage, `${args[0]}: no end after ${STAGE_LIMIT_MS / 60_000} minutes, stopped\n`)
      child.kill('SIGKILL')
    }, STAGE_LIMIT_MS)
    child.on('error', (error) => {
      output.say(stage, `${error.message}\n`)
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
function tool(stage, path, args, extra) {
  return run(stage, node.command, [join(root, 'node_modules', path), ...args], extra)
}

async function lint(stage) {
  const rules = await tool(stage, 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])
  const boundaries = await run(stage, node.command, [join(root, 'scripts/lint-boundaries.mjs')])
  return merge(checkResult(rules), checkResult(boundaries))
}

async function unit(stage) {
  const file = join(reports, 'unit.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await tool(stage, 'vitest/vitest.mjs', args, process.stdout.isTTY ? {} : { NO_COLOR: '1' })
  return vitestResult(file, code)
}

async function browser(stage) {
  const found = await readyBrowser()
  if (!found) return skipAll(stage, 'no Chromium, Chrome or Edge is installed (as root on Debian or Ubuntu it would be)')
  return playwright(stage, [], { DINGHAI_TEST_CHROMIUM: found })
}

async function electron(stage) {
  const { binary, wrap, reason } = await readyElectron()
  return binary ? playwright(stage, wrap, { DINGHAI_TEST_ELECTRON: binary }) : skipAll(stage, reason)
}

/** The project of the stage's name. */
async function playwright(stage, wrap, extra) {
  if (results.get('build')?.failed > 0) {
    output.say(stage, 'not run: the build failed\n')
    return checkResult(1)
  }
  const file = join(reports, `${stage}.json`)
  const [command, ...args] = [...wrap, node.command, PLAYWRIGHT, 'test', '--project', stage, '--reporter=list,json']
  const code = await run(stage, command, args, { ...extra, PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  return playwrightResult(file, code)
}

/** Every test of a project as skipped, with the one reason for all. */
function skipAll(stage, reason) {
  output.say(stage, `skipped: ${reason}\n`)
  const list = spawnSync(node.command, [PLAYWRIGHT, 'test', '--project', stage, '--list', '--reporter=json'], { cwd: root, env })
  return { passed: 0, failed: 0, skipped: listedTitles(list.stdout.toString()).map((title) => `${title}: ${reason}`) }
}

function merge(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: [...one.skipped, ...other.skipped] }
}

function report() {
  const each = running.map((name) => ({ name, ...results.get(name) }))
  const sum = each.reduce(merge, { passed: 0, failed: 0, skipped: [] })
  const skipped = each.flatMap(({ name, skipped: titles }) => titles.map((title) => `  ${name}: ${title}`))
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.join('\n')}`)
  const broken = each.filter(({ failed }) => failed > 0).map(({ name, failed }) => `${name} (${failed})`)
  if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped.length} skipped`)
  process.exitCode = sum.failed === 0 ? 0 : 1
}
