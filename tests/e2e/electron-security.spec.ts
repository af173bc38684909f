// The checklist of Electron's security tutorial (https://www.electronjs.org/docs/latest/tutorial/security), one test per
// item, named by it. The pages here come without a policy of their own, so that each guard of the shell stands alone.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { launchShell, noElectron, screenPage, testElectron } from '../fixtures/electron'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'
import type { DinghaiBridge } from '../../shared/ipc/bridge'

declare global {
  interface Window {
    dinghai?: DinghaiBridge
  }
}

test.skip(testElectron() === null, noElectron)

const root = fileURLToPath(new URL('../..', import.meta.url))
const PAGE = '<!doctype html><meta charset="utf-8"><title>screen</title><h1>screen</h1>'

/** A server that keeps what it was asked for. */
async function serve(): Promise<{ readonly url: string; readonly asked: string[]; readonly server: Server }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').setHeader('content-type', 'text/html').end(PAGE)
  })
  server.on('upgrade', (request, socket) => {
    asked.push(request.url ?? '')
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server }
}

let hub: Awaited<ReturnType<typeof serve>>
let elsewhere: Awaited<ReturnType<typeof serve>>
let dataDir: string
let shell: ElectronApplication
let desk: Page

test.beforeAll(async () => {
  hub = await serve()
  elsewhere = await serve()
  dataDir = mkdtempSync(join(tmpdir(), 'dinghai-shell-'))
  shell = await launchShell(dataDir, { DINGHAI_SCREENS: JSON.stringify({ url: hub.url }) })
  desk = await screenPage(shell, 'desk')
  await screenPage(shell, 'wall')
  await expect(desk.locator('h1')).toHaveText('screen')
})
test.afterAll(async () => {
  await shell.close()
  for (const { server } of [hub, elsewhere]) {
    server.closeAllConnections()
    server.close()
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** Web preferences of every window, as Electron has them. */
function preferences(): Promise<Electron.WebPreferences[]> {
  return shell.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const own = Reflect.get(contents, 'getLastWebPreferences') as () => Electron.WebPreferences
      return JSON.parse(JSON.stringify(own.call(contents))) as Electron.WebPreferences
    }),
  )
}

async function everyWindow(expected: Partial<Record<keyof Electron.WebPreferences, unknown>>): Promise<void> {
  const all = await preferences()
  expect(all.length).toBeGreaterThanOrEqual(2)
  for (const one of all) expect(one).toMatchObject(expected)
}

test('1. Only load secure content', async () => {
  // A hub of another machine is https (docs/operations.md); whatever it is, nothing comes from anywhere else.
  elsewhere.asked.length = 0
  const outcomes = await desk.evaluate(async (url) => {
    const load = <T extends HTMLElement>(element: T, address: (element: T) => void) =>
      new Promise<string>((resolve) => {
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('refused'))
        address(element)
        document.body.append(element)
      })
    const socket = new WebSocket(url.replace('http', 'ws'))
    return {
      fetch: await fetch(url).then(() => 'loaded', () => 'refused'),
      image: await load(document.createElement('img'), (element) => (element.src = `${url}/x.png`)),
      script: await load(document.createElement('script'), (element) => (element.src = `${url}/x.js`)),
      socket: await new Promise<string>((resolve) => {
        socket.addEventListener('open', () => resolve('loaded'))
        socket.addEventListener('error', () => resolve('refused'))
        // An older Electron tells the page nothing of a socket that it was refused.
        setTimeout(() => resolve('refused'), 1_000)
      }),
    }
  }, elsewhere.url)
  expect(outcomes).toEqual({ fetch: 'refused', image: 'refused', script: 'refused', socket: 'refused' })
  expect(elsewhere.asked).toEqual([])
})

test('2. Disable the Node.js integration for remote content', async () => {
  await everyWindow({ nodeIntegration: false, nodeIntegrationInSubFrames: false })
  for (const one of await preferences()) expect(one.nodeIntegrationInWorker ?? false).toBe(false)
  const found = await desk.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window))
  expect(found).toEqual([])
})

test('3. Enable context isolation', async () => {
  await everyWindow({ contextIsolation: true })
  // What the page changes does not reach the preload's side of the bridge.
  const answer = await desk.evaluate(async () => {
    Object.assign(Function.prototype, { call: () => 'stolen' })
    return (await window.dinghai?.setLanguage('zh').then(() => 'answered')) ?? 'no bridge'
  })
  expect(answer).toBe('answered')
  await desk.reload()
})

test('4. Enable process sandboxing', async () => {
  await everyWindow({ sandbox: true })
})

test('5. Handle session permission requests from remote content', async () => {
  const answers = await desk.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'midi', 'clipboard-read', 'notifications'] as PermissionName[]
    const states = await Promise.all(names.map(async (name) => `${name} ${(await navigator.permissions.query({ name })).state}`))
    const media = await navigator.mediaDevices?.getUserMedia({ video: true }).then(() => 'given', (error: Error) => error.name)
    const position = await new Promise<string>((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), () => resolve('refused')))
    return { states, media: media ?? 'none here', position }
  })
  expect(answers.states).toEqual(['geolocation denied', 'camera denied', 'microphone denied', 'midi denied', 'clipboard-read denied', 'notifications granted'])
  expect(answers.media).not.toBe('given')
  expect(answers.position).toBe('refused')
})

test('6. Do not disable webSecurity', async () => {
  await everyWindow({ webSecurity: true })
})

test('7. Define a Content Security Policy', async () => {
  const folder = temporaryDataDir()
  const real = await runHub(folder.path)
  for (const path of ['/desk/', '/wall/', '/phone/']) {
    const policy = (await fetch(new URL(path, real.url))).headers.get('content-security-policy') ?? ''
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).toContain("script-src 'self';")
    expect(policy, path).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/)
  }
  await real.stop()
  folder.remove()
  const own = await shell.evaluate(async ({ net }) => (await net.fetch('app://shell/trouble.html')).headers.get('content-security-policy'))
  expect(own).toContain("default-src 'none'; script-src 'self';")
  expect(own).not.toContain('unsafe')
})

test('8. Do not enable allowRunningInsecureContent', async () => {
  await everyWindow({ allowRunningInsecureContent: false })
})

test('9. Do not enable experimental features', async () => {
  await everyWindow({ experimentalFeatures: false })
})

test('10. Do not use enableBlinkFeatures', async () => {
  for (const one of await preferences()) expect(one.enableBlinkFeatures ?? '').toBe('')
})

test('11. Do not use allowpopups for WebViews', async () => {
  await everyWindow({ webviewTag: false })
  const before = shell.windows().length
  await desk.evaluate((url) => {
    const view = document.createElement('webview')
    view.setAttribute('src', url)
    view.setAttribute('allowpopups', '')
    document.body.append(view)
  }, elsewhere.url)
  const kinds = await shell.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getType()))
  expect(kinds).not.toContain('webview')
  expect(shell.windows()).toHaveLength(before)
})

test('12. Verify WebView options before creation', async () => {
  const prevented = await shell.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      let stopped = false
      contents.emit('will-attach-webview', { preventDefault: () => (stopped = true) }, {}, {})
      return stopped
    }),
  )
  expect(prevented.length).toBeGreaterThanOrEqual(2)
  expect(prevented).not.toContain(false)
})

test('13. Disable or limit navigation', async () => {
  elsewhere.asked.length = 0
  for (const target of [elsewhere.url, 'file:///etc/hosts', 'data:text/html,x', 'javascript:void(location="data:text/html,x")']) {
    // Not Playwright's own navigation: that one waits for what must not come.
    await desk.evaluate((address) => {
      const link = document.createElement('a')
      link.href = address
      document.body.append(link)
      link.click()
    }, target)
  }
  await desk.evaluate((address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
  }, elsewhere.url)
  await desk.evaluate(() => location.assign('/desk/?inside'))
  await expect.poll(() => desk.url()).toBe(`${hub.url}/desk/?inside`)
  expect(elsewhere.asked).toEqual([])
  // Nor to a page of the shell, where nothing would bring the window back.
  await desk.evaluate(() => location.assign('app://shell/trouble.html'))
  await desk.evaluate(() => location.assign('/desk/?still'))
  await expect.poll(() => desk.url()).toBe(`${hub.url}/desk/?still`)
})

test('13b. A page saves what it has made, and nothing that is fetched', async () => {
  await shell.evaluate(({ session }, folder) => {
    const saved: string[] = []
    Object.assign(globalThis, { saved })
    session.defaultSession.on('will-download', (event, item) => {
      if (event.defaultPrevented) return void saved.push(`refused ${item.getFilename()}`)
      item.setSavePath(`${folder}/${item.getFilename()}`)
      item.once('done', (_done, state) => saved.push(`${state} ${item.getFilename()}`))
    })
  }, dataDir)
  for (const [href, name] of [['data:text/plain,x', 'data.txt'], [`${hub.url}/program`, 'hub.exe'], [`${elsewhere.url}/program`, 'other.exe'], ['', 'table.csv']] as const) {
    await desk.evaluate(([address, download]) => {
      const link = Object.assign(document.createElement('a'), { href: address === '' ? URL.createObjectURL(new Blob(['a,b'])) : address, download })
      document.body.append(link)
      link.click()
    }, [href, name] as const)
  }
  const saved = () => shell.evaluate(() => (Reflect.get(globalThis, 'saved') as string[]).filter((line) => !line.startsWith('refused')))
  await expect.poll(saved).toEqual(['completed table.csv'])
  expect(readFileSync(join(dataDir, 'table.csv'), 'utf8')).toBe('a,b')
})

test('14. Disable or limit creation of new windows', async () => {
  const before = shell.windows().length
  expect(await desk.evaluate((away) => [window.open('/wall/'), window.open(away), window.open('', '_blank', 'popup')].map((one) => one === null), elsewhere.url)).toEqual([true, true, true])
  expect(shell.windows()).toHaveLength(before)
})

test('15. Do not use shell.openExternal with untrusted content', async () => {
  const opened = async (addresses: readonly string[], answer: number) => {
    await shell.evaluate(({ shell: system, dialog }, response) => {
      Object.assign(globalThis, { opened: [], asked: [] })
      const note = (list: string, value: unknown) => (Reflect.get(globalThis, list) as unknown[]).push(value)
      system.openExternal = async (url) => void note('opened', url)
      Object.assign(dialog, {
        showMessageBox: async (options: { detail?: string }) => {
          note('asked', options.detail)
          return { response, checkboxChecked: false }
        },
      })
    }, answer)
    await desk.evaluate((all) => {
      for (const address of all) window.open(address)
    }, addresses)
    return () => shell.evaluate(() => ({ opened: Reflect.get(globalThis, 'opened') as string[], asked: Reflect.get(globalThis, 'asked') as string[] }))
  }
  const bad = ['file:///etc/passwd', 'smb://server/x', 'ms-msdt:/id', 'https://elsewhere.example/', 'vscode://x', 'javascript:1']
  const declined = await opened([...bad, 'tel:119'], 0)
  await expect.poll(declined).toEqual({ opened: [], asked: ['tel:119'] })
  const agreed = await opened([...bad, 'mailto:duty@example.gov'], 1)
  await expect.poll(agreed).toEqual({ opened: ['mailto:duty@example.gov'], asked: ['mailto:duty@example.gov'] })
})

test('16. Use a current version of Electron', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  const wanted = devDependencies['electron'] ?? ''
  // Exact, and the one that installers are built with; the older one of these tests is never shipped.
  expect(wanted).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number(wanted.split('.')[0])).toBeGreaterThanOrEqual(45)
  const installed = join(root, 'node_modules/electron/package.json')
  expect(existsSync(installed) && (JSON.parse(readFileSync(installed, 'utf8')) as { version: string }).version).toBe(wanted)
  expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).not.toContain('electronVersion')
})

test('17. Validate the sender of all IPC messages', async () => {
  const refusal = (page: Page, ask: () => Promise<string>) => page.evaluate(ask)
  expect(await refusal(desk, async () => (await window.dinghai?.setLanguage('fr' as 'en').catch((error: Error) => error.message)) ?? 'accepted')).toContain('wrong argument')
  // A window with our preload that shows something else, and a frame within a screen of ours.
  const stranger = shell.waitForEvent('window')
  await shell.evaluate(({ BrowserWindow }, preload) => {
    const facts = encodeURIComponent(JSON.stringify({ version: '0', screen: 'desk' }))
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, additionalArguments: [`--dinghai-bridge=${facts}`] } })
    void window.loadURL('data:text/html,stranger')
  }, join(root, 'out/preload/preload.cjs'))
  const page = await stranger
  const answer = await refusal(page, async () => (await window.dinghai?.openWall().catch((error: Error) => error.message)) ?? 'no bridge')
  expect(answer).toMatch(/not a screen of this application|no bridge/)
  await page.close()
  const inFrame = await desk.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = '/desk/'
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await loaded
    return frame.contentWindow ? 'dinghai' in frame.contentWindow : false
  })
  expect(inFrame).toBe(false)
})

test('18. Avoid usage of the file:// protocol and prefer usage of custom protocols', async () => {
  const urls = await shell.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()))
  for (const url of urls) expect(url).not.toMatch(/^file:/)
  expect(await desk.evaluate(() => fetch('file:///etc/hosts').then(() => 'read', () => 'refused'))).toBe('refused')
  // The shell's own pages come from `app://`, which gives its own files and nothing beside or above them.
  const status = (path: string) => shell.evaluate(async ({ net }, address) => net.fetch(address).then((answer) => answer.status, () => 'no address'), path)
  expect(await status('app://shell/trouble.html')).toBe(200)
  const ways = ['../shell/main.cjs', '..%2fshell%2fmain.cjs', '%2e%2e/%2e%2e/package.json', 'assets/../../shell/main.cjs', 'assets/%2e%2e%5c%2e%2e%5cpackage.json', '/etc/passwd', '.hidden', 'trouble.html%00', 'trouble.html/', 'assets/', '']
  for (const way of ways) expect([404, 'no address'], way).toContain(await status(`app://shell/${way}`))
  expect([404, 'no address']).toContain(await status('app://elsewhere/trouble.html'))
})

test('19. Check which fuses you can change', () => {
  // What a build makes of it is read from the built program in electron-packaging.spec.ts.
  const block = /^electronFuses:\n((?: {2}.+\n)+)/m.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))?.[1] ?? ''
  const fuses = Object.fromEntries([...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map((found) => [found[1], found[2] === 'true']))
  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  })
})

test('20. Do not expose Electron APIs to untrusted web content', async () => {
  const surface = await desk.evaluate(() => Object.entries(window.dinghai ?? {}).map(([name, value]) => `${name} ${typeof value}`))
  expect(surface.length).toBeGreaterThan(0)
  expect(surface.filter((line) => !/ (function|string)$/.test(line))).toEqual([])
  expect(surface.join()).not.toMatch(/ipcRenderer|invoke|send\b|require/)
  // A listener hears its news and nothing of the event, and its remover removes it.
  await desk.evaluate(() => {
    const heard: unknown[][] = []
    Object.assign(window, { heard })
    const listen = window.dinghai?.onFullScreen as unknown as (listener: (...all: unknown[]) => void) => () => void
    const remove = listen((...all) => heard.push(all))
    Object.assign(window, { remove })
  })
  const send = () =>
    shell.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send('shell:full-screen-changed', true)
    })
  await send()
  await expect.poll(() => desk.evaluate(() => Reflect.get(window, 'heard') as unknown)).toEqual([[true]])
  await desk.evaluate(() => (Reflect.get(window, 'remove') as () => void)())
  await send()
  await send()
  expect(await desk.evaluate(() => Reflect.get(window, 'heard') as unknown)).toEqual([[true]])
})
