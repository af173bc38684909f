// Runs when electron-builder has laid out the unpacked program: nothing but our own archive may start in it.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin' ? join(appOutDir, `${packager.appInfo.productFilename}.app/Contents/Resources`) : join(appOutDir, 'resources')
  // A folder or archive that a distribution of Electron brings to run what is named on its command line.
  for (const name of ['default_app.asar', 'app']) await rm(join(resources, name), { recursive: true, force: true })
}
