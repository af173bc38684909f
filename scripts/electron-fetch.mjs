// Fetches Electron's binary into node_modules/electron: the same download as the package's own install.js, but with
// progress on stdout, so that `electron.mjs` can tell a slow line from a dead one. install.js then unpacks it.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const electronRequire = createRequire(createRequire(import.meta.url).resolve('electron/package.json'))
const { version } = electronRequire('./package.json')
const { downloadArtifact } = await import(pathToFileURL(electronRequire.resolve('@electron/get')).href)

const heartbeat = () => process.stdout.write('.\n')
await downloadArtifact({
  version,
  artifactName: 'electron',
  platform: process.platform,
  arch: process.arch,
  cacheRoot: process.env.electron_config_cache,
  checksums: electronRequire('./checksums.json'),
  downloadOptions: { quiet: true, getProgressCallback: async () => heartbeat() },
})
setInterval(heartbeat, 5_000).unref()
electronRequire('./install.js')
