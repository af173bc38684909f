import { expect, test } from '@playwright/test'
import { client } from '../fixtures/http'
import { openRoom, type Room } from '../fixtures/room'

/** People at a beach under a response level: one alert, its whole loop by keys, with wall and unit beside it. */
let room: Room

test.beforeAll(async () => {
  room = await openRoom()
})
test.afterAll(() => room?.close())

test('people in an area of risk are one alert, judged, sent, answered, made an incident and closed by keys', async ({ browser }) => {
  test.setTimeout(90_000)
  const { key } = await room.officer.post<{ key: string }>('/api/v1/feeds', { name: 'camera-events' })
  const cameras = client(room.hub.url, key)
  let ids = 0
  const see = async (count: number) =>
    (await cameras.post<{ events: { outcome: string }[] }>('/api/v1/alerts/events', { events: [{ id: `e${(ids += 1)}`, camera: 'cam-333', kind: 'person', count, at: Date.now() }] })).events[0]?.outcome
  const desk = await room.desk(browser, 1366, 768)
  const wall = await room.screen(browser, { role: 'wall' }, 1280, 720)
  const unit = await room.screen(browser, { role: 'unit', unitId: 'town:mazhan' }, 390, 844)
  await expect(wall.getByTestId('wall')).toHaveAttribute('data-scene', /.+/, { timeout: 40_000 })
  await room.command('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId: 'risk' } })

  // Without a level nobody is watched, and the panel says why it is empty.
  expect(await see(3)).toBe('not-watched')
  await desk.keyboard.press('F2')
  await expect(desk.getByTestId('alert-watching')).toContainText('没有启动应急响应')
  await room.command('declareResponse', { level: 'IV', hazard: { kind: 'other', name: '大风' }, reason: '演示' })
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
