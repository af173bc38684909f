import { expect, test, type Page } from '@playwright/test'
import { client, login, type HttpClient } from '../fixtures/http'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'

/** The desk's map with everything that the demonstration has on it, and with sources that deliver rubbish. */
const folder = temporaryDataDir()
let hub: RunningHub
let officer: HttpClient

interface Named {
  readonly name: string
  readonly lon: number
  readonly lat: number
}
interface Columns {
  readonly names: readonly string[]
  readonly lon: readonly number[]
  readonly lat: readonly number[]
}
interface PackBody {
  readonly shelters: readonly { readonly name: string; readonly at: { readonly lon: number; readonly lat: number } }[]
  readonly hazards: PackBody['shelters']
  readonly stations: PackBody['shelters']
}

test.setTimeout(400_000)

test.beforeAll(async () => {
  hub = await runHub(folder.path)
  officer = client(hub.url, await login(hub.url, hub.initialPassword ?? ''))
})
test.afterAll(async () => {
  await hub.stop()
  folder.remove()
})

async function openDesk(page: Page): Promise<void> {
  const { url } = await officer.post<{ url: string }>('/api/v1/devices/links', { role: 'officer' })
  await page.goto(url)
  await expect(page.getByTestId('map')).toBeVisible()
}

const panel = (page: Page) => page.getByTestId('layers-panel')
const row = (page: Page, key: string) => panel(page).locator(`[data-layer="${key}"]`)

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: '图层' }).click()
  await expect(panel(page)).toBeVisible()
}

async function switchOn(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await row(page, key).getByRole('checkbox').check()
}

interface Sight {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly onScreen: (at: { readonly lon: number; readonly lat: number }) => { readonly x: number; readonly y: number }
}

/** Where the map looks now, as it says itself, and where places are on it (Web Mercator: the same for x, y and degrees). */
async function sight(page: Page): Promise<Sight> {
  const canvas = page.locator('[data-bounds]')
  const box = await canvas.boundingBox()
  const [west = NaN, south = NaN, east = NaN, north = NaN] = ((await canvas.getAttribute('data-bounds')) ?? '').split(' ').map(Number)
  if (!box || Number.isNaN(north)) throw new Error('the map does not say where it looks')
  const up = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360))
  return {
    box,
    onScreen: ({ lon, lat }) => ({
      x: box.x + ((lon - west) / (east - west)) * box.width,
      y: box.y + ((up(north) - up(lat)) / (up(north) - up(south))) * box.height,
    }),
  }
}

/** How many are compared with all others: of 31,000 the comparison of each with each would take minutes. */
const CANDIDATES = 200

/** The one that stands farthest from its like, among some of those well within the map. */
function loneliest({ box, onScreen }: Sight, all: readonly Named[]): Named & { readonly x: number; readonly y: number } {
  const placed = all.map((named) => ({ ...named, ...onScreen(named) }))
  const seen = placed.filter(({ x, y }) => x > box.x + 60 && x < box.x + box.width - 160 && y > box.y + 160 && y < box.y + box.height - 160)
  const alone = ({ x, y }: { readonly x: number; readonly y: number }) =>
    placed.reduce((least, other) => Math.min(least, Math.hypot(other.x - x, other.y - y) || Infinity), Infinity)
  const few = seen.filter((_, i) => i % Math.ceil(seen.length / CANDIDATES) === 0).map((named) => ({ named, px: alone(named) }))
  const best = few.toSorted((a, b) => b.px - a.px)[0]?.named
  if (!best) throw new Error('nothing of this kind is in view')
  return best
}

test('shows everything of a jurisdiction, and says on one card what was picked', async ({ page }) => {
  await openDesk(page)
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: '放大' }).click()
  await openPanel(page)
  await switchOn(page, 'stations', 'shelters', 'hazards', 'guard-codes', 'factories', 'cameras', 'sensors', 'rescue-poles', 'heat:incidents')
  await expect(row(page, 'guard-codes')).toContainText('31,000')
  await expect(row(page, 'factories')).toContainText('14,355')
  await expect(row(page, 'cameras')).toContainText('600')
  await expect(panel(page).locator('[data-state=error]')).toHaveCount(0)
  await panel(page).getByRole('searchbox').fill('避灾')
  await expect(panel(page).getByRole('checkbox')).toHaveCount(1)
  await panel(page).getByRole('searchbox').fill('没有这个')
  await expect(panel(page)).toContainText('没有名为“没有这个”的图层')
  await panel(page).getByRole('searchbox').fill('')
  // By keys alone: down from the search to the first switch, Space turns it off.
  await panel(page).getByRole('searchbox').press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(panel(page).getByRole('checkbox').first()).not.toBeChecked()
  await page.keyboard.press('Space')

  const pack = await officer.get<PackBody>('/api/v1/pack')
  const marks = (list: PackBody['shelters']): Named[] => list.map(({ name, at }) => ({ name, ...at }))
  const set = async (id: string): Promise<Named[]> => {
    const { names, lon, lat } = await officer.get<Columns>(`/api/v1/points/${id}`)
    return names.map((name, i) => ({ name, lon: lon[i] ?? NaN, lat: lat[i] ?? NaN }))
  }
  const kinds: readonly (readonly [string, readonly Named[]])[] = [
    ['shelters', marks(pack.shelters)],
    ['guard-codes', await set('guard-codes')],
  ]
  const switches = [...kinds.map(([key]) => key), 'stations', 'factories', 'cameras', 'rescue-poles', 'teams', 'vessels', 'heat:incidents']
  await page.keyboard.press('Escape')
  for (const [key, all] of kinds) {
    // Near, thousands stand for each other in counts; far, each is a dot of its own.
    if (key === 'guard-codes') for (let i = 0; i < 3; i++) await page.getByRole('button', { name: '缩小' }).click()
    await openPanel(page)
    for (const other of switches) await row(page, other).getByRole('checkbox').setChecked(other === key)
    await page.keyboard.press('Escape')
    const card = page.getByTestId('object-card')
    // Its marks come with the next drawing; until then a click may meet those of before, and move the map.
    await expect(async () => {
      const { name, x, y } = loneliest(await sight(page), all)
      await page.mouse.click(x, y)
      await expect(card).toContainText(name, { timeout: 2_000 })
    }).toPass({ timeout: 180_000 })
    await expect(card).toContainText('坐标')
    await card.getByRole('button', { name: '关闭' }).click()
    await expect(card).toBeHidden()
  }
})

test('says in words what is wrong with a source, and leaves the other layers alone', async ({ page }) => {
  await page.route('**/api/v1/points/factories', async (route) => {
    const body = (await (await route.fetch()).json()) as Columns
    await route.fulfill({ json: { ...body, lon: body.lat, lat: body.lon } })
  })
  await page.route('**/api/v1/points/cameras', async (route) => {
    const body = (await (await route.fetch()).json()) as Columns
    await route.fulfill({ json: { ...body, names: body.names.slice(1) } })
  })
  await page.route('**/api/v1/points/sensors', async (route) => {
    const body = (await (await route.fetch()).json()) as Columns
    await route.fulfill({ json: { ...body, lon: body.lon.with(2, null as never) } })
  })
  await page.route('**/api/v1/points/rescue-poles', (route) => route.fulfill({ status: 500, json: { error: { code: 'internal', message: '点位表损坏' } } }))
  await openDesk(page)
  await openPanel(page)
  await switchOn(page, 'factories', 'cameras', 'sensors', 'rescue-poles', 'guard-codes')
  await expect(row(page, 'factories')).toContainText('经纬度写反了')
  await expect(row(page, 'cameras')).toContainText('“names”一列')
  await expect(row(page, 'sensors')).toContainText('第 3 行坐标无效')
  await expect(row(page, 'rescue-poles')).toContainText('点位表损坏')
  await expect(panel(page).locator('[data-state=error]')).toHaveCount(4)
  await expect(row(page, 'guard-codes')).toContainText('31,000')
  await expect(row(page, 'guard-codes')).not.toHaveAttribute('data-state', 'error')
  await expect(page.getByTestId('map')).toHaveAttribute('data-map', 'drawn')
})
