import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { openRoom, type Room } from '../fixtures/room'

/** A village from the start at the desk over its own page, without signal for a while, to the town's word. */
let room: Room

test.beforeAll(async () => {
  room = await openRoom()
})
test.afterAll(() => room?.close())

test('a village moves its people without signal, the town confirms, the desk and the wall see it', async ({ browser }) => {
  test.setTimeout(150_000)
  const desk = await room.desk(browser, 1440, 900)
  const wall = await room.screen(browser, { role: 'wall' }, 1280, 720)
  const village = await room.screen(browser, { role: 'unit', unitId: 'village:zaoxi-v03' }, 390, 844)
  const town = await room.screen(browser, { role: 'unit', unitId: 'town:zaoxi' }, 390, 844)

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

  await room.command('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId: 'relocation' } })
  const panel = wall.getByTestId('relocation')
  await expect(panel).toContainText('赤溪镇', { timeout: 60_000 })
  await expect(panel).not.toContainText('演示王')
})
