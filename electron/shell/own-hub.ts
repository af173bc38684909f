import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import { ok } from '../../shared/base/result'
import { outsideNode } from './hub-program'
import type { RunningHub } from './hub-supervisor'

/** Starts the hub that lies in `folder` with `args`; `entry` is the bundled hub-entry. */
export function launchHub(folder: string, entry: string, args: readonly string[]): RunningHub {
  return hasSqlite() ? asUtilityProcess(folder, entry, args) : asChild(folder, args)
}

/** `node:sqlite` came to Electron with Node 22. */
function hasSqlite(): boolean {
  return Number(process.versions.node.split('.')[0]) >= 22
}

function asUtilityProcess(folder: string, entry: string, args: readonly string[]): RunningHub {
  const child = utilityProcess.fork(entry, [join(folder, 'out/hub/main.js'), ...args], { stdio: 'pipe', serviceName: 'Dinghai hub' })
  return {
    stdout: child.stdout as Readable | null,
    stderr: child.stderr as Readable | null,
    // A hub that nobody asked to end never ends with 0: that is what Electron says of one that was killed.
    onExit: (listener) => child.once('exit', (code) => listener(code === 0 ? null : code)),
    end: () => child.postMessage('stop'),
    kill: () => child.kill(),
  }
}

/**
 * An older Electron cannot run the hub itself. In a checkout scripts/hub.mjs looks for a Node that can, unless
 * `DINGHAI_NODE` names one; a packaged program cannot be run as Node and takes one from outside.
 */
function asChild(folder: string, args: readonly string[]): RunningHub {
  const script = join(folder, 'scripts/hub.mjs')
  const searched = existsSync(script) && !process.env['DINGHAI_NODE']
  const node = searched ? ok(process.execPath) : outsideNode(process.env)
  if (!node.ok) return absent(node.error)
  const start = searched ? script : join(folder, 'out/hub/main.js')
  const child = spawn(node.value, [start, ...args, '--stop-with-stdin'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined)
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    onExit(listener) {
      // What could not be started tells both.
      let told = false
      const tell = (code: number | null) => {
        if (!told) listener(code)
        told = true
      }
      child.once('error', () => tell(null))
      child.once('close', tell)
    },
    end: () => child.stdin.end(),
    kill: () => child.kill('SIGKILL'),
  }
}

/** A hub that could not even be started: it ends at once, with the reason as its last words. */
function absent(reason: string): RunningHub {
  const words = Readable.from([`${reason}\n`])
  return {
    stdout: null,
    stderr: words,
    onExit: (listener) => words.once('end', () => listener(64)),
    end: () => undefined,
    kill: () => undefined,
  }
}
