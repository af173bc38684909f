// `npm run import-roads -- FILE.osm.pbf [--clip PACK] [--out FILE]`: OpenStreetMap roads to the engine's own cache.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canRunHub, findNode, root } from './node.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'

ensureInstalled()
ensureBuilt(['hub'])
const main = join(root, 'out/hub/import-roads.js')
const node = canRunHub() ? null : findNode()
if (node === null) {
  await import(pathToFileURL(main).href)
} else {
  const { status } = spawnSync(node.command, [main, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, ...node.env } })
  process.exitCode = status ?? 1
}
