import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { startFakePhoneHub, type FakePhoneHub } from '../fixtures/fake-phone-hub'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark', serviceWorkers: 'allow' })

let hub: FakePhoneHub
test.beforeEach(async () => {
  hub = await startFakePhoneHub()
})
test.afterEach(async () => {
  await hub.close()
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
/** The next step, after the short time in which it takes no press. */
async function ready(page: Page, name: string) {
  await expect(button(page, name)).toBeVisible()
  await expect(page.locator('[data-guarded]')).toHaveCount(0)
  return button(page, name)
}

async function enrol(page: Page): Promise<void> {
  await page.goto(hub.link)
  await expect(page.getByRole('heading', { name: '暂无命令' })).toBeVisible()
  await expect(page.getByRole('img', { name: '已连接' })).toBeVisible()
}

test('a one-time link enrols the phone once, leaves no secret behind, and says when it is used up', async ({ page, browser }) => {
  await enrol(page)
  expect(page.url()).toBe(`${hub.origin}/phone/`)
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2)
  await page.reload()
  await expect(page.getByRole('heading', { name: '暂无命令' })).toBeVisible()

  const other = await browser.newPage()
  await other.goto(hub.link)
  await expect(other.getByRole('heading', { name: '此二维码已使用过或已过期' })).toBeVisible()
  await expect(other.getByText('请值班员重新生成一个')).toBeVisible()
  await other.close()
})

test('an order rings, is confirmed once drawn, and one button after the other brings it to its end', async ({ page }) => {
  await enrol(page)
  hub.order()
  await expect(page.getByRole('heading', { name: /人员失联 · 涉水/ })).toBeVisible()
  await expect(page.getByText('马站镇 观美水库上游风坑附近')).toBeVisible()
  await expect.poll(() => hub.effects.map((effect) => effect.what)).toEqual(['markDelivered'])
  await expect(page.locator('.figure output')).toHaveText(/^00:0\d$/)
  const box = await button(page, '签收并出发').boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(56)
  expect(box?.y).toBeGreaterThan(844 / 2)

  // A bouncing thumb acknowledges and departs, and does not arrive.
  await (await ready(page, '签收并出发')).dblclick()
  await expect(button(page, '到达现场')).toBeVisible()
  await button(page, '到达现场').click({ force: true })
  await expect.poll(hub.steps).toEqual(['acknowledged', 'departed'])
  await expect(page.locator('.figure output')).toHaveText(/^[45]:\d\d$/)

  await (await ready(page, '到达现场')).click()
  await expect(button(page, '完成处置')).toBeVisible()
  await (await ready(page, '完成处置')).click()
  await page.getByPlaceholder('结果（可不填）').fill('救出一人')
  await button(page, '确认完成').click()
  await expect(page.getByRole('heading', { name: '处置已完成' })).toBeVisible()
  await expect.poll(hub.steps).toEqual(['acknowledged', 'departed', 'arrived', 'completed'])
  expect(hub.effects.find((effect) => effect.what === 'completed')?.note).toBe('救出一人')
  await button(page, '返回待命').click()
  await expect(page.getByRole('heading', { name: '暂无命令' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: '暂无命令' })).toBeVisible()
})

test('a dead zone: presses are kept over a reload and each reaches the hub once, in order', async ({ page, context }) => {
  await enrol(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  hub.order()
  await expect.poll(() => hub.effects.length).toBe(1)
  // First the answers are lost (the hub acts, the phone does not hear it), then everything is.
  hub.setTrouble('lose-answers')
  await (await ready(page, '签收并出发')).click()
  await expect.poll(hub.steps).toEqual(['acknowledged'])
  await context.setOffline(true)
  await expect(page.getByText('无信号：已记录 2 项，恢复后自动发送')).toBeVisible()
  await (await ready(page, '到达现场')).click()
  await expect(page.getByText('无信号：已记录 3 项，恢复后自动发送')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '到达' })).toContainText('待发送')

  await page.reload()
  await expect(button(page, '完成处置')).toBeVisible()
  await expect(page.getByText('无信号：已记录 3 项，恢复后自动发送')).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({ name: 'IMG_1.png', mimeType: 'image/png', buffer: await picture(page) })
  await expect(page.getByText('无信号：已记录 4 项，恢复后自动发送')).toBeVisible()
  expect(hub.steps()).toEqual(['acknowledged'])

  hub.setTrouble('none')
  await context.setOffline(false)
  await expect.poll(hub.steps, { timeout: 40_000 }).toEqual(['acknowledged', 'departed', 'arrived'])
  await expect.poll(() => hub.photos.length, { timeout: 40_000 }).toBe(1)
  await expect(page.getByText('无信号')).toHaveCount(0)
  await expect(page.getByText('待发送')).toHaveCount(0)
  const words = hub.effects.filter((effect) => effect.what in { acknowledged: 1, departed: 1, arrived: 1 })
  expect(new Set(words.map((effect) => effect.key)).size).toBe(3)
  expect(words[0]?.at).toBe(words[1]?.at)
  expect(words[2]?.at ?? 0).toBeGreaterThan(words[1]?.at ?? 0)
  // Redrawn as JPEG, within 1600 pixels, nothing of the camera left.
  const jpeg = hub.photos[0]?.bytes ?? Buffer.alloc(0)
  expect(jpeg.subarray(0, 2).toString('hex')).toBe('ffd8')
  expect(jpeg.includes('Exif')).toBe(false)
  expect(hub.photos[0]?.name).toMatch(/^photo-\d{8}T\d{6}Z\.jpg$/)
})

/** A picture larger than what is sent. */
async function picture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1200
    canvas.getContext('2d')?.fillRect(0, 0, 1200, 600)
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  return Buffer.from(base64, 'base64')
}

test('opens without signal with the last order and its age', async ({ page, context }) => {
  await enrol(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  hub.order({ dispatch: { phase: 'acknowledged', acknowledgedAt: Date.now() } })
  await expect(button(page, '出发')).toBeVisible()
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { name: /人员失联 · 涉水/ })).toBeVisible()
  await expect(page.getByText(/无信号：显示的是 (刚刚|\d+ 秒前) 的内容/)).toBeVisible()
})

test('declining needs a reason; other teams\' work goes on', async ({ page }) => {
  await enrol(page)
  hub.order()
  await button(page, '不能前往…').click()
  await expect(button(page, '报告不能前往')).toBeDisabled()
  await page.getByRole('radio', { name: '其他（请写明）' }).click()
  await expect(button(page, '报告不能前往')).toBeDisabled()
  await page.getByRole('radio', { name: '道路不通' }).click()
  await page.getByPlaceholder('补充说明').fill('塌方')
  await button(page, '报告不能前往').click()
  await expect(page.getByRole('heading', { name: '已报告不能前往' })).toBeVisible()
  await expect.poll(hub.steps).toEqual(['declined'])
  expect(hub.effects.find((effect) => effect.what === 'declined')?.note).toBe('道路不通：塌方')
})

test('a withdrawal is told in words and must be read; a press that came too late is shown as refused', async ({ page, context }) => {
  await enrol(page)
  hub.order({ dispatch: { phase: 'en-route', acknowledgedAt: Date.now(), departedAt: Date.now() } })
  await expect(button(page, '到达现场')).toBeVisible()
  await context.setOffline(true)
  await (await ready(page, '到达现场')).click()
  await expect(page.getByText('已记录 1 项')).toBeVisible()
  hub.patch('d1', { phase: 'withdrawn', endedAt: Date.now(), endReason: '改派更近的队伍' })
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: '命令已撤回' })).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText('原因：改派更近的队伍')).toBeVisible()
  const refusal = page.getByRole('alert').filter({ hasText: '到达：被拒绝。命令的状态已经变了' })
  await expect(refusal).toBeVisible()
  await page.reload()
  await expect(refusal).toBeVisible()
  await refusal.getByRole('button').click()
  await expect(refusal).toHaveCount(0)
  await button(page, '已阅知').click()
  await expect(page.getByRole('heading', { name: '暂无命令' })).toBeVisible()
})

test('a revoked phone says so and forgets its key', async ({ page }) => {
  await enrol(page)
  hub.revoke()
  await expect(page.getByRole('heading', { name: '本机已被停用' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: '本机尚未绑定队伍' })).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('dhd_')
})

test('falls back to asking every 10 s while the socket is cut', async ({ page }) => {
  await page.routeWebSocket(/socket\.io/, (socket) => socket.close())
  await page.route(/socket\.io/, (route) => route.abort())
  await page.goto(hub.link)
  await expect(page.getByText('连接不稳，每 10 秒刷新').first()).toBeVisible()
  hub.order()
  await expect(button(page, '签收并出发')).toBeVisible({ timeout: 15_000 })
})

test('shares the position while under orders, the last one only, and can be switched off', async ({ page, context }) => {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude: 120.44, latitude: 27.33, accuracy: 8 })
  await enrol(page)
  expect(hub.positions).toHaveLength(0)
  hub.order()
  await (await ready(page, '签收并出发')).click()
  await expect.poll(() => hub.positions.length).toBe(1)
  expect(hub.positions[0]).toMatchObject({ lon: 120.44, lat: 27.33, datum: 'WGS84', accuracyM: 8 })
  await expect(page.getByText('共享中')).toBeVisible()
  await button(page, '停止共享').click()
  await expect(page.getByText('已关闭')).toBeVisible()
  await context.setGeolocation({ longitude: 120.45, latitude: 27.3, accuracy: 8 })
  await page.waitForTimeout(6_000)
  expect(hub.positions).toHaveLength(1)
})

test('one window per phone', async ({ page, context }) => {
  await enrol(page)
  const second = await context.newPage()
  await second.goto(`${hub.origin}/phone/`)
  await expect(second.getByRole('heading', { name: '队伍端已在另一个窗口打开' })).toBeVisible()
  await second.getByRole('button', { name: '在这里使用' }).click()
  await expect(second.getByRole('heading', { name: '暂无命令' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '队伍端已在另一个窗口打开' })).toBeVisible()
})

test('reads well with assistive technology in every state, dark and light, and in English', async ({ page }) => {
  const clean = async (what: string) => {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.map((one) => `${what}: ${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  }
  await enrol(page)
  await clean('waiting')
  hub.order()
  await ready(page, '签收并出发')
  await clean('rung')
  await page.emulateMedia({ colorScheme: 'light' })
  await clean('rung, light')
  await button(page, '签收并出发').click()
  await ready(page, '到达现场')
  await clean('moving, light')
  await button(page, '更多').click()
  await button(page, 'English').click()
  await clean('more, English')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await button(page, 'Arrived on scene').click()
  await ready(page, 'Work completed')
  await clean('on scene, English')
  await button(page, 'Work completed').click()
  await clean('confirm')
})
