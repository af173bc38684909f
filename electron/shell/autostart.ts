import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { err, ok, type Result } from '../../shared/base/result'
import { desktopEntry } from './desktop-entry'
import { writeWhole } from './settings-file'

/** Has the system start the program when the user signs in, or not any more. The error is its message. */
export function startWithSystem(on: boolean): Result<null, string> {
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), ...process.argv.filter((argument) => argument.startsWith('--data='))]
  try {
    if (process.platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: on, args })
      return ok(null)
    }
    const file = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'autostart', 'dinghai.desktop')
    if (!on) {
      if (existsSync(file)) rmSync(file)
      return ok(null)
    }
    mkdirSync(dirname(file), { recursive: true })
    // An AppImage runs from a folder that is gone after the next start.
    return writeWhole(file, desktopEntry([process.env['APPIMAGE'] ?? process.execPath, ...args]))
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}
