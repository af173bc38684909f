import { app, powerMonitor, powerSaveBlocker, screen as displays } from 'electron'
import type { BlackBox } from './blackbox'
import { graphicsGivenUp, planMemory } from './vital-signs'
import type { ScreenWindows } from './windows'

const MEMORY_EVERY_MS = 15_000
/** A line about memory in the black box, this often. */
const MEMORY_NOTE_MS = 300_000
/** Displays come and go in several steps. */
const SETTLE_MS = 250
const PLACE_EVERY_MS = 3_000

export interface VitalSettings {
  readonly windows: ScreenWindows
  readonly blackBox: BlackBox
  memoryLimitMb(): number
  quiet(): boolean
  /** The displays have changed, or the machine woke up; `whole`: nothing is known to have happened. */
  place(why: 'displays' | 'whole'): void
}

/** Watches processes, memory, displays and sleep. Call once, when ready. */
export function watchVitals({ windows, blackBox, memoryLimitMb, quiet, place }: VitalSettings): void {
  // A command hall's displays never go dark by themselves.
  powerSaveBlocker.start('prevent-display-sleep')
  watchGraphics(blackBox)
  watchMemory(windows, blackBox, memoryLimitMb, quiet)

  let settle: NodeJS.Timeout | undefined
  const soon = (what: string, details: Readonly<Record<string, unknown>> = {}) => {
    blackBox.note(what, details)
    clearTimeout(settle)
    settle = setTimeout(() => place('displays'), SETTLE_MS)
  }
  // Not every change is told, and some are told before they are done.
  setInterval(() => place('whole'), PLACE_EVERY_MS).unref()
  displays.on('display-added', (_event, { id, bounds, scaleFactor }) => soon('display-added', { id, bounds, scaleFactor }))
  displays.on('display-removed', (_event, { id, bounds }) => soon('display-removed', { id, bounds }))
  displays.on('display-metrics-changed', (_event, { id, bounds, scaleFactor }, changed) => soon('display-changed', { id, bounds, scaleFactor, changed }))
  powerMonitor.on('suspend', () => blackBox.note('suspend'))
  for (const event of ['resume', 'unlock-screen'] as const) {
    powerMonitor.on(event as 'resume', () => {
      for (const { keeper } of windows.all()) keeper.woke()
      soon(event)
    })
  }
}

function watchGraphics(blackBox: BlackBox): void {
  const deaths: number[] = []
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason === 'clean-exit') return
    blackBox.note('process-gone', { type, reason, exitCode, name })
    if (type !== 'GPU') return
    deaths.push(Date.now())
    if (!graphicsGivenUp(deaths) || app.commandLine.hasSwitch('disable-gpu')) return
    blackBox.note('graphics-given-up')
    app.relaunch({ args: [...process.argv.slice(1), '--disable-gpu'] })
    app.quit()
  })
}

function watchMemory(windows: ScreenWindows, blackBox: BlackBox, limitMb: () => number, quiet: () => boolean): void {
  let notedAt = 0
  const renewed = new Map<string, number>()
  setInterval(() => {
    const metrics = app.getAppMetrics()
    const megabytes = new Map(metrics.map(({ pid, memory }) => [pid, Math.round(memory.workingSetSize / 1024)]))
    for (const { name, window, keeper } of windows.all()) {
      const size = megabytes.get(window.webContents.getOSProcessId()) ?? 0
      if (planMemory(size, limitMb(), quiet(), Date.now() - (renewed.get(name) ?? Number.NEGATIVE_INFINITY)) === 'none') continue
      renewed.set(name, Date.now())
      blackBox.note('memory-reload', { screen: name, megabytes: size, quiet: quiet() })
      keeper.renew()
    }
    if (Date.now() - notedAt < MEMORY_NOTE_MS) return
    notedAt = Date.now()
    blackBox.note('memory', { megabytes: metrics.map(({ type, pid }) => `${type} ${megabytes.get(pid) ?? 0}`) })
  }, MEMORY_EVERY_MS).unref()
}
