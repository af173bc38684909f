import type { Readable } from 'node:stream'
import type { LogFile } from './log-file'
import type { Ending } from './endings'
import { planRestart } from './hub-restart'
import { addressesOf, type ScreenAddresses } from './options'

/** A hub that runs, however it was started. */
export interface RunningHub {
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  /** `code` null: it was killed, or never came to be. */
  onExit(listener: (code: number | null) => void): void
  /** Asks it to end cleanly: it finishes what it is writing first. */
  end(): void
  /** Ends it by force. */
  kill(): void
}

export type HubNews =
  | { readonly state: 'ready'; readonly addresses: ScreenAddresses; readonly again: boolean }
  | { readonly state: 'restarting'; readonly code: number | null; readonly delayMs: number }
  | { readonly state: 'failed'; readonly code: number | null; readonly tail: readonly string[] }

export interface HubSupervisor {
  start(): void
  /** Asks the hub to end and waits until it has, by force after `patienceMs`. */
  stop(patienceMs?: number): Promise<void>
  tail(): readonly string[]
}

/** Ends of the hub that are looked back at. */
const REMEMBERED = 50
/** A hub with much to write may take this long to end. */
const STOP_MS = 15_000

/**
 * Keeps a hub running. `launch` is given the port (0: any) and whether one-time links are wanted: a hub that is started
 * again has the port of the one before, where the screens look for it, and the screens have their keys by then.
 */
export function superviseHub(
  launch: (port: number, links: boolean) => RunningHub,
  port: number,
  log: LogFile,
  tell: (news: HubNews) => void,
  now: () => number,
): HubSupervisor {
  let current: RunningHub | null = null
  let gone: Promise<void> = Promise.resolve()
  let served = false
  let stopping = false
  let ends: readonly Ending[] = []
  let timer: NodeJS.Timeout | undefined
  let wantedPort = port

  function run(): void {
    const hub = launch(wantedPort, !served)
    current = hub
    let worked = false
    let left: () => void = () => undefined
    gone = new Promise((resolve) => {
      left = resolve
    })
    // As text, so that no character is cut in two where a piece ends.
    hub.stderr?.setEncoding('utf8').on('data', (text: string) => log.write(text))
    readLines(hub.stdout, (line) => {
      const addresses = readyAddresses(line)
      if (!addresses) return
      const again = served
      served = true
      worked = true
      wantedPort = Number(new URL(addresses.url).port) || wantedPort
      tell({ state: 'ready', addresses, again })
    })
    hub.onExit((code) => {
      current = null
      left()
      if (stopping) return
      ends = [...ends, { at: now(), worked }].slice(-REMEMBERED)
      const plan = planRestart(code, ends)
      if (!plan.restart) return tell({ state: 'failed', code, tail: log.tail() })
      tell({ state: 'restarting', code, delayMs: plan.delayMs })
      timer = setTimeout(run, plan.delayMs)
    })
  }

  return {
    start() {
      ends = []
      clearTimeout(timer)
      if (!current) run()
    },
    async stop(patienceMs = STOP_MS) {
      stopping = true
      clearTimeout(timer)
      const hub = current
      if (!hub) return
      hub.end()
      const late = setTimeout(() => hub.kill(), patienceMs)
      await gone
      clearTimeout(late)
    },
    tail: () => log.tail(),
  }
}

function readLines(stream: Readable | null, take: (line: string) => void): void {
  let text = ''
  stream?.setEncoding('utf8').on('data', (piece: string) => {
    const lines = `${text}${piece}`.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
}

function readyAddresses(line: string): ScreenAddresses | null {
  try {
    const message = JSON.parse(line) as { event?: string; url?: unknown; links?: { desk?: unknown; wall?: unknown } | null }
    if (message.event !== 'ready') return null
    const addresses = addressesOf(message.url, message.links?.desk ?? undefined, message.links?.wall ?? undefined)
    return addresses.ok ? addresses.value : null
  } catch {
    return null
  }
}
