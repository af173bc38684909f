import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { client, login } from '../fixtures/http'
import { HubEnded, runHub, temporaryDataDir } from '../fixtures/run-hub'

const folders: { remove(): void }[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})
function folder(): string {
  const made = temporaryDataDir()
  folders.push(made)
  return made.path
}

/** The key that `npm run admin -- issue-key` prints. */
function admin(dataDir: string, args: readonly string[]): string {
  const run = spawnSync(process.execPath, ['out/hub/admin.js', 'issue-key', '--data', dataDir, ...args], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return (JSON.parse(run.stdout) as { key: string }).key
}

async function refused(dataDir: string, args: readonly string[]): Promise<HubEnded> {
  try {
    const hub = await runHub(dataDir, args)
    await hub.stop()
  } catch (error) {
    if (error instanceof HubEnded) return error
    throw error
  }
  throw new Error('the hub started')
}

describe('starting the hub', () => {
  it('makes an empty folder its own, gives the first password once, and remembers everything', async () => {
    const dataDir = join(folder(), 'new', 'deep')
    const first = await runHub(dataDir)
    expect(first.initialPassword).toMatch(/^[A-Za-z0-9-]{20,}$/)
    expect(readFileSync(join(dataDir, 'initial-password.txt'), 'utf8').trim()).toBe(first.initialPassword)
    await login(first.url, first.initialPassword ?? '')
    expect(await first.stop()).toBe(0)
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false)
    const second = await runHub(dataDir)
    expect(second.initialPassword).toBeNull()
    await login(second.url, first.initialPassword ?? '')
    expect(await second.stop()).toBe(0)
  })

  it('issues keys by the admin command, with the hub running or not, and refuses wrong words by name', async () => {
    const dataDir = join(folder(), 'data')
    const before = admin(dataDir, ['--role', 'feed', '--name', 'police-110'])
    const hub = await runHub(dataDir, ['--pack', 'cangnan'])
    const during = admin(dataDir, ['--role', 'officer', '--name', 'integration'])
    const alarm = { sourceId: 'A1', kind: 'flood', title: '积水', place: '灵溪镇', location: { lon: 120.406, lat: 27.52, datum: 'WGS84' }, occurredAt: new Date().toISOString(), severity: 'orange' }
    const { incidentId } = await client(hub.url, before).post<{ incidentId: string }>('/api/v1/alarms', alarm)
    expect(await client(hub.url, during).get(`/api/v1/incidents/${incidentId}`)).toMatchObject({ severity: 'orange', state: 'reported' })
    await hub.stop()
    for (const [args, word] of [[['--role', 'king', '--name', 'x'], '--role'], [['--role', 'team', '--name', 'x'], '--team'], [['--role', 'wall'], '--name']] as const) {
      expect(() => admin(dataDir, args)).toThrow(word)
    }
  })

  it('names a wrong option (64)', async () => {
    for (const [args, word] of [[['--port', 'x'], '--port'], [['--colour'], '--colour'], [['--public-url', 'ftp://x'], '--public-url']] as const) {
      const ended = await refused(folder(), args)
      expect(ended.code).toBe(64)
      expect(ended.message).toContain(word)
    }
  })

  it('names file, row and column of a broken pack, and starts nothing (65)', async () => {
    const pack = join(folder(), 'pack')
    cpSync(join(process.cwd(), 'resources/packs/cangnan'), pack, { recursive: true })
    const file = join(pack, 'teams.csv')
    const lines = readFileSync(file, 'utf8').split('\n')
    lines[4] = (lines[4] ?? '').replace(/,120\.\d+,27\.\d+,/, ',27.2,120.4,')
    writeFileSync(file, lines.join('\n'))
    const dataDir = join(folder(), 'data')
    const ended = await refused(dataDir, ['--pack', pack])
    expect(ended.code).toBe(65)
    expect(ended.message).toMatch(/teams\.csv/)
    expect(ended.message).toMatch(/5/)
    expect(ended.message).toMatch(/lon|lat/)
    expect(existsSync(dataDir)).toBe(false)
  })

  it('refuses a data directory that another hub has (73) and a port that is taken (69)', async () => {
    const dataDir = folder()
    const hub = await runHub(dataDir)
    const second = await refused(dataDir, [])
    expect(second.code).toBe(73)
    const port = new URL(hub.url).port
    const third = await refused(folder(), ['--port', port])
    expect(third.code).toBe(69)
    expect(third.message).toContain(port)
    expect(await client(hub.url).get('/api/v1/health')).toMatchObject({ status: 'ok' })
    expect(await hub.stop()).toBe(0)
  })

  it('refuses a damaged log, says what to do, and leaves the file alone (70)', async () => {
    const dataDir = folder()
    const hub = await runHub(dataDir)
    expect(await hub.stop()).toBe(0)
    expect(existsSync(join(dataDir, 'events.db-wal'))).toBe(false)
    const file = join(dataDir, 'events.db')
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 0, 4096)
    writeFileSync(file, bytes)
    const ended = await refused(dataDir, [])
    expect(ended.code).toBe(70)
    expect(ended.message).toContain('events.db')
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })
})
