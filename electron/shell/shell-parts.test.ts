import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HUB_PROTOCOL } from '../../shared/ipc/hub-protocol'
import { PROTOCOL } from '../../shared/protocol/messages'
import { desktopEntry } from './desktop-entry'
import { checkHub } from './hub-check'
import { plainIncidents } from './incidents'
import { openSecrets, type Cipher } from './secrets'
import { graphicsGivenUp, isSilent, planMemory } from './vital-signs'

test('the shell expects the protocol that the hub speaks', () => {
  expect(HUB_PROTOCOL).toBe(PROTOCOL)
})

describe('checkHub', () => {
  const answering = (text: string) => () => Promise.resolve({ status: 200, text })
  test.each([
    [JSON.stringify({ status: 'ok', protocol: PROTOCOL }), { kind: 'ok' }],
    [JSON.stringify({ protocol: 99 }), { kind: 'protocol', theirs: 99 }],
    ['<h1>router</h1>', { kind: 'foreign' }],
    ['null', { kind: 'foreign' }],
  ])('%s is %j', async (text, verdict) => {
    expect(await checkHub('http://hub', answering(text))).toEqual(verdict)
  })
  test('nobody there is told with the reason', async () => {
    expect(await checkHub('http://hub', () => Promise.reject(new Error('ECONNREFUSED')))).toEqual({ kind: 'silent', reason: 'ECONNREFUSED' })
  })
})

describe('secrets', () => {
  const reversed = (text: string) => [...text].toReversed().join('')
  const cipher = (available: boolean): Cipher => ({
    available: () => available,
    encrypt: (text) => Buffer.from(reversed(text)),
    decrypt: (secret) => reversed(secret.toString()),
  })
  const inFolder = (use: (file: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'dinghai-secrets-'))
    try {
      use(join(folder, 'secrets.json'))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test('outlive the run, encrypted, until they are forgotten', () => {
    inFolder((file) => {
      openSecrets(file, cipher(true)).set('key', 'dhd_secret')
      expect(readFileSync(file, 'utf8')).not.toContain('dhd_secret')
      const again = openSecrets(file, cipher(true))
      expect(again.get('key')).toBe('dhd_secret')
      again.set('key', null)
      expect(openSecrets(file, cipher(true)).get('key')).toBeNull()
    })
  })

  test('without a keyring are in memory only', () => {
    inFolder((file) => {
      const secrets = openSecrets(file, cipher(false))
      secrets.set('key', 'dhd_secret')
      expect(secrets.get('key')).toBe('dhd_secret')
      expect(() => readFileSync(file)).toThrow('ENOENT')
    })
  })
})

test('a list of incidents is taken as plain text, and what is no such list is none', () => {
  const incident = { number: '2026-0728-001', severity: 'red', place: '<b>观美水库</b>', state: 'reported', reportedAt: 5, answeredAt: null }
  expect(plainIncidents({ incidents: [incident, { severity: 'green' }, null] })).toEqual([
    { number: '2026-0728-001', severity: 'red', place: '<b>观美水库</b>', status: 'reported', reportedAt: 5, answered: false },
  ])
  expect(plainIncidents({ error: 1 })).toBeNull()
})

test('memory: at a quiet moment, or before the system does it', () => {
  const never = Number.POSITIVE_INFINITY
  expect([planMemory(900, 1_000, true, never), planMemory(1_100, 1_000, false, never), planMemory(1_100, 1_000, true, never), planMemory(2_100, 1_000, false, never)]).toEqual(['none', 'none', 'reload', 'reload'])
})

test('memory: what is as large again at once is not loaded over and over', () => {
  const after = (minutes: number) => [planMemory(1_100, 1_000, true, minutes * 60_000), planMemory(2_100, 1_000, false, minutes * 60_000)]
  expect([after(1), after(6), after(31)]).toEqual([['none', 'none'], ['none', 'reload'], ['reload', 'reload']])
})

test('graphics are given up only when they die again and again', () => {
  const deaths = (n: number, everyMs: number) => Array.from({ length: n }, (_, i) => i * everyMs)
  expect([graphicsGivenUp(deaths(7, 1_000)), graphicsGivenUp(deaths(8, 1_000)), graphicsGivenUp(deaths(50, 20_000))]).toEqual([false, true, false])
})

test('a page has time to load, then must keep beating', () => {
  expect([isSilent(0, null, 59_000, []), isSilent(0, null, 61_000, []), isSilent(0, 100_000, 119_000, []), isSilent(0, 100_000, 121_000, [])]).toEqual([false, true, false, true])
})

test('where loading anew does not help, a page is waited for longer', () => {
  const after = (ended: readonly number[]) => isSilent(600_000, 600_000, 630_000, ended)
  expect([after([]), after([590_000]), after([20_000]), isSilent(600_000, 600_000, 761_000, [1, 2, 3, 4, 5, 6].map((n) => n * 100_000))]).toEqual([true, false, true, true])
})

test('an autostart entry quotes what a path may hold', () => {
  expect(desktopEntry(['/opt/定海/dinghai', '--data=/a b/100%"$x"'])).toContain('Exec="/opt/定海/dinghai" "--data=/a b/100%%\\\\"\\\\$x\\\\""')
})
