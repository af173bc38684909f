import { randomUUID } from 'node:crypto'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { withoutMap } from '../fixtures/without-map'

test.describe.configure({ mode: 'serial', timeout: 240_000 })

const data = temporaryDataDir()
let hub: RunningHub
let key = ''
let page: Page

async function post<T>(path: string, body: unknown, as = key): Promise<T> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(as === '' ? {} : { authorization: `Bearer ${as}` }) }
  const response = await fetch(new URL(path, hub.url), { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}
interface Drawn {
  readonly type: string
  readonly data: { readonly name: string; readonly class: string; readonly geometry: unknown }
}
/** What the log says of drawings and their changes, in order. */
async function drawings(): Promise<Drawn[]> {
  const response = await fetch(new URL('/api/v1/events?limit=5000', hub.url), { headers: { authorization: `Bearer ${key}` } })
  return ((await response.json()) as { events: Drawn[] }).events.filter(({ type }) => type === 'annotation.drawn' || type === 'annotation.changed')
}
const count = (group: string) => page.getByTestId('around-counts').locator(`[data-group="${group}"] dd`)
const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

/** A desk; without its map where nobody has to click on one: drawing it in software is most of the time. */
async function openDesk(browser: Browser, map: boolean): Promise<void> {
  await page?.context().close()
  page = await (await browser.newContext({ viewport: map ? { width: 1100, height: 700 } : { width: 1366, height: 768 }, permissions: ['clipboard-read', 'clipboard-write'] })).newPage()
  await page.addInitScript((held) => localStorage.setItem('dinghai.key.desk', held), key)
  if (!map) await withoutMap(page)
  await page.goto(`${hub.url}/desk/`)
  await expect(page.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  await expect(page.getByTestId('map')).toHaveAttribute('data-map', map ? 'drawn' : 'unsupported', { timeout: 100_000 })
  await expect(page.getByTestId('incident')).toHaveCount(1)
}

test.beforeAll(async () => {
  hub = await runHub(data.path)
  const secret = new URLSearchParams(new URL(hub.links.desk).hash.slice(1)).get('k')
  key = (await post<{ key: string }>('/api/v1/devices/claim', { secret }, '')).key
  const feed = (await post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })).key
  await post('/api/v1/alarms', { sourceId: randomUUID(), kind: 'landslide', place: '矾山镇 K14', lon: 120.42, lat: 27.345, datum: 'wgs84', observedAt: Date.now(), description: '演示数据' }, feed)
})
test.afterAll(async () => {
  await page?.context().close()
  await hub?.stop()
  data.remove()
})

test('surroundings of the incident by one key: counted, listed by distance, wider and narrower, by road, copied', async ({ browser }) => {
  await openDesk(browser, false)
  await page.keyboard.press('z')
  await expect(page.getByTestId('surroundings')).toContainText('山体滑坡')
  await expect(count('incidents')).toHaveText('1')
  // Loaded for it: the demonstration's guard codes and factories.
  await expect(count('guard-codes')).not.toHaveText('0', { timeout: 30_000 })
  await expect(count('people')).not.toHaveText('—')
  const teams = Number(await count('teams').textContent())
  expect(teams).toBeGreaterThan(0)
  const metres = (await page.getByTestId('surroundings').locator('details').nth(1).locator('li button .num').allTextContents()).map((text) => Number.parseFloat(text) * (text.includes('千米') ? 1000 : 1))
  expect(metres).toEqual(metres.toSorted((a, b) => a - b))
  await page.getByTestId('surroundings').getByRole('heading').click()
  await page.keyboard.press('+')
  await expect(page.getByTestId('around-n')).toHaveValue('8')
  await expect.poll(async () => Number(await count('teams').textContent())).toBeGreaterThanOrEqual(teams)
  await page.getByRole('button', { name: '复制为 CSV' }).click()
  expect(await clipboard()).toMatch(/^"类别","名称","距离（米）"/)
  await page.keyboard.press('/')
  await expect(page.getByTestId('around-minutes')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByTestId('around-counts')).toBeVisible({ timeout: 30_000 })
  await expect(count('teams')).not.toHaveText('0')
  await page.keyboard.press('z')
  await expect(page.getByTestId('surroundings')).toHaveCount(0)
})

test('a place with direction and distance is a point for the command line', async () => {
  await page.keyboard.press('Control+k')
  await page.getByTestId('command-input').fill('观美水库以北 800 米')
  await expect(page.getByTestId('command-point')).toHaveText(/观美水库 北 800 米.*WGS-84 120\.\d+, 27\.\d+/)
  await page.keyboard.press('Escape')
})

test('bookmarks by number, the past in a frame, coverage with a suggestion', async () => {
  await page.keyboard.press('q')
  await page.getByTestId('bookmark-name').fill('观美')
  await page.keyboard.press('Enter')
  const bookmarks = page.getByTestId('bookmarks')
  await expect(bookmarks.getByRole('listitem')).toHaveCount(1)
  await bookmarks.getByRole('button', { name: '删除 观美' }).click()
  await bookmarks.getByRole('button', { name: '撤销' }).click()
  await expect(bookmarks.getByRole('listitem')).toHaveCount(1)
  await bookmarks.getByRole('heading').click()
  await page.keyboard.press('Shift+T')
  await expect(page.getByTestId('time-bar')).toHaveAttribute('data-live', 'true')
  await page.getByTestId('time-slider').focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
  await expect(page.getByTestId('past-frame')).toContainText(/历史 \d\d:\d\d/)
  await page.getByTestId('time-now').click()
  await expect(page.getByTestId('past-frame')).toHaveCount(0)
  await bookmarks.getByRole('heading').click()
  await page.keyboard.press('Shift+R')
  await expect(page.getByTestId('coverage')).toContainText('没有新增盲区', { timeout: 30_000 })
  await page.getByTestId('suggest').click()
  await expect(page.getByTestId('suggest-answer')).toContainText('可达人口', { timeout: 30_000 })
})

test('what is measured ends with Escape; what is drawn is there for all, can be taken away and brought back', async ({ browser }) => {
  await openDesk(browser, true)
  const map = page.locator('.maplibregl-canvas')
  const click = (x: number, y: number) => map.click({ position: { x, y }, force: true })
  await page.keyboard.press('j')
  await click(150, 350)
  await click(300, 350)
  await expect(page.getByTestId('measured')).toContainText(/[\d.]+ (千米|米)/)
  await click(300, 450)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('drawing')).toHaveCount(0)
  await page.keyboard.press('Shift+A')
  for (const [x, y] of [[150, 350], [300, 350], [300, 450]] as const) await click(x, y)
  await page.keyboard.press('Enter')
  await page.getByTestId('drawing-name').fill('搜索一区')
  await page.getByTestId('drawing-save').click()
  const list = page.getByTestId('drawings')
  await expect(list).toContainText('搜索一区')
  await list.getByRole('button', { name: '删除 搜索一区' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await page.getByTestId('drawing-undo').click()
  await expect(list.getByRole('listitem')).toContainText('搜索一区')

  // Changed: a corner is pulled, the name and the class are others; then all of it is taken back.
  const drawn = async () => (await drawings()).at(-1)?.data
  const before = (await drawings()).find(({ type }) => type === 'annotation.drawn')?.data
  expect(before).toMatchObject({ name: '搜索一区', class: 'boundary' })
  await list.getByRole('button', { name: '修改 搜索一区' }).focus()
  await page.keyboard.press('Shift+E')
  await expect(page.getByTestId('drawing')).toContainText('拖动角点')
  await page.keyboard.press('Shift+L')
  const box = await map.boundingBox()
  if (!box) throw new Error('no map')
  await page.mouse.move(box.x + 300, box.y + 450)
  await page.mouse.down()
  await page.mouse.move(box.x + 340, box.y + 470, { steps: 4 })
  await page.mouse.up()
  await page.keyboard.press('Enter')
  await page.getByTestId('drawing-name').fill('危险一区')
  await page.getByTestId('drawing-class').selectOption('danger')
  await page.getByTestId('drawing-save').click()
  await expect(list.getByRole('listitem')).toContainText('危险一区')
  const after = await drawn()
  expect(after).toMatchObject({ name: '危险一区', class: 'danger' })
  expect(after?.geometry).not.toEqual(before?.geometry)
  await list.getByRole('button', { name: '撤销对 危险一区 的修改' }).click()
  await expect(list.getByRole('listitem')).toContainText('搜索一区')
  expect(await drawn()).toMatchObject({ name: '搜索一区', class: 'boundary', geometry: before?.geometry })
})
