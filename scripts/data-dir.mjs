// Where the hub keeps its data if nobody says otherwise: the same rule as electron/hub/options.ts.
import { homedir } from 'node:os'
import { join } from 'node:path'

export function defaultDataDir(env = process.env, platform = process.platform) {
  if (env.DINGHAI_DATA) return env.DINGHAI_DATA
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Dinghai')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Dinghai')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'dinghai')
}
