import { expect, test } from '@playwright/test'
import { openRoom, type Room } from '../fixtures/room'

/** A level from its declaration at the desk to a unit's press of its button, with the wall beside it. */
let room: Room

test.beforeAll(async () => {
  room = await openRoom()
})
test.afterAll(() => room?.close())

test('a level brings duties that a town and the desk confirm, and every screen says so', async ({ browser }) => {
  test.setTimeout(120_000)
  const desk = await room.desk(browser, 1366, 768)
  const wall = await room.screen(browser, { role: 'wall' }, 1280, 720)
  const unit = await room.screen(browser, { role: 'unit', unitId: 'town:xiaguan' }, 390, 844)

  // Asked first: what comes, for whom; nothing happens without grounds.
  await desk.keyboard.press('Shift+Q')
  await desk.getByTestId('level-III').click()
  await expect(desk.getByTestId('level-preview')).toContainText('霞关镇')
  await expect(desk.getByTestId('level-preview')).toContainText('没有职责结束')
  await desk.getByTestId('level-other').fill('暴雨')
  await desk.getByTestId('level-do').click()
  await expect(desk.getByTestId('level-preview')).toBeVisible()
  await desk.getByTestId('level-reason').fill('会商决定')
  await desk.getByTestId('level-reason').press('Control+Enter')
  await expect(desk.getByTestId('level-chip')).toContainText('Ⅲ级应急响应')

  // The town presses its button; the desk sees who.
  const coast = unit.getByTestId('unit-duty-coast-vessels')
  await expect(coast).toContainText('前确认', { timeout: 20_000 })
  await coast.getByRole('button', { name: '确认已落实' }).click()
  await expect(coast).toContainText('已确认')
  await desk.getByTestId('duty-kind-town').click()
  const town = desk.getByTestId('unit-town:xiaguan')
  await town.locator('summary').click()
  await expect(town.getByTestId('duty-coast-vessels@town:xiaguan@0')).toContainText('单位')

  // The desk confirms another one for the town, and takes it back.
  const list = town.getByTestId('duty-town-list@town:xiaguan@0')
  await list.getByTestId('duty-confirm').click()
  await desk.getByTestId('confirm-who').fill('演示甲')
  await desk.getByTestId('confirm-do').click()
  await expect(list).toContainText('演示甲')
  await list.getByTestId('duty-withdraw').click()
  await desk.getByTestId('ask-text').fill('按错')
  await desk.getByTestId('ask-confirm').click()
  await expect(list).toContainText('撤回：按错')

  // Lowering the level says what ends before it ends.
  await desk.getByTestId('level-IV').click()
  await expect(desk.getByTestId('level-preview')).toContainText(/结束 \d+ 项职责，其中 \d+ 项未确认/)
  await desk.keyboard.press('Escape')
  await expect(desk.getByTestId('level-head')).toHaveAttribute('data-level', 'III')

  await room.command('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId: 'typhoon' } })
  await expect(wall.getByTestId('level')).toContainText('Ⅲ级应急响应', { timeout: 20_000 })
  await expect(wall.getByTestId('duties')).toContainText(/已确认 1\//)
})
