// What the shell does with the system round it, on the real desk of a real hub.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import type { DinghaiBridge } from '../../shared/ipc/bridge'
import { launchShell, NO_GRAPHICS, noElectron, screenPage, testElectron } from '../fixtures/electron'
import { client, login } from '../fixtures/http'
import { lookAtPdf } from '../fixtures/paper'
import { runHub, type RunningHub } from '../fixtures/run-hub'

declare global {
  interface Window {
    dinghai?: DinghaiBridge
  }
}

test.skip(testElectron() === null, noElectron)

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'dinghai-native-'))
let hub: RunningHub
let shell: ElectronApplication
let desk: Page
let feed: string

test.beforeAll(async () => {
  hub = await runHub(join(folder, 'hub'))
  const token = await login(hub.url, hub.initialPassword ?? '')
  feed = (await client(hub.url, token).post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })).key
  shell = await launchShell(join(folder, 'shell'), { DINGHAI_SCREENS: JSON.stringify({ url: hub.url, ...hub.links }) }, NO_GRAPHICS)
  desk = await screenPage(shell, 'desk')
  // Drawn in software: one window, and no larger than it needs to be.
  await shell.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.getURL().includes('/wall/')) window.close()
      else window.setContentSize(1280, 720)
    }
  })
  await expect(desk.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
})
test.afterAll(async () => {
  await shell.close()
  await hub.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function alarm(sourceId: string): Promise<string> {
  const { incidentId } = await client(hub.url, feed).post<{ incidentId: string }>('/api/v1/alarms', {
    sourceId,
    kind: 'missing-person-water',
    place: '马站镇 观美水库上游',
    location: { lon: 120.4238, lat: 27.2971, datum: 'WGS84' },
    occurredAt: new Date().toISOString(),
  })
  return incidentId
}

/** Answers every dialog of the shell from now on, and keeps what they said. */
async function answerDialogs(savePath: string | null, button = 0): Promise<() => Promise<string[]>> {
  await shell.evaluate(({ dialog }, [path, response]) => {
    const said: string[] = []
    Object.assign(globalThis, { said, proposed: '' })
    const box = async (...args: unknown[]) => {
      const { message, detail } = args.at(-1) as { message: string; detail?: string }
      said.push(`${message}\n${detail ?? ''}`)
      return { response, checkboxChecked: false }
    }
    const save = async (_window: unknown, { defaultPath }: { defaultPath?: string }) => {
      Object.assign(globalThis, { proposed: defaultPath })
      return { canceled: path === null, filePath: path ?? '' }
    }
    Object.assign(dialog, { showMessageBox: box, showSaveDialog: save })
  }, [savePath, button] as const)
  return () => shell.evaluate(() => Reflect.get(globalThis, 'said') as string[])
}

async function chooseMenu(id: string): Promise<void> {
  await shell.evaluate(({ Menu, BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/desk/'))?.focus()
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click()
  }, id)
}

test('menus and their shortcuts are in the language of the desk', async () => {
  const items = () =>
    shell.evaluate(({ Menu }) => ['open-file', 'print', 'pdf', 'open-desk', 'open-wall', 'updates'].map((id) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id)
      return `${item?.label} ${item?.accelerator ?? ''}`.trim()
    }))
  await expect.poll(items).toEqual(['打开预案包或回放文件… CmdOrCtrl+O', '打印… CmdOrCtrl+P', '另存为 PDF… CmdOrCtrl+Shift+P', '打开指挥席 CmdOrCtrl+1', '打开大屏 CmdOrCtrl+2', '检查更新'])
  await desk.evaluate(() => window.dinghai?.setLanguage('en'))
  await expect.poll(items).toEqual(['Open a pack or a replay… CmdOrCtrl+O', 'Print… CmdOrCtrl+P', 'Save as PDF… CmdOrCtrl+Shift+P', 'Open desk CmdOrCtrl+1', 'Open wall CmdOrCtrl+2', 'Check for updates'])
  await desk.evaluate(() => window.dinghai?.setLanguage('zh'))
})

test('a desk whose window is hidden sounds its alarm and calls by a notification, whose click brings it back', async () => {
  await desk.evaluate(() => {
    const heard = { sounds: 0, context: '', notifications: [] as string[] }
    Object.assign(window, { heard })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (...args) {
      heard.sounds++
      heard.context = this.context.state
      start.apply(this, args)
    }
    const Original = Notification
    Object.assign(window, {
      Notification: class extends Original {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options)
          heard.notifications.push(`${title} ${options?.body ?? ''}`)
          Object.assign(window, { lastNotification: this })
        }
      },
    })
  })
  const deskWindow = (act: 'hide' | 'isVisible') =>
    shell.evaluate(({ BrowserWindow }, what) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/desk/'))
      return window?.[what]() ?? null
    }, act)
  await deskWindow('hide')
  await expect.poll(() => desk.evaluate(() => document.hasFocus())).toBe(false)
  const incidentId = await alarm('hidden-1')
  const heard = () => desk.evaluate(() => Reflect.get(window, 'heard') as { sounds: number; context: string; notifications: string[] })
  await expect.poll(async () => (await heard()).notifications).toEqual([expect.stringMatching(/^新警情 · 红 · 人员失联.* 马站镇 观美水库上游$/)])
  await expect.poll(async () => (await heard()).sounds).toBeGreaterThan(0)
  expect((await heard()).context).toBe('running')
  await desk.evaluate(() => (Reflect.get(window, 'lastNotification') as Notification).dispatchEvent(new Event('click')))
  await expect.poll(() => deskWindow('isVisible')).toBe(true)
  await expect(desk.getByTestId('detail')).toHaveAttribute('data-incident', incidentId)
})

test('the screen is saved as an A4 PDF with its backgrounds; where that is not possible, it says so and leaves nothing', async () => {
  const path = join(folder, 'desk.pdf')
  const quiet = await answerDialogs(path)
  await chooseMenu('pdf')
  await expect.poll(() => existsSync(path)).toBe(true)
  const pdf = readFileSync(path)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? []
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595])
  expect(await quiet()).toEqual([])
  const said = await answerDialogs(join(folder, 'no-such-folder/desk.pdf'))
  await chooseMenu('pdf')
  await expect.poll(said).toEqual([expect.stringMatching(/^PDF 没有保存\n.*no-such-folder/)])
  if (process.env['DINGHAI_KEEP']) writeFileSync(join(process.env['DINGHAI_KEEP'], 'desk.pdf'), pdf)
})

test('a briefing is saved on sheets of its own size; a dialog that is cancelled leaves the file as it was', async () => {
  const path = join(folder, '会商.pdf')
  writeFileSync(path, 'an older file')
  await answerDialogs(path)
  await desk.keyboard.press('Shift+M')
  const a4 = desk.getByTestId('briefing-pdf-a4')
  await a4.click()
  await expect.poll(() => readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
  await expect(a4).toBeEnabled()
  const paper = lookAtPdf(readFileSync(path))
  expect(new Set(paper.sheets)).toEqual(new Set(['595×842']))
  // As many sheets as pages: none is cut or spills over.
  await expect(desk.getByTestId('briefing-position')).toHaveText(new RegExp(`/ ${paper.sheets.length}$`))
  const proposed = () => shell.evaluate(() => Reflect.get(globalThis, 'proposed') as string)
  expect(await proposed()).toMatch(/会商.*\.pdf$/)
  const before = readFileSync(path)
  await answerDialogs(null)
  await a4.click()
  await expect.poll(proposed).toMatch(/\.pdf$/)
  await expect(a4).toBeEnabled()
  expect(readFileSync(path).equals(before)).toBe(true)
  // A folder of that name: told, and the folder stays.
  const inTheWay = join(folder, '文件夹.pdf')
  mkdirSync(inTheWay)
  const said = await answerDialogs(inTheWay)
  await desk.getByTestId('briefing-pdf-wide').click()
  await expect.poll(said).toEqual([expect.stringMatching(/^PDF 没有保存\n.*文件夹\.pdf/)])
  expect([existsSync(`${inTheWay}.part`), statSync(inTheWay).isDirectory()]).toEqual([false, true])
  await desk.keyboard.press('Escape')
})

/** As the file manager does it: a second start with the file's path, which the first one answers. */
function handOver(path: string): Promise<unknown> {
  return new Promise((resolve) => {
    const args = [root, `--data=${join(folder, 'shell')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), path]
    spawn(testElectron() ?? '', args, { stdio: 'ignore' }).on('close', resolve)
  })
}

test('a recording plays in a window of its own beside the live desk, and is over when that is closed', async () => {
  const token = await login(hub.url, hub.initialPassword ?? '')
  const taken = await fetch(`${hub.url}/api/v1/recordings?from=${Date.now() - 3_600_000}&to=${Date.now()}`, { headers: { authorization: `Bearer ${token}` } })
  writeFileSync(join(folder, '今晨.dhlog'), new Uint8Array(await taken.arrayBuffer()))
  writeFileSync(join(folder, '坏.dhlog'), 'a photo, say')
  const said = await answerDialogs(null, 1)
  const opened = shell.waitForEvent('window')
  await handOver(join(folder, '今晨.dhlog'))
  const replay = await opened
  await expect(replay.getByTestId('replay-mark')).toContainText('回放', { timeout: 60_000 })
  const { origin } = new URL(replay.url())
  expect(origin).not.toBe(new URL(hub.url).origin)
  expect(await replay.evaluate(() => 'dinghai' in window)).toBe(false)
  await expect(desk.getByTestId('replay-mark')).toHaveCount(0)
  await expect(desk.getByTestId('officer')).toContainText('officer')
  await replay.close()
  await expect.poll(() => fetch(`${origin}/healthz`).then(() => 'plays', () => 'over')).toBe('over')
  await handOver(join(folder, '坏.dhlog'))
  await expect.poll(async () => (await said()).at(-1)).toMatch(/^不能播放“坏.dhlog”\n.*坏\.dhlog: .*no recording/)
})

test('files that the system hands over are told: what they are, and what can be done with them', async () => {
  const packs = join(folder, '演示包')
  mkdirSync(packs)
  writeFileSync(join(packs, 'pack.json'), JSON.stringify({ name: { zh: '瑞安市', en: 'Ruian' } }))
  writeFileSync(join(packs, '瑞安.dhpack'), '')
  writeFileSync(join(folder, '空.dhpack'), '')
  writeFileSync(join(folder, '复盘.dhlog'), 'x'.repeat(1_500_000))
  const said = await answerDialogs(null)
  await handOver(join(packs, '瑞安.dhpack'))
  await expect.poll(said).toEqual([expect.stringMatching(/^预案包“瑞安市”有 \d+ 处错误，不能使用\n· .*pack\.json[^]*演示包$/)])
  await handOver(join(folder, '复盘.dhlog'))
  await expect.poll(async () => (await said())[1]).toMatch(/^播放回放文件“复盘.dhlog”？\n1\.5 MB[^]*单独的窗口/)
  await handOver(join(folder, '空.dhpack'))
  await expect.poll(async () => (await said())[2]).toBe('无法打开“空.dhpack”\n它不是预案包：同一文件夹中没有可读的 pack.json。')
  await handOver(join(folder, '没有.dhlog'))
  await expect.poll(async () => (await said())[3]).toMatch(/^无法打开“没有.dhlog”\n文件不存在或读不出来/)
  await handOver(`--pack=${packs}`)
  await expect.poll(async () => (await said())[4]).toMatch(/^定海正在运行，预案包没有更换\n[^]*请先退出定海/)
})

test('without an address for updates nothing is asked, and it says so', async () => {
  const said = await answerDialogs(null)
  await chooseMenu('updates')
  await expect.poll(said).toEqual(['没有设置更新地址：由管理员按安装说明更新。\n'])
})

test('the desk follows the system’s dark and light until the officer chooses', async () => {
  const scheme = () => desk.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'))
  const system = (source: 'dark' | 'light') => shell.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), source)
  await system('light')
  await expect.poll(scheme).toBe('light')
  await system('dark')
  await expect.poll(scheme).toBe('dark')
  await desk.getByTestId('scheme').evaluate((button: HTMLElement) => button.click())
  await expect.poll(scheme).toBe('light')
  await system('light')
  await system('dark')
  expect(await scheme()).toBe('light')
})

test('keys of a Chinese input method are text, never the desk’s shortcuts', async () => {
  const press = (key: string, isComposing: boolean) =>
    desk.evaluate(([name, composing]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name as string, isComposing: composing as boolean, bubbles: true, cancelable: true })), [key, isComposing])
  // The browser gives `Process` for a key that the input method took, and marks what follows as composing.
  await press('Process', false)
  await press('n', true)
  await press('Enter', true)
  await press('k', true)
  await expect(desk.getByTestId('new-incident')).toHaveCount(0)
  await expect(desk.locator('[data-testid=fate-refused], [role=dialog]')).toHaveCount(0)
  await desk.keyboard.press('Control+k')
  const line = desk.locator('.mantine-Spotlight-search input')
  await expect(line).toBeFocused()
  const session = await desk.context().newCDPSession(desk)
  await session.send('Input.imeSetComposition', { text: 'guan mei', selectionStart: 8, selectionEnd: 8 })
  await session.send('Input.insertText', { text: '观美' })
  await expect(line).toHaveValue('观美')
  await desk.keyboard.press('Escape')
  // In a form Escape drops the words that are being chosen, and Ctrl+Enter sends nothing that is half written.
  await desk.keyboard.press('n')
  const form = desk.getByTestId('incident-form')
  const inForm = (key: string, isComposing: boolean) =>
    form.locator('textarea, input').first().evaluate((field, [name, composing]) => field.dispatchEvent(new KeyboardEvent('keydown', { key: name as string, ctrlKey: name === 'Enter', isComposing: composing as boolean, bubbles: true, cancelable: true })), [key, isComposing])
  await inForm('Escape', true)
  await inForm('Enter', true)
  await expect(form).toBeVisible()
  await expect(form.locator('[aria-invalid=true]')).toHaveCount(0)
  await inForm('Escape', false)
  await expect(form).toHaveCount(0)
})

test('the tray says when the hub is lost and when it is back', async () => {
  await shell.evaluate(({ Tray }) => {
    const tips: string[] = []
    Object.assign(globalThis, { tips })
    const original = Tray.prototype.setToolTip
    Tray.prototype.setToolTip = function (text) {
      tips.push(text)
      original.call(this, text)
    }
  })
  const tips = () => shell.evaluate(() => Reflect.get(globalThis, 'tips') as string[])
  const { port } = new URL(hub.url)
  await hub.kill()
  await expect.poll(async () => (await tips()).at(-1)).toBe('定海：中枢失联，正在重连')
  hub = await runHub(hub.dataDir, ['--port', port])
  await expect.poll(async () => (await tips()).at(-1)).toBe('定海：中枢已连接')
})

test('on a display of twice the density the desk is as large and twice as sharp', async () => {
  const dense = await launchShell(join(folder, 'dense'), { DINGHAI_SCREENS: JSON.stringify({ url: hub.url, ...hub.links }) }, [...NO_GRAPHICS, '--force-device-scale-factor=2'])
  const page = await screenPage(dense, 'desk')
  await expect(page.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  // A 4K display at 200 % has as much room as this.
  await dense.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.getURL().includes('/wall/')) window.close()
      else window.setContentSize(1920, 1080)
    }
  })
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1920)
  const { ratio, width, overflow } = await page.evaluate(() => ({
    ratio: devicePixelRatio,
    width: innerWidth,
    overflow: document.documentElement.scrollWidth - innerWidth,
  }))
  expect(ratio).toBe(2)
  expect(overflow).toBeLessThanOrEqual(0)
  const shot = await page.screenshot()
  expect(shot.readUInt32BE(16)).toBe(width * 2)
  if (process.env['DINGHAI_KEEP']) writeFileSync(join(process.env['DINGHAI_KEEP'], 'desk-2x.png'), shot)
  await dense.close()
})
