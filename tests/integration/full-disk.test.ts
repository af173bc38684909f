import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { EventEnvelope } from '../../shared/domain/envelope'
import { client, login } from '../fixtures/http'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'

const folder = temporaryDataDir()
const disk = join(folder.path, 'disk')
const mounted = mountSmallDisk()

/** A file system of a few megabytes; only root on Linux may make one. */
function mountSmallDisk(): boolean {
  try {
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', disk])
  folder.remove()
})

describe('a full disk', () => {
  it.skipIf(!mounted)(
    `stops the hub with a clear message and tells no lie to any client${mounted ? '' : ' (skipped: only root on Linux can mount a small disk)'}`,
    async () => {
      const hub = await runHub(disk, ['--log-file', join(folder.path, 'hub.log')])
      const token = await login(hub.url, hub.initialPassword ?? '')
      const { key } = await client(hub.url, token).post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })
      const feed = client(hub.url, key)
      const ended = new Promise<number | null>((resolve) => hub.process.once('close', resolve))
      let said = ''
      hub.process.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      const acknowledged: string[] = []
      let dead = false
      void ended.then(() => {
        dead = true
      })
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          while (!dead) {
            const sourceId = randomUUID()
            const alarm = { sourceId, kind: 'flood', place: '灵溪镇', description: '水'.repeat(1500), lon: 120.406, lat: 27.52, datum: 'wgs84', observedAt: Date.now() }
            try {
              await feed.post('/api/v1/alarms', alarm)
              acknowledged.push(sourceId)
            } catch {
              await new Promise((resolve) => setTimeout(resolve, 5))
            }
          }
        }),
      )
      expect(await ended).toBe(70)
      expect(said).toMatch(/cannot be written/)
      expect(acknowledged.length).toBeGreaterThan(20)

      execFileSync('mount', ['-o', 'remount,size=64m', disk])
      const again = await runHub(disk)
      const page = await client(again.url, token).get<{ events: EventEnvelope[] }>('/api/v1/events?since=0&limit=1000')
      const stored = new Set(
        page.events.flatMap((event) => (event.type === 'incident.reported' ? [(event.data as { source: { sourceId: string } }).source.sourceId] : [])),
      )
      for (const sourceId of acknowledged.slice(0, 900)) expect(stored.has(sourceId)).toBe(true)
      expect(await again.stop()).toBe(0)
    },
    120_000,
  )
})
