// `npm run hub -- …`: the hub without a screen of its own; every argument goes to it unchanged (see docs/operations.md).
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canRunHub, findNode, noNode, root } from './node.mjs'
import { fail } from './say.mjs'
import { ensureBuilt, ensureInstalled } from './setup.mjs'

// The shell starts this under Electron's own Node, which may be too old to build: it was built before.
if (!process.versions.electron) {
  ensureInstalled()
  ensureBuilt(['hub', 'renderer'])
}

const main = join(root, 'out/hub/main.js')
if (canRunHub()) {
  await import(pathToFileURL(main).href)
} else {
  const node = findNode() ?? fail(...noNode)
  const args = process.argv.slice(2)
  // Its stdin is our pipe: should this process be killed, the pipe closes and the hub stops instead of living on unseen.
  const child = spawn(node.command, [main, '--stop-with-stdin', ...args.filter((arg) => arg !== '--stop-with-stdin')], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...process.env, ...node.env },
  })
  if (args.includes('--stop-with-stdin')) process.stdin.pipe(child.stdin)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}
