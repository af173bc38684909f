import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import checksums from '../../build/checksums.mjs'
import { askForUpdate } from '../../electron/shell/updates'
import { writeFeed } from '../../scripts/pack/feed.mjs'
import { findMakensis, makeInstaller } from '../../scripts/pack/windows.mjs'
import { filesBelow } from '../fixtures/installers'

const makensis = findMakensis() ?? ''
const NEEDS_NSIS = 'needs makensis: apt-get install nsis'
const work = mkdtempSync(join(tmpdir(), 'dinghai-windows-'))
afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 }))
afterEach(() => vi.unstubAllEnvs())

/** A folder that stands for the unpacked program. */
function program(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(work, name)
  for (const [path, content] of Object.entries({ 'Dinghai.exe': 'program', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

const compile = (folder: string, version = '0.1.0') => {
  const output = join(work, `${version}-${Math.floor(performance.now())}.exe`)
  makeInstaller({ makensis, folder, version, output, quick: true })
  return output
}

describe('what is said before anything is built', () => {
  it.each([
    ['a file that Windows cannot have', { 'resources/a:b.txt': '' }, '0.1.0', /a:b\.txt: Windows can have no file of this name/],
    ['a device of Windows', { 'locales/aux.pak': '' }, '0.1.0', /aux\.pak: Windows/],
    ['a version that is none', {}, 'next', /"next" is no version/],
  ])('%s', (name, files, version, says) => {
    expect(() => makeInstaller({ makensis, folder: program(name, files), version, output: join(work, 'no.exe') })).toThrow(says)
  })

  it('a folder without the program', () => {
    mkdirSync(join(work, 'empty'))
    expect(() => makeInstaller({ makensis, folder: join(work, 'empty'), version: '0.1.0', output: join(work, 'no.exe') })).toThrow(/no Dinghai\.exe/)
  })
})

it('registers the file types that electron-builder.yml names for the other systems', () => {
  const types = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, ending, mime]) => [ending, mime])
  const named = types(readFileSync('electron-builder.yml', 'utf8'), /ext: (\w+),.*mimeType: ([\w/-]+)/g)
  const script = readFileSync('build/windows/installer.nsi', 'utf8')
  expect(named).toHaveLength(2)
  expect(types(script, /insertmacro FILE_TYPE "\.(\w+)" .*"([\w/-]+)"$/gm)).toEqual(named)
  expect(types(script, /insertmacro NO_FILE_TYPE "\.(\w+)"/g).map(([ending]) => ending)).toEqual(named.map(([ending]) => ending))
})

describe(`the compiled installer (${NEEDS_NSIS})`, () => {
  it.skipIf(makensis === '')('is a Windows program that asks for an administrator, and takes names of any language', () => {
    const built = readFileSync(compile(program('plain', { 'resources/新/钱 $TEMP.txt': 'x' })))
    expect(built.subarray(0, 2).toString()).toBe('MZ')
    expect(built.includes('requireAdministrator')).toBe(true)
    expect(built.includes(Buffer.from('定海应急指挥 安装程序', 'utf16le'))).toBe(true)
  })

  it.skipIf(makensis === '')('has its uninstaller signed while it is compiled, and is not there if that fails', () => {
    const folder = program('signed', {})
    const seen = join(work, 'signed.txt')
    vi.stubEnv('DINGHAI_SIGN_COMMAND', `echo >> "${seen}"`)
    compile(folder)
    expect(readFileSync(seen, 'utf8').trim()).toMatch(/\S/)
    vi.stubEnv('DINGHAI_SIGN_COMMAND', 'exit 7 #')
    const output = join(work, 'unsigned.exe')
    expect(() => makeInstaller({ makensis, folder, version: '0.1.0', output, quick: true })).toThrow(/code 7|makensis failed/)
    expect(existsSync(output)).toBe(false)
  })
})

it('writes a feed that the program reads, with the sum and size of the installer', async () => {
  const file = join(work, 'Dinghai-0.3.0-win-x64.exe')
  writeFileSync(file, 'installer')
  const text = readFileSync(writeFeed({ name: 'latest.yml', file, version: '0.3.0', now: new Date(Date.UTC(2026, 0, 2)) }), 'utf8')
  expect(await askForUpdate('https://updates.example.gov/', '0.2.0', 'win32', () => Promise.resolve(text))).toEqual({ ok: true, value: { version: '0.3.0', newer: true } })
  expect(text).toContain(`sha512: ${createHash('sha512').update('installer').digest('base64')}\n    size: 9\n`)
})

it('SHA256SUMS keeps what was made for another system, as long as it is there', async () => {
  const outDir = join(work, 'sums')
  mkdirSync(outDir)
  const [deb, exe] = ['a.deb', 'b.exe'].map((name) => join(outDir, name)) as [string, string]
  writeFileSync(deb, 'deb')
  writeFileSync(exe, 'exe')
  await checksums({ outDir, artifactPaths: [deb] })
  await checksums({ outDir, artifactPaths: [exe] })
  const check = () => spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: outDir, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).stdout
  expect(check()).toBe('a.deb: OK\nb.exe: OK\n')
  rmSync(deb)
  await checksums({ outDir, artifactPaths: [exe] })
  expect(check()).toBe('b.exe: OK\n')
})

/** A command that runs Windows programs of 32 and 64 bits. It is too large to install for every run. */
const wine = process.env['DINGHAI_TEST_WINE'] ?? ''

describe.skipIf(makensis === '' || wine === '')('installing on Windows (needs makensis, and a Wine named in DINGHAI_TEST_WINE)', () => {
  const prefix = join(work, 'wine')
  const drive = join(prefix, 'drive_c')
  const installed = join(drive, 'Program Files/Dinghai')
  const env = { ...process.env, WINEPREFIX: prefix, WINEDEBUG: '-all' }
  const said = join(work, 'said.txt')
  /** Its words go to a file: services that the first one starts keep a pipe open for long. */
  const run = (...args: string[]) => {
    const file = openSync(said, 'w')
    const { status } = spawnSync(wine, args, { env, stdio: ['ignore', file, 'ignore'] })
    closeSync(file)
    return { status, stdout: readFileSync(said, 'utf8') }
  }
  /** Exit codes on Linux keep only the lowest eight bits. */
  const install = (file: string, ...args: string[]) => run(file, '/S', ...args).status
  const reg = (key: string) => run('reg', 'query', key, '/s', '/reg:64').stdout
  const shortcuts = () => filesBelow(drive).filter((path) => path.endsWith('定海 Dinghai.lnk'))
  const text = (path: string) => readFileSync(join(installed, path), 'utf8')
  const lastWords = () => readFileSync(filesBelow(drive).filter((path) => path.endsWith('dinghai-install.txt')).map((path) => join(drive, path))[0] ?? '', 'utf16le')
  let one: string
  let two: string

  beforeAll(() => {
    run('wineboot', '-i')
    run('winecfg', '-v', 'win10')
    // A program with a window; Wine keeps others from writing into its own programs while they run, as Windows does with all.
    const exe = readFileSync(join(drive, 'windows/system32/notepad.exe'))
    one = compile(program('one', { 'Dinghai.exe': exe, 'resources/app.asar': 'one', 'resources/hub/packs/cangnan/a.csv': 'one', 'old/gone.txt': 'x' }), '0.1.0')
    two = compile(program('two', { 'Dinghai.exe': exe, 'resources/app.asar': 'two', 'resources/hub/packs/cangnan/a.csv': 'two', 'new/here.txt': 'x' }), '0.2.0')
  }, 180_000)

  it('installs, replaces a program that runs, and goes, keeping what is not its own', { timeout: 180_000 }, async () => {
    expect(install(one)).toBe(0)
    expect(filesBelow(installed)).toEqual(['Dinghai.exe', 'Uninstall Dinghai.exe', 'old/gone.txt', 'resources/app.asar', 'resources/hub/packs/cangnan/a.csv'])
    expect(shortcuts()).toHaveLength(2)
    expect(reg('HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Dinghai')).toMatch(/DisplayVersion\s+REG_SZ\s+0\.1\.0/)
    expect(reg('HKLM\\Software\\Classes\\Dinghai.Log')).toContain('"C:\\Program Files\\Dinghai\\Dinghai.exe" "%1"')

    const own = join(installed, 'resources/hub/packs/site/pack.json')
    mkdirSync(dirname(own))
    writeFileSync(own, 'of the site')
    // A shortcut that was taken off the desktop stays off.
    rmSync(join(drive, shortcuts().find((path) => path.includes('Desktop')) ?? ''))
    const running = spawn(wine, ['C:\\Program Files\\Dinghai\\Dinghai.exe'], { env, stdio: 'ignore' })
    const ended = new Promise((resolve) => running.once('exit', resolve))
    await vi.waitFor(() => expect(execFileSync('ps', ['-eo', 'args']).toString()).toContain('\nC:\\Program Files\\Dinghai\\Dinghai.exe'), 20_000)
    expect(install(two)).toBe(0)
    await ended
    expect(text('resources/app.asar')).toBe('two')
    expect(filesBelow(installed)).toEqual([
      'Dinghai.exe', 'Uninstall Dinghai.exe', 'new/here.txt', 'resources/app.asar', 'resources/hub/packs/cangnan/a.csv', 'resources/hub/packs/site/pack.json',
    ])
    expect(shortcuts()).toEqual([expect.stringContaining('Start Menu')])

    // Room and rights are there, but nothing can be unpacked: all is as it was.
    writeFileSync(join(installed, '.new'), 'in the way')
    expect(install(one)).toBe(1603 % 256)
    expect(lastWords()).toMatch(/^\uFEFF0\.1\.0 1603 /)
    rmSync(join(installed, '.new'))
    expect(text('resources/app.asar')).toBe('two')

    // To another folder: the old one keeps only what was not brought.
    expect(install(one, '/D=C:\\Elsewhere')).toBe(0)
    expect(filesBelow(installed)).toEqual(['resources/hub/packs/site/pack.json'])
    expect(readFileSync(join(drive, 'Elsewhere/resources/app.asar'), 'utf8')).toBe('one')

    writeFileSync(join(drive, 'Elsewhere/of the site.txt'), 'kept')
    expect(run('C:\\Elsewhere\\Uninstall Dinghai.exe', '/S', '_?=C:\\Elsewhere').status).toBe(0)
    expect(filesBelow(join(drive, 'Elsewhere'))).toEqual(['of the site.txt', 'Uninstall Dinghai.exe'].toSorted())
    expect(shortcuts()).toEqual([])
    for (const key of ['Dinghai', 'Classes\\.dhpack', 'Classes\\Dinghai.Pack', 'Microsoft\\Windows\\CurrentVersion\\Uninstall\\Dinghai']) {
      expect(reg(`HKLM\\Software\\${key}`)).not.toContain('REG_')
    }
  })
})
