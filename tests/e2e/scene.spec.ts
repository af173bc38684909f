import { expect, type Page } from '@playwright/test'
import { playScene } from '../../scripts/demo/scene.mjs'
import { test, type ScreenHost } from '../fixtures/hosts'
import { client, login, type HttpClient } from '../fixtures/http'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'

/** Two desks, one wall and one phone on one hub: the hall as it works. */
interface Hall {
  readonly hub: RunningHub
  readonly token: string
  readonly officer: HttpClient
  readonly desks: readonly [Page, Page]
  readonly wall: Page
}

test.setTimeout(180_000)

const folder = temporaryDataDir()
let hub: RunningHub
let token: string
test.beforeAll(async () => {
  hub = await runHub(folder.path)
  token = await login(hub.url, hub.initialPassword ?? '')
})
test.afterAll(async () => {
  await hub.stop()
  folder.remove()
})

async function link(officer: HttpClient, role: 'officer' | 'wall' | 'team', teamId?: string): Promise<string> {
  const body = teamId ? { role, teamId } : { role }
  return (await officer.post<{ url: string }>('/api/v1/devices/links', body)).url
}

/** `maps`: which screens draw it, in a browser. */
async function openHall(host: ScreenHost, maps: readonly string[]): Promise<Hall> {
  const officer = client(hub.url, token)
  const { desk, wall } = await host.open({ desk: await link(officer, 'officer'), wall: await link(officer, 'wall') }, { maps })
  const other = await host.open({ desk: await link(officer, 'officer') }, { maps: [] })
  const desks = [desk, other.desk] as const
  for (const page of [...desks, wall]) await expect(page.getByTestId('clock').or(page.getByRole('tablist')).first()).toBeVisible()
  return { hub, token, officer, desks, wall }
}

const incidentOn = (page: Page, incidentId: string) => page.locator(`[data-testid=incident][data-incident="${incidentId}"]`)

test('from a 110 alarm over HTTP to a completed order: keys on the desk, thumb on the phone, both clocks stopped', async ({ host }) => {
  const { officer, desks, wall } = await openHall(host, ['desk'])
  const [desk, other] = desks
  const phone = await host.phone(await link(officer, 'team', 'lanqi-water'))
  await expect(phone.getByRole('heading', { name: '暂无命令' })).toBeVisible()

  const { key } = await officer.post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })
  const { incidentId } = await client(hub.url, key).post<{ incidentId: string }>('/api/v1/alarms', {
    sourceId: 'scene-1',
    kind: 'missing-person-water',
    place: '马站镇 观美水库上游风坑附近',
    description: '一人被困溪对岸，溪流上涨',
    lon: 120.4238,
    lat: 27.2971,
    observedAt: new Date().toISOString(),
  })
  for (const page of [desk, other, wall]) await expect(incidentOn(page, incidentId)).toBeVisible()
  await expect(incidentOn(wall, incidentId)).toHaveAttribute('data-severity', 'red')

  // The whole dispatch without the mouse: down to select, Enter to send.
  await desk.keyboard.press('ArrowDown')
  await expect(desk.getByTestId('detail')).toHaveAttribute('data-incident', incidentId)
  await expect(desk.getByTestId('candidate-1')).toHaveAttribute('data-team', 'lanqi-water')
  const passedOver = desk.locator('[data-testid=excluded][data-team=feiyun-mountain]')
  await expect(passedOver).toContainText('2026-09-30')
  await desk.keyboard.press('a')
  await expect(incidentOn(other, incidentId)).not.toHaveAttribute('data-unanswered', 'true')
  await desk.waitForTimeout(2_000)
  await desk.keyboard.press('Enter')

  await expect(phone.getByRole('button', { name: '签收并出发' })).toBeVisible()
  await expect(incidentOn(wall, incidentId)).toContainText('蓝鳍水域救援队')
  await incidentOn(other, incidentId).click()
  await expect(other.locator('[data-testid=order][data-team=lanqi-water]')).toBeVisible()

  for (const [name, phase] of [['签收并出发', 'en-route'], ['到达现场', 'on-scene']] as const) {
    await expect(phone.locator('[data-guarded]')).toHaveCount(0)
    await phone.getByRole('button', { name }).click()
    for (const page of desks) await expect(page.locator('[data-testid=order][data-team=lanqi-water]')).toHaveAttribute('data-phase', phase)
  }
  await expect(phone.locator('[data-guarded]')).toHaveCount(0)
  await phone.getByRole('button', { name: '完成处置' }).click()
  await phone.getByRole('button', { name: '确认完成' }).click()
  for (const page of desks) await expect(page.locator('[data-testid=order][data-team=lanqi-water]')).toHaveAttribute('data-phase', 'completed')

  const { active, clocks, timeline } = await officer.get<{
    active: unknown[]
    clocks: { alarmToDelivered: { stopAt: number | null }; orderToScene: { stopAt: number | null } }
    timeline: { type: string }[]
  }>(`/api/v1/incidents/${incidentId}`)
  expect(active).toEqual([])
  expect(clocks.alarmToDelivered.stopAt).not.toBeNull()
  expect(clocks.orderToScene.stopAt).not.toBeNull()
  const types = timeline.map((event) => event.type)
  for (const type of ['incident.reported', 'incident.answered', 'dispatch.ordered', 'dispatch.delivered', 'dispatch.acknowledged', 'dispatch.departed', 'dispatch.arrived', 'dispatch.completed']) {
    expect(types.filter((one) => one === type), type).toHaveLength(1)
  }
})

test('a hub killed in the middle of the scripted scene comes back with nothing lost, and every screen goes on', async ({ host }) => {
  const { desks, wall } = await openHall(host, [])
  const steps: string[] = []
  const ordered = new Promise<void>((resolve) => {
    void playScene({
      url: hub.url,
      token,
      speed: 5,
      close: false,
      say(step) {
        steps.push(step)
        if (step === 'acknowledged') resolve()
      },
    }).catch(() => {
      // The script has no second life: it ends with the hub that it talked to.
    })
  })
  await ordered
  const before = await client(hub.url, token).get<{ incidents: { id: string; active: { teamId: string }[] }[] }>('/api/v1/incidents')
  const incident = before.incidents.find((one) => one.active.length > 0)
  expect(incident).toBeDefined()
  const incidentId = incident?.id ?? ''

  const port = new URL(hub.url).port
  await hub.kill()
  for (const page of [...desks, wall]) await expect(page.getByTestId('hub-lost')).toBeVisible()
  hub = await runHub(folder.path, ['--port', port])
  for (const page of [...desks, wall]) await expect(page.getByTestId('hub-lost')).toBeHidden({ timeout: 30_000 })

  const after = await client(hub.url, token).get<{ active: { teamId: string }[] }>(`/api/v1/incidents/${incidentId}`)
  expect(after.active).toEqual(incident?.active)
  const note = '重启后的一条记录'
  await client(hub.url, token).post('/api/v1/commands', { commandId: 'after-restart', type: 'addNote', data: { incidentId, text: note } })
  for (const desk of desks) {
    await incidentOn(desk, incidentId).click()
    await expect(desk.getByTestId('timeline')).toContainText(note)
  }
})

test('two officers send the same team at the same moment: one wins, the other is told who', async ({ host }) => {
  const { officer, desks } = await openHall(host, [])
  const { key } = await officer.post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })
  const { incidentId } = await client(hub.url, key).post<{ incidentId: string }>('/api/v1/alarms', {
    sourceId: 'race', kind: 'hazmat', place: '灵溪镇 工业区', lon: 120.41, lat: 27.52, datum: 'wgs84', observedAt: Date.now(),
  })
  for (const desk of desks) {
    await incidentOn(desk, incidentId).click()
    await expect(desk.getByTestId('candidate-1')).toBeVisible()
  }
  const team = await desks[0].getByTestId('candidate-1').getAttribute('data-team')
  await desks[0].waitForTimeout(2_000)
  await Promise.all(desks.map((desk) => desk.keyboard.press('Enter')))
  await expect.poll(async () => {
    const found = await officer.get<{ active: { teamId: string }[] }>(`/api/v1/incidents/${incidentId}`)
    return found.active.map((order) => order.teamId)
  }).toEqual([team])
  const refusals = async () => (await Promise.all(desks.map((desk) => desk.getByTestId('fate-refused').allTextContents()))).flat()
  await expect.poll(refusals).toHaveLength(1)
  expect((await refusals()).join()).toContain('officer')
})
