import { mkdirSync } from 'node:fs'
import { expect, type ElectronApplication } from '@playwright/test'
import type { LayoutWindow } from '../../shared/ipc/settings'
import { launchShell, noElectron, test, testElectron } from '../fixtures/electron'
import { giveSettings, pageWith, startShellHub, type ShellHub } from '../fixtures/shell-hub'
import { readyXorg, startThreeDisplays, type ThreeDisplays } from '../fixtures/xorg'

test.skip(testElectron() === null, noElectron)

const WIDTH = 1280
const HEIGHT = 720
const identity = (nth: number) => ({ label: '', internal: false, width: WIDTH, height: HEIGHT, nth })
const wall = (nth: number, column: number): LayoutWindow => ({ screen: 'wall', display: identity(nth), mode: 'kiosk', wall: 'main', scene: null, part: { column, row: 0, columns: 2, rows: 1 } })
const DESK: LayoutWindow = { screen: 'desk', display: identity(1), mode: 'fullscreen', wall: 'main', scene: null, part: null }
/** Walls left and right of the desk. Three equal displays: only their places tell them apart. */
const LAYOUT = [wall(0, 0), DESK, wall(2, 1)]

const own = test.extend<{ hub: ShellHub; x: ThreeDisplays; start: (settings?: object) => Promise<ElectronApplication> }>({
  hub: async ({}, use) => {
    const hub = await startShellHub()
    await use(hub)
    await hub.close()
  },
  x: async ({ dataDir }, use) => {
    mkdirSync(dataDir, { recursive: true })
    const x = await startThreeDisplays(dataDir)
    await use(x)
    x.stop()
  },
  start: async ({ dataDir, hub, x }, use) => {
    let app: ElectronApplication | null = null
    await use(async (settings = {}) => {
      giveSettings(dataDir, { version: 1, ...settings })
      app = await launchShell(dataDir, { DINGHAI_SCREENS: JSON.stringify({ url: hub.url }), DISPLAY: x.display })
      await pageWith(app, '/desk/')
      return app
    })
    await (app as ElectronApplication | null)?.close()
  },
})

const noXorg = testElectron() === null ? 'no Electron' : readyXorg()
test.skip(noXorg !== null, noXorg ?? '')

/**
 * Which display every screen's window is on, by its address: `whole 0` covers the left one (but for the one pixel that
 * Chromium leaves where there is no window manager), `hidden` waits. Displays are told by the system's number: where they
 * lie changes, because the main one is always at the origin.
 */
function where(app: ElectronApplication): Promise<Record<string, string>> {
  return app.evaluate(({ BrowserWindow, screen }) => {
    const known = (globalThis as { displaysAtStart?: number[] }).displaysAtStart ?? []
    for (const { id } of screen.getAllDisplays().sort((one, other) => one.bounds.x - other.bounds.x)) if (!known.includes(id)) known.push(id)
    Object.assign(globalThis, { displaysAtStart: known })
    return Object.fromEntries(
      BrowserWindow.getAllWindows().map((window) => {
        const { pathname, search } = new URL(window.webContents.getURL())
        const bounds = window.getBounds()
        const display = screen.getDisplayMatching(bounds)
        const covers = display.bounds.x === bounds.x && display.bounds.width - bounds.width <= 1 && display.bounds.height - bounds.height <= 1
        const state = !window.isVisible() ? 'hidden' : `${covers && window.isFullScreen() ? 'whole' : 'window'} ${known.indexOf(display.id)}`
        return [`${pathname}${search}`, state]
      }),
    )
  })
}

const LEFT = '/wall/?part=0,0,2,1'
const RIGHT = '/wall/?part=1,0,2,1'

own('three displays unplugged and plugged in again in all orders: every window is where the layout says', async ({ start, x }) => {
  test.setTimeout(240_000)
  const app = await start({ layout: { windows: LAYOUT } })
  const all = { [LEFT]: 'whole 0', '/desk/': 'whole 1', [RIGHT]: 'whole 2' }
  await expect.poll(() => where(app)).toEqual(all)
  const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  for (const [first = 0, second = 0, last = 0] of orders) {
    const on = new Set([0, 1, 2])
    const expected = () => ({
      [LEFT]: on.has(0) ? 'whole 0' : 'hidden',
      // Without its display the desk is a window on the main one, wherever that is now.
      '/desk/': on.has(1) ? 'whole 1' : expect.stringMatching(on.size === 1 ? new RegExp(`^window ${last}$`) : /^window/),
      [RIGHT]: on.has(2) ? 'whole 2' : 'hidden',
    })
    for (const index of [first, second]) {
      x.plug(index, false)
      on.delete(index)
      await expect.poll(() => where(app), { message: `unplugged ${index} of ${first}${second}` }).toEqual(expected())
    }
    for (const index of [first, second]) {
      x.plug(index, true)
      on.add(index)
      await expect.poll(() => where(app), { message: `plugged ${index} of ${first}${second}` }).toEqual(expected())
    }
  }
})

own('another resolution: the window fills its display again', async ({ start, x }) => {
  const app = await start({ layout: { windows: LAYOUT } })
  await expect.poll(() => where(app)).toMatchObject({ [RIGHT]: 'whole 2' })
  x.resize(2, '1024x768')
  const size = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('part=1,'))?.getSize())
  await expect.poll(size).toEqual([1024, 768])
  await expect.poll(() => where(app)).toMatchObject({ [RIGHT]: 'whole 2', '/desk/': 'whole 1' })
})

own('officers leave the kiosk by the chord and return to it; displays can be told apart; the layout can be changed', async ({ start }) => {
  const app = await start({ layout: { windows: LAYOUT } })
  await expect.poll(() => where(app)).toMatchObject({ [LEFT]: 'whole 0' })
  const press = () =>
    app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('part=0,'))
      window?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'K', modifiers: ['control', 'alt', 'shift'] })
    })
  // Nothing else leads out: not the keys that close, end or uncover a window, nor the window manager's closing.
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('part=0,'))
    for (const keyCode of ['W', 'Q', 'M']) window?.webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers: ['control'] })
    window?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F11' })
    window?.close()
  })
  await press()
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isKiosk() || one.isFullScreen()).length)).toBe(0)
  await press()
  await expect.poll(() => where(app)).toMatchObject({ [LEFT]: 'whole 0', '/desk/': 'whole 1', [RIGHT]: 'whole 2' })

  const menu = (id: string) => app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id)
  await menu('identify')
  await expect.poll(() => app.windows().filter((page) => page.url().includes('identify.html')).length).toBe(3)
  const numbers = async () => Promise.all(app.windows().filter((page) => page.url().includes('identify.html')).map((page) => page.locator('.number').textContent()))
  expect(new Set(await numbers())).toEqual(new Set(['1', '2', '3']))

  await menu('settings')
  const page = await pageWith(app, 'settings.html')
  const right = page.locator('tr[data-display="3"]')
  await right.getByLabel(/大屏编号|^Wall$/).fill('east')
  await right.getByLabel(/拼接|Part/).fill('1,2')
  await page.locator('#save').click()
  await expect(page.getByRole('status')).toContainText('0,0,3,1')
  await right.getByLabel(/拼接|Part/).fill('')
  await page.locator('#save').click()
  await expect.poll(() => app.windows().map((one) => new URL(one.url()).search)).toContain('?wall=east')
})

own('a layout for displays that are gone: the desk is there, and a page says what is missing', async ({ start }) => {
  const gone = { label: 'EIZO EV3237', internal: false, width: 3840, height: 2160, nth: 0 }
  const app = await start({ layout: { windows: [{ ...wall(0, 0), display: gone, part: null }, { ...DESK, display: null, mode: 'window' }] } })
  const page = await pageWith(app, 'trouble.html')
  await expect(page.locator('main')).toContainText('EIZO EV3237 3840×2160')
  expect(await where(app)).toMatchObject({ '/wall/': 'hidden', '/desk/': 'window 0' })
})
