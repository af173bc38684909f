import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noteError, openBlackBox, withoutSecrets } from './blackbox'
import { openLogFile } from './log-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('log file', () => {
  test('goes on in a new file and keeps so many old ones', () => {
    const log = openLogFile(join(folder, 'logs', 'hub.log'), 100, 2)
    for (let i = 0; i < 20; i++) log.write(`${'x'.repeat(40)} ${i}\n`)
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['hub.log', 'hub.log.1', 'hub.log.2'])
    expect(readFileSync(join(folder, 'logs', 'hub.log'), 'utf8')).toContain(' 19\n')
  })

  test('has its last lines at hand, though pieces arrive torn and nothing can be written', () => {
    writeFileSync(join(folder, 'file'), '')
    const log = openLogFile(join(folder, 'file', 'below-a-file.log'))
    log.write('one\ntw')
    log.write('o\nthree')
    expect(log.tail()).toEqual(['one', 'two', 'three'])
  })
})

describe('black box', () => {
  test('holds the last hour over a crash, and a torn last line is no harm', () => {
    const file = join(folder, 'blackbox.jsonl')
    let now = Date.parse('2026-07-28T06:00:00Z')
    const first = openBlackBox(file, () => now)
    first.note('start')
    now += 50 * 60_000
    first.note('renderer-gone', { screen: 'wall' })
    appendFileSync(file, '{"at":"2026')
    now += 20 * 60_000
    const second = openBlackBox(file, () => now)
    second.note('start')
    expect(second.entries().map(({ what }) => what)).toEqual(['renderer-gone', 'start'])
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2)
  })

  test('a flood of entries is written once each, not whole each time, and the newest stay', () => {
    const file = join(folder, 'blackbox.jsonl')
    const box = openBlackBox(file, () => Date.parse('2026-07-28T06:00:00Z'))
    for (let i = 0; i < 20_001; i++) box.note('refused', { i })
    const lines = () => readFileSync(file, 'utf8').trim().split('\n').length
    expect(lines()).toBe(10_000)
    box.note('refused', { i: 'last' })
    expect(lines()).toBe(10_001)
    expect(box.entries().at(-1)).toMatchObject({ i: 'last' })
  })

  test('holds a fault of the shell itself with its place, and whatever else was thrown', () => {
    const box = openBlackBox(join(folder, 'blackbox.jsonl'), () => Date.parse('2026-07-28T06:00:00Z'))
    for (const thrown of [new TypeError('not a window'), 'text', null]) noteError(box, thrown)
    expect(box.entries().map(({ said }) => String(said).split(/\n\s+/, 2).map((line) => line.slice(0, 24)))).toEqual([['TypeError: not a window', expect.stringMatching(/^at /)], ['text'], ['null']])
  })

  test('takes secrets out, however deep', () => {
    const file = join(folder, 'blackbox.jsonl')
    openBlackBox(file, () => 0).note('load', { url: 'http://hub/wall/?wall=a#k=dhl_secret1', deep: [{ said: 'Bearer dhd_secret2 and dhs_secret3' }] })
    expect(readFileSync(file, 'utf8')).not.toContain('secret')
    expect(withoutSecrets('https://duty:secret4@hub/?password=secret5')).not.toContain('secret')
    expect(withoutSecrets('http://hub/wall/?wall=a#k=x')).toBe('http://hub/wall/?wall=a#…')
  })
})
