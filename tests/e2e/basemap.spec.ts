import { expect, test as base } from '@playwright/test'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HubEnded, runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { answers, startTileServer, type TileServer } from '../fixtures/tile-server'

interface Bureau {
  readonly hub: RunningHub
  readonly tiles: TileServer
}

const name = (text: string) => ({ zh: text, en: text })

/** A copy of the demonstration pack with grounds of its own. */
function packWith(basemaps: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'dinghai-pack-'))
  cpSync('resources/packs/cangnan', folder, { recursive: true })
  const file = join(folder, 'pack.json')
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), basemaps }, null, 1))
  return folder
}

const test = base.extend<object, { bureau: Bureau }>({
  bureau: [
    async ({}, use) => {
      const tiles = await startTileServer()
      const pack = packWith([
        { kind: 'raster', id: 'good', name: name('好图'), url: `${tiles.url}/good/{z}/{x}/{y}.png`, dark: 'none', attribution: '<img src=x>某局' },
        { kind: 'tianditu', id: 'tdt', name: name('天地图'), key: 'badkey0123456789', layer: 'vec', url: `${tiles.url}/tdt` },
        { kind: 'raster', id: 'slow', name: name('慢图'), url: `${tiles.url}/slow/{z}/{x}/{y}.png` },
      ])
      tiles.on('good', answers.picture)
      tiles.on('tdt', answers.page)
      tiles.on('slow', answers.never)
      const data = temporaryDataDir()
      const hub = await runHub(data.path, ['--pack', pack])
      await use({ hub, tiles })
      await hub.stop()
      await tiles.close()
      data.remove()
      rmSync(pack, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})

test.use({ viewport: { width: 1280, height: 720 } })

test('a service that never answers holds up neither map nor desk; another ground is chosen, drawn through the hub alone, and kept', async ({ page, bureau, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.goto(bureau.hub.links.desk.replace('/desk/', '/desk/?ground=slow'))
  const map = page.getByTestId('map')
  const notice = page.getByTestId('ground-notice')
  await expect(map).toHaveAttribute('data-ground-state', 'failed', { timeout: 45_000 })
  await expect(notice).toContainText('no answer within')
  await expect(map).toHaveAttribute('data-map', 'drawn')

  await page.getByTestId('ground-control').click()
  await page.getByTestId('ground-good').click()
  await expect(map).toHaveAttribute('data-ground-state', 'there', { timeout: 45_000 })
  await expect(notice).toHaveCount(0)
  await page.keyboard.press('Escape')
  // The map's credits are text, whatever is in them.
  await expect(page.locator('.maplibregl-ctrl-attrib')).toContainText('<img src=x>某局')
  await expect(page.locator('.maplibregl-ctrl-attrib img')).toHaveCount(0)
  expect([...hosts].filter((origin) => origin.startsWith('http'))).toEqual([new URL(bureau.hub.url).origin])
  expect(await page.evaluate(() => localStorage.getItem('dinghai.ground.desk.ground'))).toBe('good')

  const box = await map.boundingBox()
  if (!box) throw new Error('no map')
  const at = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.3 }
  const copy = page.getByTestId('readout-copy')
  await expect(async () => {
    await page.mouse.move(at.x + 1, at.y)
    await page.mouse.move(at.x, at.y)
    await expect(copy).toContainText(/^1\d\d\.\d{5}, 2\d\.\d{5}$/, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await page.mouse.click(at.x, at.y)
  await page.getByTestId('readout-format').selectOption('dms')
  await expect(copy).toContainText(/1\d\d°\d\d′\d\d\.\d″E 2\d°\d\d′\d\d\.\d″N/)
  const shown = await copy.innerText()
  await copy.click()
  await expect(copy).toContainText('已复制')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown)
  await page.getByTestId('readout-format').selectOption('place')
  await expect(copy).toContainText(/\S+ (东|南|西|北|东北|东南|西南|西北) [\d.]+ (米|千米)/)
})

test('on a wall: a service that answers pages for pictures is named with its own words, the offline map is seen, and it is asked again', async ({ page, bureau }) => {
  await page.goto(bureau.hub.links.wall.replace('/wall/', '/wall/?ground=tdt&light=light'))
  const map = page.getByTestId('map').first()
  const notice = page.getByTestId('ground-notice')
  await expect(map).toHaveAttribute('data-light', 'light', { timeout: 45_000 })
  await expect(map).toHaveAttribute('data-ground-state', 'failed', { timeout: 45_000 })
  for (const words of ['天地图', 'Key 已过期', '离线底图']) await expect(notice).toContainText(words)
  await expect(map).toHaveAttribute('data-map', 'drawn')
  bureau.tiles.on('tdt', answers.picture)
  await expect(map).toHaveAttribute('data-ground-state', 'there', { timeout: 45_000 })
  await expect(notice).toHaveCount(0)
})

test('rubbish in place of an archive stops the start and names file and field', async () => {
  const pack = packWith([{ kind: 'pmtiles', id: 'junk', name: name('坏图'), file: 'junk.pmtiles' }])
  writeFileSync(join(pack, 'junk.pmtiles'), 'this is not a map')
  const data = temporaryDataDir()
  const ended = await runHub(data.path, ['--pack', pack]).catch((error: unknown) => error)
  expect(ended).toBeInstanceOf(HubEnded)
  expect((ended as HubEnded).message).toMatch(/pack\.json.*basemaps\[0\]\.file.*junk\.pmtiles: not a PMTiles archive/)
  data.remove()
  rmSync(pack, { recursive: true, force: true })
})
