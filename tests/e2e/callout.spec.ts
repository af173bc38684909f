import { expect, test } from '@playwright/test'
import { openRoom, type Room } from '../fixtures/room'

/** A warning from its writing at the desk to the town's report, on a hub whose clock can be put forward. */
let room: Room

test.beforeAll(async () => {
  room = await openRoom(['--drill'])
})
test.afterAll(() => room?.close())

test('a warning is sent, opened, answered, telephoned about, lifted and reported on', async ({ browser }) => {
  test.setTimeout(120_000)
  const desk = await room.desk(browser, 1440, 900)
  const unit = await room.screen(browser, { role: 'unit', unitId: 'town:mazhan' }, 390, 844)

  // Who gets it is said before it goes out.
  await desk.keyboard.press('F8')
  await desk.getByTestId('callout-colour-red').click()
  await expect(desk.getByTestId('callout-text')).toHaveValue(/台风红色预警/)
  await desk.getByTestId('callout-pick-none').click()
  await desk.getByTestId('callout-next').click()
  await expect(desk.getByText('还没有选择发给谁')).toBeVisible()
  await desk.getByTestId('pick-town:mazhan').click()
  await desk.getByTestId('callout-next').click()
  await expect(desk.getByTestId('callout-preview')).toContainText('将发给 1 个乡镇、18 个村')
  await desk.getByTestId('callout-next').click()
  const town = desk.locator('tr[data-unit="town:mazhan"]')
  await expect(town.locator('[data-cell=read]')).toHaveAttribute('data-state', 'running')
  await expect(desk.getByTestId('callout-one')).toContainText('演练')

  // Opening is the acknowledgement; the text comes with it.
  const card = unit.getByTestId('unit-callout')
  await expect(card).toHaveAttribute('data-state', 'unread', { timeout: 20_000 })
  await expect(card).not.toContainText('12 级以上')
  await unit.getByTestId('callout-read').click()
  await expect(card).toContainText('12 级以上')
  await expect(town.locator('[data-cell=read]')).toHaveAttribute('data-state', 'done')

  // All three answers are needed.
  await unit.getByTestId('unit-commander').fill('演示镇长')
  await unit.getByTestId('unit-send-answer').click()
  await expect(unit.getByTestId('unit-form-answer').getByRole('alert')).toContainText('哪些村受影响')
  await unit.getByTestId('unit-villages-none').click()
  await unit.getByTestId('unit-evacuate-yes').click()
  await unit.getByTestId('unit-send-answer').click()
  await expect(unit.getByTestId('unit-said-answer')).toContainText('演示镇长')
  await town.getByTestId('callout-answer-open').click()
  await expect(desk.getByTestId('callout-said-answer')).toContainText('转移')

  // The villages have not opened it: three minutes later they are on the telephone list, each with one key.
  await room.officer.post('/api/v1/drill/clock', { seconds: 180 })
  const tasks = desk.getByTestId('callout-task')
  await expect(tasks).toHaveCount(18, { timeout: 20_000 })
  await desk.keyboard.press('F9')
  await expect(desk.getByTestId('callout-tasks')).toBeFocused()
  await desk.keyboard.press('2')
  await expect(tasks.filter({ hasText: '已打 1 次' })).toHaveCount(1)
  await desk.keyboard.press('1')
  await expect(tasks).toHaveCount(17)

  // After the lifting the town reports.
  await desk.getByTestId('callout-lift').click()
  await desk.getByTestId('ask-confirm').click()
  await unit.getByTestId('unit-moved').fill('12')
  await unit.getByTestId('unit-damage-none').click()
  await unit.getByTestId('unit-send-report').click()
  await expect(card).toHaveAttribute('data-state', 'ended')
  await expect(town.locator('[data-cell=report]')).toHaveAttribute('data-state', 'done')
  await expect(tasks).toHaveCount(0)
})
