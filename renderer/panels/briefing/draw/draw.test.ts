import { describe, expect, it } from 'vitest'
import { frozen, stormScene } from '../../../../tests/fixtures/briefing'
import { land } from '../../../../tests/fixtures/storms'
import { draftEdition } from '../../../../shared/briefing/drafts'
import { FORMATS, PAGE_SIZE, type Format } from '../../../../shared/briefing/page'
import { pagesOf } from '../../../../shared/briefing/pages'
import { widthEm } from '../../../../shared/briefing/measure'
import { translator } from '../../../../shared/i18n/translator'
import { chartShapes, roundUp } from './chart'
import { lineInside } from './map'
import { pageShapes } from './page'
import { PAGE_PALETTES } from './palette'
import type { Shape } from './shape'
import { svgFile } from './svg'

const words = { t: translator('zh'), language: 'zh' as const, zone: 'Asia/Shanghai' }
const { bounds, rings } = land()
const pageLand = { region: rings, fine: rings, fineBounds: bounds }
const code = [[true, false], [false, true]]

function drawn(format: Format, drill = false) {
  const content = frozen(stormScene('2022-12', 160), { drill })
  const edition = draftEdition(content, words.t, 'zh')
  const pages = pagesOf(content, edition, format, words)
  return pages.map((page, i) => ({ page, shapes: pageShapes(page, i, pages.length, { content, number: '2026-1122-01', format, palette: 'paper', words, land: pageLand, code }) }))
}

const texts = (shapes: readonly Shape[]) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape] : []))

describe('a drawn page', () => {
  it.each(FORMATS)('keeps its words inside the paper, in %s', (format) => {
    const { width, height } = PAGE_SIZE[format]
    for (const { page, shapes } of drawn(format)) {
      for (const { x, y, text, size, anchor = 'start', turn } of texts(shapes)) {
        if (turn !== undefined) continue
        const w = widthEm(text) * size
        const left = anchor === 'start' ? x : anchor === 'end' ? x - w : x - w / 2
        expect([page.id, text, left >= -1, left + w <= width + 8, y > 0, y <= height]).toEqual([page.id, text, true, true, true, true])
        expect(size).toBeGreaterThan(6)
      }
    }
  })

  it('carries number, data time, storm time and the code on every page', () => {
    for (const { shapes } of drawn('a4')) {
      const said = texts(shapes).map(({ text }) => text).join('\n')
      expect(said).toContain('研判 2026-1122-01')
      expect(said).toMatch(/数据时间 2026-11-22 14:25 UTC\+8/)
      expect(said).toMatch(/路径时刻 2022-09-/)
      expect(shapes.some((shape) => shape.kind === 'path' && shape.fill === '#000000')).toBe(true)
    }
  })

  it('of a drill says so across every page, and no other does', () => {
    const marks = (drill: boolean) => drawn('wide', drill).map(({ shapes }) => texts(shapes).filter(({ text, turn }) => text === '演练' && turn !== undefined).length)
    expect(marks(true).every((count) => count === 2)).toBe(true)
    expect(marks(false).every((count) => count === 0)).toBe(true)
  })

  it('has its map as lines: land, circles, the way and no picture', () => {
    const map = drawn('wide').find(({ page }) => page.section === 'map')?.shapes ?? []
    const file = svgFile(map, 1280, 720)
    expect(file).not.toMatch(/<image|NaN|undefined/)
    expect(map.filter((shape) => shape.kind === 'path' && shape.fill === PAGE_PALETTES.paper.land).length).toBeGreaterThan(0)
    expect(texts(map).map(({ text }) => text)).toEqual(expect.arrayContaining(['30 节', '马站镇']))
  })

  it('has of a long line only what crosses its map', () => {
    const frame = { x: 0, y: 0, w: 10, h: 10 }
    expect(lineInside([[-900, 5], [-50, 5], [5, 5], [60, 5], [900, 5]], frame)).toBe('M-50 5L5 5L60 5')
    expect(lineInside([[-9, 5], [5, 5], [5, 50], [50, 50], [5, 40], [5, 2]], frame)).toBe('M-9 5L5 5L5 50M5 40L5 2')
    expect(lineInside([[20, 20], [30, 30]], frame)).toBe('')
  })

  it('as a file escapes what officers wrote', () => {
    const file = svgFile([{ kind: 'text', x: 0, y: 0, text: '<script>"&', size: 10, fill: '#000000' }], 10, 10)
    expect(file).toContain('&lt;script&gt;&quot;&amp;')
  })
})

describe('a chart', () => {
  it.each([[0, 1], [1, 1], [3, 5], [14_355, 20_000], [850_000, 1_000_000]])('of %i goes up to %i', (top, to) => expect(roundUp(top)).toBe(to))

  it('leaves a gap where nobody knows, and draws a single known hour as a dot', () => {
    const shapes = chartShapes({ kind: 'chart', title: '', labels: ['1', '2', '3', '4'], mark: null, series: [{ name: 'a', values: [1, null, 2, 3] }] }, { x: 0, y: 0, w: 300, h: 200 }, { palette: PAGE_PALETTES.paper, format: 'wide', severity: () => '' })
    const lines = shapes.flatMap((shape) => (shape.kind === 'path' && shape.stroke === PAGE_PALETTES.paper.ink && shape.dash === undefined ? [shape.d] : []))
    // The line of the two known hours, and the sample in the legend; the single hour is filled.
    expect(lines).toHaveLength(2)
  })
})
