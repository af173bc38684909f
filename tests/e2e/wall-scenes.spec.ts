import { expect, test as base, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import { arcMinutes, DEFAULT_SEAT, MIN_ARC } from '../../renderer/wall/legibility'
import { MAX_THUMBNAIL, PROTOCOL, type WallScreen } from '../../shared/protocol/messages'
import { openHall, SCENES, type SceneHall } from '../fixtures/wall-hall'
import { inkHeights } from '../fixtures/ink'
import { withoutMap } from '../fixtures/without-map'

/** One hub and one page for all: opening a wall is what takes the time. */
const test = base.extend<object, { hall: SceneHall; wall: Page }>({
  hall: [
    async ({ browserName: _ }, use) => {
      const hall = await openHall()
      await use(hall)
      await hall.close()
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  wall: [
    async ({ browser, hall }, use) => {
      // Fewer pixels for the references: layout is in CSS pixels, which are those of the real walls.
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 0.3, locale: 'zh-CN', reducedMotion: 'reduce' })
      const page = await context.newPage()
      await withoutMap(page)
      await page.goto(await hall.wallLink())
      await expect(page.getByTestId('scene')).toHaveCount(1, { timeout: 150_000 })
      await use(page)
      await context.close()
    },
    { scope: 'worker', timeout: 200_000 },
  ],
})
test.setTimeout(240_000)

const SIZES = [
  [1920, 1080],
  [3840, 2160],
  [5760, 1080],
] as const

/** Waits until the wall is laid out anew. */
async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height })
  await expect.poll(() => page.getByTestId('wall').evaluate((wall) => wall.getBoundingClientRect().width)).toBe(width)
}

async function show(hall: SceneHall, page: Page, sceneId: string): Promise<void> {
  await hall.command('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId } })
  await expect(page.getByTestId('wall')).toHaveAttribute('data-scene', sceneId)
}

/** Hides what time moves. */
const STILL = fileURLToPath(new URL('../fixtures/still.css', import.meta.url))

for (const [width, height] of SIZES) {
  test(`every scene looks as it was meant at ${width} x ${height}`, async ({ wall, hall }) => {
    await resize(wall, width, height)
    for (const scene of SCENES) {
      await show(hall, wall, scene)
      const scrolls = await wall.evaluate(() => document.documentElement.scrollHeight > window.innerHeight || document.documentElement.scrollWidth > window.innerWidth)
      expect(scrolls, scene).toBe(false)
      await expect(wall).toHaveScreenshot(`${scene}-${width}x${height}.png`, { scale: 'device', animations: 'disabled', stylePath: STILL, maxDiffPixelRatio: 0.02 })
    }
  })
}

test('what is drawn reaches twenty minutes of arc for the last seat, measured in its pixels', async ({ browser, hall }) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await withoutMap(page)
  await page.goto(await hall.wallLink())
  await expect(page.getByTestId('scene')).toHaveCount(1, { timeout: 150_000 })
  const lab = await context.newPage()
  try {
    for (const [width, height] of SIZES) {
      await resize(page, width, height)
      const metresPerPixel = DEFAULT_SEAT.screenHeightM / height
      // One row of pixels more or less is how the edge of a letter falls on the grid.
      const reached = (pixels: number) => arcMinutes((pixels + 1) * metresPerPixel, DEFAULT_SEAT.distanceM)
      for (const scene of ['overview', 'alerts', 'coverage']) {
        await show(hall, page, scene)
        await page.waitForTimeout(300)
        const found = await smallest(page)
        expect(found.length, scene).toBeGreaterThan(1)
        const boxes = found.flatMap(({ figure, han }) => [...(figure ? [figure] : []), ...han])
        const heights = new Map((await inkHeights(page, lab, boxes)).map((pixels, index) => [boxes[index], pixels]))
        for (const { panel, figure, han } of found) {
          const where = `${scene} ${panel} ${width}x${height}`
          if (figure) expect(reached(heights.get(figure) ?? 0), `${where} figure`).toBeGreaterThanOrEqual(MIN_ARC.figures)
          // The tallest of some characters is the height of the face: 一 is flat at any size.
          if (han.length > 2) expect(reached(Math.max(...han.map((box) => heights.get(box) ?? 0))), `${where} han`).toBeGreaterThanOrEqual(MIN_ARC.han)
        }
      }
    }
  } finally {
    await context.close()
  }
})

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** For every panel where its smallest text stands: one figure or capital, and some Chinese characters. */
function smallest(page: Page): Promise<{ panel: string; figure: Box | null; han: Box[] }[]> {
  return page.getByTestId('scene').evaluate((scene) =>
    [...scene.querySelectorAll<HTMLElement>('[data-panel]')].map((panel) => {
      const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
      const found: { px: number; text: string; box: { x: number; y: number; width: number; height: number } }[] = []
      const edge = panel.getBoundingClientRect()
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement
        if (!element || element.closest('.visually-hidden, svg, style, [class*=watermark]')) continue
        const px = Number.parseFloat(getComputedStyle(element).fontSize)
        const text = node.textContent ?? ''
        for (let i = 0; i < Math.min(text.length, 6); i++) {
          if (!/[0-9A-Z\u4e00-\u9fff]/.test(text[i] ?? '')) continue
          const range = document.createRange()
          range.setStart(node, i)
          range.setEnd(node, i + 1)
          const { x, y, width, height } = range.getBoundingClientRect()
          if (width > 0 && x >= edge.left && x + width <= edge.right - 20 && y + height <= edge.bottom) found.push({ px, text: text[i] ?? '', box: { x, y, width, height } })
        }
      }
      const least = Math.min(...found.map(({ px }) => px))
      const small = found.filter(({ px }) => px < least + 0.01)
      const figure = small.find(({ text }) => /[0-9A-Z]/.test(text))?.box ?? null
      return { panel: panel.dataset['panel'] ?? '', figure, han: small.filter(({ text }) => /[\u4e00-\u9fff]/.test(text)).slice(0, 5).map(({ box }) => box) }
    }),
  )
}

test('all words stand out from what lies behind them', async ({ wall, hall }) => {
  for (const scene of SCENES) {
    await show(hall, wall, scene)
    const worst = await wall.getByTestId('wall').evaluate((root) => {
      type Colour = readonly [number, number, number, number]
      const read = (text: string): Colour => {
        const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
        return [r, g, b, a]
      }
      const over = (top: Colour, below: Colour): Colour => [0, 1, 2].map((i) => (top[i] ?? 0) * top[3] + (below[i] ?? 0) * (1 - top[3])).concat(1) as unknown as Colour
      const luminance = (colour: Colour) => {
        const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const found: { ratio: number; text: string }[] = []
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement
        const text = node.textContent?.trim() ?? ''
        if (!element || text === '' || element.closest('.visually-hidden, svg, style, [data-testid=map], canvas')) continue
        const behind: Colour[] = []
        for (let at: HTMLElement | null = element; at; at = at.parentElement) behind.push(read(getComputedStyle(at).backgroundColor))
        // Behind everything: the land of the map, the lightest large area that there is.
        const ground = behind.toReversed().reduce<Colour>((below, top) => over(top, below), [25, 38, 53, 1])
        const a = luminance(over(read(getComputedStyle(element).color), ground))
        const b = luminance(ground)
        found.push({ ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), text })
      }
      return found.toSorted((a, b) => a.ratio - b.ratio).slice(0, 3)
    })
    expect(worst[0]?.ratio, `${scene}: ${JSON.stringify(worst)}`).toBeGreaterThanOrEqual(4.5)
  }
})

test('two screens of a wall show the same scene as one picture, and keep what the address said', async ({ browser, hall }) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 0.5, locale: 'zh-CN', reducedMotion: 'reduce' })
  const [left, right] = [await context.newPage(), await context.newPage()]
  try {
    for (const [page, part] of [
      [left, '0,0,2,1'],
      [right, '1,0,2,1'],
    ] as const) {
      await withoutMap(page)
      const link = new URL(await hall.wallLink())
      link.search = `?wall=hall&part=${part}`
      await page.goto(link.href)
      await expect(page.getByTestId('scene')).toHaveCount(1, { timeout: 150_000 })
      // The secret is gone from the address, which wall it is has stayed.
      expect(new URL(page.url()).hash).toBe('')
      expect(new URL(page.url()).searchParams.get('part')).toBe(part)
    }
    await expect.poll(() => hall.screens().then((screens) => screens.filter(({ wall }) => wall === 'hall').length)).toBe(2)
    for (const sceneId of ['figures', 'overview']) {
      await hall.command('castToWall', { wallId: 'hall', show: { kind: 'scene', sceneId } })
      for (const page of [left, right]) await expect(page.getByTestId('wall')).toHaveAttribute('data-scene', sceneId)
      const boxes = (page: Page) => page.locator('[data-panel]').evaluateAll((cells) => cells.map((cell) => [cell.getBoundingClientRect().left, cell.getBoundingClientRect().top]))
      const shifted = (await boxes(right)).map(([x = 0, y = 0]) => [Math.round(x + 1920), Math.round(y)])
      expect((await boxes(left)).map(([x = 0, y = 0]) => [Math.round(x), Math.round(y)])).toEqual(shifted)
    }
  } finally {
    await context.close()
  }
})

test('a new grave incident takes the wall until the director says otherwise; dark, banner and playlist say why', async ({ wall, hall }) => {
  await resize(wall, 1920, 1080)
  await hall.command('castToWall', { wallId: 'main', show: { kind: 'playlist', playlistId: 'round' } })
  await expect(wall.getByTestId('why')).toContainText('轮播 1/5')
  await hall.command('advanceWall', { wallId: 'main', index: 1 })
  await expect(wall.getByTestId('wall')).toHaveAttribute('data-scene', 'alerts')
  await expect(wall.getByTestId('why')).toContainText('轮播 2/5')
  const incidentId = await hall.alarm({ kind: 'missing-person-water', place: '马站镇 观美水库上游', lon: 120.4238, lat: 27.2971 })
  await expect(wall.getByTestId('wall')).toHaveAttribute('data-why', 'interrupted')
  await expect(wall.getByTestId('incident-focus')).toContainText('观美水库上游')
  await hall.command('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId: 'sea' } })
  await expect(wall.getByTestId('wall')).toHaveAttribute('data-scene', 'sea')
  await hall.command('closeIncident', { incidentId, summary: '' })

  await hall.command('putBanner', { wallId: 'main', banner: { text: '沿海乡镇 18:00 前完成转移', severity: 'orange', until: null } })
  await expect(wall.getByTestId('banner')).toContainText('橙色沿海乡镇 18:00 前完成转移')
  await hall.command('putBanner', { wallId: 'main', banner: null })
  await expect(wall.getByTestId('banner')).toHaveCount(0)
  await hall.command('holdWall', { wallId: 'main', hold: true })
  await expect(wall.getByTestId('held')).toBeVisible()
  await hall.command('blankWall', { wallId: 'main', blank: true })
  await expect(wall.getByTestId('dark')).toContainText('按指令黑屏')
  await hall.command('castToWall', { wallId: 'main', show: { kind: 'chart', chartId: 'incidents-by-kind' } })
  await expect(wall.getByTestId('dark')).toHaveCount(0)
  await expect(wall.getByTestId('chart-incidents-by-kind').getByRole('row', { name: /山体滑坡/ })).toContainText('1')
  await hall.command('castToWall', { wallId: 'main', show: { kind: 'camera', pointId: 'cameras:cam-001' } })
  await expect(wall.getByTestId('camera')).toContainText('无视频源')
})

test('a director is sent small pictures of the wall, and only while she looks', async ({ wall, hall }) => {
  await show(hall, wall, 'overview')
  const socket = io(hall.url, { transports: ['websocket'], auth: { protocol: PROTOCOL, token: hall.token } })
  try {
    const screens = await new Promise<readonly WallScreen[]>((resolve) => socket.on('walls', (list: readonly WallScreen[]) => list.some(({ wall: id }) => id === 'main') && resolve(list)))
    const screen = screens.find(({ wall: id }) => id === 'main')
    expect(screen).toMatchObject({ width: 1920, height: 1080, part: { column: 0, row: 0, columns: 1, rows: 1 } })
    const picture = new Promise<Uint8Array>((resolve) => socket.on('thumbnail', (message: { readonly picture: ArrayBuffer }) => resolve(new Uint8Array(message.picture))))
    socket.emit('direct', { open: true }, () => undefined)
    const bytes = await picture
    expect([bytes[0], bytes[1]]).toEqual([0xff, 0xd8])
    expect(bytes.length).toBeLessThanOrEqual(MAX_THUMBNAIL)
  } finally {
    socket.disconnect()
  }
})

test('nothing is left behind when scenes change', async ({ wall, hall }) => {
  const session = await wall.context().newCDPSession(wall)
  const measure = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { nodes } = await session.send('Memory.getDOMCounters')
    return { usedSize, nodes }
  }
  const round = async () => {
    for (const scene of ['overview', 'figures', 'alerts', 'coverage', 'sea']) await show(hall, wall, scene)
  }
  // The first rounds fill caches.
  await round()
  await round()
  const before = await measure()
  for (let n = 0; n < 4; n++) await round()
  const after = await measure()
  expect(after.usedSize - before.usedSize).toBeLessThan(3_000_000)
  expect(after.nodes - before.nodes).toBeLessThan(2_000)
})

