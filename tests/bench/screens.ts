import { chromium, type Browser, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { findBrowser } from '../../scripts/browser.mjs'
import { quantile } from '../../shared/domain/select'
import { client, login, type HttpClient } from '../fixtures/http'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'
import type { Report } from './report'

const ALARMS = 100
/** Between two alarms, milliseconds: a flood, but each is waited for on its own. */
const PAUSE_MS = 500
const ORDERS = 30

/**
 * What a person waits for, in a real browser on this machine: an alarm from its POST to the screens, an order from the
 * officer's key to the leader's phone, the desk from its address to its queue. Times of pages and of this process are
 * of one clock. "Drawn" is the first animation frame after the text stands in the document.
 */
export async function benchScreens(report: Report): Promise<void> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no Chromium on this machine')
  const folder = temporaryDataDir()
  const hub = await runHub(folder.path)
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-gpu-compositing',
      '--disable-gpu-rasterization',
      '--disable-background-networking',
    ],
  })
  try {
    const officer = client(hub.url, await login(hub.url, hub.initialPassword ?? ''))
    await firstPaint(browser, officer, report)
    const feed = client(hub.url, (await officer.post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })).key)
    await alarms(browser, officer, feed, report, 'map drawn in software')
    await alarms(browser, officer, feed, report, 'no map: no WebGL')
    await orders(browser, officer, feed, report)
  } finally {
    await browser.close()
    await hub.stop()
    folder.remove()
  }
}

async function link(officer: HttpClient, role: 'officer' | 'wall' | 'team', teamId?: string): Promise<string> {
  return (await officer.post<{ url: string }>('/api/v1/devices/links', teamId ? { role, teamId } : { role })).url
}

/** Notes when a text first stood in the document and a frame had followed. Read it with `drawnAt`. */
async function open(browser: Browser, url: string, viewport: { width: number; height: number }, withMap = true): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage()
  await page.addInitScript(() => {
    const seen = new Map<string, number>()
    const wanted = new Set<string>()
    Object.assign(window, { benchSeen: seen, benchWanted: wanted })
    const look = () => {
      for (const text of wanted) {
        if (!document.body.textContent?.includes(text)) continue
        wanted.delete(text)
        requestAnimationFrame(() => seen.set(text, performance.timeOrigin + performance.now()))
      }
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
  })
  if (!withMap) {
    await page.addInitScript(() => {
      const getContext = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (this: HTMLCanvasElement, kind: string) => unknown
      Reflect.set(HTMLCanvasElement.prototype, 'getContext', function (this: HTMLCanvasElement, kind: string) {
        return kind === 'webgl2' ? null : getContext.call(this, kind)
      })
    })
  }
  await page.goto(url)
  return page
}

type BenchWindow = Window & { benchSeen: Map<string, number>; benchWanted: Set<string> }

const expectText = (page: Page, text: string) => page.evaluate((wanted) => void (window as unknown as BenchWindow).benchWanted.add(wanted), text)

async function drawnAt(page: Page, text: string): Promise<number> {
  const handle = await page.waitForFunction((wanted) => (window as unknown as BenchWindow).benchSeen.get(wanted), text, { polling: 50 })
  return (await handle.jsonValue()) ?? Number.NaN
}

function tell(report: Report, name: string, samples: readonly number[], targetMs: number): void {
  const p50 = quantile(samples, 0.5) ?? Number.NaN
  const p99 = quantile(samples, 0.99) ?? Number.NaN
  report({ name: `${name}, median of ${samples.length}`, value: p50, unit: 'ms' })
  report({ name: `${name}, 99th percentile`, value: p99, unit: 'ms', target: `under ${targetMs} ms`, met: p99 < targetMs })
}

async function firstPaint(browser: Browser, officer: HttpClient, report: Report): Promise<void> {
  const samples: number[] = []
  for (let i = 0; i < 5; i++) {
    const url = await link(officer, 'officer')
    const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
    const startedAt = Date.now()
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByRole('tablist').waitFor()
    samples.push(Date.now() - startedAt)
    await page.context().close()
  }
  const median = quantile(samples, 0.5) ?? Number.NaN
  report({ name: 'desk: address to usable queue, cold browser profile, median of 5', value: median, unit: 'ms', target: 'under 2000 ms', met: median < 2000 })
}

async function alarms(browser: Browser, officer: HttpClient, feed: HttpClient, report: Report, map: 'map drawn in software' | 'no map: no WebGL'): Promise<void> {
  const withMap = map === 'map drawn in software'
  const desk = await open(browser, await link(officer, 'officer'), { width: 1280, height: 720 }, withMap)
  const wall = await open(browser, await link(officer, 'wall'), { width: 1280, height: 720 }, withMap)
  await desk.getByRole('tablist').waitFor()
  await wall.getByTestId('clock').waitFor()
  await desk.waitForTimeout(8_000)
  const samples: Record<'desk' | 'wall', number[]> = { desk: [], wall: [] }
  for (let i = 0; i < ALARMS; i++) {
    const place = `测点${String(i).padStart(3, '0')}号`
    for (const page of [desk, wall]) await expectText(page, place)
    const sentAt = Date.now()
    const { incidentId } = await feed.post<{ incidentId: string }>('/api/v1/alarms', {
      sourceId: randomUUID(), kind: 'missing-person-water', place, lon: 120.42, lat: 27.3, datum: 'wgs84', observedAt: sentAt,
    })
    samples.desk.push((await drawnAt(desk, place)) - sentAt)
    samples.wall.push((await drawnAt(wall, place)) - sentAt)
    await officer.post('/api/v1/commands', { commandId: randomUUID(), type: 'markFalseAlarm', data: { incidentId, reason: 'bench' } })
    await desk.waitForTimeout(PAUSE_MS)
  }
  tell(report, `alarm POST to drawn on the desk, ${map}`, samples.desk, 200)
  tell(report, `alarm POST to drawn on the wall, ${map}`, samples.wall, 200)
  await wall.context().close()
  await desk.context().close()
}

async function orders(browser: Browser, officer: HttpClient, feed: HttpClient, report: Report): Promise<void> {
  const desk = await open(browser, await link(officer, 'officer'), { width: 1280, height: 720 })
  const phone = await open(browser, await link(officer, 'team', 'lanqi-water'), { width: 390, height: 844 })
  await desk.getByRole('tablist').waitFor()
  await phone.getByRole('heading').first().waitFor()
  await desk.waitForTimeout(8_000)
  await desk.evaluate(() => {
    window.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') Object.assign(window, { benchPressedAt: performance.timeOrigin + performance.now() })
    }, { capture: true })
  })
  const samples: number[] = []
  for (let i = 0; i < ORDERS; i++) {
    const place = `马站镇 测令${String(i).padStart(3, '0')}号`
    const { incidentId } = await feed.post<{ incidentId: string }>('/api/v1/alarms', {
      sourceId: randomUUID(), kind: 'missing-person-water', place, lon: 120.4195, lat: 27.3001, datum: 'wgs84', observedAt: Date.now(),
    })
    await desk.locator(`[data-incident="${incidentId}"]`).first().click()
    await desk.locator('[data-testid=candidate-1][data-team=lanqi-water]').waitFor()
    await desk.waitForTimeout(1_800)
    await expectText(phone, place)
    await desk.keyboard.press('Enter')
    const drawn = await drawnAt(phone, place)
    samples.push(drawn - (await desk.evaluate(() => (window as unknown as { benchPressedAt: number }).benchPressedAt)))
    await officer.post('/api/v1/commands', { commandId: randomUUID(), type: 'markFalseAlarm', data: { incidentId, reason: 'bench' } })
    await phone.waitForTimeout(300)
  }
  tell(report, "officer's key to drawn on the leader's phone", samples, 150)
}
