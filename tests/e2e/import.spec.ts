// Files dropped on the desk: layers of this screen, photos of an incident, and a word for all that cannot be taken.
import { expect, test, type Page } from '@playwright/test'
import { client, login } from '../fixtures/http'
import { withoutMap } from '../fixtures/without-map'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'

test.use({ viewport: { width: 1366, height: 768 } })

const data = temporaryDataDir()
let hub: RunningHub
let token: string
test.beforeAll(async () => {
  hub = await runHub(data.path)
  token = await login(hub.url, hub.initialPassword ?? '')
})
test.afterAll(async () => {
  await hub.stop()
  data.remove()
})

interface Dropped {
  readonly name: string
  readonly type?: string
  readonly text?: string
  /** Bytes in base64, for what is no text. */
  readonly base64?: string
}

/** Drops files as a hand does: they hover, then are let go. */
async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  await page.evaluate((all) => {
    const transfer = new DataTransfer()
    for (const { name, type = '', text, base64 } of all) {
      const content = base64 === undefined ? (text ?? '') : Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0)
      transfer.items.add(new File([content], name, { type }))
    }
    const target = document.querySelector('[data-testid=desk]')
    for (const kind of ['dragenter', 'dragover', 'drop']) target?.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, files)
}

/** The map is drawn where what is imported is looked at on it. */
async function openDesk(page: Page, map = false): Promise<void> {
  if (!map) await withoutMap(page)
  await page.addInitScript((key) => localStorage.setItem('dinghai.key.desk', key), token)
  await page.goto(`${hub.url}/desk/`)
  await expect(page.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  await expect(page.getByTestId('map')).toBeVisible()
}

const layers = (page: Page) => page.getByTestId('imported-layer')
const said = (page: Page, text: string | RegExp) => page.locator('.mantine-Notification-root').filter({ hasText: text })

test('GeoJSON, GPX, KML and CSV become layers with a count and an age, and go at a click', async ({ page }) => {
  await openDesk(page, true)
  await drop(page, [
    { name: '警戒区.geojson', text: '{"type":"Polygon","coordinates":[[[120.4,27.2],[120.5,27.2],[120.5,27.3],[120.4,27.2]]]}' },
    { name: '巡查.gpx', text: '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>巡查</name><trkseg><trkpt lat="27.3" lon="120.4"/><trkpt lat="27.31" lon="120.41"/></trkseg></trk></gpx>' },
    { name: '点.kml', text: '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name><![CDATA[水位<站>]]></name><Point><coordinates>120.42,27.29</coordinates></Point></Placemark></kml>' },
    { name: '安置点.csv', text: '名称,经度,纬度\n一中,120.41,27.51\n二小,120.43,27.52\n三村,,\n' },
  ])
  await expect(layers(page)).toHaveText([/警戒区\.geojson1 个要素 · \d+ 秒/, /巡查\.gpx1 个要素/, /点\.kml1 个要素/, /安置点\.csv2 个要素/])
  await expect(said(page, '1 行（个）没有可用的位置')).toBeVisible()
  await page.getByRole('button', { name: '移除 巡查.gpx' }).click()
  await expect(layers(page)).toHaveCount(3)
  await page.reload()
  await expect(page.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  await expect(layers(page)).toHaveCount(0)
})

test('swapped coordinates are turned and told; rubbish is refused with its reason and takes nothing with it', async ({ page }) => {
  await openDesk(page)
  await drop(page, [
    { name: '反.csv', text: 'lon,lat\n27.3,120.4\n27.4,120.5' },
    { name: '坏.kml', text: '<kml><Placemark>' },
    { name: '坏.geojson', text: '{' },
    { name: '远.csv', text: 'lon,lat\n120.4,27.3\n999,27' },
    { name: '表.xlsx', text: 'PK' },
  ])
  await expect(layers(page)).toHaveText([/反\.csv2 个要素/])
  await expect(said(page, /反\.csv.*写反了/)).toBeVisible()
  await expect(said(page, /坏\.kml 未加入：不是有效的 KML 文件/)).toBeVisible()
  await expect(said(page, /坏\.geojson 未加入：不是有效的 GEOJSON 文件/)).toBeVisible()
  await expect(said(page, /远\.csv 未加入：第 2 个位置不在地球上（999, 27）/)).toBeVisible()
  await expect(said(page, /表\.xlsx 未加入：只能拖入/)).toBeVisible()
})

test('a photo is attached to the incident that is shown, after a question; without one it says where it belongs', async ({ page }) => {
  await openDesk(page)
  const picture = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.getContext('2d')?.fillRect(0, 0, 9, 9)
    return canvas.toDataURL('image/png').replace('data:image/png;base64,', '')
  })
  const photo: Dropped = { name: '现场 1.png', type: 'image/png', base64: picture }
  await drop(page, [photo])
  await expect(said(page, '请先选中一条警情')).toBeVisible()
  const { key } = await client(hub.url, token).post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })
  const { incidentId } = await client(hub.url, key).post<{ incidentId: string }>('/api/v1/alarms', {
    sourceId: 'import-1', kind: 'flood', place: '马站镇', lon: 120.42, lat: 27.3, datum: 'wgs84', observedAt: new Date().toISOString(),
  })
  await expect(page.getByTestId('detail')).toHaveAttribute('data-incident', incidentId)
  await drop(page, [photo])
  await expect(page.getByTestId('pictures-ask')).toContainText('现场 1.png')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('photo')).toHaveCount(1)
  await expect(said(page, '1 张照片已附到警情')).toBeVisible()
  const { incident } = await client(hub.url, token).get<{ incident?: { attachments: { name: string }[] }; attachments?: { name: string }[] }>(`/api/v1/incidents/${incidentId}`).then((answer) => ({ incident: answer.incident ?? answer }))
  expect(incident.attachments?.map(({ name }) => name)).toEqual(['现场 1.png'])
})
