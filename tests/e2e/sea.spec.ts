import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { withoutMap } from '../fixtures/without-map'

test.describe.configure({ mode: 'serial', timeout: 120_000 })

const data = temporaryDataDir()
let hub: RunningHub
let officer = ''
let desk: Page
let sending: NodeJS.Timeout

async function post<T>(path: string, body: unknown, key: string): Promise<T> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(key === '' ? {} : { authorization: `Bearer ${key}` }) }
  const response = await fetch(new URL(path, hub.url), { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

test.beforeAll(async ({ browser }) => {
  hub = await runHub(data.path, ['--drill'])
  const secret = new URLSearchParams(new URL(hub.links.desk).hash.slice(1)).get('k')
  officer = (await post<{ key: string }>('/api/v1/devices/claim', { secret }, '')).key
  const feed = (await post<{ key: string }>('/api/v1/feeds', { name: 'vessels' }, officer)).key
  // Two of different formations head for each other and keep coming; two lie at the quay of Xiaguan.
  const started = Date.now()
  const vessels = () => {
    const run = ((Date.now() - started) / 1000) * 3
    const at = (mmsi: string, name: string, lon: number, lat: number, headingDeg: number, speedMps: number) => ({ id: `vessel:${mmsi}`, name, lon, lat, headingDeg, speedMps, at: Date.now() })
    return [
      at('412900001', '演示渔 00001', 120.9 + run / 98_900, 27.2, 90, 3),
      at('412900011', '演示渔 00011', 120.918 - run / 98_900, 27.2, 270, 3),
      at('412900021', '演示渔 00021', 120.4835, 27.1705, 0, 0),
      at('412900022', '演示渔 00022', 120.4836, 27.1706, 0, 0),
    ]
  }
  const send = () => post('/api/v1/feeds/vessels/positions', { positions: vessels() }, feed).catch(() => undefined)
  await send()
  sending = setInterval(() => void send(), 1_000)
  desk = await (await browser.newContext({ viewport: { width: 1366, height: 900 } })).newPage()
  await withoutMap(desk)
})
test.afterAll(async () => {
  clearInterval(sending)
  await desk?.context().close()
  await hub?.stop()
  data.remove()
})

test('tells of the sea under one key: who is out, who comes too close', async () => {
  await desk.addInitScript((key) => localStorage.setItem('dinghai.key.desk', key), officer)
  await desk.goto(`${hub.url}/desk/`)
  await expect(desk.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  await desk.keyboard.press('F4')
  await expect(desk.getByTestId('sea-figure-atSea')).toHaveText('2', { timeout: 20_000 })
  await expect(desk.getByTestId('sea-figure-inPort')).toHaveText('2')
  await expect(desk.getByTestId('sea-figure-late')).toHaveText('—')
  await desk.getByTestId('sea-tab-warnings').click()
  await expect(desk.getByTestId('sea-warnings').getByRole('listitem')).toHaveCount(1, { timeout: 30_000 })
  await expect(desk.getByTestId('sea-warnings')).toContainText('演示渔 00011')
})

test('calls vessels back to port after a count, marked as a drill, and takes their answers', async () => {
  await desk.getByTestId('sea-tab-recall').click()
  await desk.getByTestId('recall-reason').fill('台风')
  await desk.getByTestId('recall-count').click()
  await expect(desk.getByTestId('recall-counted')).toContainText('2 艘将被召回')
  await desk.getByTestId('recall-send').click()
  await expect(desk.getByTestId('recall-progress')).toContainText('演练')
  await expect(desk.getByTestId('recall-ordered')).toContainText('2 / 2')
  await desk.getByTestId('answer-coming').first().click()
  await expect(desk.getByTestId('recall-answered')).toContainText('1 / 2')
  await desk.getByTestId('recall-end').click()
  await desk.getByTestId('recall-end-sure').click()
  await expect(desk.getByTestId('recall-progress')).toHaveCount(0)
})

test('makes an incident and a drift of a vessel by one key, and works it out anew for another wind', async () => {
  await desk.getByTestId('sea-tab-warnings').click()
  await desk.getByTestId('sea-vessel').first().click()
  await expect(desk.getByTestId('vessel-file')).toContainText('演示船主0001')
  await desk.keyboard.press('F7')
  const area = desk.getByTestId('drift-area')
  await expect(area).toContainText('未知', { timeout: 15_000 })
  await desk.getByTestId('drift-windMps').fill('x')
  await desk.getByTestId('drift-save').click()
  await expect(desk.getByTestId('drift-form').getByRole('alert')).toContainText('风速')
  await desk.getByTestId('drift-windMps').fill('12')
  await desk.getByTestId('drift-windFrom').fill('45')
  await desk.getByTestId('drift-save').click()
  await expect(area).toContainText('12 米/秒')
  const { incidents } = (await (await fetch(new URL('/api/v1/incidents', hub.url), { headers: { authorization: `Bearer ${officer}` } })).json()) as { incidents: { kind: string; people: number }[] }
  expect(incidents).toEqual([expect.objectContaining({ kind: 'vessel-distress' })])
})
