// `npm run bench [-- NAME …] [--write]`: measures everything that the documents promise, in one run, and prints the table.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findNode, noNode, root } from './node.mjs'
import { fail } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'

ensureInstalled()
ensureBuilt(['hub', 'renderer', 'shell'])
const node = findNode() ?? fail(...noNode)
const env = { ...process.env, ...node.env }
const built = spawnSync(node.command, [join(root, 'scripts/build.mjs'), 'bench', 'bench-map'], { cwd: root, stdio: 'inherit', env })
if (built.status !== 0) process.exit(built.status ?? 1)
const run = spawnSync(node.command, ['--expose-gc', join(root, 'out/bench/main.js'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env })
process.exit(run.status ?? 1)
