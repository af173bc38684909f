import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import { err, ok, type Result } from '../../shared/base/result'
import { outsideNode } from './hub-program'
import { addressesOf, type ScreenAddresses } from './options'

/** A hub that the shell started, for when no launcher gave it one. */
export interface OwnHub {
  /** Resolves when it serves, or with its last words when it ended before. */
  readonly ready: Promise<Result<ScreenAddresses, string>>
  /** Asks it to end; resolves when it has. */
  stop(): Promise<void>
}

interface Running {
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  onExit(listener: (code: number | null) => void): void
  end(): void
}

/** Starts the hub of the application at `root` on a free port, with its data in `dataDir` (null: the hub's usual place). */
export function startOwnHub(root: string, dataDir: string | null): OwnHub {
  const args = ['--port', '0', '--open-links', '--drill', ...(dataDir ? ['--data', dataDir] : [])]
  const hub = hasSqlite() ? asUtilityProcess(root, args) : asChild(root, args)
  let lastWords = ''
  let ended = false
  const exit = new Promise<void>((resolve) => {
    hub.onExit(() => {
      ended = true
      resolve()
    })
  })
  hub.stderr?.on('data', (chunk: Buffer) => {
    lastWords = `${lastWords}${chunk.toString()}`.slice(-2_000)
  })
  const ready = new Promise<Result<ScreenAddresses, string>>((resolve) => {
    let text = ''
    hub.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const line of text.split('\n').slice(0, -1)) {
        const addresses = readyAddresses(line)
        if (addresses) resolve(addresses)
      }
      text = text.slice(text.lastIndexOf('\n') + 1)
    })
    hub.onExit((code) => resolve(err(`${lastWords}\n(${code ?? 'killed'})`)))
  })
  return {
    ready,
    async stop() {
      if (!ended) hub.end()
      await exit
    },
  }
}

function readyAddresses(line: string): Result<ScreenAddresses, string> | null {
  try {
    const message = JSON.parse(line) as { ready?: boolean; event?: string; url?: unknown; links?: { desk?: unknown; wall?: unknown } }
    if (message.event !== 'ready') return null
    return addressesOf(message.url, message.links?.desk, message.links?.wall)
  } catch {
    return null
  }
}

/** `node:sqlite` came to Electron with Node 22. */
function hasSqlite(): boolean {
  return Number(process.versions.node.split('.')[0]) >= 22
}

function asUtilityProcess(root: string, args: readonly string[]): Running {
  const child = utilityProcess.fork(join(root, 'out/hub/main.js'), [...args], { stdio: 'pipe', serviceName: 'Dinghai hub' })
  return {
    stdout: child.stdout as Readable | null,
    stderr: child.stderr as Readable | null,
    onExit: (listener) => child.once('exit', listener),
    end: () => child.kill(),
  }
}

/**
 * An older Electron cannot run the hub itself. In a checkout scripts/hub.mjs looks for a Node that can; a packaged program
 * cannot be run as Node and takes one from outside.
 */
function asChild(root: string, args: readonly string[]): Running {
  const script = join(root, 'scripts/hub.mjs')
  const node = existsSync(script) ? ok(process.execPath) : outsideNode(process.env)
  if (!node.ok) return absent(node.error)
  const start = existsSync(script) ? script : join(root, 'out/hub/main.js')
  const child = spawn(node.value, [start, ...args, '--stop-with-stdin'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    onExit: (listener) => child.once('close', listener),
    end: () => child.stdin.end(),
  }
}

/** A hub that could not even be started: it ends at once, with the reason as its last words. */
function absent(reason: string): Running {
  const words = Readable.from([reason])
  return {
    stdout: null,
    stderr: words,
    onExit: (listener) => words.once('end', () => listener(null)),
    end: () => undefined,
  }
}
