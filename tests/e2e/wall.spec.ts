import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { leastFontPx, DEFAULT_SEAT } from '../../renderer/wall/legibility'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { withoutMap } from '../fixtures/without-map'

/** The hub's public interface as an officer and a feed use it. */
function api(url: string, key: string) {
  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown, headers?: Record<string, string>) => send('POST', path, body, headers),
    delete: (path: string) => send('DELETE', path),
    command: (type: string, data: unknown) => send('POST', '/api/v1/commands', { commandId: randomUUID(), type, data }),
  }
}
type Api = ReturnType<typeof api>

async function claim(url: string, link: string): Promise<string> {
  const secret = new URLSearchParams(new URL(link).hash.slice(1)).get('k')
  const answer = await fetch(new URL('/api/v1/devices/claim', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  })
  return ((await answer.json()) as { key: string }).key
}

interface Hall {
  readonly hub: RunningHub
  readonly officer: Api
  alarm(changes?: Record<string, unknown>): Promise<string>
  /** Sends the best team; resolves with the order's id. */
  send(incidentId: string): Promise<string>
  /** A new one-time link for a wall. */
  wallLink(): Promise<string>
}

async function hall(dataDir: string): Promise<Hall> {
  const hub = await runHub(dataDir)
  const officer = api(hub.url, await claim(hub.url, hub.links.desk))
  const feed = api(hub.url, String((await officer.post('/api/v1/feeds', { name: 'police-110' }))['key']))
  return {
    hub,
    officer,
    async alarm(changes = {}) {
      const alarm = {
        sourceId: randomUUID(),
        kind: 'missing-person-water',
        place: '马站镇 观美水库上游',
        lon: 120.4238,
        lat: 27.2971,
        datum: 'wgs84',
        observedAt: new Date().toISOString(),
        description: '',
        ...changes,
      }
      return String((await feed.post('/api/v1/alarms', alarm))['incidentId'])
    },
    async send(incidentId) {
      const { candidates } = (await officer.get(`/api/v1/incidents/${incidentId}/recommendation`)) as { candidates: { teamId: string }[] }
      const teamId = candidates[0]?.teamId
      const sent = await officer.post(`/api/v1/incidents/${incidentId}/dispatches`, { teamId }, { 'idempotency-key': randomUUID() })
      return String(sent['dispatchId'])
    },
    async wallLink() {
      return String((await officer.post('/api/v1/devices/links', { role: 'wall' }))['url'])
    },
  }
}

/** One hub for all, with nothing open when a test starts; a hub of its own is for the test that takes it away. */
const test = base.extend<{ hall: Hall; dataDir: string }, { opened: Hall }>({
  opened: [
    async ({ browserName: _ }, use) => {
      const dir = temporaryDataDir()
      const opened = await hall(dir.path)
      await use(opened)
      await opened.hub.stop()
      dir.remove()
    },
    { scope: 'worker' },
  ],
  hall: async ({ opened }, use) => {
    await use(opened)
    const { incidents } = (await opened.officer.get('/api/v1/incidents')) as { incidents: { id: string }[] }
    for (const { id } of incidents) await opened.officer.command('closeIncident', { incidentId: id, summary: '' })
  },
  dataDir: async ({ browserName: _ }, use) => {
    const dir = temporaryDataDir()
    await use(dir.path)
    dir.remove()
  },
})
test.use({ viewport: { width: 1920, height: 1080 } })
test.setTimeout(180_000)
/** For tests that need the map: drawn in software it takes as long as it has pixels. */
const SMALL = { width: 1280, height: 720 }

/** Opens the overview; with an officer, it stays there when an alarm comes. */
async function openWall(page: Page, link: string, officer?: Api): Promise<void> {
  await page.goto(link)
  await expect(page.getByTestId('incidents')).toBeVisible({ timeout: 60_000 })
  // The wall is registered by its first screen.
  if (officer) await expect.poll(() => officer.command('setInterruptions', { wallId: 'main', interruptible: false }).then(() => true, () => false)).toBe(true)
}

test('a link is exchanged once for a key, stripped from the address, and remembered', async ({ page, hall }) => {
  await withoutMap(page)
  await openWall(page, await hall.wallLink(), hall.officer)
  expect(new URL(page.url()).hash).toBe('')
  await page.reload()
  await expect(page.getByTestId('calm')).toContainText('当前无在办警情')
  await expect(page.getByTestId('enrol')).toHaveCount(0)
})

test('without a key the wall says how to get one, and a revoked one shows nothing any more', async ({ page, hall }) => {
  await withoutMap(page)
  await page.goto(new URL('/wall/', hall.hub.url).href)
  await expect(page.getByTestId('enrol')).toContainText('本屏尚未授权')
  // The link is opened in the same window: only the fragment changes.
  await page.goto(await hall.wallLink())
  await expect(page.getByTestId('calm')).toBeVisible()
  const { devices } = (await hall.officer.get('/api/v1/devices')) as { devices: { id: string; role: string }[] }
  for (const { id, role } of devices) if (role === 'wall') await hall.officer.delete(`/api/v1/devices/${id}`)
  await expect(page.getByTestId('enrol')).toHaveAttribute('data-revoked', 'true')
  await expect(page.getByTestId('incidents')).toHaveCount(0)
})

test('an alarm is on the wall at once, pulses until it is answered, and its clocks run and stop', async ({ page, hall }) => {
  await page.setViewportSize(SMALL)
  await openWall(page, await hall.wallLink(), hall.officer)
  const incidentId = await hall.alarm()
  const card = page.locator(`[data-incident="${incidentId}"]`)
  await expect(card).toHaveAttribute('data-severity', 'red')
  await expect(card).toHaveAttribute('data-unanswered', 'true')
  await expect(card).toContainText('待接警')
  await expect(page.getByTestId('pulse')).toHaveCount(1)
  await expect(page.getByTestId('figure-count')).toContainText('1')

  await hall.officer.command('answerIncident', { incidentId })
  await expect(card).toHaveAttribute('data-unanswered', 'false')
  await expect(page.getByTestId('pulse')).toHaveCount(0)
  const dispatchId = await hall.send(incidentId)
  await expect(card.getByTestId('team-line')).toContainText('待签收')
  await hall.officer.command('markDelivered', { dispatchId, observedAt: Date.now() })
  await expect(page.getByTestId('figure-delivered')).toContainText('n=1')
  await hall.officer.command('recordMilestone', { dispatchId, milestone: 'acknowledged', observedAt: Date.now() })
  await hall.officer.command('recordMilestone', { dispatchId, milestone: 'departed', observedAt: Date.now() })
  await expect(card.getByTestId('team-line')).toContainText(/剩 \d+:\d\d/)
  await hall.officer.command('recordMilestone', { dispatchId, milestone: 'arrived', observedAt: Date.now() })
  await expect(card.getByTestId('team-line')).toContainText('到场')
  await expect(page.getByTestId('figure-scene')).toContainText('n=1')
  await hall.officer.command('closeIncident', { incidentId, summary: '' })
  await expect(page.getByTestId('calm')).toContainText('最近一起')
})

test('a phone that rings in vain is framed on its card', async ({ page, hall }) => {
  await withoutMap(page)
  await openWall(page, await hall.wallLink(), hall.officer)
  const incidentId = await hall.alarm()
  const dispatchId = await hall.send(incidentId)
  await hall.officer.command('realertDispatch', { dispatchId })
  const line = page.locator(`[data-incident="${incidentId}"]`).getByTestId('team-line')
  await expect(line).toContainText('待签收 · 已重呼 1 次')
  await expect(line).toHaveAttribute('data-tone', 'vain')
})

test('a sensitive incident is there without kind and place', async ({ page, hall }) => {
  await withoutMap(page)
  await openWall(page, await hall.wallLink(), hall.officer)
  await hall.alarm({ kind: 'medical', place: '钱库镇 横街 12 号', lon: 120.56, lat: 27.49 })
  await expect(page.getByTestId('incident')).toContainText('敏感警情')
  await expect(page.getByTestId('incident')).toContainText('位置不在大屏显示')
  expect(await page.content()).not.toContain('横街')
})

test('more incidents than fit are counted', async ({ page, hall }) => {
  await withoutMap(page)
  for (let n = 0; n < 12; n++) await hall.alarm({ place: `马站镇 ${n} 号`, lon: 120.42 + n / 100, severity: n < 6 ? 'orange' : 'blue' })
  await openWall(page, await hall.wallLink(), hall.officer)
  const shown = await page.getByTestId('incident').count()
  expect(shown).toBeGreaterThanOrEqual(4)
  await expect(page.getByTestId('more')).toContainText(`另有 ${12 - shown} 起`)
  // None is cut off.
  const outside = await page.getByTestId('incidents').evaluate((column) => {
    const { bottom } = column.getBoundingClientRect()
    return [...column.querySelectorAll('article, [data-testid=more]')].filter((card) => card.getBoundingClientRect().bottom > bottom + 1).length
  })
  expect(outside).toBe(0)
})

test('a lost hub frames the wall and says since when; back, the state is right', async ({ page, dataDir }) => {
  await withoutMap(page)
  const before = await hall(dataDir)
  const incidentId = await before.alarm()
  await openWall(page, await before.wallLink())
  await expect(page.locator(`[data-incident="${incidentId}"]`)).toBeVisible()
  const { port } = new URL(before.hub.url)
  await before.hub.kill()
  await expect(page.getByTestId('hub-lost')).toContainText(/于 \d\d:\d\d:\d\d 中断/)
  await expect(page.getByTestId('day').getByTestId('data-age')).toContainText('停在')
  await expect(page.locator(`[data-incident="${incidentId}"]`)).toBeVisible()
  const filter = await page.getByTestId('scene').evaluate((panel) => getComputedStyle(panel).filter)
  expect(filter).toContain('saturate')

  const again = await runHub(dataDir, ['--port', port])
  try {
    const officer = api(again.url, await claim(again.url, again.links.desk))
    await officer.command('closeIncident', { incidentId, summary: '' })
    await expect(page.getByTestId('hub-lost')).toHaveCount(0)
    await expect(page.getByTestId('calm')).toBeVisible()
  } finally {
    await again.stop()
  }
})

for (const [width, height] of [
  [1920, 1080],
  [3840, 2160],
  [5760, 1080],
] as const) {
  test(`all text of a ${width} x ${height} wall reaches the angle that the last seat needs, and nothing scrolls`, async ({ page, hall }) => {
    await withoutMap(page)
    await page.setViewportSize({ width, height })
    for (let n = 0; n < 6; n++) await hall.alarm({ place: `马站镇 ${n} 号`, lon: 120.42 + n / 50 })
    await hall.send(await hall.alarm({ kind: 'landslide', place: '矾山镇 221 县道', lon: 120.385, lat: 27.335 }))
    await openWall(page, await hall.wallLink(), hall.officer)
    await expect(page.getByTestId('incident').first()).toBeVisible()
    const found = await page.getByTestId('wall').evaluate((wall) => {
      const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT)
      const texts: { text: string; px: number }[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement
        const text = node.textContent?.trim() ?? ''
        if (!element || text === '') continue
        // Words for screen readers, marks drawn as pictures (measured by their box), and the credits that licences require.
        if (element.closest('.visually-hidden, svg, .maplibregl-ctrl, style')) continue
        texts.push({ text, px: Number.parseFloat(getComputedStyle(element).fontSize) })
      }
      return { texts, marks: [...wall.querySelectorAll('svg')].map((mark) => mark.getBoundingClientRect().height), scrolls: document.documentElement.scrollHeight > window.innerHeight || document.documentElement.scrollWidth > window.innerWidth }
    })
    expect(found.texts.length).toBeGreaterThan(40)
    const least = leastFontPx(height, DEFAULT_SEAT)
    expect(found.texts.filter(({ px }) => px < least - 0.01)).toEqual([])
    // The character of a mark is 42 % of its height at least, and Chinese.
    expect(Math.min(...found.marks) * 0.42).toBeGreaterThanOrEqual(least / 2)
    expect(found.scrolls).toBe(false)
    await expect(page.getByTestId('wall')).toHaveAttribute('data-layout', width / height > 2.4 ? 'zones' : 'over')
  })
}

test('size follows the seat, is remembered, and a seat that is too far is admitted', async ({ page, hall }) => {
  await withoutMap(page)
  const link = new URL(await hall.wallLink())
  link.search = '?distance=3&height=1.35'
  await openWall(page, link.href)
  const size = () => page.getByTestId('wall').evaluate((wall) => Number.parseFloat(getComputedStyle(wall).fontSize))
  const near = await size()
  expect(near).toBeLessThan(leastFontPx(1080, DEFAULT_SEAT))
  await page.goto(new URL('/wall/', hall.hub.url).href)
  await expect(page.getByTestId('incidents')).toBeVisible()
  expect(await size()).toBe(near)
  await page.goto(new URL('/wall/?distance=20', hall.hub.url).href)
  await expect(page.getByTestId('illegible')).toContainText('低于 20′')
})

test('the wall has no accessibility violations, in both languages', async ({ page, hall }) => {
  await page.setViewportSize(SMALL)
  await hall.send(await hall.alarm())
  const link = new URL(await hall.wallLink())
  for (const search of ['?lang=zh', '?lang=en']) {
    link.search = search
    await openWall(page, link.href)
    await expect(page.getByTestId('incident')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).exclude('canvas').analyze()
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => target) }))).toEqual([])
    link.hash = ''
  }
})

test('the pointer disappears when nobody moves it', async ({ page, hall }) => {
  await withoutMap(page)
  await openWall(page, await hall.wallLink(), hall.officer)
  await page.mouse.move(500, 500)
  await expect(page.locator('html')).not.toHaveAttribute('data-cursor', 'idle')
  await expect(page.locator('html')).toHaveAttribute('data-cursor', 'idle', { timeout: 6_000 })
})
