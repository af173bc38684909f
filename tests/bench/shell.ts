import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { quantile } from '../../shared/domain/select'
import { launchShell, noElectron, OWN_NODE, testElectron } from '../fixtures/electron'
import { temporaryDataDir } from '../fixtures/run-hub'
import { giveSettings, pageWith, startShellHub } from '../fixtures/shell-hub'
import { ALARM_EVERY_MS, killings } from '../fixtures/shell-kills'
import type { Report } from './report'

const LAUNCHES = 5
const WINDOWS = 200
const KILLS = 50
const KILLS_WITH_MAP = 12
/** What the screens need to settle before memory is read. */
const SETTLE_MS = 20_000

const PARTS: Readonly<Record<string, (report: Report) => Promise<void>>> = { launch: launches, memory, windows, kills }

/**
 * The desktop in a real Electron under a virtual display, without a graphics card: what a hall waits for, and what it costs.
 * `part` runs one of `PARTS` alone.
 */
export async function benchShell(report: Report, part?: string): Promise<void> {
  if (!testElectron()) throw new Error(noElectron)
  const parts = part === undefined ? Object.values(PARTS) : [PARTS[part]].filter((run) => run !== undefined)
  if (parts.length === 0) throw new Error(`no part "${part}" of the desktop's bench; there are ${Object.keys(PARTS).join(', ')}`)
  const display = process.env['DISPLAY'] ? null : await virtualDisplay()
  try {
    for (const run of parts) await run(report)
  } finally {
    display?.kill()
  }
}

/** A display of 1920x1080; `DISPLAY` names it from then on. */
async function virtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  process.env['DISPLAY'] = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(`:${chunk.toString().trim()}`))
    server.once('error', reject)
  })
  return server
}

async function withShell<T>(settings: object, use: (app: ElectronApplication, dataDir: string, startedAt: number) => Promise<T>): Promise<T> {
  const folder = temporaryDataDir()
  giveSettings(folder.path, settings)
  const startedAt = Date.now()
  const app = await launchShell(folder.path, { DINGHAI_SCREENS: '', ...OWN_NODE }, ['--disable-gpu-compositing', '--disable-gpu-rasterization'])
  try {
    return await use(app, folder.path, startedAt)
  } finally {
    await app.close()
    folder.remove()
  }
}

/** From the start of the program to the first frame with what is going on (incidents, or that there are none), its hub started with it. */
async function launches(report: Report): Promise<void> {
  const samples: number[] = []
  for (let i = 0; i < LAUNCHES; i++) {
    samples.push(
      await withShell({ hub: 'demonstration' }, async (app, _dataDir, startedAt) => {
        const wall = await pageWith(app, '/wall/')
        const drawn = await wall.waitForFunction(() => document.querySelector('[data-testid=incidents],[data-testid=calm]') && Date.now(), null, { polling: 50, timeout: 90_000 })
        return Number(await drawn.jsonValue()) - startedAt
      }),
    )
  }
  const median = quantile(samples, 0.5) ?? Number.NaN
  report({ name: `launch, hub included, to what the wall has to say, median of ${LAUNCHES}`, value: median, unit: 'ms', target: 'under 3000 ms', met: median < 3_000 })
}

async function memory(report: Report): Promise<void> {
  await withShell({ hub: 'demonstration' }, async (app, dataDir) => {
    await pageWith(app, '/wall/')
    await pageWith(app, '/desk/')
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const parts = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ type, memory: { workingSetSize } }) => ({ type, megabytes: workingSetSize / 1024 })))
    const { pid } = JSON.parse(readFileSync(join(dataDir, 'demonstration', 'run.json'), 'utf8')) as { pid: number }
    const hub = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024
    const sum = (types: readonly string[]) => parts.filter(({ type }) => types.includes(type)).reduce((total, { megabytes }) => total + megabytes, 0)
    report({ name: 'idle: desk and wall, their two processes', value: sum(['Tab']), unit: 'MB' })
    report({ name: 'idle: graphics process (draws in software here)', value: sum(['GPU']), unit: 'MB' })
    report({ name: 'idle: main and utility processes', value: sum(['Browser', 'Utility', 'Zygote']), unit: 'MB' })
    report({ name: 'idle: hub', value: hub, unit: 'MB' })
    const all = parts.reduce((total, { megabytes }) => total + megabytes, 0) + hub
    report({ name: 'idle: all, resident sizes added (shared pages count in each)', value: all, unit: 'MB', target: 'under 2000 MB', met: all < 2_000 })
  })
}

/** Opens and closes the wall; the second half must not need more than the first. */
async function windows(report: Report): Promise<void> {
  const hub = await startShellHub()
  try {
    await withShell({ hub: hub.url }, async (app) => {
      await pageWith(app, '/desk/')
      const cycles = async (count: number) => {
        for (let i = 0; i < count; i++) {
          await app.evaluate(async ({ BrowserWindow, Menu }) => {
            const wall = () => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/wall/'))
            const until = async (met: () => boolean) => {
              while (!met()) await new Promise((resolve) => setTimeout(resolve, 10))
            }
            Menu.getApplicationMenu()?.getMenuItemById('open-wall')?.click()
            await until(() => wall() !== undefined && !wall()?.webContents.isLoading())
            wall()?.close()
            await until(() => wall() === undefined)
          })
        }
        return app.evaluate(async ({ app: electron, BrowserWindow, ipcMain, screen, session }) => {
          await new Promise((resolve) => setTimeout(resolve, 3_000))
          const listeners = [electron, ipcMain, screen, session.defaultSession].reduce((sum, emitter) => sum + (emitter as NodeJS.EventEmitter).eventNames().reduce((total, name) => total + (emitter as NodeJS.EventEmitter).listenerCount(name), 0), 0)
          return { windows: BrowserWindow.getAllWindows().length, processes: electron.getAppMetrics().length, listeners, heapMb: process.memoryUsage().heapUsed / 1e6, rssMb: process.memoryUsage().rss / 1e6 }
        })
      }
      const half = await cycles(WINDOWS / 2)
      const whole = await cycles(WINDOWS / 2)
      const more = (key: keyof typeof half) => whole[key] - half[key]
      report({ name: `wall opened and closed ${WINDOWS} times: windows, processes and listeners left over`, value: more('windows') + more('processes') + more('listeners'), unit: '', target: '0', met: more('windows') + more('processes') + more('listeners') === 0 })
      report({ name: 'main process, resident, second hundred against the first', value: more('rssMb'), unit: 'MB', target: 'under 10 MB', met: more('rssMb') < 10 })
    })
  } finally {
    await hub.close()
  }
}

async function kills(report: Report): Promise<void> {
  // Without the map as on a machine whose graphics card draws it: in software it keeps both screens and both cores busy.
  const bare = await killed(KILLS, false)
  for (const { what, worst, times } of bare.worst) {
    report({ name: `${what} killed: screens back and live, worst of ${times}`, value: worst, unit: 'ms', target: 'under 5000 ms', met: worst < 5_000 })
  }
  report({ name: `alarms acknowledged meanwhile (${bare.acknowledged}) and lost`, value: bare.lost.length, unit: '', target: '0', met: bare.lost.length === 0 })
  const silence = bare.longestSilenceMs
  const most = ALARM_EVERY_MS + 5_000
  report({ name: `longest silence of the desk meanwhile, with an alarm every ${ALARM_EVERY_MS / 1000} s`, value: silence, unit: 'ms', target: `under ${most} ms`, met: silence < most })
  const drawn = await killed(KILLS_WITH_MAP, true)
  for (const { what, worst, times } of drawn.worst) {
    report({ name: `${what} killed with both maps drawn in software, worst of ${times}`, value: worst, unit: 'ms' })
  }
}

async function killed(count: number, map: boolean) {
  const folder = temporaryDataDir()
  giveSettings(folder.path, { hub: 'demonstration' })
  const { kills: done, ...rest } = await killings(folder.path, count, 20_260_728, { map })
  folder.remove()
  const worst = (['desk', 'wall', 'gpu', 'hub'] as const).map((what) => {
    const times = done.filter((one) => one.what === what).map(({ backMs }) => backMs)
    return { what, worst: Math.max(...times), times: times.length }
  })
  return { ...rest, worst }
}
