import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { advisoriesOf, stormFrom } from '../../scripts/demo/typhoon.mjs'
import type { Advisory } from '../../shared/domain/typhoon/state'
import { HOUR } from '../../shared/base/time'
import { landingsOf, landTest } from '../../shared/typhoon/landing'
import { client, login, type HttpClient } from '../fixtures/http'
import { paperOf, withShellPaper } from '../fixtures/paper'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'
import { land, storm } from '../fixtures/storms'
import { withoutMap } from '../fixtures/without-map'

/**
 * Two storms of the past as exercises, from the first advisory to after the landing, over the interfaces that real ones
 * come by: the clock of the exercise is put forward with each advisory, and everything else follows from it.
 */
let data: ReturnType<typeof temporaryDataDir>
let hub: RunningHub
let officer: HttpClient

test.setTimeout(240_000)
test.beforeEach(async () => {
  data = temporaryDataDir()
  hub = await runHub(data.path, ['--drill'])
  officer = client(hub.url, await login(hub.url, hub.initialPassword ?? ''))
})
test.afterEach(async () => {
  await hub?.stop()
  data.remove()
})

interface Briefing {
  readonly id: string
  readonly number: string
  readonly content: { readonly at: number; readonly drill: boolean; readonly storm: unknown; readonly changes: readonly unknown[]; readonly previous: { readonly id: string } | null }
}

const time = async () => (await officer.get<{ hubTime: number }>('/api/v1/health')).hubTime
const say = (type: string, body: unknown) => officer.post('/api/v1/commands', { commandId: randomUUID(), type, data: body })
const link = async (body: object) => (await officer.post<{ url: string }>('/api/v1/devices/links', body)).url
const freeze = () => officer.post<Briefing>('/api/v1/briefings', { language: 'zh' })

async function open(browser: Browser, url: string, width: number, height: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height } })).newPage()
  await withoutMap(page)
  if (process.env['DINGHAI_KEEP']) await withShellPaper(page)
  await page.goto(url)
  return page
}

/** The storm as it comes now, with a hand that lets its advisories come one after the other. */
async function drillOf(id: Parameters<typeof storm>[0]) {
  const played = stormFrom(storm(id), await time())
  const advisories = advisoriesOf(played)
  const { key } = await officer.post<{ key: string }>('/api/v1/feeds', { name: 'typhoon-drill' })
  const feed = client(hub.url, key)
  let next = 0
  return {
    played,
    landings: landingsOf({ agency: '', fixes: played.observed, observedUntil: null, issuedAt: null }, landTest(land())),
    /** All advisories until `at`, the clock with them; then the clock alone. */
    async until(at: number) {
      const forward = async (to: number) => {
        const seconds = Math.round((to - (await time())) / 1000)
        if (seconds > 0) await officer.post('/api/v1/drill/clock', { seconds })
      }
      for (let advisory: Advisory | undefined; (advisory = advisories[next]) && advisory.issuedAt <= at; next++) {
        await forward(advisory.issuedAt)
        await feed.post('/api/v1/commands', { commandId: `drill-${advisory.typhoonId}-${advisory.issuedAt}`, type: 'recordAdvisory', data: advisory })
      }
      await forward(at)
    },
  }
}

/** How many of a kind lie inside each circle, as the desk shows it. */
const inside = async (desk: Page, kind: string): Promise<number[]> =>
  (await desk.getByTestId('inside-circles').locator(`tr[data-kind="${kind}"] td`).allTextContents()).map((text) => Number(text.replaceAll(',', '')))

/** For eyes: the briefing of a stage as PDF in both formats, where a folder is named. */
async function keep(browser: Browser, { id }: Briefing, stage: string): Promise<void> {
  const folder = process.env['DINGHAI_KEEP']
  if (!folder) return
  const reader = await open(browser, await link({ role: 'officer' }), 1440, 900)
  await expect(reader.getByTestId('officer')).toContainText('officer')
  await reader.evaluate((of) => (window.location.hash = `briefing=${of}`), id)
  for (const format of ['a4', 'wide'] as const) {
    await reader.getByTestId(`briefing-pdf-${format}`).click()
    writeFileSync(join(folder, `${stage}-${format}.pdf`), await paperOf(reader))
    await expect(reader.getByTestId('briefing-pptx')).toBeEnabled()
  }
  await reader.context().close()
}

/** Saomai came ashore in Cangnan itself; Muifa passed 300 km off and went ashore in Zhoushan. */
const STORMS = [
  { id: '2006-08', name: '桑美', hits: true },
  { id: '2022-12', name: '梅花', hits: false },
] as const

for (const { id, name, hits } of STORMS) {
  test(`${name}: from the first advisory to after the landing`, async ({ browser }) => {
    const drill = await drillOf(id)
    const landing = drill.landings[0]
    if (!landing) throw new Error('it lands in the data')
    const [desk, wall, town] = await Promise.all([
      link({ role: 'officer' }).then((url) => open(browser, url, 1440, 900)),
      link({ role: 'wall' }).then((url) => open(browser, url, 1920, 1080)),
      link({ role: 'unit', unitId: 'town:mazhan' }).then((url) => open(browser, url, 390, 844)),
    ])
    await expect(desk.getByTestId('officer')).toContainText('officer')
    await expect(town.getByRole('heading', { name: '马站镇' })).toBeVisible()

    // The first advisory: far away, on every screen, marked as what it is.
    await drill.until(drill.played.observed[0]?.at ?? 0)
    // A wall that has never connected cannot be directed yet.
    await expect(wall.locator('html')).toHaveAttribute('data-hub', 'live')
    await say('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId: 'typhoon' } })
    await desk.keyboard.press('Shift+Y')
    for (const page of [desk, wall]) {
      await expect(page.getByTestId('typhoon-head').first()).toContainText(`${name}（${id.slice(0, 4)} 年，演练）`)
      await expect(page.getByTestId('drill-mark')).toBeVisible()
    }
    const first = await freeze()
    expect(first.content).toMatchObject({ drill: true, previous: null, changes: [] })
    await keep(browser, first, `${id}-1-first`)

    // Half a day before it comes ashore: its landing is foretold, and a level proposed where it will blow.
    await drill.until(landing.at - 12 * HOUR)
    await expect(desk.getByTestId('landings')).toContainText('预计登陆')
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('Shift+Q')
    const proposal = desk.getByTestId('level-suggestion')
    if (hits) {
      await expect(proposal).toHaveAttribute('data-level', /^(II|I)$/)
      await desk.getByTestId('take-suggestion').click()
    } else {
      await expect(proposal).not.toHaveAttribute('data-level', 'I')
      await desk.getByTestId('level-IV').click()
      await desk.getByTestId('level-reason').fill('会商决定')
    }
    await desk.getByTestId('level-do').click()
    await expect(desk.getByTestId('level-chip')).toContainText('级应急响应')
    await expect(wall.locator('[data-panel=level]')).toContainText('级')
    await expect(town.locator('section').first()).toBeVisible()
    await say('sendCallout', { kind: 'typhoon', colour: 'orange', text: '台风橙色预警（演练）', units: ['town:mazhan', 'town:xiaguan'], validFrom: await time() })
    await town.getByTestId('callout-read').click()
    await expect(wall.locator('[data-panel=callout]')).toContainText('1')
    await say('startRelocation', { name: `${name}（演练）`, typhoonId: drill.played.typhoonId })
    await expect(wall.locator('[data-panel=relocation]')).not.toContainText('没有进行中的人员转移')
    const second = await freeze()
    expect(second.content.previous?.id).toBe(first.id)
    expect(second.content.changes.length).toBeGreaterThan(3)
    await keep(browser, second, `${id}-2-before`)

    // Ashore: who is inside the circles is counted for this very hour.
    await drill.until(landing.at)
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('Shift+Y')
    // JMA's two circles, of 50 and of 30 knots.
    await expect.poll(() => inside(desk, 'guard-code')).toEqual(hits ? [31_000, 31_000] : [0, expect.any(Number)])
    const third = await freeze()
    expect(third.content.at).toBeGreaterThanOrEqual(landing.at)
    await keep(browser, third, `${id}-3-ashore`)

    // Afterwards: it has landed, the level ends, the warning is lifted, and the last briefing says so.
    await drill.until(landing.at + 18 * HOUR)
    await expect(desk.getByTestId('landings')).toContainText('已登陆')
    const { events } = await officer.get<{ events: readonly { type: string; stream: string; data: { responseId?: string; level?: { id: string }; calloutId?: string; relocationId?: string } }[] }>('/api/v1/events?limit=5000')
    const lastOf = (type: string) => events.findLast((event) => event.type === type)?.data
    const declared = lastOf('response.declared')
    await say('endResponse', { responseId: declared?.responseId, from: declared?.level?.id, reason: '台风已过' })
    await say('liftCallout', { calloutId: lastOf('callout.sent')?.calloutId })
    await say('endRelocation', { relocationId: lastOf('relocation.started')?.relocationId, reason: '台风已过' })
    await say('endTyphoon', { typhoonId: drill.played.typhoonId })
    await expect(wall.locator('[data-panel=level]')).toContainText('当前没有应急响应')
    const last = await freeze()
    expect(last.content.previous?.id).toBe(third.id)
    expect(last.content.changes.length).toBeGreaterThan(3)
    await keep(browser, last, `${id}-4-after`)
    for (const page of [desk, wall, town]) await page.context().close()
  })
}
