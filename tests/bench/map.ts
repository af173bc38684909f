import { chromium, type Page } from '@playwright/test'
import { join } from 'node:path'
import { findBrowser } from '../../scripts/browser.mjs'
import { quantile } from '../../shared/domain/select'
import { serveMapPage } from './map-server'
import type { bench } from './map-page/page'
import type { Report } from './report'

type Bench = typeof bench
declare global {
  interface Window {
    readonly bench: Bench
  }
}

const median = (samples: readonly number[]) => quantile(samples, 0.5) ?? Number.NaN
const BASEMAP = join(process.cwd(), 'resources', 'basemap', 'zhejiang-basemap.pmtiles')
const PACK = join(process.cwd(), 'resources', 'packs', 'cangnan')
const PAGE = join(process.cwd(), 'out', 'bench-map')

/** Each part on a page of its own, with the size of its window. `npm run bench -- map:NAME` runs one. */
const PARTS: Readonly<Record<string, readonly [run: (page: Page, report: Report) => Promise<void>, width: number, height: number]>> = {
  swarms: [swarms, 1920, 1080],
  frames: [trackFrames, 1920, 1080],
  others: [others, 1280, 800],
  first: [firstPaint, 1920, 1080],
  memory: [memory, 1280, 800],
  steady: [steady, 1280, 800],
}

/**
 * The map in Chromium, drawn in software: ratios of one run. "CPU" is the page's main thread, "total" until the picture
 * is there. `only`: one part. Throws where there is no such part or no Chromium.
 */
export async function benchMap(report: Report, only?: string): Promise<void> {
  if (only !== undefined && !(only in PARTS)) throw new Error(`no part "${only}" of the map's bench; there are ${Object.keys(PARTS).join(', ')}`)
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no Chromium on this machine')
  const server = await serveMapPage(PAGE, BASEMAP, PACK)
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing', '--disable-gpu-rasterization', '--disable-background-networking', '--enable-precise-memory-info'],
  })
  const open = async (width: number, height: number): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width, height } })).newPage()
    page.setDefaultTimeout(300_000)
    await page.goto(server.url)
    await page.waitForFunction(() => document.title === 'ready')
    return page
  }
  try {
    for (const [name, [run, width, height]] of Object.entries(PARTS)) {
      if (only !== undefined && name !== only) continue
      const page = await open(width, height)
      await run(page, report)
      await page.context().close()
    }
  } finally {
    await browser.close()
    server.close()
  }
}

async function swarms(page: Page, report: Report): Promise<void> {
  const samples: Record<'ours' | 'bare', { cpu: number; total: number }[]> = { ours: [], bare: [] }
  // In turns, so that what the machine does besides falls on both.
  for (let round = 0; round < 3; round++) {
    for (const which of ['bare', 'ours'] as const) {
      const frames = await page.evaluate((kind) => window.bench.swarmFrames(kind, 5), which)
      samples[which].push(...frames.slice(1))
    }
  }
  const of = (which: 'ours' | 'bare', what: 'cpu' | 'total') => median(samples[which].map((frame) => frame[what]))
  const name = '100,000 moving objects in five layers and a heat map, 1920x1080'
  for (const what of ['cpu', 'total'] as const) {
    const word = what === 'cpu' ? 'main thread' : 'until the picture is there'
    report({ name: `${name}: ${word}, deck.gl alone`, value: of('bare', what), unit: 'ms a frame' })
    report({ name: `${name}: ${word}, ours`, value: of('ours', what), unit: 'ms a frame' })
    const ratio = of('ours', what) / of('bare', what)
    report({ name: `${name}: ${word}, ratio`, value: ratio, unit: 'x', target: 'at most 1.15x', met: ratio <= 1.15 })
  }
}

async function trackFrames(page: Page, report: Report): Promise<void> {
  const frames = (await page.evaluate(() => window.bench.trackFrames(60))).slice(5)
  const received = median(frames.map((frame) => frame.received))
  const handed = median(frames.map((frame) => frame.handed))
  const sum = median(frames.map((frame) => frame.received + frame.handed))
  const sums = frames.map((frame) => frame.received + frame.handed)
  report({ name: 'one frame of 8,000 vessels: read into columns, median', value: received, unit: 'ms' })
  report({ name: 'one frame of 8,000 vessels: handed to the graphics card, median', value: handed, unit: 'ms' })
  report({ name: 'one frame of 8,000 vessels: both, median', value: sum, unit: 'ms', target: 'under 2 ms', met: sum < 2 })
  report({ name: 'one frame of 8,000 vessels: both, 95th percentile', value: quantile(sums, 0.95) ?? Number.NaN, unit: 'ms' })
}

async function others(page: Page, report: Report): Promise<void> {
  const ours = (await page.evaluate(() => window.bench.ourVessels(new window.bench.Swarm(8_000, 1), 15))).slice(3)
  const geojson = (await page.evaluate(() => window.bench.geojsonFrames(new window.bench.Swarm(8_000, 1), 12))).slice(2)
  const leaflet = (await page.evaluate(() => window.bench.leafletFrames(new window.bench.Swarm(8_000, 1), 15))).slice(3)
  const of = (frames: typeof ours, what: 'cpu' | 'total') => median(frames.map((frame) => frame[what]))
  for (const what of ['cpu', 'total'] as const) {
    const word = what === 'cpu' ? 'main thread' : 'until the picture is there'
    report({ name: `8,000 moving vessels: ${word}, ours`, value: of(ours, what), unit: 'ms a frame' })
    report({ name: `8,000 moving vessels: ${word}, maplibre GeoJSON source`, value: of(geojson, what) / of(ours, what), unit: 'x ours' })
    report({ name: `8,000 moving vessels: ${word}, Leaflet canvas circles without a ground`, value: of(leaflet, what) / of(ours, what), unit: 'x ours' })
  }
}

async function firstPaint(page: Page, report: Report): Promise<void> {
  const samples: Record<'empty' | 'full', number[]> = { empty: [], full: [] }
  await page.evaluate(() => window.bench.loadPoints())
  await page.evaluate(() => window.bench.firstPaint(true))
  for (let round = 0; round < 5; round++) {
    samples.empty.push(await page.evaluate(() => window.bench.firstPaint(false)))
    samples.full.push(await page.evaluate(() => window.bench.firstPaint(true)))
  }
  const ratio = median(samples.full) / median(samples.empty)
  report({ name: 'first picture: empty map, median of 5', value: median(samples.empty), unit: 'ms' })
  report({ name: 'first picture: 31,000 guard codes and 14,355 factories, median of 5', value: median(samples.full), unit: 'ms' })
  report({ name: 'first picture: ratio', value: ratio, unit: 'x', target: 'at most 1.5x', met: ratio <= 1.5 })
}

/** Bytes in use once all that can be collected has been. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** Slope of a line through equally spaced samples (least squares), per step. */
function slope(samples: readonly number[]): number {
  const middle = (samples.length - 1) / 2
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
  const over = samples.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0)
  return over / samples.reduce((sum, _value, i) => sum + (i - middle) ** 2, 0)
}

const MB = 1024 * 1024

async function memory(page: Page, report: Report): Promise<void> {
  const PARTS = 12
  const STEPS = 1_440 / PARTS
  await page.evaluate(() => window.bench.startDay())
  await page.evaluate(() => window.bench.passTime(60))
  const samples = [await heap(page)]
  for (let part = 0; part < PARTS; part++) {
    await page.evaluate((steps) => window.bench.passTime(steps), STEPS)
    samples.push(await heap(page))
  }
  report({ name: 'heap of the map after its first hour', value: (samples[0] ?? 0) / MB, unit: 'MB' })
  report({ name: 'heap slope over a day in 1,440 steps', value: (slope(samples) * PARTS) / MB, unit: 'MB a day' })
  await page.evaluate(() => window.bench.changeScenes(100))
  const before = await heap(page)
  await page.evaluate(() => window.bench.changeScenes(1_000))
  report({ name: 'heap grown by 1,000 changes of what is shown', value: ((await heap(page)) - before) / MB, unit: 'MB' })
  await page.evaluate(() => window.bench.endDay())
}

async function steady(page: Page, report: Report): Promise<void> {
  for (const drawing of [false, true]) {
    const found = await page.evaluate((draw) => window.bench.steadyUpdates(60, draw), drawing)
    const name = `10,000 positions a second for 60 s, ${drawing ? 'drawn in software' : 'drawing paused'}`
    report({ name: `${name}: taken`, value: found.updates, unit: 'a second' })
    report({ name: `${name}: tasks over 50 ms`, value: found.longTasks, unit: '', ...(drawing ? {} : { target: 'none', met: found.longTasks === 0 }) })
    report({ name: `${name}: longest task`, value: found.longest, unit: 'ms' })
    report({ name: `${name}: ${drawing ? 'reading' : 'reading and handing over'}, longest`, value: found.ownMost, unit: 'ms' })
    report({ name: `${name}: ${drawing ? 'reading' : 'reading and handing over'}, share of the thread`, value: found.ownShare * 100, unit: '%' })
  }
}
