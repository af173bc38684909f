import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import { launchShell, NO_GRAPHICS, noElectron, test, testElectron } from '../fixtures/electron'
import { blackBox, giveSettings, pageWith, startShellHub, type ShellHub } from '../fixtures/shell-hub'
import { killings } from '../fixtures/shell-kills'

test.skip(testElectron() === null, noElectron)

const own = test.extend<{ graphics: boolean; hub: ShellHub; app: ElectronApplication }>({
  graphics: [false, { option: true }],
  hub: async ({}, use) => {
    const hub = await startShellHub()
    await use(hub)
    await hub.close().catch(() => undefined)
  },
  app: async ({ graphics, hub, dataDir }, use) => {
    const app = await launchShell(dataDir, { DINGHAI_SCREENS: JSON.stringify({ url: hub.url }) }, graphics ? [] : NO_GRAPHICS)
    await use(app)
    await app.close().catch(() => undefined)
  },
})

const noted = (dataDir: string, what: string) => blackBox(dataDir).filter((entry) => entry.what === what)

own('a wall that keeps crashing gives way to a plain page with the open incidents, and comes back', async ({ app, hub, dataDir }) => {
  await pageWith(app, '/wall/')
  await pageWith(app, '/desk/')
  await expect.poll(() => hub.requests.filter((path) => path.startsWith('/api/v1/incidents')).length).toBeGreaterThan(0)
  // The first time it had been drawn, which is no loop; from then on it dies before it beats.
  hub.beats = false
  for (let crash = 1; crash <= 5; crash++) {
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/wall/'))?.webContents.forcefullyCrashRenderer()
    })
    await expect.poll(() => noted(dataDir, 'renderer-gone').length).toBe(crash)
    if (crash < 5) await expect.poll(() => hub.requests.filter((path) => path.startsWith('/wall/')).length).toBe(crash + 1)
  }
  const shown = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('trouble.html'))
      return window ? ((await window.webContents.executeJavaScript('document.body.innerText')) as string) : ''
    })
  // Text from outside is text: the tags are read, not obeyed.
  await expect.poll(shown).toContain('<b>马站镇观美水库上游</b>')
  expect(await shown()).toMatch(/画面反复崩溃|keeps crashing/)
  expect(await shown()).toMatch(/待接警|unanswered/)
  await expect.poll(() => hub.requests.filter((path) => path.startsWith('/wall/')).length, { timeout: 40_000 }).toBeGreaterThan(5)
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getTitle()).sort())).toEqual(['desk', 'wall'])
  expect(readFileSync(join(dataDir, 'shell', 'logs', 'blackbox.jsonl'), 'utf8')).not.toContain('dhd_')
})

own('a page that hangs or went white stops beating and is loaded anew', async ({ app, hub, dataDir }) => {
  test.setTimeout(150_000)
  const wall = await pageWith(app, '/wall/')
  const desk = await pageWith(app, '/desk/')
  await expect(wall.locator('h1')).toHaveText('wall')
  await expect(desk.locator('h1')).toHaveText('desk')
  // A beat before the load was told of does not count: the page must have beaten since, or the longer first patience holds.
  for (const page of [wall, desk]) await expect.poll(() => page.evaluate(() => Reflect.get(window, 'beats') as number)).toBeGreaterThan(4)
  const loads = (screen: string) => hub.requests.filter((path) => path.startsWith(`/${screen}/`)).length
  const before = { desk: loads('desk'), wall: loads('wall') }
  await desk.evaluate(() => document.querySelector('h1')?.remove())
  void wall.evaluate(() => Reflect.apply(Reflect.get(window, 'hang') as () => void, window, [])).catch(() => undefined)
  await expect.poll(() => loads('wall') > before.wall && loads('desk') > before.desk, { timeout: 60_000 }).toBe(true)
  expect(new Set(noted(dataDir, 'silent').map(({ screen }) => screen))).toEqual(new Set(['desk', 'wall']))
})

own.describe('with graphics', () => {
  own.use({ graphics: true })

  own('a graphics process that dies is brought back, and the display may not sleep', async ({ app, dataDir }) => {
    await pageWith(app, '/wall/')
    await pageWith(app, '/desk/')
    for (let death = 1; death <= 4; death++) {
      await expect.poll(() => app.evaluate(({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'GPU').length)).toBe(1)
      const pid = await app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid)
      if (pid) process.kill(pid, 'SIGKILL')
      await expect.poll(() => noted(dataDir, 'process-gone').filter(({ type }) => type === 'GPU').length).toBe(death)
    }
    expect(await app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0) || powerSaveBlocker.isStarted(1))).toBe(true)
  })
})

test('renderers, graphics and hub are killed at random: the right screens are back, and no acknowledged command is lost', async ({ dataDir }) => {
  test.setTimeout(400_000)
  giveSettings(dataDir, { hub: 'demonstration' })
  // That all is back is the test; how soon is the bench's (`npm run bench -- shell`), on a machine that does nothing else.
  const outcome = await killings(dataDir, 4, 20_260_728)
  expect(outcome.kills).toHaveLength(4)
  expect(outcome.lost).toEqual([])
  expect(outcome.acknowledged).toBeGreaterThan(0)
})

test('start with the system: an entry that names this program, gone when it is switched off', async ({ dataDir }) => {
  test.skip(process.platform !== 'linux', 'the system’s own list of programs is used elsewhere')
  giveSettings(dataDir, { hub: 'http://127.0.0.1:1' })
  const app = await launchShell(dataDir, { DINGHAI_SCREENS: '', XDG_CONFIG_HOME: join(dataDir, 'config') })
  try {
    await pageWith(app, 'trouble.html')
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click())
    const page = await pageWith(app, 'settings.html')
    const entry = () => {
      try {
        return readFileSync(join(dataDir, 'config', 'autostart', 'dinghai.desktop'), 'utf8')
      } catch {
        return ''
      }
    }
    await page.locator('#start-with-system').check()
    await page.locator('#save').click()
    await expect.poll(entry).toContain(`--data=${dataDir}`)
    await page.locator('#start-with-system').uncheck()
    await page.locator('#save').click()
    await expect.poll(entry).toBe('')
  } finally {
    await app.close()
  }
})
