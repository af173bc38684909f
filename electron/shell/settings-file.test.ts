import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, SETTINGS_VERSION } from '../../shared/ipc/settings'
import { readSettings, writeSettings } from './settings-file'

const NOW = new Date('2026-07-28T06:05:04Z')
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-settings-'))
  file = join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (data: unknown) => {
  writeFileSync(file, typeof data === 'string' ? data : JSON.stringify(data))
  return readSettings(file, NOW)
}

describe('settings', () => {
  test('none: the defaults, and nothing is broken', () => {
    expect(readSettings(file, NOW)).toEqual({ settings: DEFAULT_SETTINGS, broken: null })
  })

  test('what was written is read again', () => {
    const settings = { ...DEFAULT_SETTINGS, hub: { kind: 'external' as const, url: 'https://hub.example' }, memoryLimitMb: 900 }
    expect(writeSettings(file, settings)).toEqual({ ok: true, value: null })
    expect(readSettings(file, NOW)).toEqual({ settings, broken: null })
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  test.each([
    [{ hub: 'demonstration' }, { kind: 'demonstration' }],
    [{ hub: 'embedded' }, { kind: 'embedded', pack: null, port: 8710 }],
    [{ hub: 'https://hub.example' }, { kind: 'external', url: 'https://hub.example' }],
    [{}, null],
    [`\uFEFF${JSON.stringify({ hub: 'demonstration' })}`, { kind: 'demonstration' }],
  ])('the short form without a version %j is brought up to today’s', (old, hub) => {
    const { settings, broken } = read(old)
    expect(broken).toBeNull()
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, hub, version: SETTINGS_VERSION })
  })

  test.each([
    ['{"version":1,', 'not JSON'],
    ['[]', 'not an object'],
    [{ version: 99 }, 'newer program'],
    [{ version: 'one' }, 'version'],
    [{ version: 1, memoryLimitMb: 'much' }, 'memoryLimitMb'],
    [{ version: 1, hub: { kind: 'external', url: 'javascript:alert(1)' } }, 'hub.url'],
    [{ version: 1, hub: { kind: 'external', url: 'https://user:pass@hub' } }, 'hub.url'],
    [{ version: 1, hub: { kind: 'external', url: 'http://hub:99999' } }, 'hub.url'],
    [{ hub: 'http://[::' }, 'hub.url'],
    [' '.repeat(1_000_001), 'at most'],
    [{ version: 1, layout: { windows: [{ screen: 'wall', display: null, wall: 'a b' }] } }, 'layout.windows.0.wall'],
    [{ version: 1, layout: { windows: [{ screen: 'wall', display: null, part: { column: 3, row: 0, columns: 3, rows: 1 } }] } }, 'layout.windows.0.part'],
  ])('%j is put aside, with the reason (%s)', (data, reason) => {
    const { settings, broken } = read(data)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(broken?.reason).toContain(reason)
    expect(broken?.keptAs).toBe(join(folder, 'settings.broken-2026-07-28T06-05-04-000Z.json'))
    expect(readFileSync(broken?.keptAs ?? '', 'utf8')).toBe(typeof data === 'string' ? data : JSON.stringify(data))
    expect(existsSync(file)).toBe(false)
  })

  const folderOrPipe = [['a folder', () => mkdirSync(file)], ['a pipe', () => execFileSync('mkfifo', [file])]] as const
  test.each(process.platform === 'win32' ? folderOrPipe.slice(0, 1) : folderOrPipe)('%s in its place is put aside too', (_what, make) => {
    make()
    const keptAs = join(folder, 'settings.broken-2026-07-28T06-05-04-000Z.json')
    expect(readSettings(file, NOW)).toEqual({ settings: DEFAULT_SETTINGS, broken: { reason: 'settings.json: not a file', keptAs } })
    expect([existsSync(file), existsSync(keptAs)]).toEqual([false, true])
  })

  test('what cannot be written is told, and the old file stays', () => {
    writeSettings(file, DEFAULT_SETTINGS)
    mkdirSync(`${file}.part`)
    const answer = writeSettings(file, { ...DEFAULT_SETTINGS, memoryLimitMb: 300 })
    expect(answer.ok).toBe(false)
    expect(readSettings(file, NOW).settings).toEqual(DEFAULT_SETTINGS)
  })
})
