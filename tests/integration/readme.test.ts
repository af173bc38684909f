import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseHubOptions } from '../../electron/hub/options'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'

const folder = temporaryDataDir()
afterAll(folder.remove)

const files = ['README.md', 'README.zh-CN.md'] as const
const read = (file: string) => readFileSync(join(process.cwd(), file), 'utf8')
const block = (text: string) => /<!-- tested:.*-->\s*```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? ''

describe('the README', () => {
  it('connects an alarm system with lines that work as they stand', async () => {
    const home = join(folder.path, 'home')
    const dataDir = join(home, '.local/share/dinghai')
    mkdirSync(dataDir, { recursive: true })
    const hub = await runHub(dataDir)
    for (const [index, file] of files.entries()) {
      const script = block(read(file)).replace('http://127.0.0.1:8710', hub.url)
      expect(script).toContain('/api/v1/alarms')
      const answer = JSON.parse(execFileSync('bash', ['-c', script], { env: { ...process.env, HOME: home }, encoding: 'utf8' })) as unknown
      expect(answer).toMatchObject({ number: expect.stringMatching(/^\d{4}-\d{4}-001$/) as string, duplicate: index > 0 })
    }
    await hub.stop()
  })

  it('links only to files that are there', () => {
    for (const file of files) {
      for (const [, target] of read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
        expect(existsSync(join(process.cwd(), target ?? '')), `${file}: ${target}`).toBe(true)
      }
    }
  })

  it('lists every option of the hub and no other', () => {
    const usage = parseHubOptions(['--no-such'], {}, '', '')
    expect(usage.ok).toBe(false)
    for (const file of files) {
      const named = [...read(file).matchAll(/^\| .*?(--[a-z][a-z-]+).*$/gm)].map((match) => match[1])
      for (const option of named) {
        const value = option === '--port' || option === '--history-hours' ? ['1'] : option === '--log-level' ? ['info'] : /url|origin/.test(option ?? '') ? ['http://x'] : /drill|no-screens|open-links|stop-with-stdin|check-pack/.test(option ?? '') ? [] : ['x']
        expect(parseHubOptions([option ?? '', ...value], {}, '', '').ok, `${file}: ${option}`).toBe(true)
      }
      expect(named.length).toBeGreaterThanOrEqual(10)
    }
  })
})
