import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTileCache } from '../../electron/hub/basemaps/tile-cache'
import { createUpstream } from '../../electron/hub/basemaps/upstream'
import { openBasemaps } from '../../electron/hub/basemaps/basemaps'
import { readArchive } from '../../electron/hub/basemaps/archive'
import { silent } from '../../electron/hub/core/testing'
import { startRig, testPack, type Rig } from '../../electron/hub/gateway/testing/harness'
import { basemapSchema } from '../../shared/pack/basemap'
import { answers, startTileServer, type TileServer } from '../fixtures/tile-server'

const SHIPPED = 'resources/basemap/zhejiang-basemap.pmtiles'
const KEY = 'secretkey0123456'
const folder = mkdtempSync(join(tmpdir(), 'dinghai-basemaps-'))
let server: TileServer
let rig: Rig
let clock = 1_000_000

const basemap = (fields: object) => basemapSchema.parse({ name: { zh: '图', en: 'Map' }, ...fields })
const tile = (id: string, path = 'base/10/854/431', key: string | undefined = rig.keys.wall) => rig.call('GET', `/api/v1/basemaps/${id}/${path}`, { key })

beforeAll(async () => {
  server = await startTileServer()
  for (const name of ['picture', 'error', 'page', 'nothing', 'elsewhere', 'endless'] as const) server.on(name, answers[name])
  const raster = (id: string) => basemap({ kind: 'raster', id, url: `${server.url}/${id}/{z}/{x}/{y}.png`, maxzoom: 12 })
  const basemaps = [
    ...['picture', 'error', 'page', 'nothing', 'elsewhere', 'endless', 'changing'].map(raster),
    basemap({ kind: 'tianditu', id: 'tdt', key: KEY, layer: 'vec', url: `${server.url}/tdt` }),
  ]
  const opened = await openBasemaps({ folder, basemaps, machineFile: SHIPPED, cacheDir: join(folder, 'tiles'), cacheBytes: 10_000_000, now: () => clock, log: silent, version: '0' })
  if (!opened.ok) throw new Error(opened.error)
  const pack = testPack()
  rig = await startRig({ basemaps: opened.value }, { ...pack, manifest: { ...pack.manifest, basemaps } })
})
afterAll(async () => {
  await rig.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => {
  clock += 60_000
})

describe('grounds through the hub', () => {
  it('are had by screens with a key and by nobody else, as often as a wall asks', async () => {
    expect((await tile('picture', 'base/10/854/431', '')).status).toBe(401)
    expect((await tile('picture', 'base/10/854/431', rig.keys.feed)).status).toBe(403)
    for (const role of ['officer', 'team', 'wall'] as const) expect((await tile('picture', 'base/10/854/431', rig.keys[role])).status).toBe(200)
    const many = await Promise.all(Array.from({ length: 300 }, (_, i) => tile('picture', `base/10/${800 + (i % 20)}/${400 + Math.floor(i / 20)}`)))
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]))
  }, 30_000)

  it('come from the cache the second time', async () => {
    const first = await tile('picture', 'base/9/1/1')
    const before = server.asked.length
    const again = await tile('picture', 'base/9/1/1')
    expect([first.status, again.status, server.asked.length - before]).toEqual([200, 200, 0])
    expect(again.headers.get('content-type')).toBe('image/png')
    expect(again.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('are the old tiles while the service is away', async () => {
    server.on('changing', answers.picture)
    expect((await tile('changing', 'base/9/2/2')).status).toBe(200)
    server.on('changing', answers.error)
    clock += 30 * 86_400_000
    expect((await tile('changing', 'base/9/2/2')).status).toBe(200)
    expect((await tile('changing', 'base/9/3/3')).status).toBe(503)
  })

  it.each([
    ['error', /HTTP 500/],
    ['page', /no picture but image\/png: “Key 已过期/],
    ['elsewhere', /HTTP 302/],
    ['endless', /more than 4 MB/],
  ])('say why a tile of “%s” cannot be had', async (id, reason) => {
    const answer = await tile(id)
    expect(answer.status).toBe(503)
    const { message } = answer.body.error as { message: string }
    expect(message).toMatch(reason)
    expect(message).not.toContain('<')
  })

  it('have no tile where the service has none, beyond their levels, and for what nobody configured', async () => {
    for (const path of ['nothing/base/10/1/1', 'picture/base/13/1/1', 'picture/base/3/8/0', 'picture/names/3/1/1', 'picture/dem/3/1/1', 'picture/other/3/1/1', 'unknown/base/3/1/1', 'picture/base/1e1/1/1', 'picture/base/3/-1/1']) {
      const answer = await rig.call('GET', `/api/v1/basemaps/${path}`, { key: rig.keys.wall })
      expect([path, answer.status]).toEqual([path, 404])
    }
    expect(server.asked.some((url) => url.includes('/13/'))).toBe(false)
  })

  it('never show an address or a key to a screen', async () => {
    server.on('tdt', answers.error)
    const texts = [JSON.stringify((await rig.call('GET', '/api/v1/pack', { key: rig.keys.wall })).body), JSON.stringify((await tile('tdt')).body)]
    expect(server.asked.some((url) => url.includes(`tk=${KEY}`))).toBe(true)
    for (const text of texts) expect(text).not.toContain(KEY)
    expect(texts[0]).toContain('"id":"tdt"')
    expect(texts[0]).not.toContain(server.url)
  })

  it('serve the archive of this machine by byte ranges', async () => {
    const answer = await rig.call('GET', '/api/v1/basemaps/machine/base', { key: rig.keys.wall, headers: { range: 'bytes=0-6' } })
    expect([answer.status, (answer.body as { text?: string }).text]).toEqual([206, 'PMTiles'])
    expect((await rig.call('GET', '/api/v1/basemaps/machine/base')).status).toBe(401)
    expect((await rig.call('GET', '/api/v1/basemaps/picture/base', { key: rig.keys.wall })).status).toBe(404)
  })
})

describe('a service that fails', () => {
  it('is left alone for a while, and screens hear at once', async () => {
    let now = 0
    server.on('rest', answers.error)
    const ask = createUpstream({ key: 'rest', template: `${server.url}/rest/{z}/{x}/{y}`, content: 'picture', cache: createTileCache(join(folder, 'rest'), 1e6), now: () => now, log: silent, userAgent: 'test' })
    const before = server.asked.length
    for (let x = 0; x < 20; x += 1) await expect(ask(5, x, 0)).rejects.toThrow('HTTP 500')
    expect(server.asked.length - before).toBe(4)
    server.on('rest', answers.picture)
    now += 11_000
    expect((await ask(5, 1, 0))?.type).toBe('image/png')
  })

  it('holds nobody up: a tile that comes late is there for the next question', async () => {
    const waiting: (() => void)[] = []
    server.on('late', (asked, response) => void waiting.push(() => answers.picture(asked, response)))
    const ask = createUpstream({ key: 'late', template: `${server.url}/late/{z}/{x}/{y}`, content: 'picture', cache: createTileCache(join(folder, 'late'), 1e6), now: () => 0, log: silent, userAgent: 'test', screenWaitMs: 50 })
    await expect(ask(5, 1, 0)).rejects.toThrow('no answer within')
    for (const answer of waiting.splice(0)) answer()
    await expect.poll(() => ask(5, 1, 0).then((found) => found?.type, () => 'late')).toBe('image/png')
    expect(waiting).toHaveLength(0)
  })
})

describe('the tile cache', () => {
  it('stays below its size, and takes a torn file for none', async () => {
    const dir = join(folder, 'small')
    const cache = createTileCache(dir, 50_000)
    for (let i = 0; i < 100; i += 1) await cache.put(`k${i}`, { type: 'image/png', body: Buffer.alloc(2_000, i), fetchedAt: i })
    const kept = await Promise.all(Array.from({ length: 100 }, (_, i) => cache.get(`k${i}`)))
    const there = kept.filter((found) => found !== null)
    expect(there.length).toBeGreaterThan(5)
    expect(there.length).toBeLessThanOrEqual(25)
    expect(await cache.get('k99')).toMatchObject({ type: 'image/png', fetchedAt: 99 })
  })
})

describe('an archive', () => {
  const write = (name: string, bytes: Uint8Array | string) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  it('is known by its head, and rubbish is named', async () => {
    expect(await readArchive(SHIPPED)).toMatchObject({ ok: true, value: { content: 'dinghai', maxzoom: 12 } })
    expect(await readArchive(write('rubbish.pmtiles', 'not an archive at all'))).toMatchObject({ ok: false, error: expect.stringMatching(/not a PMTiles archive/) as string })
    expect(await readArchive(write('empty.pmtiles', ''))).toMatchObject({ ok: false })
    expect(await readArchive(join(folder, 'missing.pmtiles'))).toMatchObject({ ok: false, error: expect.stringMatching(/ENOENT/) as string })
    const half = readFileSync(SHIPPED).subarray(0, Math.floor(statSync(SHIPPED).size / 2))
    expect(await readArchive(write('half.pmtiles', half))).toMatchObject({ ok: false, error: expect.stringMatching(/not copied whole/) as string })
  })
})
