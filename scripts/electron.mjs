// Electron on this machine: whether windows can be had at all, and its binary, which is fetched once if it is missing
// (the npm package brings it without one; `ELECTRON_MIRROR` names another place, as Electron documents).
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installedElectron, root } from './node.mjs'
import { say } from './say.mjs'

/** No byte for so long means that Electron's address cannot be reached from here. */
const STALL_MS = 20_000

const refusedFile = join(root, 'node_modules/electron/.dinghai-not-reached')

/** Why there can be no window here, as [zh, en], or null. */
export function noDisplay(env = process.env) {
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return null
  return ['没有显示器（DISPLAY 与 WAYLAND_DISPLAY 均未设置）', 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)']
}

/**
 * Fetches Electron's binary if it is missing. Where its address was out of reach before, it is not tried again until
 * `again` is true, another `ELECTRON_MIRROR` is given or dependencies are installed anew.
 * Returns the binary's path or null.
 */
export async function electronBinary({ again = false } = {}) {
  const present = installedElectron()
  if (present || !existsSync(join(root, 'node_modules/electron/install.js'))) return present
  const source = process.env.ELECTRON_MIRROR ?? 'default'
  if (!again && existsSync(refusedFile) && readFileSync(refusedFile, 'utf8') === source) return null
  say('正在获取 Electron（约 110 MB，仅此一次）…', 'Fetching Electron (about 110 MB, this once) …')
  if (await fetchElectron()) return installedElectron()
  writeFileSync(refusedFile, source)
  return null
}

/** Runs `electron-fetch.mjs`, which prints a line per step of progress; ends it when it goes silent. */
function fetchElectron() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'scripts/electron-fetch.mjs')], { stdio: ['ignore', 'pipe', 'ignore'] })
    let watchdog = setTimeout(() => child.kill(), STALL_MS)
    child.stdout.on('data', () => {
      clearTimeout(watchdog)
      watchdog = setTimeout(() => child.kill(), STALL_MS)
    })
    child.on('exit', (code) => {
      clearTimeout(watchdog)
      resolve(code === 0)
    })
  })
}

/**
 * What Electron's sandbox needs here: `args` for it, and a `warning` or a `reason` (as [zh, en]) not to start it.
 * Chromium refuses to run its sandbox as root; newer Ubuntu lets an unpacked program have one only by its setuid helper.
 */
export function sandboxHere(binary, { forceOff = false } = {}) {
  if (process.platform !== 'linux') return { args: [] }
  if (process.getuid() === 0) {
    return {
      args: ['--no-sandbox'],
      warning: ['以 root 运行：Electron 的沙箱已关闭，请改用普通用户。', "Running as root: Electron's sandbox is off; use an ordinary user."],
    }
  }
  if (forceOff) return { args: ['--no-sandbox'] }
  const restricted = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
  const helper = join(dirname(binary), 'chrome-sandbox')
  const helperWorks = existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0
  if (helperWorks || !existsSync(restricted) || readFileSync(restricted, 'utf8').trim() !== '1') return { args: [] }
  const mend = `sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`
  return {
    args: [],
    reason: [`本系统限制了 Electron 的沙箱（可执行一次 ${mend}）`, `this system restricts Electron's sandbox (run once: ${mend})`],
  }
}
