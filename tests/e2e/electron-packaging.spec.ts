import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, expect, type ElectronApplication } from '@playwright/test'
import { NO_GRAPHICS, noElectron, screenPage, test, testElectron } from '../fixtures/electron'
import { readFuses, setFuse } from '../fixtures/fuses'
import { asarFiles, buildInstallers, bytesBelow, debEntries, filesBelow, tarFiles, type Installers } from '../fixtures/installers'

test.skip(testElectron() === null, noElectron)
test.skip(process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-deb'), 'a .deb is made with dpkg-deb')

/** What may be in the program beside Electron itself: megabytes. */
const BUDGET_MB = 40

let built: Installers
test.beforeAll(() => {
  test.setTimeout(180_000)
  built = buildInstallers(testElectron() ?? '')
})
test.afterAll(() => built.remove())

const below = (path: string) => join(built.folder, path)

test('only the shell is in the archive', () => {
  const files = asarFiles(below('resources/app.asar'))
  expect(files).toEqual(expect.arrayContaining(['hub-files.json', 'out/preload/preload.cjs', 'out/shell/main.cjs', 'package.json']))
  for (const file of files) expect(file).toMatch(/^(hub-files\.json|package\.json|out\/(shell|shell-pages|preload)\/.+)$/)
})

test('no source, test, map, development tool or Node is in it, and nothing native but password hashing', () => {
  const files = filesBelow(below('resources')).concat(asarFiles(below('resources/app.asar')))
  expect(files.filter((file) => /\.(tsx?|map|spec\.\w+|test\.\w+)$|(^|\/)(tests?|scripts|electron|\.git|\.ci)\//.test(file))).toEqual([])
  expect(files.filter((file) => /(^|\/)(node|node\.exe|npm|default_app\.asar)$/.test(file))).toEqual([])
  const modules = new Set(files.flatMap((file) => /node_modules\/((@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))
  expect([...modules].filter((name) => !name.startsWith('@node-rs/argon2'))).toEqual([])
  expect(files.filter((file) => file.endsWith('.node')).map((file) => file.split('/').at(-1))).toEqual([expect.stringMatching(/^argon2\./)])
  const bundle = readFileSync(below('resources/hub/out/hub/main.js'), 'utf8')
  const asked = [...bundle.matchAll(/^import [^"']*["']([^"'.][^"']*)["']/gm)].map((found) => found[1] ?? '')
  expect(asked.filter((name) => !/^(node:|@node-rs\/argon2$)/.test(name) && !NODE_MODULES.has(name))).toEqual([])
})

const NODE_MODULES = new Set(execFileSync(process.execPath, ['-p', 'require("node:module").builtinModules.join()']).toString().trim().split(','))

test(`code and resources are below ${BUDGET_MB} MB`, () => {
  const megabytes = bytesBelow(below('resources')) / 1e6
  const said = `code and resources of the packaged program: ${megabytes.toFixed(1)} MB of ${BUDGET_MB}`
  process.stdout.write(`${said}\n`)
  expect(megabytes, said).toBeLessThan(BUDGET_MB)
})

test('the fuses are as the release says', () => {
  expect(readFuses(built.binary)).toMatchObject({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: false,
    asarIntegrity: true,
    onlyLoadAppFromAsar: true,
  })
})

test('tar.gz and deb hold the same program, the deb with its icons, menu entry and file types', () => {
  const program = filesBelow(built.folder)
  expect(tarFiles(built.tar)).toEqual(expect.arrayContaining(program))
  const entries = debEntries(built.deb)
  const paths = new Set(entries.map(([, path]) => path))
  expect(program.filter((file) => !paths.has(`/opt/Dinghai/${file}`))).toEqual([])
  for (const path of ['applications/dinghai.desktop', 'mime/packages/dinghai.xml', 'icons/hicolor/512x512/apps/dinghai.png']) {
    expect(paths).toContain(`/usr/share/${path}`)
  }
  // Everybody may enter the folders, which the package shares with others, and nobody but root may write in it.
  for (const [mode, path] of entries) expect(`${mode} ${path}`).toMatch(mode.startsWith('d') ? /^drwxr-xr-x / : /^.r...-..-. /)
  const desktop = execFileSync('sh', ['-c', `dpkg-deb --fsys-tarfile "${built.deb}" | tar -xO ./usr/share/applications/dinghai.desktop`]).toString()
  expect(desktop).toContain('Name[zh_CN]=定海')
  expect(desktop).toContain('MimeType=application/x-dinghai-pack;application/x-dinghai-log;')
})

test('the deb names every library that a bare system lacks', () => {
  const needed = execFileSync('dpkg-deb', ['-f', built.deb, 'Depends']).toString()
  // What the program is linked with and GTK does not bring: without one of them it does not start at all.
  for (const name of ['libgtk-3-0', 'libnss3', 'libasound2', 'libdrm2', 'libgbm1']) expect(needed).toMatch(new RegExp(`(^|[ ,|])${name}([ ,|]|$)`, 'm'))
})

test('every file that the hub runs has its hash in the archive', () => {
  const listed = JSON.parse(readFileSync('out/pack/app/hub-files.json', 'utf8')) as Record<string, string>
  const files = filesBelow(below('resources/hub')).filter((file) => /^(out|node_modules)\//.test(file))
  expect(Object.keys(listed).toSorted()).toEqual(files)
  for (const file of files) {
    expect(createHash('sha256').update(readFileSync(below(`resources/hub/${file}`))).digest('hex'), file).toBe(listed[file])
  }
})

/** Starts the unpacked program as its user would, but driven: its fuse for that is closed in a release. */
async function launchPackaged(dataDir: string, env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<ElectronApplication> {
  setFuse(built.binary, 'nodeCliInspect', true)
  return _electron.launch({
    executablePath: built.binary,
    args: [`--data=${dataDir}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...NO_GRAPHICS, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    locale: 'zh-CN',
  })
}

test('the packaged program starts from its archive and shows both screens', async ({ stub, dataDir }) => {
  const app = await launchPackaged(dataDir, { DINGHAI_SCREENS: JSON.stringify({ url: stub.url }) })
  await expect((await screenPage(app, 'desk')).locator('h1')).toHaveText('desk')
  await expect((await screenPage(app, 'wall')).locator('h1')).toHaveText('wall')
  const facts = await app.evaluate(({ app: own }) => ({ packaged: own.isPackaged, name: own.getName(), path: own.getAppPath() }))
  expect(facts).toEqual({ packaged: true, name: 'Dinghai', path: below('resources/app.asar') })
  await app.close()
})

test('the packaged program starts the hub that it brings, and ends it with itself', async ({ dataDir }) => {
  // An Electron of the release runs the hub itself; the older one of the tests is given a Node, as it may be none itself.
  const app = await launchPackaged(dataDir, { DINGHAI_SCREENS: '', DINGHAI_NODE: process.execPath, DINGHAI_PORT: '0' }, ['--pack=cangnan'])
  const desk = await screenPage(app, 'desk')
  await expect(desk.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  const health = `${new URL(desk.url()).origin}/healthz`
  expect(await (await fetch(health)).json()).toMatchObject({ status: 'ok' })
  await app.close()
  await expect.poll(() => fetch(health).then(() => 'up', () => 'gone')).toBe('gone')
})
