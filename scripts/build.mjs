// Builds everything that is run: the hub and its workers, the shell, the preload, and the three screens.
// `build.mjs hub` builds one part only.
import { build } from 'vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { buildPocket } from './build-pocket.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const entry = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** What an installed program runs is whole in itself: only what has native parts stays in node_modules. */
const WHOLE = { noExternal: true, external: ['electron', '@node-rs/argon2'] }

const node = (outDir, input, format, ssr = WHOLE) => ({
  root,
  configFile: false,
  logLevel: 'warn',
  ssr,
  // What CommonJS packages ask to learn whether they are run by themselves: in a bundle they never are.
  ...(format === 'es' ? { define: { __filename: "''", __dirname: "''" } } : {}),
  build: {
    ssr: true,
    target: 'node20',
    outDir,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input,
      output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js' },
    },
  },
})

/** What the shell shows by itself, at app://shell. */
const shellPages = {
  root: entry('electron/shell/pages'),
  configFile: false,
  logLevel: 'warn',
  base: './',
  build: {
    outDir: entry('out/shell-pages'),
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: Object.fromEntries(['first-run', 'settings', 'trouble', 'identify'].map((name) => [name, entry(`electron/shell/pages/${name}.html`)])),
    },
  },
}

const parts = {
  hub: () =>
    build(
      node(
        'out/hub',
        {
          main: entry('electron/hub/main.ts'),
          'log-worker': entry('electron/hub/log/sqlite-worker.ts'),
          'history-worker': entry('electron/hub/tracks/history-worker.ts'),
          'routing-worker': entry('electron/hub/routing/worker.ts'),
          admin: entry('electron/hub/admin.ts'),
          'import-roads': entry('electron/hub/routing/import/main.ts'),
          'import-typhoons': entry('electron/hub/feeds/typhoon/import.ts'),
        },
        'es',
      ),
    ),
  shell: async () => {
    await build(node('out/shell', { main: entry('electron/shell/main.ts'), 'hub-entry': entry('electron/shell/hub-entry.ts') }, 'cjs'))
    await build(shellPages)
    await build(node('out/preload', { preload: entry('electron/preload/preload.ts') }, 'cjs'))
  },
  renderer: async () => {
    await build({
      root: entry('renderer'),
      configFile: false,
      logLevel: 'warn',
      base: './',
      publicDir: entry('renderer/public'),
      plugins: [react()],
      build: {
        outDir: entry('out/renderer'),
        emptyOutDir: true,
        target: 'chrome114',
        chunkSizeWarningLimit: 4000,
        rollupOptions: {
          input: {
            desk: entry('renderer/desk/index.html'),
            wall: entry('renderer/wall/index.html'),
          },
        },
      },
    })
    for (const name of ['phone', 'unit']) await buildPocket(root, name, entry(`out/renderer/${name}`))
  },
}

/** Built by name only: `npm run bench` does; a pocket page alone, which otherwise comes with the other screens. */
const onDemand = {
  phone: () => buildPocket(root, 'phone', entry('out/renderer/phone')),
  unit: () => buildPocket(root, 'unit', entry('out/renderer/unit')),
  // All in one folder: the fixtures find the project two folders up from where they lie, bundled or not.
  bench: () => {
    const config = node('out/bench', { main: entry('tests/bench/main.ts') }, 'es', {})
    config.build.rollupOptions.output.chunkFileNames = '[name]-[hash].js'
    return build(config)
  },
  // The page that `npm run bench -- map` measures; never shipped.
  'bench-map': () =>
    build({
      root: entry('tests/bench/map-page'),
      configFile: false,
      logLevel: 'warn',
      base: './',
      build: { outDir: entry('out/bench-map'), emptyOutDir: true, target: 'chrome114', chunkSizeWarningLimit: 4000 },
    }),
}

const wanted = process.argv.slice(2)
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const part = parts[name] ?? onDemand[name]
  if (!part) throw new Error(`build: no part named "${name}"; there are ${Object.keys(parts).join(', ')}`)
  await part()
}
