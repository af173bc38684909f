import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { DinghaiBridge } from '../../shared/ipc/bridge'
import { launchShell, noElectron, screenPage, test, testElectron } from '../fixtures/electron'

declare global {
  interface Window {
    dinghai?: DinghaiBridge
  }
}

test.skip(testElectron() === null, noElectron)

test('desk and wall open, each with the secret of its own link', async ({ shell }) => {
  const desk = await screenPage(shell, 'desk')
  const wall = await screenPage(shell, 'wall')
  await expect(desk.locator('h1')).toHaveText('desk')
  await expect(wall.locator('h1')).toHaveText('wall')
  expect(new URL(desk.url()).hash).toBe('#k=desk-secret-once')
  expect(new URL(wall.url()).hash).toBe('#k=wall-secret-once')
  expect(shell.windows()).toHaveLength(2)
})

test('a screen is sandboxed, isolated and finds no Node', async ({ shell }) => {
  const desk = await screenPage(shell, 'desk')
  const found = await desk.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    module: typeof Reflect.get(window, 'module'),
    bridge: Object.keys(window.dinghai ?? {}).sort(),
    screen: window.dinghai?.screen,
    platform: window.dinghai?.platform,
  }))
  expect(found).toEqual({
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
    bridge: ['beat', 'keepKey', 'onFullScreen', 'openDesk', 'openWall', 'platform', 'savePdf', 'screen', 'setFullScreen', 'setLanguage', 'version'],
    screen: 'desk',
    platform: process.platform,
  })
  const preferences = await shell.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const own: unknown = Reflect.apply(Reflect.get(contents, 'getLastWebPreferences') as () => unknown, contents, [])
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = own as Electron.WebPreferences
      return { sandbox, contextIsolation, nodeIntegration, webviewTag }
    }),
  )
  expect(preferences).toHaveLength(2)
  for (const own of preferences) {
    expect(own).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
  }
})

test('a screen cannot leave the hub, open a window or take a permission', async ({ shell, stub }) => {
  const desk = await screenPage(shell, 'desk')
  // Not Playwright's click: that one waits for the navigation which must not come.
  const follow = (id: string) => desk.evaluate((link) => document.getElementById(link)?.click(), id)
  await expect(desk.locator('h1')).toHaveText('desk')
  await follow('away')
  await follow('inside')
  await expect.poll(() => desk.url()).toContain(`${stub.url}/desk/?inside`)
  expect(await desk.evaluate(() => window.open('/wall/') === null)).toBe(true)
  expect(shell.windows()).toHaveLength(2)
  const states = await desk.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'notifications'] as PermissionName[]
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(states).toEqual(['denied', 'denied', 'denied', 'granted'])
})

test('the shell refuses a wrong argument and a page that is not the hub’s', async ({ shell }) => {
  const desk = await screenPage(shell, 'desk')
  const refused = await desk.evaluate(async () => {
    const wrong = window.dinghai?.setLanguage('fr' as 'en')
    return (await wrong?.catch((error: Error) => error.message)) ?? 'accepted'
  })
  expect(refused).toContain('wrong argument')
  await shell.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/desk/'))
    await window?.loadURL('data:text/html,<title>stranger</title>')
  })
  const foreign = await desk.evaluate(async () => {
    return (await window.dinghai?.openWall().catch((error: Error) => error.message)) ?? 'accepted'
  })
  expect(foreign).toContain('not a screen of this application')
})

test('a closed wall is opened again from the desk, without its spent secret', async ({ shell, stub }) => {
  const desk = await screenPage(shell, 'desk')
  const wall = await screenPage(shell, 'wall')
  await expect(wall.locator('h1')).toHaveText('wall')
  await shell.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/wall/'))?.close()
  })
  await expect.poll(() => shell.windows().length).toBe(1)
  await desk.evaluate(() => window.dinghai?.openWall())
  const again = await screenPage(shell, 'wall')
  expect(again.url()).toBe(`${stub.url}/wall/`)
})

test('a screen whose process dies is loaded again', async ({ shell, stub }) => {
  const desk = await screenPage(shell, 'desk')
  await expect(desk.locator('h1')).toHaveText('desk')
  const loadsBefore = stub.requests.filter((path) => path.startsWith('/desk/')).length
  await shell.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/desk/'))
    window?.webContents.forcefullyCrashRenderer()
  })
  await expect.poll(() => stub.requests.filter((path) => path.startsWith('/desk/')).length).toBeGreaterThan(loadsBefore)
  const title = () =>
    shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getTitle()).sort())
  await expect.poll(title).toEqual(['desk', 'wall'])
})

test('without a hub each window says so, and shows its screen when the hub is there', async ({ stub, dataDir }) => {
  const { port } = new URL(stub.url)
  await stub.close()
  const shell = await launchShell(dataDir, { DINGHAI_SCREENS: JSON.stringify({ url: stub.url }) })
  const titles = () =>
    shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL().slice(0, 9)))
  await expect.poll(titles).toEqual(['app://she', 'app://she'])
  const { createServer } = await import('node:http')
  const late = createServer((_request, response) => response.end('<title>late</title>'))
  await new Promise<void>((resolve) => late.listen(Number(port), '127.0.0.1', resolve))
  await expect.poll(titles).toEqual(['http://12', 'http://12'])
  await shell.close()
  late.closeAllConnections()
  late.close()
})

test('menus follow the language of the screen', async ({ shell }) => {
  const desk = await screenPage(shell, 'desk')
  const labels = () => shell.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label))
  await desk.evaluate(() => window.dinghai?.setLanguage('en'))
  expect(await labels()).toEqual(['File', 'Screens', 'Edit', 'View', 'Help'])
  await desk.evaluate(() => window.dinghai?.setLanguage('zh'))
  expect(await labels()).toEqual(['文件', '屏幕', '编辑', '显示', '帮助'])
})

test('given no hub, the shell starts its own and ends it with itself', async ({ dataDir }) => {
  mkdirSync(join(dataDir, 'shell'))
  writeFileSync(join(dataDir, 'shell', 'settings.json'), JSON.stringify({ hub: 'demonstration' }))
  const shell = await launchShell(dataDir, { DINGHAI_SCREENS: '' })
  const desk = await screenPage(shell, 'desk')
  const health = `${new URL(desk.url()).origin}/healthz`
  expect(await (await fetch(health)).json()).toMatchObject({ status: 'ok', drill: true })
  await shell.close()
  await expect.poll(() => fetch(health).then(() => 'up', () => 'gone')).toBe('gone')
})
