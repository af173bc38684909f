// `npm start`: from a fresh clone to desk and wall on the screen. Installs what is missing, builds what is stale, starts
// the hub with the demonstration pack, and opens both screens in Electron; or, where there can be none, says so in one
// line and serves them at a local address. Plain Node, no dependency: it runs before `npm ci`.
import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openInBrowser } from './browser.mjs'
import { electronBinary, noDisplay, sandboxHere } from './electron.mjs'
import { startHub } from './hub-process.mjs'
import { findNode, noNode, root } from './node.mjs'
import { fail, say } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'

const HELP = `npm start -- [options]
  --port N       端口（默认 8710，0 为任选）             port (default 8710, 0 takes any free one)
  --data DIR     数据目录（默认见 docs/operations.md）   data directory (default: see docs/operations.md)
  --pack DIR     预案包，正式数据（默认苍南演示包）      pack of a real jurisdiction (default: Cangnan demonstration)
  --replay FILE  回放一份记录（.dhlog），只能查看     play a recording, to be looked at only
  --browser      用浏览器而不用 Electron                 the browser instead of Electron
  --no-open      只提供服务，不打开窗口                  serve only, open nothing
  --electron     再次尝试获取 Electron                   try again to fetch Electron
  --no-sandbox   关闭 Electron 沙箱（不推荐）            Electron without its sandbox (not recommended)
`

/** More ends of the hub than this within RESTART_WINDOW_MS, and `npm start` gives up. */
const RESTARTS = 5
const RESTART_WINDOW_MS = 60_000
const STOP_MS = 10_000
/** A window that ends with an error so soon never worked (a missing system library, say): the browser is used. */
const ELECTRON_TRIAL_MS = 15_000

const options = readOptions()
ensureInstalled()
ensureBuilt(['hub', 'renderer', 'shell'])

const windows = await planWindows()
const node = findNode() ?? fail(...noNode)
let hub = startHub(node, [...hubArgs(options.port), '--open-links'])
let stopping = false
let shell = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))

const ready = await hub.ready
if (!ready) await giveUp(await hub.ended)
announce()
show()
void supervise()

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        pack: { type: 'string' },
        replay: { type: 'string' },
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        electron: { type: 'boolean', default: false },
        'no-sandbox': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (!values.help) return values
  } catch (error) {
    process.stderr.write(`${error.message}\n${HELP}`)
    process.exit(64)
  }
  process.stdout.write(HELP)
  return process.exit(0)
}

/** How the screens will be shown: `{ kind: 'electron', binary, args }`, `{ kind: 'browser' }` or `{ kind: 'none' }`. */
async function planWindows() {
  if (options['no-open']) return { kind: 'none' }
  const hidden = noDisplay()
  if (hidden) return without(hidden, 'none')
  if (options.browser) return { kind: 'browser' }
  const binary = await electronBinary({ again: options.electron })
  if (!binary) {
    return without(['此处无法取得 Electron', "Electron's binary cannot be had here (ELECTRON_MIRROR may name another source)"], 'browser')
  }
  const sandbox = sandboxHere(binary, { forceOff: options['no-sandbox'] })
  if (sandbox.reason) return without(sandbox.reason, 'browser')
  if (sandbox.warning) say(...sandbox.warning)
  return { kind: 'electron', binary, args: sandbox.args }
}

function without([zh, en], kind) {
  say(`${zh}，改在下面的本机地址提供同样的界面。`, `No Electron window, because ${en}: the same screens are at the address below.`)
  return { kind }
}

function hubArgs(port) {
  return [
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(options.data ? ['--data', options.data] : []),
    ...(options.replay ? ['--replay', options.replay] : []),
    ...(options.pack ? ['--pack', options.pack] : options.replay ? [] : ['--drill']),
  ]
}

function announce() {
  const { url, links, initialPassword, dataDir } = ready
  const lines = [
    '',
    `  定海 Dinghai${options.replay ? `（回放 replay ${options.replay}）` : options.pack ? '' : '（演示数据 demonstration data）'}`,
    `  指挥席 desk   ${links?.desk ?? `${url}/desk/`}`,
    `  大屏   wall   ${links?.wall ?? `${url}/wall/`}`,
    ...(initialPassword ? [`  初始密码 initial password of "officer"   ${initialPassword}`] : []),
    `  数据   data   ${dataDir}`,
    `  Ctrl+C 停止 stops everything`,
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function show() {
  if (windows.kind === 'electron') openElectron()
  if (windows.kind === 'browser') openBrowser()
}

function openBrowser() {
  openInBrowser(ready.links?.desk ?? `${ready.url}/desk/`)
  openInBrowser(ready.links?.wall ?? `${ready.url}/wall/`)
}

function openElectron() {
  const folder = join(ready.dataDir, 'logs')
  mkdirSync(folder, { recursive: true })
  const log = openSync(join(folder, 'shell.log'), 'w')
  const startedAt = Date.now()
  shell = spawn(windows.binary, [root, `--data=${ready.dataDir}`, ...windows.args], {
    cwd: root,
    stdio: ['ignore', log, log],
    // The links carry one-time secrets: an environment is the user's own, a command line is everybody's.
    env: { ...process.env, DINGHAI_SCREENS: JSON.stringify({ url: ready.url, ...ready.links }) },
  })
  shell.on('error', () => {})
  shell.on('close', (code) => {
    shell = null
    if (stopping) return
    if (code === 0 || Date.now() - startedAt > ELECTRON_TRIAL_MS) return void stop(0)
    say(`Electron 无法启动（见 ${join(folder, 'shell.log')}），改用浏览器。`, `Electron does not start (see ${join(folder, 'shell.log')}): using the browser.`)
    openBrowser()
  })
}

/** Starts the hub again, at the same address, when it dies: screens and phones reconnect by themselves. */
async function supervise() {
  const ends = []
  for (;;) {
    const end = await hub.ended
    if (stopping) return
    ends.push(Date.now())
    const recent = ends.filter((at) => at > Date.now() - RESTART_WINDOW_MS)
    if (end.final || recent.length > RESTARTS) return giveUp(end)
    say(`${end.words[0]}，正在重新启动。`, `${end.words[1]}; starting it again.`)
    hub = startHub(node, hubArgs(new URL(ready.url).port || 80))
  }
}

async function giveUp(end) {
  // After a wrong option the hub explains its own options, which are not all ours.
  for (const line of end.code === 64 ? end.tail.slice(0, 1) : end.tail) process.stderr.write(`  ${line}\n`)
  say(`${end.words[0]}。`, `Dinghai stopped: ${end.words[1]}.`)
  await stop(end.code || 1)
}

/** Ends the windows, then the hub, which finishes what it is writing. A second Ctrl+C does not wait. */
async function stop(code) {
  if (stopping) process.exit(1)
  stopping = true
  shell?.kill()
  hub.stop()
  const late = setTimeout(() => {
    hub.child.kill('SIGKILL')
    shell?.kill('SIGKILL')
    say('中枢未能按时停止，已强制结束。', 'The hub did not stop in time and was ended by force.')
  }, STOP_MS)
  await hub.ended
  clearTimeout(late)
  process.exit(code)
}
