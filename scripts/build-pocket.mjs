// The pages for a hand (a team's phone, a unit's page), each with the service worker that opens it without signal. Built
// apart from desk and wall, so that nothing of theirs can find its way into what is loaded over a weak signal.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/** What is not kept for the time without signal: the map's chunk is large, and the map needs the hub's tiles anyway. */
const NOT_KEPT = /maplibre|RouteMap|\.map$/

/** @param {'phone' | 'unit'} name */
export async function buildPocket(root, name, outDir) {
  const source = join(root, 'renderer', name)
  await build({
    root: source,
    configFile: false,
    logLevel: 'warn',
    base: './',
    publicDir: join(source, 'static'),
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'chrome114', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 4000 },
  })
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(outDir.length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .filter((file) => !NOT_KEPT.test(file))
    .toSorted()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(outDir, file)))
  const shell = { name, version: hash.digest('hex').slice(0, 16), files: files.map((file) => (file === 'index.html' ? './' : `./${file}`)) }
  await build({
    root: source,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __SHELL__: JSON.stringify(shell) },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'chrome114',
      rollupOptions: { input: join(root, 'renderer/pocket/service-worker.ts'), output: { format: 'iife', entryFileNames: 'service-worker.js' } },
    },
  })
}
