import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import { changedFiles, type FileHashes } from './integrity'

/** Where the hub lies: the checkout, or beside the archive of a packaged program. It has out/hub, out/renderer and resources. */
export function hubFolder(packaged: boolean, appPath: string, resourcesPath: string): string {
  return packaged ? join(resourcesPath, 'hub') : appPath
}

/** Files of a packaged hub that are not as they were released; none in a checkout, which has no list of them. */
export async function changedHubFiles(appPath: string, folder: string): Promise<string[]> {
  const list = join(appPath, 'hub-files.json')
  return existsSync(list) ? changedFiles(folder, JSON.parse(readFileSync(list, 'utf8')) as FileHashes) : []
}

/**
 * A Node for the hub where this Electron's own is too old for it (before Electron 35) and must not be used as Node (the
 * fuse `runAsNode` is off in a packaged program): the one that `DINGHAI_NODE` names, else the system's.
 */
export function outsideNode(env: Readonly<Record<string, string | undefined>>): Result<string, string> {
  const named = env['DINGHAI_NODE']
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const candidates = named ? [named] : (env['PATH'] ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, name))
  const found = candidates.find((path) => existsSync(path) && runsHub(path))
  if (found) return ok(found)
  return err(
    `此版本的 Electron（${process.versions['electron'] ?? '?'}）不能运行中枢，也找不到 Node 22.13 或更新版本（可用 DINGHAI_NODE 指定）：请安装，或连接另一台机器上的中枢。\n` +
      'This Electron cannot run the hub and no Node 22.13 or newer was found (DINGHAI_NODE names one): install it, or connect to a hub on another machine.',
  )
}

function runsHub(node: string): boolean {
  const script = "process.exit(require('node:module').isBuiltin('node:sqlite') ? 0 : 1)"
  return spawnSync(node, ['-e', script], { stdio: 'ignore', timeout: 20_000 }).status === 0
}
