import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { withoutMap } from '../fixtures/without-map'

/** People at a beach under a response level: one alert, its whole loop by keys, with wall and unit beside it. */
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
const command = (type: string, body: object) => post('/api/v1/commands', { commandId: randomUUID(), type, data: body })

test.beforeAll(async () => {
  hub = await runHub(data.path)
  const secret = new URLSearchParams(new URL(hub.links.desk).hash.slice(1)).get('k')
  officer = (await post<{ key: string }>('/api/v1/devices/claim', { secret }, '')).key
})
test.afterAll(async () => {
  await hub?.stop()
  data.remove()
})

test('people in an area of risk are one alert, judged, sent, answered, made an incident and closed by keys', async ({ browser }) => {
  test.setTimeout(90_000)
  const open = async (width: number, height: number): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' })).newPage()
    await withoutMap(page)
    return page
  }
  const { key: cameras } = await post<{ key: string }>('/api/v1/feeds', { name: 'camera-events' })
  let ids = 0
  const see = async (count: number) =>
    (await post<{ events: { outcome: string }[] }>('/api/v1/alerts/events', { events: [{ id: `e${(ids += 1)}`, camera: 'cam-333', kind: 'person', count, at: Date.now() }] }, cameras)).events[0]?.outcome
  const [desk, wall, unit] = [await open(1366, 768), await open(1280, 720), await open(390, 844)]
  await desk.addInitScript((key) => localStorage.setItem('dinghai.key.desk', key), officer)
  await desk.goto(`${hub.url}/desk/`)
  await expect(desk.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  await wall.goto(await link({ role: 'wall' }))
  await unit.goto(await link({ role: 'unit', unitId: 'town:mazhan' }))
  await expect(wall.getByTestId('wall')).toHaveAttribute('data-scene', /.+/, { timeout: 40_000 })
  await command('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId: 'risk' } })

  // Without a level nobody is watched, and the panel says why it is empty.
  expect(await see(3)).toBe('not-watched')
  await desk.keyboard.press('F2')
  await expect(desk.getByTestId('alert-watching')).toContainText('没有启动应急响应')
  await command('declareResponse', { level: 'IV', hazard: { kind: 'other', name: '大风' }, reason: '演示' })
  expect(await see(3)).toBe('raised')
  expect(await see(25)).toBe('joined')
  const row = desk.getByTestId('alert-row')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('渔寮沙滩')
  await expect(row).toContainText('25 人')
  await expect(desk.getByTestId('alert-chip')).toContainText('1 条预警待研判')
  await expect(wall.getByTestId('risk')).toContainText('渔寮沙滩', { timeout: 20_000 })
  await expect(wall.getByTestId('figure-risk-people')).toContainText('25')

  await desk.keyboard.press('2')
  await expect(row).toHaveAttribute('data-stage', 'watch')
  await expect(desk.getByTestId('alert-chip')).toHaveCount(0)
  await desk.keyboard.press('4')
  await expect(desk.getByTestId('alert-unit')).toHaveValue('town:mazhan')
  await desk.getByTestId('alert-text').fill('请立即劝离')
  await desk.keyboard.press('Enter')
  await expect(row).toHaveAttribute('data-stage', 'sent')
  const asked = unit.getByTestId('unit-alert')
  await expect(asked).toContainText('请立即劝离', { timeout: 20_000 })
  await unit.getByTestId('unit-alert-needs-help').click()
  await expect(row).toHaveAttribute('data-stage', 'answered')
  await expect(desk.getByTestId('alert-detail')).toContainText('需要支援')

  // What cannot be undone is said and asked; Escape leaves it.
  await desk.keyboard.press('6')
  await expect(desk.getByTestId('alert-form-escalate')).toContainText('不能撤销')
  await desk.keyboard.press('Escape')
  await expect(row).toHaveAttribute('data-stage', 'answered')
  await desk.keyboard.press('6')
  await desk.getByTestId('alert-confirm').click()
  await expect(row).toHaveAttribute('data-stage', 'escalated')
  await expect(desk.getByTestId('alert-incident')).toContainText('渔寮沙滩')

  await desk.keyboard.press('7')
  await desk.getByTestId('alert-confirm').click()
  await expect(desk.getByRole('alert').filter({ hasText: /理由/ })).toBeVisible()
  await desk.getByTestId('alert-text').fill('已劝离')
  await desk.keyboard.press('Enter')
  await expect(row).toHaveCount(0)
  await expect(asked).toHaveCount(0)
  expect(await see(2)).toBe('quiet')
  await desk.getByTestId('alert-show-closed').click()
  await expect(desk.getByTestId('alert-detail')).toContainText('关闭后又有 1 次信号')
})
