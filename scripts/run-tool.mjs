// Runs one of the hub's bundled command-line tools under a Node that can (see node.mjs), building it first if need be.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canRunHub, findNode, noNode, root } from './node.mjs'
import { fail } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'

/** `file` as it lies in out/hub; the process's own arguments go to it unchanged. */
export async function runTool(file) {
  ensureInstalled()
  ensureBuilt(['hub'])
  const tool = join(root, 'out/hub', file)
  if (canRunHub()) {
    await import(pathToFileURL(tool).href)
    return
  }
  const node = findNode() ?? fail(...noNode)
  const { status } = spawnSync(node.command, [tool, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, ...node.env } })
  process.exitCode = status ?? 1
}
