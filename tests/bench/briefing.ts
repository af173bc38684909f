import { chromium, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { findBrowser } from '../../scripts/browser.mjs'
import { quantile } from '../../shared/domain/select'
import { client, login } from '../fixtures/http'
import { lookAtPdf, paperOf, withShellPaper } from '../fixtures/paper'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'
import { storm } from '../fixtures/storms'
import { withoutMap } from '../fixtures/without-map'
import type { Report } from './report'

const TIMES = 9
/** Moved onto one page each by showing every section, those without data too. */
const PAGES = 12

/**
 * What a person in the briefing room waits for, in a real browser with the demonstration pack (31,000 guard codes, 14,355
 * factories): from the key to the first page, and a PDF as the shell makes it.
 */
export async function benchBriefing(report: Report): Promise<void> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no Chromium on this machine')
  const folder = temporaryDataDir()
  const hub = await runHub(folder.path)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu-compositing', '--disable-gpu-rasterization', '--disable-background-networking'] })
  try {
    const officer = client(hub.url, await login(hub.url, hub.initialPassword ?? ''))
    const command = (type: string, data: unknown) => officer.post('/api/v1/commands', { commandId: randomUUID(), type, data })
    const { observed, ...rest } = storm('2006-08')
    const issuedAt = observed[25]?.at ?? 0
    await command('recordAdvisory', { ...rest, agency: 'JMA', issuedAt, observed: observed.filter(({ at }) => at <= issuedAt), forecast: observed.filter(({ at }) => at > issuedAt) })
    const desk = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
    await withoutMap(desk)
    await withShellPaper(desk)
    await desk.goto((await officer.post<{ url: string }>('/api/v1/devices/links', { role: 'officer' })).url)
    await desk.getByTestId('officer').waitFor()
    await desk.waitForTimeout(2_000)
    const samples: number[] = []
    for (let i = 0; i < TIMES; i++) {
      samples.push(await keyToPage(desk))
      await desk.keyboard.press('Escape')
      await desk.getByTestId('briefing-room').waitFor({ state: 'detached' })
    }
    const [first = Number.NaN, ...later] = samples
    report({ name: 'from the key to the first page, the first time', value: first, unit: 'ms', target: '1000', met: first < 1000 })
    for (const [name, p] of [['median', 0.5], ['longest', 1]] as const) {
      const value = quantile(later, p) ?? Number.NaN
      report({ name: `from the key to the first page, ${name} of ${later.length}`, value, unit: 'ms', target: '1000', met: value < 1000 })
    }

    const made = await officer.post<{ id: string; edition: object }>('/api/v1/briefings', {})
    await command('editBriefing', { briefingId: made.id, basedOn: 1, edition: { ...made.edition, hidden: [] } })
    await desk.evaluate((id) => (window.location.hash = `briefing=${id}`), made.id)
    await desk.getByTestId('briefing-position').waitFor()
    for (const format of ['a4', 'wide'] as const) {
      const started = performance.now()
      await desk.getByTestId(`briefing-pdf-${format}`).click()
      const pdf = await paperOf(desk)
      const took = performance.now() - started
      const { sheets, pictures } = lookAtPdf(pdf)
      if (sheets.length < PAGES || pictures > 0) throw new Error(`a PDF of ${sheets.length} sheets with ${pictures} pictures`)
      report({ name: `PDF of ${sheets.length} pages, ${format === 'a4' ? 'A4' : '16:9'}, ${Math.round(pdf.length / 1024)} KB of lines and words`, value: took, unit: 'ms', target: '10000', met: took < 10_000 })
    }
    const started = performance.now()
    const download = desk.waitForEvent('download')
    await desk.getByTestId('briefing-pptx').click()
    await (await download).path()
    report({ name: `slides of the same ${PAGES} pages`, value: performance.now() - started, unit: 'ms' })
  } finally {
    await browser.close()
    await hub.stop()
    folder.remove()
  }
}

/** By the page's own clock: from the key to the frame after the first page stands in the document. */
async function keyToPage(desk: Page): Promise<number> {
  await desk.evaluate(() => {
    const watch = { from: Number.NaN, to: Number.NaN }
    Reflect.set(window, 'watched', watch)
    window.addEventListener('keydown', () => (watch.from = performance.now()), { once: true, capture: true })
    const observer = new MutationObserver(() => {
      if (!document.querySelector('section [data-testid=briefing-page]')) return
      observer.disconnect()
      requestAnimationFrame(() => (watch.to = performance.now()))
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  await desk.keyboard.press('Shift+M')
  await desk.waitForFunction(() => !Number.isNaN((Reflect.get(window, 'watched') as { to: number }).to))
  return desk.evaluate(() => {
    const { from, to } = Reflect.get(window, 'watched') as { from: number; to: number }
    return to - from
  })
}
