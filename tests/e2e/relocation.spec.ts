import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { withoutMap } from '../fixtures/without-map'

/** A village from the start at the desk over its own page, without signal for a while, to the town's word. */
const data = temporaryDataDir()
let hub: RunningHub
let officer = ''

async function post<T>(path: string, body: unknown, key = officer): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) }
  const response = await fetch(new URL(path, hub.url), { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}
const link = async (body: object): Promise<string> => (await post<{ url: string }>('/api/v1/devices/links', body)).url

test.beforeAll(async () => {
  hub = await runHub(data.path)
  const secret = new URLSearchParams(new URL(hub.links.desk).hash.slice(1)).get('k')
  officer = (await post<{ key: string }>('/api/v1/devices/claim', { secret }, '')).key
})
test.afterAll(async () => {
  await hub?.stop()
  data.remove()
})

test('a village moves its people without signal, the town confirms, the desk and the wall see it', async ({ browser }) => {
  test.setTimeout(150_000)
  const pages: Page[] = []
  const open = async (width: number, height: number) => {
    const page = await (await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' })).newPage()
    pages.push(page)
    await withoutMap(page)
    return page
  }
  const [desk, wall, village, town] = [await open(1440, 900), await open(1280, 720), await open(390, 844), await open(390, 844)]
  await desk.addInitScript((key) => localStorage.setItem('dinghai.key.desk', key), officer)
  await desk.goto(`${hub.url}/desk/`)
  await expect(desk.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  await wall.goto(await link({ role: 'wall' }))
  await village.goto(await link({ role: 'unit', unitId: 'village:zaoxi-v03' }))
  await town.goto(await link({ role: 'unit', unitId: 'town:zaoxi' }))

  await desk.keyboard.press('Shift+W')
  await desk.getByTestId('relocation-start').click()
  await expect(desk.getByTestId('relocation-towns').locator('tbody tr')).toHaveCount(18)

  // One press per household; the second without signal.
  const next = village.locator('[data-testid^="unit-next-"]')
  await expect(next.first()).toHaveText('已通知', { timeout: 20_000 })
  const households = await next.count()
  await expect(village.locator('[data-testid^="unit-household-"]').first()).toContainText('演示')
  await village.context().setOffline(true)
  for (let i = 0; i < households; i++) {
    const card = village.locator('[data-testid^="unit-household-"]').nth(i)
    await card.locator('.who').click()
    await card.getByTestId('unit-mark-elsewhere').click()
    await expect(card).toContainText('待发出')
  }
  await expect(village.getByTestId('unit-sheet-left')).toHaveText('0')
  await village.context().setOffline(false)
  await village.getByTestId('unit-report').click()
  await village.getByTestId('unit-report-send').click()
  await town.getByTestId('unit-village-reported').getByTestId('unit-confirm').click({ timeout: 30_000 })
  await expect(village.getByTestId('unit-sheet')).toContainText('乡镇已确认', { timeout: 20_000 })

  // The desk finds a household by telephone, and takes its sheet away as a file.
  await expect(desk.getByTestId('relocation-reported')).toContainText('1/')
  await desk.getByTestId('relocation-search').fill('0577-0000-3001')
  await desk.getByTestId('relocation-found').getByRole('button').first().click()
  const rows = desk.getByTestId('relocation-households').locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  await desk.getByTestId('relocation-search').fill('')
  const all = await rows.count()
  await rows.nth(0).getByRole('combobox').selectOption('refuses')
  await desk.getByLabel('拒绝原因（必填）').fill('要看鱼塘')
  await desk.getByRole('button', { name: '保存' }).click()
  await expect(rows.nth(0)).toContainText('拒绝转移')
  await rows.nth(1).getByRole('checkbox').check()
  await rows.nth(2).getByRole('checkbox').check()
  await desk.getByTestId('chosen-arrived').click()
  await expect(rows.nth(2)).toContainText('已入住')
  const download = desk.waitForEvent('download')
  await desk.getByTestId('sheet-save').click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text.startsWith('\uFEFF户号,户主,电话')).toBe(true)
  expect(text.trim().split('\r\n')).toHaveLength(all + 1)
  expect(text).toContain('要看鱼塘')

  await post('/api/v1/commands', { commandId: 'cast-1', type: 'castToWall', data: { wallId: 'main', show: { kind: 'scene', sceneId: 'relocation' } } })
  const panel = wall.getByTestId('relocation')
  await expect(panel).toContainText('赤溪镇', { timeout: 60_000 })
  await expect(panel).not.toContainText('演示王')
  await Promise.all(pages.map((page) => page.context().close()))
})
