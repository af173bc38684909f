import { expect, test } from '@playwright/test'
import { openRoom, type Room } from '../fixtures/room'

/** What fails by itself stays by itself: the screen around it goes on. */
let room: Room

test.beforeAll(async () => {
  room = await openRoom()
})
test.afterAll(() => room?.close())

test('a panel that cannot be fetched comes when the hub answers again, and one that fails says so: the desk stays', async ({ browser }) => {
  const desk = await room.desk(browser, 1366, 768)
  let away = true
  await desk.route(/\/assets\/CalloutPanel-[^/]*\.js$/, (route) => (away ? route.abort() : route.continue()))
  const broken = "export function ResponsePanel() { throw new Error('a value that nobody expected') }"
  await desk.route(/\/assets\/ResponsePanel-[^/]*\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: broken }))
  await desk.reload()
  await expect(desk.getByTestId('officer')).toContainText('officer')

  await desk.keyboard.press('Shift+C')
  await expect(desk.getByTestId('drawer-loading')).toBeVisible()
  away = false
  await expect(desk.getByTestId('callout-drawer')).toBeVisible()

  await desk.keyboard.press('Shift+Q')
  await expect(desk.getByText('此处出错，其余照常')).toBeVisible()
  await expect(desk.getByTestId('officer')).toBeVisible()
  // Another panel is another thing to draw.
  await desk.keyboard.press('Shift+C')
  await expect(desk.getByTestId('callout-drawer')).toBeVisible()
  await expect(desk.getByText('此处出错')).toHaveCount(0)
})

test('panels of a wall fail one by one; a page that fails as a whole says so and loads itself again', async ({ browser }) => {
  const wall = await room.screen(browser, { role: 'wall' }, 1280, 720)
  await expect(wall.getByTestId('calm')).toBeVisible()
  // What some panels reckon with.
  await wall.evaluate(() => Reflect.set(Intl.DateTimeFormat.prototype, 'formatToParts', () => null))
  await expect(wall.getByText('此处出错，其余照常').first()).toBeVisible()
  await expect(wall.getByTestId('calm')).toBeVisible()
  // What the head of the wall shows the time with.
  await wall.evaluate(() => Reflect.defineProperty(Intl.DateTimeFormat.prototype, 'format', { get: () => null }))
  await expect(wall.getByText('页面出错，3 秒后重新加载')).toBeVisible()
  await expect(wall.getByTestId('calm')).toBeVisible()
  await expect(wall.getByText('此处出错')).toHaveCount(0)
})
