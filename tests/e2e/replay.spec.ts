import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { client } from '../fixtures/http'
import { openRoom, type Room } from '../fixtures/room'
import { playFile, type Playing } from '../fixtures/run-hub'
import { withoutMap } from '../fixtures/without-map'

/** An evening taken away from the desk as a file, and looked at again: the desk's player, and the wall beside it. */
const folder = mkdtempSync(join(tmpdir(), 'dinghai-replay-'))
let room: Room
let replay: Playing

test.beforeAll(async () => {
  room = await openRoom(['--drill'])
})
test.afterAll(async () => {
  await replay?.stop()
  await room?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a recording is exported at the desk, played, and scrubbed: the wall shows the earlier state, and nothing can be changed', async ({ browser }) => {
  test.setTimeout(120_000)
  const { key } = await room.officer.post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })
  const alarm = (sourceId: string, place: string) =>
    client(room.hub.url, key).post('/api/v1/alarms', { sourceId, kind: 'flood', place, lon: 120.41, lat: 27.5, datum: 'wgs84', observedAt: Date.now() })
  await alarm('a', '灵溪镇 甲路')
  const desk = await room.desk(browser, 1366, 768)
  await expect(desk.getByTestId('incident').filter({ hasText: '甲路' })).toBeVisible({ timeout: 20_000 })
  await alarm('b', '矾山镇 乙路')
  await expect(desk.getByTestId('incident').filter({ hasText: '乙路' })).toBeVisible()

  await desk.keyboard.press('F6')
  await expect(desk.getByTestId('recording-size')).toContainText('个事件')
  const download = desk.waitForEvent('download')
  await desk.getByTestId('recording-take').click()
  const file = join(folder, (await download).suggestedFilename())
  expect(file).toMatch(/dinghai-\d{8}-\d{4}\.dhlog$/)
  await (await download).saveAs(file)

  replay = await playFile(file)
  const [player, wall] = await Promise.all([0, 1].map(async () => (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage()))
  if (!player || !wall) throw new Error('no pages')
  await Promise.all([withoutMap(player), withoutMap(wall)])
  await player.goto(replay.links.desk)
  await wall.goto(replay.links.wall)
  const mark = wall.getByTestId('replay-mark')
  await expect(mark).toContainText('回放', { timeout: 40_000 })

  // At the end both are there; one step back only the first is, on the wall too.
  await player.keyboard.press('End')
  await expect(wall.getByTestId('wall')).toContainText('乙路', { timeout: 20_000 })
  await expect(player.getByTestId('incident').filter({ hasText: '乙路' })).toBeVisible()
  const end = Number(await mark.getAttribute('data-at'))
  const scrubber = player.getByTestId('replay-scrubber')
  await player.keyboard.press(',')
  await player.keyboard.press(',')
  await expect(wall.getByTestId('wall')).not.toContainText('乙路')
  await expect(wall.getByTestId('wall')).toContainText('甲路')
  await expect.poll(async () => Number(await mark.getAttribute('data-at'))).toBeLessThan(end)
  // By hand to the beginning, where nothing had happened.
  await scrubber.focus()
  await scrubber.press('Home')
  await expect(wall.getByTestId('wall')).not.toContainText('甲路')
  await expect(player.getByTestId('incident').filter({ hasText: '甲路' })).toHaveCount(0)

  // It plays by itself, and what would change something is refused in words.
  await player.getByTestId('replay-list').click()
  await player.getByTestId('replay-around').getByRole('button').first().click()
  await expect(player.getByTestId('replay-bar')).not.toHaveAttribute('data-seq', '0')
  await player.keyboard.press('End')
  await player.keyboard.press('A')
  await expect(player.getByText('正在回放：只能查看').first()).toBeVisible()
  for (const page of [player, wall]) await page.context().close()
})
