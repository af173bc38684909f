import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'

const guide = readFileSync(fileURLToPath(new URL('../../docs/api.md', import.meta.url)), 'utf8')
const blocks = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines]) => lines ?? '')
const hasCurl = spawnSync('curl', ['--version']).status === 0 && spawnSync('bash', ['--version']).status === 0

describe('docs/api.md', () => {
  const folder = temporaryDataDir()
  let hub: RunningHub
  beforeAll(async () => {
    if (hasCurl) hub = await runHub(folder.path)
  })
  afterAll(async () => {
    if (hasCurl) await hub.stop()
    folder.remove()
  })

  it.skipIf(!hasCurl)('has lines that work one after the other as they stand (needs curl and bash)', { timeout: 60_000 }, () => {
    expect(blocks.length).toBeGreaterThan(6)
    // One shell, so that what one block sets the next can use; every line must succeed.
    const script = `set -euo pipefail\n${blocks.join('\n')}\necho\necho "last:$INCIDENT:$TEAM:$DISPATCH"`
    const env = { ...process.env, HUB: hub.url, PASSWORD: hub.initialPassword ?? '', NO_PROXY: '127.0.0.1' }
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    expect(stdout).toMatch(/last:[\w.-]+:[\w.-]+:[\w.-]+\n$/)
    expect(stdout).toContain('"dispatch.acknowledged"')
    expect(stdout).toContain('"outcome":"accepted"')
  })
})
