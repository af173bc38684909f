import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { next, startRig, type Rig } from '../../electron/hub/gateway/testing/harness'

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ publicUrl: 'http://hub.example:8080/' })
})
afterAll(() => rig.close())

const login = (body: object, on = rig) => on.call('POST', '/api/v1/session', { body })
const officer = (method: string, path: string, body?: object) => rig.call(method, path, { key: rig.keys.officer, body })

describe('officers', () => {
  it('sign in and out', async () => {
    const { status, body } = await login({ name: 'officer', password: rig.password })
    expect(status).toBe(201)
    const key = body['token'] as string
    expect(await rig.call('GET', '/api/v1/session', { key })).toMatchObject({ status: 200, body: { role: 'officer', name: 'officer', kind: 'session' } })
    expect(await rig.call('DELETE', '/api/v1/session', { key })).toMatchObject({ status: 204 })
    expect(await rig.call('GET', '/api/v1/session', { key })).toMatchObject({ status: 401 })
    expect((await login({ user: 'officer', password: rig.password })).status).toBe(201)
  })

  it('of a wrong name and of a wrong password get one and the same answer', async () => {
    const [a, b] = [await login({ name: 'officer', password: 'wrong' }), await login({ name: 'nobody', password: 'wrong' })]
    expect(a.status).toBe(401)
    expect({ ...a.body }).toEqual({ ...b.body })
    expect(a.body['error']).not.toHaveProperty('field')
  })

  it.each([[{}, 'password'], [{ password: 'x' }, 'name'], [{ name: 5, password: 'x' }, 'name'], [{ name: 'a', password: '' }, 'password']])(
    'with %j are told which field',
    async (body, field) => {
      expect(await login(body)).toMatchObject({ status: 422, body: { error: { field } } })
    },
  )

  it('change their password, and other sessions end', async () => {
    expect(await officer('POST', '/api/v1/officers', { name: '王敏', password: 'ten letters' })).toMatchObject({ status: 201 })
    expect(await officer('POST', '/api/v1/officers', { name: '王敏', password: 'ten letters' })).toMatchObject({ status: 409 })
    expect(await officer('POST', '/api/v1/officers', { name: 'li', password: 'short' })).toMatchObject({ status: 422, body: { error: { field: 'password' } } })
    expect(await officer('POST', '/api/v1/officers', { name: 'a b', password: 'ten letters' })).toMatchObject({ status: 422, body: { error: { field: 'name' } } })
    const [one, two] = [await login({ name: '王敏', password: 'ten letters' }), await login({ name: '王敏', password: 'ten letters' })]
    const change = (key: unknown, current: string) =>
      rig.call('PUT', '/api/v1/session/password', { key: key as string, body: { current, next: 'another ten letters' } })
    expect(await change(one.body['token'], 'wrong')).toMatchObject({ status: 401 })
    expect(await change(one.body['token'], 'ten letters')).toMatchObject({ status: 204 })
    expect((await rig.call('GET', '/api/v1/session', { key: one.body['token'] })).status).toBe(200)
    expect((await rig.call('GET', '/api/v1/session', { key: two.body['token'] })).status).toBe(401)
    expect((await officer('GET', '/api/v1/officers')).body['officers']).toEqual([expect.objectContaining({ name: 'officer' }), expect.objectContaining({ name: '王敏' })])
    expect((await officer('DELETE', `/api/v1/officers?name=${encodeURIComponent('王敏')}`)).status).toBe(204)
    expect((await officer('DELETE', '/api/v1/officers?name=x')).status).toBe(404)
    expect((await officer('DELETE', '/api/v1/officers?name=jia')).status).toBe(422)
    expect((await rig.call('GET', '/api/v1/session', { key: one.body['token'] })).status).toBe(401)
  })

  it('who guess are slowed down, the right password included, and told how long', async () => {
    const other = await startRig()
    try {
      const statuses: number[] = []
      for (let tries = 0; tries < 8; tries++) statuses.push((await login({ name: 'officer', password: `wrong ${tries}` }, other)).status)
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
      const answer = await login({ name: 'officer', password: other.password }, other)
      expect(answer.status).toBe(429)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      // Others at the same address are not locked out by it, until it is plainly an attack.
      expect(await login({ name: 'other', password: 'x' }, other)).toMatchObject({ status: 401 })
      for (let tries = 0; tries < 40; tries++) await login({ name: `name${tries}`, password: 'x' }, other)
      expect(await login({ name: 'one more', password: 'x' }, other)).toMatchObject({ status: 429 })
    } finally {
      await other.close()
    }
  })
})

describe('devices', () => {
  const linkFor = async (body: object) => {
    const answer = await officer('POST', '/api/v1/devices/links', body)
    return { ...answer, secret: String(answer.body['url'] ?? '').split('#k=')[1] ?? '' }
  }
  const claim = (secret: string, name?: string) => rig.call('POST', '/api/v1/devices/claim', { body: { secret, ...(name ? { name } : {}) } })

  it.each([
    [{ role: 'team', teamId: 'lan' }, 'http://hub.example:8080/phone/#k=', { role: 'team', teamId: 'lan', name: 'lan' }],
    [{ role: 'wall', name: '大厅' }, 'http://hub.example:8080/wall/#k=', { role: 'wall', teamId: null, name: '大厅' }],
    [{ role: 'officer' }, 'http://hub.example:8080/desk/#k=', { role: 'officer', teamId: null, name: 'jia' }],
  ])('get in by a link for %j, once', async (body, url, who) => {
    const link = await linkFor(body)
    expect(link).toMatchObject({ status: 201, body: { url: expect.stringContaining(url) as string } })
    expect(link.body['expiresAt']).toBeGreaterThan(Date.now() + 9 * 60_000)
    const claimed = await claim(link.secret)
    expect(claimed).toMatchObject({ status: 201, body: who })
    expect(claimed.body['deviceKey']).toBe(claimed.body['key'])
    expect(await rig.call('GET', '/api/v1/session', { key: claimed.body['deviceKey'] })).toMatchObject({ status: 200, body: who })
    expect(await claim(link.secret)).toMatchObject({ status: 401, body: { error: { field: 'secret' } } })
  })

  it('of ten that claim one link at the same moment, one gets in', async () => {
    const { secret } = await linkFor({ role: 'wall', minutes: 1 })
    const answers = await Promise.all(Array.from({ length: 5 }, () => claim(secret)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  })

  it.each([
    [{ role: 'team' }, 422, 'teamId'],
    [{ role: 'team', teamId: 'nobody' }, 404, 'teamId'],
    [{ role: 'wall', teamId: 'lan' }, 422, 'teamId'],
    [{ role: 'feed' }, 422, 'role'],
    [{ role: 'wall', minutes: 0 }, 422, 'minutes'],
    [{ role: 'officer', name: 'a b' }, 422, 'name'],
  ])('are not linked by %j', async (body, status, field) => {
    expect(await linkFor(body)).toMatchObject({ status, body: { error: { field } } })
  })

  it('that are revoked are cut off at once, told why, and cannot come back', async () => {
    const claimed = await claim((await linkFor({ role: 'wall' })).secret, '旧大屏')
    const screen = rig.screen(claimed.body['deviceKey'])
    await next(screen, 'welcome')
    const id = claimed.body['deviceId'] as string
    const listed = (await officer('GET', '/api/v1/devices')).body['devices'] as readonly { id: string }[]
    expect(listed.find((device) => device.id === id)).toMatchObject({ name: '旧大屏', connected: 1, role: 'wall' })
    const goodbye = next(screen, 'goodbye')
    const gone = new Promise<void>((resolve) => screen.once('disconnect', () => resolve()))
    expect((await officer('DELETE', `/api/v1/devices/${id}`)).status).toBe(204)
    expect(await goodbye).toMatchObject({ code: 'revoked' })
    await gone
    expect((await officer('DELETE', `/api/v1/devices/${id}`)).status).toBe(404)
    const again = rig.screen(claimed.body['deviceKey'])
    const error = await new Promise<Error & { data?: object }>((resolve) => again.once('connect_error', resolve))
    expect(error.data).toMatchObject({ code: 'unauthorised' })
  })
})

describe('feeds', () => {
  it('get a key that is told once and can be taken back', async () => {
    const issued = await officer('POST', '/api/v1/feeds', { name: '110' })
    expect(issued).toMatchObject({ status: 201, body: { name: '110', inPack: true, key: expect.stringMatching(/^dhk_/) as string } })
    expect(await officer('POST', '/api/v1/feeds', { name: 'Upper Case' })).toMatchObject({ status: 422, body: { error: { field: 'name' } } })
    const list = await officer('GET', '/api/v1/feeds')
    expect(JSON.stringify(list.body)).not.toContain(issued.body['key'])
    expect((await officer('DELETE', `/api/v1/feeds/${String(issued.body['id'])}`)).status).toBe(204)
    expect((await officer('DELETE', `/api/v1/feeds/${String(issued.body['id'])}`)).status).toBe(404)
    expect((await rig.call('POST', '/api/v1/alarms', { key: issued.body['key'], body: {} })).status).toBe(401)
  })
})

describe('addresses', () => {
  let strict: Rig
  beforeAll(async () => {
    strict = await startRig({ allowedOrigins: ['https://desk.example'] })
    return () => strict.close()
  })
  let host = ''
  beforeEach(() => {
    host = new URL(strict.gateway.url).host
  })

  const preflight = (origin: string) => strict.call('OPTIONS', '/api/v1/session', { headers: { origin } })

  it.each(['app://dinghai', 'https://desk.example'])('lets pages of %s in', async (origin) => {
    const answer = await preflight(origin)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect((await strict.call('GET', '/healthz', { headers: { origin } })).status).toBe(200)
  })

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('keeps pages of %s out, of HTTP and of sockets', async (origin) => {
    const answer = await strict.call('POST', '/api/v1/session', { headers: { origin }, body: { name: 'officer', password: strict.password } })
    expect(answer).toMatchObject({ status: 403, body: { error: { field: 'Origin' } } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    const handshake = await strict.call('GET', '/socket.io/?EIO=4&transport=polling', { headers: { origin } })
    expect(handshake.status).toBe(403)
  })

  it('lets its own pages in', async () => {
    expect((await strict.call('GET', '/healthz', { headers: { origin: `http://${host}` } })).status).toBe(200)
    expect((await strict.call('GET', '/socket.io/?EIO=4&transport=polling', { headers: { origin: `http://${host}` } })).status).toBe(200)
  })

  it('bound to loopback answers to no other name: a page cannot rebind its own to it', async () => {
    const { request } = await import('node:http')
    const status = await new Promise((resolve) => {
      const asked = request(`${strict.gateway.url}/healthz`, { headers: { host: 'evil.example', origin: 'http://evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      asked.end()
    })
    expect(status).toBe(421)
  })

  it('makes links for the shell', () => {
    expect(strict.gateway.oneTimeLink('desk')).toMatch(new RegExp(`^${strict.gateway.url}/desk/#k=dhl_`))
    expect(() => strict.gateway.oneTimeLink('phone')).toThrow(/team/)
  })
})
