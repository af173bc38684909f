import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import { launchShell, noElectron, test, testElectron } from '../fixtures/electron'
import { blackBox, giveSettings, pageWith, startShellHub, type ShellHub } from '../fixtures/shell-hub'

test.skip(testElectron() === null, noElectron)

const own = test.extend<{ hub: ShellHub; start: (env?: Readonly<Record<string, string>>) => Promise<ElectronApplication> }>({
  hub: async ({}, use) => {
    const hub = await startShellHub()
    await use(hub)
    await hub.close()
  },
  start: async ({ dataDir }, use) => {
    const started: ElectronApplication[] = []
    await use(async (env = {}) => {
      const app = await launchShell(dataDir, { DINGHAI_SCREENS: '', ...env })
      started.push(app)
      return app
    })
    for (const app of started) await app.close().catch(() => undefined)
  },
})

const settingsOf = (dataDir: string) => JSON.parse(readFileSync(join(dataDir, 'shell', 'settings.json'), 'utf8')) as Record<string, unknown>

own('the first start asks which hub, says what is wrong with an address, and connects', async ({ hub, start, dataDir }) => {
  const app = await start()
  const page = await pageWith(app, 'first-run.html')
  await page.locator('#kind-external').check()
  await page.locator('#url').fill('not an address')
  await page.locator('#go').click()
  await expect(page.getByRole('alert')).toContainText('https://dinghai.example.gov')
  await page.locator('#url').fill('http://127.0.0.1:1')
  await page.locator('#go').click()
  await expect(page.getByRole('alert')).toContainText('127.0.0.1:1')
  await page.locator('#url').fill(`${hub.url}/wall/#k=dhl_one-time-secret`)
  await page.locator('#go').click()
  const wall = await pageWith(app, '/wall/')
  await pageWith(app, '/desk/')
  expect(new URL(wall.url()).hash).toBe('#k=dhl_one-time-secret')
  expect(settingsOf(dataDir)['hub']).toEqual({ kind: 'external', url: hub.url })
  // No keyring here: then no secret may be in any file of the shell's own.
  const secrets = join(dataDir, 'shell', 'secrets.json')
  expect(existsSync(secrets) ? readFileSync(secrets, 'utf8') : '').not.toContain('one-time-secret')
  expect(readFileSync(join(dataDir, 'shell', 'logs', 'blackbox.jsonl'), 'utf8')).not.toContain('one-time-secret')
  await expect.poll(() => app.windows().some((one) => one.url().includes('first-run'))).toBe(false)
})

own('a page of the shell is confined: its own files, its own requests, nothing for a page that came there by itself', async ({ hub, start, dataDir }) => {
  giveSettings(dataDir, { hub: hub.url })
  const app = await start()
  const desk = await pageWith(app, '/desk/')
  await pageWith(app, '/wall/')
  const asked = await app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/desk/'))
    await window?.loadURL('app://shell/settings.html')
    return window?.webContents.executeJavaScript('window.dinghaiShell.act({type:"quit"}).then(() => "done", (error) => error.message)') as Promise<string>
  })
  expect(asked).toContain('not a page of the shell')
  const answers = await desk.evaluate(async () => {
    const get = (path: string) => fetch(path).then(({ status }) => status, () => 'refused')
    return [await get('/trouble.html'), typeof Reflect.get(window, 'dinghai')]
  })
  expect(answers).toEqual(['refused', 'undefined'])
})

own('a hub of another protocol version is told apart from one that is gone, and used once it is ours', async ({ hub, start, dataDir }) => {
  hub.protocol = 99
  giveSettings(dataDir, { hub: hub.url })
  const app = await start()
  const page = await pageWith(app, 'trouble.html')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/版本不同|another version/)
  await expect(page.locator('.hint')).toContainText('99')
  hub.protocol = (await import('../../shared/ipc/hub-protocol')).HUB_PROTOCOL
  await page.locator('#retry').click()
  await expect.poll(() => app.windows().filter((one) => /\/(desk|wall)\//.test(one.url())).length).toBeGreaterThan(0)
})

own('a broken settings file is kept aside and said, and the program goes on', async ({ start, dataDir }) => {
  giveSettings(dataDir, '{"version":1,"hub":')
  const app = await start()
  const page = await pageWith(app, 'first-run.html')
  await expect(page.locator('.line').first()).toContainText('not JSON')
  const kept = readdirSync(join(dataDir, 'shell')).find((name) => name.startsWith('settings.broken-'))
  expect(readFileSync(join(dataDir, 'shell', kept ?? 'none'), 'utf8')).toBe('{"version":1,"hub":')
})

own('a broken settings file with a hub that was given: a notice beside the screens', async ({ hub, start, dataDir }) => {
  giveSettings(dataDir, { version: 1, memoryLimitMb: -1 })
  const app = await start({ DINGHAI_SCREENS: JSON.stringify({ url: hub.url }) })
  await pageWith(app, '/wall/')
  const page = await pageWith(app, 'trouble.html')
  await expect(page.locator('.line').first()).toContainText('memoryLimitMb')
  await page.locator('#close').click()
  await expect.poll(() => app.windows().length).toBe(2)
})

own('a hub that cannot start says so in words, with its last lines; after mending it starts', async ({ start, dataDir }) => {
  const pack = join(dataDir, 'pack')
  giveSettings(dataDir, { version: 1, hub: { kind: 'embedded', pack, port: 0 } })
  const app = await start()
  const page = await pageWith(app, 'trouble.html')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/中枢已停止|The hub has stopped/)
  await expect(page.locator('.line')).toHaveText(/预案包|pack/)
  await expect(page.locator('pre')).toContainText(pack)
  const restart = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('restart-hub')?.enabled)
  expect(await restart()).toBe(true)
  execFileSync('cp', ['-r', join(process.cwd(), 'resources/packs/cangnan'), pack])
  await page.locator('#retry').click()
  await pageWith(app, '/wall/')
  expect(await restart()).toBe(false)
})

own('a hub that is killed is back at its address, its log is at hand, and its end is waited for', async ({ start, dataDir }) => {
  giveSettings(dataDir, { hub: 'demonstration' })
  const app = await start()
  const desk = await pageWith(app, '/desk/')
  const { origin } = new URL(desk.url())
  const runFile = join(dataDir, 'demonstration', 'run.json')
  const pid = () => (JSON.parse(readFileSync(runFile, 'utf8')) as { pid: number }).pid
  const first = pid()
  process.kill(first, 'SIGKILL')
  const up = () => fetch(`${origin}/healthz`).then(({ ok }) => ok, () => false)
  await expect.poll(async () => existsSync(runFile) && pid() !== first && (await up()), { timeout: 30_000 }).toBe(true)
  expect(blackBox(dataDir).map(({ what }) => what)).toEqual(expect.arrayContaining(['hub-ready', 'hub-gone']))
  expect(readFileSync(join(dataDir, 'shell', 'logs', 'hub.log'), 'utf8')).toContain('the hub is ready')
  await app.close()
  // It removes this file last, after its log is closed.
  expect(existsSync(runFile)).toBe(false)
})

own('the process that the release runs the hub in ends cleanly when asked, even while it starts, and with a shell that is killed', async ({ hub, start, dataDir }) => {
  giveSettings(dataDir, { hub: hub.url })
  const app = await start()
  await pageWith(app, '/desk/')
  // A hub that takes its time to listen, and writes when it ends. This Electron may be too old for the real one.
  const main = join(dataDir, 'stand-in.mjs')
  writeFileSync(main, `import { writeFileSync } from 'node:fs'
    setInterval(() => undefined, 1_000)
    setTimeout(() => process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(join(dataDir, 'ended'))}, process.argv.slice(2).join()); process.exit(7) }), 600)`)
  const entry = join(process.cwd(), 'out/shell/hub-entry.cjs')
  const code = app.evaluate(
    ({ utilityProcess }, [script, program]) =>
      new Promise((resolve) => {
        const asked = utilityProcess.fork(script, [program, '--port', '1'])
        asked.once('exit', resolve)
        asked.once('spawn', () => asked.postMessage('stop'))
      }),
    [entry, main] as const,
  )
  expect(await code).toBe(7)
  expect(readFileSync(join(dataDir, 'ended'), 'utf8')).toBe('--port,1')
  const pid = await app.evaluate(
    ({ utilityProcess }, [script, program]) =>
      new Promise<number>((resolve) => {
        const left = utilityProcess.fork(script, [program])
        left.once('spawn', () => resolve(left.pid ?? 0))
      }),
    [entry, main] as const,
  )
  app.process().kill('SIGKILL')
  await expect.poll(() => isAlive(pid)).toBe(false)
})

/** A process that has ended and that nobody has asked about yet is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Not a byte is left. */
function fill(folder: string): void {
  for (const bytes of [1_000_000, 4_096, 1]) {
    try {
      for (;;) appendFileSync(join(folder, 'filler'), Buffer.alloc(bytes))
    } catch {
      // That is the point.
    }
  }
}

const disk = (dataDir: string) => join(dataDir, 'shell')
own('settings on a full disk: said, and in force for this run', async ({ hub, start, dataDir }) => {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  test.skip(!isRoot, 'only root on Linux can mount a small disk')
  mkdirSync(disk(dataDir))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', disk(dataDir)], { stdio: 'ignore' })
  } catch {
    test.skip(true, 'a small disk cannot be mounted here')
  }
  try {
    giveSettings(dataDir, { hub: hub.url })
    const app = await start()
    await pageWith(app, '/wall/')
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click())
    const page = await pageWith(app, 'settings.html')
    await page.locator('#memory').fill('900')
    fill(disk(dataDir))
    await page.locator('#save').click()
    await expect(page.getByRole('status')).toContainText(/ENOSPC|no space/i)
    expect((settingsOf(dataDir) as { memoryLimitMb?: number }).memoryLimitMb).toBeUndefined()
    await app.close()
  } finally {
    execFileSync('umount', ['-l', disk(dataDir)])
  }
})
