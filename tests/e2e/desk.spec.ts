import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { deskTest } from '../fixtures/hosts'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { withoutMap } from '../fixtures/without-map'

const data = temporaryDataDir()
let hub: RunningHub
const test = deskTest(() => hub.url)
test.use({ viewport: { width: 1366, height: 768 }, permissions: ['clipboard-read', 'clipboard-write'] })

let token = ''
let feedKey = ''

async function post<T>(path: string, body: unknown, key = token): Promise<T> {
  const response = await fetch(new URL(path, hub.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }), 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

const command = (type: string, commandData: object) => post('/api/v1/commands', { commandId: randomUUID(), type, data: commandData })

async function alarm(changes: object = {}): Promise<string> {
  const { incidentId } = await post<{ incidentId: string }>(
    '/api/v1/alarms',
    {
      sourceId: randomUUID(),
      kind: 'missing-person-water',
      place: '马站镇 观美水库上游风坑附近',
      location: { lon: 120.4238, lat: 27.2971, datum: 'GCJ02' },
      occurredAt: new Date().toISOString(),
      caller: { name: '演示乙', phone: '13800000000' },
      note: '一人被困溪对岸，溪流上涨（演示数据）',
      people: 1,
      ...changes,
    },
    feedKey,
  )
  return incidentId
}

interface Seen {
  readonly status: string
  readonly answeredAt: number | null
  readonly dispatches: readonly { readonly id: string; readonly teamId: string; readonly phase: string; readonly override: { readonly reason: string; readonly violations: readonly string[] } | null; readonly basis: { readonly rank: number | null } }[]
}

/** The incident as the hub has it: what a test must believe, not what the screen says. */
async function atHub(incidentId: string): Promise<Seen> {
  const response = await fetch(new URL(`/api/v1/incidents/${incidentId}`, hub.url), { headers: { authorization: `Bearer ${token}` } })
  return (await response.json()) as Seen
}

/** The desk without its map: drawing it in software is most of the time. A dispatch with it is in scene.spec.ts. */
async function openDesk(page: Page): Promise<void> {
  await withoutMap(page)
  await page.addInitScript((key) => localStorage.setItem('dinghai.key.desk', key), token)
  await page.goto(`${hub.url}/desk/`)
  await expect(page.getByTestId('desk')).toBeVisible()
  // Software drawing on a busy machine: the first seconds belong to the shaders.
  await expect(page.getByTestId('officer')).toContainText('officer', { timeout: 40_000 })
  await expect(page.getByTestId('map')).toBeVisible()
}

const detail = (page: Page) => page.getByTestId('detail')
const row = (page: Page, incidentId: string) => page.locator(`[data-testid=incident][data-incident="${incidentId}"]`)
/** Longer than the time in which Enter asks before it sends what has just come up. */
const READ_MS = 1_700

/** Walks an open menu with the arrow key, as a hand does, and takes the item. */
async function choose(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name, exact: true })
  await expect(item).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(item).toBeFocused({ timeout: 300 })
  }).toPass()
  await page.keyboard.press('Enter')
}

async function closeAll(): Promise<void> {
  const response = await fetch(new URL('/api/v1/incidents', hub.url), { headers: { authorization: `Bearer ${token}` } })
  const { incidents } = (await response.json()) as { incidents: { id: string }[] }
  for (const { id } of incidents) await command('closeIncident', { incidentId: id, summary: 'e2e' })
}

test.beforeAll(async () => {
  hub = await runHub(data.path)
  const session = await post<{ token: string }>('/api/v1/session', { name: 'officer', password: hub.initialPassword }, '')
  token = session.token
  feedKey = (await post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })).key
})
test.afterEach(closeAll)
test.afterAll(async () => {
  await hub.stop()
  data.remove()
})

test('an officer signs in by name and password, a wrong one is told', async ({ page }) => {
  await page.goto(`${hub.url}/desk/`)
  await page.getByLabel('姓名').fill('officer')
  await page.locator('input[name=password]').fill('wrong-password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('姓名或口令不对')
  await page.locator('input[name=password]').fill(hub.initialPassword ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('officer')).toContainText('officer')
  await expect(page.getByText('没有未结警情')).toBeVisible()
})

test('an alarm comes up by itself, with the expired nearer team and its reason, and Enter sends the first', async ({ page }) => {
  await openDesk(page)
  const id = await alarm()
  await expect(detail(page)).toHaveAttribute('data-incident', id)
  await expect(page).toHaveTitle(/\(1\)/)
  await expect(page.getByTestId('alarm-live')).toContainText('人员失联')
  await expect(row(page, id)).toHaveAttribute('data-unanswered', 'true')
  const first = page.getByTestId('candidate-1')
  await expect(first).toContainText('蓝鳍水域救援队')
  await expect(page.getByTestId('excluded').filter({ hasText: '飞云山野救援队' })).toContainText(/近 \d+:\d\d，但水域证书 2026-09-30 已过期/)
  expect((await atHub(id)).answeredAt).toBeNull()

  await page.waitForTimeout(READ_MS)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('order')).toContainText('蓝鳍水域救援队')
  await expect(page).toHaveTitle('定海 · 指挥席')
  const seen = await atHub(id)
  expect(seen.answeredAt).not.toBeNull()
  expect(seen.dispatches).toHaveLength(1)
  expect(seen.dispatches[0]).toMatchObject({ basis: { rank: 1 }, override: null })
})

test('Enter asks when the first place has just changed, and says from whom to whom', async ({ page }) => {
  await openDesk(page)
  const id = await alarm()
  await row(page, id).click()
  await expect(page.getByTestId('candidate-1')).toContainText('蓝鳍')
  await page.waitForTimeout(READ_MS)
  const blue = await page.getByTestId('candidate-1').getAttribute('data-team')
  await command('setTeamDuty', { teamId: blue, onDuty: false, reason: '设备检修' })
  await expect(page.getByTestId('ranking-changed')).toContainText('首选由 蓝鳍水域救援队 变为')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('send-question')).toContainText('刚才首选是 蓝鳍水域救援队')
  expect((await atHub(id)).dispatches).toHaveLength(0)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('send-question')).toHaveCount(0)
  await command('setTeamDuty', { teamId: blue, onDuty: true })
})

test('a whole dispatch without the mouse, from the new incident to the closed one', async ({ page }) => {
  await openDesk(page)
  await expect(page.getByText('没有未结警情')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByTestId('form-kind')).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('请选择类别')).toBeVisible()
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  // Past the severities: the kind brings its own.
  await expect(page.getByTestId('form-place')).toBeFocused()
  await page.keyboard.type('gmsk')
  await expect(page.getByRole('option').filter({ hasText: '观美水库' }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('form-coordinates')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(page.getByTestId('form-place')).toHaveValue(/观美水库/)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('candidate-1')).toBeVisible()
  const id = (await detail(page).getAttribute('data-incident')) ?? ''
  await page.keyboard.press('b')
  await page.keyboard.type('带冲锋舟')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(READ_MS)
  await page.keyboard.press('ArrowDown')
  const second = await page.getByTestId('candidate-2').getAttribute('data-team')
  await expect(page.getByTestId('candidate-2')).toHaveAttribute('aria-selected', 'true')
  await page.waitForTimeout(400)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('order')).toHaveAttribute('data-team', second ?? '')
  await expect(page.getByTestId('order')).toContainText('带冲锋舟')

  // The milestones by voice, from the order's own menu.
  for (const [step, phase] of [['签收', '已签收'], ['到场', '到场'], ['完成', '已完成']] as const) {
    await page.keyboard.press('d')
    await page.keyboard.press('Enter')
    await choose(page, step)
    await expect(page.getByTestId('order-phase')).toHaveText(phase)
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('v')
  await page.getByTestId('ask-text').press('Control+Enter')
  await expect(page.getByTestId('incident-status')).not.toHaveText('待核实')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('x')
  await expect(page.getByRole('dialog')).toContainText('没有队伍在执行')
  await page.keyboard.type('人员已安全转移')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await atHub(id)).status).toBe('closed')
  await expect(page.getByTestId('timeline')).toContainText('人员已安全转移')
})

test('a team that the rules exclude goes only with a reason, which is recorded', async ({ page }) => {
  await openDesk(page)
  const id = await alarm()
  await row(page, id).click()
  await page.getByTestId('excluded').filter({ hasText: '飞云山野救援队' }).click()
  await expect(page.getByTestId('action-send')).toContainText('例外派遣 飞云山野救援队')
  await page.keyboard.press('o')
  await expect(page.getByTestId('violations')).toContainText('水域证书 2026-09-30 已过期')
  await page.keyboard.press('Enter')
  await expect(page.getByText('请写明理由')).toBeVisible()
  expect((await atHub(id)).dispatches).toHaveLength(0)
  await page.getByTestId('ask-text').fill('就在附近，先行搜索')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('order')).toContainText('就在附近，先行搜索')
  expect((await atHub(id)).dispatches[0]?.override).toEqual({ reason: '就在附近，先行搜索', violations: ['certificate_expired'] })
})

test('two officers send the same team: one wins, the other is told who', async ({ page }) => {
  await openDesk(page)
  const id = await alarm()
  await row(page, id).click()
  await expect(page.getByTestId('candidate-1')).toBeVisible()
  const team = await page.getByTestId('candidate-1').getAttribute('data-team')
  await page.waitForTimeout(READ_MS)
  const elsewhere = await alarm({ place: '别处', location: { lon: 120.5, lat: 27.4, datum: 'WGS84' } })
  const [reply] = await Promise.all([
    post(`/api/v1/incidents/${elsewhere}/dispatches`, { teamId: team, override: { reason: 'e2e' } }).then(
      () => 'won',
      () => 'lost',
    ),
    page.keyboard.press('Enter'),
  ])
  await expect.poll(async () => [...(await atHub(id)).dispatches, ...(await atHub(elsewhere)).dispatches].filter((order) => order.teamId === team).length).toBe(1)
  if (reply === 'won') {
    // Either the refusal, or (if the news was quicker than the key) the question about the new first.
    await expect(page.getByTestId('fate-refused').or(page.getByTestId('send-question')).or(page.getByTestId('ranking-changed')).first()).toBeVisible()
  } else await expect(page.getByTestId('order')).toBeVisible()
})

test('one call about the same thing is merged by M, another is kept apart by S', async ({ page }) => {
  await openDesk(page)
  const first = await alarm()
  const second = await alarm({ location: { lon: 120.426, lat: 27.298, datum: 'GCJ02' }, note: '风坑边有人喊救命' })
  await expect(page.getByTestId('merge')).toContainText('风坑边有人喊救命')
  await expect(page.getByTestId('merge')).toContainText(/\d+ 米/)
  await page.keyboard.press('m')
  await expect.poll(async () => (await atHub(second)).status).toBe('merged')
  await row(page, first).click()
  await page.getByTestId('calls').click()
  await expect(page.getByRole('dialog')).toContainText('风坑边有人喊救命')
  await page.keyboard.press('Escape')
  const third = await alarm({ location: { lon: 120.427, lat: 27.298, datum: 'GCJ02' } })
  await expect(page.getByTestId('merge')).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.getByTestId('merge')).toHaveCount(0)
  expect((await atHub(third)).status).toBe('reported')
})

test('a caller\'s number is masked until asked for; no key acts while typing', async ({ page }) => {
  await openDesk(page)
  const id = await alarm()
  await row(page, id).click()
  await expect(detail(page)).toContainText('138****0000')
  await page.keyboard.press('h')
  await expect(detail(page)).toContainText('13800000000')
  await page.keyboard.press('b')
  await page.keyboard.type('xfcn')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByTestId('incident-form')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog')).toContainText('派遣所选队伍')
})

test('a typed closure is in the list and can be lifted', async ({ page }) => {
  await openDesk(page)
  await page.getByTestId('tab-closures').click()
  await page.getByTestId('closure-type').click()
  await page.getByTestId('closure-points').fill('120.45 27.30\n桥头')
  await page.getByTestId('closure-reason').fill('塌方')
  await page.getByTestId('closure-submit').click()
  await expect(page.getByText(/第 2 行/)).toBeVisible()
  await page.getByTestId('closure-points').fill('120.45 27.30\n120.46 27.31')
  await page.getByTestId('closure-submit').click()
  await expect(page.getByTestId('closure')).toContainText('塌方')
  await page.getByTestId('closure-lift').click()
  await page.getByTestId('closure-lift').click()
  await expect(page.getByTestId('closure')).toHaveCount(0)
})

test('the command line finds by initials', async ({ page }) => {
  await openDesk(page)
  await page.keyboard.press('Control+k')
  await page.getByTestId('command-input').fill('lqsy')
  await expect(page.getByText('蓝鳍水域救援队')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('tab-teams')).toHaveAttribute('aria-selected', 'true')
})

for (const scheme of ['dark', 'light'] as const) {
  test(`no accessibility violations, ${scheme}`, async ({ page }) => {
    await page.addInitScript((value) => localStorage.setItem('mantine-color-scheme-value', value), scheme)
    await openDesk(page)
    const id = await alarm()
    await row(page, id).click()
    await expect(page.getByTestId('candidate-1')).toBeVisible()
    const check = async () => {
      const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).exclude('.maplibregl-canvas').exclude('[data-testid=drill-mark]').analyze()
      expect(found.violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
    }
    await check()
    for (const tab of ['orders', 'teams', 'closures', 'history']) {
      await page.getByTestId(`tab-${tab}`).click()
      await check()
    }
    await page.keyboard.press('n')
    await check()
    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    await expect(page.getByRole('dialog')).toBeVisible()
    await check()
  })
}

test('a hub that is lost is framed; an order waits, can be taken back, and goes out when the hub is back', async ({ page }) => {
  await openDesk(page)
  const id = await alarm()
  await row(page, id).click()
  await expect(page.getByTestId('candidate-1')).toBeVisible()
  await expect.poll(async () => (await atHub(id)).answeredAt).not.toBeNull()
  const port = new URL(hub.url).port
  await hub.kill()
  await expect(page.getByTestId('hub-lost')).toContainText('中断')
  await expect(page.getByTestId('action-send')).toContainText('中枢恢复后派遣')
  await page.waitForTimeout(READ_MS)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('fate-waiting')).toContainText('恢复后自动发送')
  await expect(page.getByTestId('order')).toHaveCount(0)
  await page.getByTestId('fate-waiting').getByRole('button').click()
  await expect(page.getByTestId('fate-waiting')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('fate-waiting')).toBeVisible()
  hub = await runHub(data.path, ['--port', port])
  await expect(page.getByTestId('hub-lost')).toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByTestId('order')).toContainText('蓝鳍水域救援队')
  expect((await atHub(id)).dispatches).toHaveLength(1)
})
