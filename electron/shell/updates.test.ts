import { describe, expect, test } from 'vitest'
import { askForUpdate, isNewer } from './updates'

const feed = (text: string) => async () => text

describe('isNewer', () => {
  const order = ['0.1.0-alpha', '0.1.0-alpha.1', '0.1.0-alpha.2', '0.1.0-alpha.11', '0.1.0-beta', '0.1.0', '0.1.1', '0.2.0', '0.10.0', '1.0.0']
  test('follows the order of semver', () => {
    for (const [a, one] of order.entries()) for (const [b, two] of order.entries()) expect(isNewer(one, two), `${one} ${two}`).toBe(a > b)
  })
})

describe('askForUpdate', () => {
  test('reads the version of the file for this system, below the address', async () => {
    const asked: string[] = []
    const get = async (url: string) => {
      asked.push(url)
      return "version: '0.2.0'\nfiles:\n  - url: Dinghai-0.2.0-linux-amd64.deb\n"
    }
    expect(await askForUpdate('https://updates.example.gov/dinghai', '0.1.0', 'linux', get)).toEqual({ ok: true, value: { version: '0.2.0', newer: true } })
    expect(await askForUpdate('https://updates.example.gov/dinghai/', '0.2.0', 'win32', get)).toEqual({ ok: true, value: { version: '0.2.0', newer: false } })
    expect(asked).toEqual(['https://updates.example.gov/dinghai/latest-linux.yml', 'https://updates.example.gov/dinghai/latest.yml'])
  })

  test.each(['', '<html>proxy</html>', 'version: newest', `x${'y'.repeat(1e6)}\nversion: 9.0.0`])('%.30j has no version', async (text) => {
    expect(await askForUpdate('http://h', '0.1.0', 'linux', feed(text))).toEqual({ ok: false, error: 'no version in the answer' })
  })

  test('an address that does not answer, or is none, is told', async () => {
    const down = () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED'))
    expect(await askForUpdate('http://h', '0.1.0', 'linux', down)).toEqual({ ok: false, error: 'net::ERR_CONNECTION_REFUSED' })
    expect(await askForUpdate('rubbish', '0.1.0', 'linux', feed(''))).toMatchObject({ ok: false })
  })
})
