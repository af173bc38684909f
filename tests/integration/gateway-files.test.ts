import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALARM_EXAMPLE } from '../../electron/hub/feeds/alarm/schema'
import { startRig, testPack, type Rig } from '../../electron/hub/gateway/testing/harness'
import type { PointColumns } from '../../shared/pack/points'

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('a picture of the scene')])
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('JFIF and more of it')])
const MAP = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251))

let folder: string
let rig: Rig
let incidentId = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-files-'))
  const screens = join(folder, 'screens')
  for (const name of ['desk', 'wall', 'phone', 'assets', 'empty']) mkdirSync(join(screens, name), { recursive: true })
  writeFileSync(join(screens, 'desk/index.html'), '<!doctype html><title>desk</title>')
  writeFileSync(join(screens, 'phone/index.html'), '<!doctype html><title>phone</title>')
  writeFileSync(join(screens, 'phone/service-worker.js'), 'self')
  writeFileSync(join(screens, 'assets/desk-1a2b.js'), 'export {}')
  writeFileSync(join(screens, '.secret'), 'not for you')
  writeFileSync(join(folder, 'outside.txt'), 'not for you')
  symlinkSync(join(folder, 'outside.txt'), join(screens, 'link.txt'))
  mkdirSync(join(folder, 'basemap'))
  writeFileSync(join(folder, 'basemap/zhejiang-basemap.pmtiles'), MAP)
  mkdirSync(join(folder, 'pack'))
  writeFileSync(join(folder, 'pack/roads.geojson'), '{"type":"FeatureCollection","features":[]}')
  rig = await startRig({ staticDir: screens, basemapDir: join(folder, 'basemap') }, { ...testPack(), folder: join(folder, 'pack') })
  const { body } = await rig.call('POST', '/api/v1/alarms', { key: rig.keys.feed, body: ALARM_EXAMPLE })
  incidentId = body['incidentId']
})
afterAll(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends the path as it is: `fetch` would tidy it up. */
const raw = (path: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const url = new URL(rig.gateway.url)
    const asked = request({ host: url.hostname, port: url.port, path }, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => (text += part.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    asked.on('error', reject)
    asked.end()
  })

describe('photos', () => {
  const upload = (content: Uint8Array, key = rig.keys.officer, query = '', type = 'image/png', headers = {}) =>
    rig.call('POST', `/api/v1/incidents/${incidentId}/attachments${query}`, { key, raw: content, type, headers })
  const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
  const stored = () => readdirSync(join(rig.folder, 'attachments')).filter((name) => name !== '.incoming')

  it('are stored by their content and recorded', async () => {
    const answer = await upload(PNG, rig.keys.officer, `?name=${encodeURIComponent('现场.png')}&at=2026-07-28T14:10:00%2B08:00`)
    expect(answer).toMatchObject({ status: 201, body: { hash: hashOf(PNG), mime: 'image/png', bytes: PNG.byteLength, incidentId } })
    expect(rig.hub.log.at(-1)).toMatchObject({ type: 'incident.attachmentAdded', data: { name: '现场.png', observedAt: 1_785_219_000_000 } })
    expect(await upload(PNG)).toMatchObject({ status: 200, body: { hash: hashOf(PNG) } })
    expect(stored()).toEqual([hashOf(PNG)])
    expect(readFileSync(join(rig.folder, 'attachments', hashOf(PNG))).equals(PNG)).toBe(true)
    expect(readdirSync(join(rig.folder, 'attachments/.incoming'))).toEqual([])
  })

  it('without a time, sent again under the same key, get the first answer', async () => {
    const again = { 'idempotency-key': 'photo-1' }
    const first = await upload(PNG, rig.keys.officer, '', 'image/png', again)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await upload(PNG, rig.keys.officer, '', 'image/png', again)).toMatchObject({ status: first.status, body: first.body })
  })

  it('are told by their content, not by what they say they are', async () => {
    const answer = await upload(JPEG, rig.keys.officer, '', 'image/png', { 'x-file-name': encodeURIComponent('其实是.jpg') })
    expect(answer).toMatchObject({ status: 201, body: { mime: 'image/jpeg' } })
    expect(rig.hub.log.at(-1)).toMatchObject({ data: { mime: 'image/jpeg', name: '其实是.jpg' } })
    const seq = rig.hub.world.seq
    for (const content of ['<script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a…', '', '\x89PNG']) {
      expect(await upload(Buffer.from(content), rig.keys.officer, '', 'image/png')).toMatchObject({ status: 415, body: { error: { code: 'unsupported_type' } } })
    }
    expect(await upload(PNG, rig.keys.officer, '', 'multipart/form-data; boundary=x')).toMatchObject({ status: 415 })
    expect(rig.hub.world.seq).toBe(seq)
    expect(stored()).toHaveLength(2)
  })

  it('of more than 8 MB are refused, said or not, and leave nothing behind', async () => {
    const big = Buffer.concat([PNG, Buffer.alloc(8 * 1024 * 1024)])
    expect(await upload(big)).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(PNG)
        for (let part = 0; part < 9; part++) controller.enqueue(new Uint8Array(1024 * 1024))
        controller.close()
      },
    })
    const response = await fetch(`${rig.gateway.url}/api/v1/incidents/${incidentId}/attachments`, {
      method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${rig.keys.officer}`, 'content-type': 'image/png' },
    } as RequestInit)
    expect(response.status).toBe(413)
    expect(stored()).toHaveLength(2)
    expect(readdirSync(join(rig.folder, 'attachments/.incoming'))).toEqual([])
  })

  it('come from teams that were sent, and are seen by them only', async () => {
    expect(await upload(PNG, rig.keys.team)).toMatchObject({ status: 404 })
    const see = (key: string, hash = hashOf(PNG), headers = {}) => rig.call('GET', `/api/v1/attachments/${hash}`, { key, headers })
    expect(await see(rig.keys.team)).toMatchObject({ status: 404 })
    await rig.call('POST', `/api/v1/incidents/${incidentId}/dispatches`, { key: rig.keys.officer, body: { teamId: 'lan' }, headers: { 'idempotency-key': 'k' } })
    expect(await upload(Buffer.concat([PNG, Buffer.from('2')]), rig.keys.team)).toMatchObject({ status: 201 })
    const seen = await see(rig.keys.team)
    expect(seen.status).toBe(200)
    expect(Object.fromEntries(seen.headers)).toMatchObject({
      'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-disposition': `inline; filename="${hashOf(PNG).slice(0, 16)}.png"`,
      'cache-control': 'private, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'; sandbox",
    })
    expect((await see(rig.keys.team, hashOf(PNG), { 'if-none-match': seen.headers.get('etag') ?? '' })).status).toBe(304)
    expect((await see(rig.key('team', 'other', 'second'))).status).toBe(404)
    expect((await see(rig.keys.officer, 'a'.repeat(64))).status).toBe(404)
    expect((await see(rig.keys.officer, '..')).status).toBe(404)
    expect((await see(rig.keys.wall)).status).toBe(403)
  })
})

describe('pages', () => {
  it('are served with a strict policy', async () => {
    const answer = await rig.call('GET', '/desk/')
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain(`connect-src 'self' ws://${new URL(rig.gateway.url).host}`)
    expect(policy.match(/unsafe-\w+/g)).toEqual(['unsafe-inline'])
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('permissions-policy')).toContain('geolocation=(self)')
    expect((await rig.call('GET', '/desk/', { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })).status).toBe(304)
  })

  it('have their places', async () => {
    expect((await rig.call('GET', '/')).headers.get('location')).toBe('/desk/')
    expect((await rig.call('GET', '/desk')).headers.get('location')).toBe('/desk/')
    expect((await rig.call('GET', '/assets/desk-1a2b.js')).headers.get('cache-control')).toContain('immutable')
    const worker = await rig.call('GET', '/phone/service-worker.js')
    expect(worker.headers.get('service-worker-allowed')).toBe('/phone/')
    expect(worker.headers.get('cache-control')).toBe('no-cache')
    expect(worker.headers.get('content-type')).toContain('javascript')
  })

  it.each([
    '/../outside.txt', '/desk/../../outside.txt', '/%2e%2e/outside.txt', '/..%2foutside.txt', '/%252e%252e/outside.txt', '/..%5coutside.txt',
    '/.secret', '/%2esecret', '/link.txt', '/desk/index.html%00.js', '/%ff', '/empty', '/empty/', '//etc/passwd', '/C:/x', '/wall/', '/nothing',
  ])('%s is not there', async (path) => {
    const answer = await raw(path)
    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('not for you')
  })

  it('of the base map come in ranges', async () => {
    const get = (headers: Record<string, string>) => fetch(`${rig.gateway.url}/basemap/zhejiang.pmtiles`, { headers })
    const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer())
    const part = await get({ range: 'bytes=100-227' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe('bytes 100-227/5000')
    expect((await bytes(part)).equals(MAP.subarray(100, 228))).toBe(true)
    expect((await bytes(await get({ range: 'bytes=4990-' }))).equals(MAP.subarray(4990))).toBe(true)
    expect((await bytes(await get({ range: 'bytes=-7' }))).equals(MAP.subarray(4993))).toBe(true)
    expect((await bytes(await get({ range: 'bytes=4990-9999' }))).equals(MAP.subarray(4990))).toBe(true)
    const beyond = await get({ range: 'bytes=5000-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */5000'])
    expect((await get({ range: 'bytes=-0' })).status).toBe(416)
    for (const odd of ['bytes=5-3', 'bytes=a-b', 'lines=1-2', 'bytes=1-2,4-5', 'bytes=-']) expect([200, 416]).toContain((await get({ range: odd })).status)
    const whole = await get({})
    expect((await bytes(whole)).equals(MAP)).toBe(true)
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    const etag = whole.headers.get('etag') ?? ''
    expect((await get({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(206)
    expect((await get({ range: 'bytes=0-1', 'if-range': '"older"' })).status).toBe(200)
    const head = await fetch(`${rig.gateway.url}/basemap/zhejiang.pmtiles`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '5000'])
  })
})

describe('the pack and the description', () => {
  it('change never while the hub runs: one fetch, then a tag', async () => {
    const pack = await rig.call('GET', '/api/v1/pack', { key: rig.keys.team })
    expect(pack).toMatchObject({ status: 200, body: { manifest: { zone: 'Asia/Shanghai' }, kinds: expect.any(Array) as object[], roads: { schematic: true } } })
    expect(pack.body).not.toHaveProperty('folder')
    expect(pack.body).not.toHaveProperty('teams')
    expect((pack.body['search'] as readonly { id: string }[]).find((entry) => entry.id === 'mazhan')).toMatchObject({ pinyin: 'ma zhan zhen', initials: 'mzz' })
    const tag = pack.headers.get('etag') ?? ''
    expect((await rig.call('GET', '/api/v1/pack', { key: rig.keys.team, headers: { 'if-none-match': tag } })).status).toBe(304)
    const roads = await rig.call('GET', '/api/v1/roads', { key: rig.keys.wall })
    expect(roads).toMatchObject({ status: 200, body: { type: 'FeatureCollection' } })
    expect(roads.headers.get('content-type')).toBe('application/geo+json')
  })

  it('gives thousands of points set by set, compressed for who takes it, and never with the pack', async () => {
    const size = 5000
    const column = <T>(value: (i: number) => T): T[] => Array.from({ length: size }, (_, i) => value(i))
    const set: PointColumns = {
      id: 'codes', kind: 'guard-code', ids: column((i) => `gc${i}`), names: column((i) => `演示守护码 ${i}`), lon: column((i) => 120 + i / 1e4),
      lat: column(() => 27.3), townships: ['马站镇'], townshipOf: column(() => 0), details: [{ heading: '隐患类型', values: column(() => '溪流') }],
    }
    const own = await startRig({}, { ...testPack(), pointSets: [set] })
    const see = (path: string, headers: Record<string, string> = {}) => own.call('GET', path, { key: own.keys.wall, headers })
    const plain = await see('/api/v1/points/codes', { 'accept-encoding': 'identity' })
    expect(plain).toMatchObject({ status: 200, body: { ids: { length: size } } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    const packed = await see('/api/v1/points/codes', { 'accept-encoding': 'br, gzip;q=0.8' })
    expect(packed.body).toEqual(plain.body)
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(Number(plain.headers.get('content-length')) / 4)
    expect((await see('/api/v1/points/codes', { 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding')).toBeNull()
    expect((await see('/api/v1/points/codes', { 'accept-encoding': 'gzip', 'if-none-match': packed.headers.get('etag') ?? '' })).status).toBe(304)
    expect((await see('/api/v1/points/nothing')).body).toMatchObject({ error: { code: 'not_found', field: 'id' } })
    const { body } = await see('/api/v1/pack')
    expect(body).toMatchObject({ pointCounts: { codes: size } })
    expect(body).not.toHaveProperty('pointSets')
    await own.close()
  })

  it('is complete OpenAPI 3.1: every operation has a summary, answers, and examples for what it takes and gives', async () => {
    const { body } = await rig.call('GET', '/api/v1/openapi.json')
    expect(body['openapi']).toBe('3.1.0')
    type Operation = {
      operationId: string; summary: string; security: unknown[]; parameters?: { name: string; in: string }[]
      requestBody?: { content: Record<string, { schema: object; example: unknown }> }
      responses: Record<string, { description: string; content?: Record<string, { example?: unknown }> }>
    }
    const paths = Object.entries(body['paths'] as Record<string, Record<string, Operation>>)
    const names = new Set<string>()
    for (const [path, methods] of paths) {
      for (const [method, operation] of Object.entries(methods)) {
        const label = `${method} ${path}`
        expect(operation.summary.length, label).toBeGreaterThan(5)
        expect(names.has(operation.operationId), label).toBe(false)
        names.add(operation.operationId)
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        expect((operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name), label).toEqual(inPath)
        for (const [type, media] of Object.entries(operation.requestBody?.content ?? {})) expect(media.example, `${label} ${type}`).toBeDefined()
        const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
        expect(good.length, label).toBeGreaterThan(0)
        for (const [status, reply] of good) {
          const json = reply.content?.['application/json']
          if (json) expect(json.example, `${label} ${status}`).toBeDefined()
        }
        if (operation.security.length > 0) expect(Object.keys(operation.responses), label).toEqual(expect.arrayContaining(['401', '403', '429']))
      }
    }
    expect(paths.length).toBeGreaterThan(20)
  })

  it('tells strangers only that it is up', async () => {
    const { body } = await rig.call('GET', '/api/v1/health')
    expect(Object.keys(body).toSorted()).toEqual(['protocol', 'seq', 'status', 'version'])
    expect(await rig.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok', seq: rig.hub.world.seq } })
    expect((await rig.call('GET', '/api/v1/health', { key: rig.keys.officer })).body).toMatchObject({ counters: expect.any(Object) as object, sources: expect.any(Array) as object[] })
    expect(await rig.call('PATCH', '/healthz')).toMatchObject({ status: 405 })
    expect(await rig.call('GET', '/api/v1/nothing')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
  })
})
