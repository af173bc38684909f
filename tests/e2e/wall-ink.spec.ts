import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { arcMinutes, DEFAULT_SEAT, MIN_ARC, wallScale } from '../../renderer/wall/legibility'
import { inkHeights, newInk, type InkPart } from '../fixtures/ink'
import { openHall, type SceneHall } from '../fixtures/wall-hall'
import { withoutMap } from '../fixtures/without-map'

/** Letters on canvases: nothing of the page says where they stand, so that their pixels are looked for. */
test.setTimeout(300_000)

let hall: SceneHall
test.beforeAll(async () => {
  hall = await openHall()
})
test.afterAll(() => hall.close())

/** Half as many pixels for the largest: its letters are twice as high. */
const SIZES = [
  { width: 1920, height: 1080, deviceScaleFactor: 1 },
  { width: 3840, height: 2160, deviceScaleFactor: 0.5 },
  { width: 5760, height: 1080, deviceScaleFactor: 1 },
] as const

type Size = (typeof SIZES)[number]

/** Minutes of arc of so many pixels of a screenshot; one row more or less is how the edge of a letter falls on the grid. */
const arcOf = (pixels: number, { height, deviceScaleFactor }: Size) => arcMinutes(((pixels + 1) / deviceScaleFactor) * (DEFAULT_SEAT.screenHeightM / height), DEFAULT_SEAT.distanceM)

/** Open sea before Cangnan, where the ground has no names; every size has its own place in it. */
const seaOf = (size: Size) => ({ lon: 122.6, lat: 27.2 + SIZES.indexOf(size) * 0.7 })
const FACTORIES = { lon: 120.554, lat: 27.5065 }

interface Place {
  readonly lon: number
  readonly lat: number
}

/** Sends the wall's map there, and waits until it looks there. */
async function view(page: Page, center: Place, zoom: number, layers: readonly string[]): Promise<void> {
  await hall.command('castToWall', { wallId: 'main', show: { kind: 'view', center, zoom, layers, heat: null, ground: null } })
  const middle = async () => {
    const [west = NaN, , east = NaN] = ((await page.locator('[data-bounds]').getAttribute('data-bounds')) ?? '').split(' ').map(Number)
    return (west + east) / 2
  }
  await expect.poll(middle, { timeout: 60_000 }).toBeCloseTo(center.lon, 3)
}

/** A picture of the middle of the map, when two in a row are the same. */
async function still(page: Page, wide: number, high: number): Promise<Buffer> {
  const box = await page.getByTestId('wall-map').boundingBox()
  if (!box) throw new Error('no map')
  const clip = { x: box.x + (box.width - wide) / 2, y: box.y + (box.height - high) / 2, width: wide, height: high }
  let last = await page.screenshot({ clip })
  for (let i = 0; i < 40; i++) {
    await page.waitForTimeout(200)
    const now = await page.screenshot({ clip })
    if (now.equals(last)) return now
    last = now
  }
  throw new Error('the map does not come to rest')
}

/** A wall with its map, and a page to take pictures apart in. */
async function openWall(browser: Browser, { width, height, deviceScaleFactor }: Size): Promise<{ context: BrowserContext; page: Page; lab: Page }> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor, locale: 'zh-CN', reducedMotion: 'reduce' })
  const [page, lab] = [await context.newPage(), await context.newPage()]
  await page.goto(await hall.wallLink())
  await expect(page.getByTestId('map')).toHaveAttribute('data-map', 'drawn', { timeout: 100_000 })
  return { context, page, lab }
}

/** The engine's own: the name of a drawing, on open sea. */
async function checkNames(page: Page, lab: Page, size: Size): Promise<void> {
  const { deviceScaleFactor } = size
  const { unitPx } = wallScale(size, DEFAULT_SEAT)
  const sea = seaOf(size)
  await view(page, sea, 12, ['shapes'])
  const [wide, high] = [14 * unitPx, 6 * unitPx]
  const bare = await still(page, wide, high)
  await hall.command('drawAnnotation', { kind: 'note', name: '88国国', until: null, geometry: { type: 'Point', coordinates: [sea.lon, sea.lat] } })
  let parts: InkPart[] = []
  await expect(async () => {
    const middle = (high * deviceScaleFactor) / 2
    // The name beside its mark: not the ring and the character in the middle.
    parts = (await newInk(lab, bare, await still(page, wide, high), 90)).filter(({ y, height: tall }) => Math.abs(y + tall / 2 - middle) > 1.1 * unitPx * deviceScaleFactor)
    expect(parts.length).toBeGreaterThanOrEqual(4)
  }).toPass({ timeout: 60_000 })
  const [first, second, ...han] = parts
  for (const figure of [first, second]) expect(arcOf(figure?.height ?? 0, size), JSON.stringify(parts)).toBeGreaterThanOrEqual(MIN_ARC.figures)
  expect(arcOf(Math.max(...han.map((part) => part.height)), size), JSON.stringify(parts)).toBeGreaterThanOrEqual(MIN_ARC.han)
}

/** deck.gl's own: counts on plates. */
async function checkCounts(page: Page, lab: Page, size: Size): Promise<void> {
  const { unitPx } = wallScale(size, DEFAULT_SEAT)
  const [wide, high] = [16 * unitPx, 12 * unitPx]
  await view(page, FACTORIES, 12.5, [])
  const ground = await still(page, wide, high)
  await view(page, FACTORIES, 12.5, ['factories'])
  let parts: InkPart[] = []
  await expect(async () => {
    parts = (await newInk(lab, ground, await still(page, wide, high), 150)).filter((part) => part.height > 4)
    expect(parts.length).toBeGreaterThan(2)
  }).toPass({ timeout: 60_000 })
  // Nearly all of them are digits; of the one or other mark that stands alone there are parts of its character.
  const heights = parts.map((part) => part.height).toSorted((a, b) => a - b)
  expect(arcOf(heights[Math.floor(heights.length * 0.6)] ?? 0, size), JSON.stringify(parts)).toBeGreaterThanOrEqual(MIN_ARC.figures)
}

test('names and counts on the map reach twenty minutes of arc at 1920 x 1080, names at 5760 x 1080', async ({ browser }) => {
  const [hd, , wide] = SIZES
  const { context, page, lab } = await openWall(browser, hd)
  try {
    await checkNames(page, lab, hd)
    await checkCounts(page, lab, hd)
    await page.setViewportSize({ width: wide.width, height: wide.height })
    await expect.poll(() => page.getByTestId('wall').evaluate((wall) => wall.getBoundingClientRect().width)).toBe(wide.width)
    await checkNames(page, lab, wide)
  } finally {
    await context.close()
  }
})

test('names on the map reach twenty minutes of arc at 3840 x 2160', async ({ browser }) => {
  const { context, page, lab } = await openWall(browser, SIZES[1])
  try {
    await checkNames(page, lab, SIZES[1])
  } finally {
    await context.close()
  }
})

interface Written {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

test('what charts write on their canvas reaches twenty minutes of arc', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const [page, lab] = [await context.newPage(), await context.newPage()]
  try {
    await withoutMap(page)
    // Where each text stands is noted as it is written; how high it is, is measured in the picture.
    await page.addInitScript(() => {
      const written = new Map<string, Written & { readonly canvas: HTMLCanvasElement }>()
      Reflect.set(window, 'written', written)
      const own = Reflect.get(CanvasRenderingContext2D.prototype, 'fillText') as (this: CanvasRenderingContext2D, text: string, x: number, y: number, width?: number) => void
      const clear = Reflect.get(CanvasRenderingContext2D.prototype, 'clearRect') as (this: CanvasRenderingContext2D, x: number, y: number, width: number, height: number) => void
      CanvasRenderingContext2D.prototype.clearRect = function (x, y, width, height) {
        clear.call(this, x, y, width, height)
        for (const [key, { canvas }] of written) if (canvas === this.canvas) written.delete(key)
      }
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y, width) {
        own.call(this, text, x, y, ...(width === undefined ? [] : [width]))
        const { a, d, e, f } = this.getTransform()
        const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = this.measureText(text)
        written.set(`${text} ${x * a + e} ${y * d + f}`, { canvas: this.canvas as HTMLCanvasElement, text, x: (x - left) * a + e, y: (y - up) * d + f, width: (left + right) * a, height: (up + down) * d })
      }
    })
    await hall.command('castToWall', { wallId: 'main', show: { kind: 'scene', sceneId: 'figures' } })
    await page.goto(await hall.wallLink())
    await expect(page.getByTestId('chart').first()).toBeVisible({ timeout: 100_000 })
    for (const { width, height } of SIZES) {
      await page.setViewportSize({ width, height })
      await expect.poll(() => page.getByTestId('wall').evaluate((wall) => wall.getBoundingClientRect().width)).toBe(width)
      await expect(page.getByTestId('chart').first()).toBeVisible()
      await page.waitForTimeout(600)
      const found = await page.evaluate(() => {
        const all = [...(Reflect.get(window, 'written') as Map<string, Written & { readonly canvas: HTMLCanvasElement }>).values()]
        return all.flatMap(({ canvas, text, x, y, width: w, height: h }): Written[] => {
          const box = canvas.getBoundingClientRect()
          if (!canvas.isConnected || box.width === 0 || canvas.closest('[data-testid=chart]') === null) return []
          const ratio = canvas.width / box.width
          return [{ text, x: box.x + x / ratio - 2, y: box.y + y / ratio - 4, width: w / ratio + 2, height: h / ratio + 8 }]
        })
      })
      const figures = found.filter(({ text }) => /^\d+$/.test(text))
      const names = found.filter(({ text }) => /^[\u4e00-\u9fff]{2,}$/.test(text))
      expect(figures.length, `${width} figures`).toBeGreaterThan(3)
      expect(names.length, `${width} names`).toBeGreaterThan(3)
      const size = { width, height, deviceScaleFactor: 1 } as Size
      for (const [list, least] of [[figures, MIN_ARC.figures], [names, MIN_ARC.han]] as const) {
        const heights = await inkHeights(page, lab, list)
        list.forEach(({ text }, i) => expect(arcOf(heights[i] ?? 0, size), `${text} ${width}x${height}`).toBeGreaterThanOrEqual(least))
      }
    }
  } finally {
    await context.close()
  }
})
