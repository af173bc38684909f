import type { BriefingContent } from '../../../../shared/briefing/content'
import { BODY, PAGE_SIZE, TYPE, type Format, type Page, type Rect } from '../../../../shared/briefing/page'
import { clip, widthEm } from '../../../../shared/briefing/measure'
import { say, stampText, type Words } from '../../../../shared/briefing/words'
import { figuresShapes, messageShapes, tableShapes, textShapes, titleShapes, type Pen } from './blocks'
import { chartShapes } from './chart'
import { mapShapes, type PageLand } from './map'
import { PAGE_PALETTES, type PaletteName } from './palette'
import { box, type Shape } from './shape'

/** What every page of a briefing carries besides its own content. */
export interface PageFrame {
  readonly content: BriefingContent
  readonly number: string
  readonly format: Format
  readonly palette: PaletteName
  readonly words: Words
  /** Null while it is being loaded. */
  readonly land: PageLand | null
  /** Dark modules of the code row by row; null: there is no address to open. */
  readonly code: readonly (readonly boolean[])[] | null
}

/** One page, whole: ground, head, blocks, foot with the stamp, and the mark of a drill. */
export function pageShapes(page: Page, index: number, count: number, frame: PageFrame): Shape[] {
  const { content, format, words } = frame
  const palette = PAGE_PALETTES[frame.palette]
  const pen: Pen = { palette, format, severity: (severity) => words.t(`severity.${severity}`) }
  const { width, height } = PAGE_SIZE[format]
  const shapes: Shape[] = [{ kind: 'path', d: box({ x: 0, y: 0, w: width, h: height }), fill: palette.ground }]
  if (!(page.section === 'cover' && page.part === 1)) shapes.push(...head(page, frame))
  for (const { block, at } of page.blocks) {
    switch (block.kind) {
      case 'title':
        shapes.push(...titleShapes(block, at, pen))
        break
      case 'stamp':
        shapes.push(...stamp(at, frame, pen))
        break
      case 'figures':
        shapes.push(...figuresShapes(block, at, pen))
        break
      case 'text':
        shapes.push(...textShapes(block, at, pen))
        break
      case 'table':
        shapes.push(...tableShapes(block, at, pen))
        break
      case 'chart':
        shapes.push(...chartShapes(block, at, pen))
        break
      case 'map':
        shapes.push(...mapShapes(block.scope, content, frame.land, at, pen, words))
        break
      case 'message':
        shapes.push(...messageShapes(block, at, pen))
        break
    }
  }
  shapes.push(...foot(index, count, frame))
  if (content.drill) shapes.push(...drillMark(frame))
  return shapes
}

function head(page: Page, { content, format, words, palette: name }: PageFrame): Shape[] {
  const palette = PAGE_PALETTES[name]
  const body = BODY[format]
  const { title: size, small, label } = TYPE[format]
  const side = say(words, content.organisation)
  const parts = page.parts > 1 ? ` (${page.part}/${page.parts})` : ''
  return [
    { kind: 'path', d: box({ x: body.x, y: body.y - size * 1.85, w: 5, h: size * 1.05 }), fill: palette.accent },
    { kind: 'text', x: body.x + 16, y: body.y - size * 0.95, text: clip(page.title + parts, (body.w - widthEm(side) * label - 60) / size), size, weight: 700, fill: palette.ink },
    { kind: 'text', x: body.x + body.w, y: body.y - size * 0.95, text: side, size: label, anchor: 'end', fill: palette.quiet },
    { kind: 'path', d: box({ x: body.x, y: body.y - small * 1.05, w: body.w, h: 1 }), fill: palette.line },
  ]
}

/** Edge of the code in the foot, CSS pixels: 14 mm and more on paper, which a telephone reads from a hand's breadth. */
const FOOT_CODE = 56

function foot(index: number, count: number, frame: PageFrame): Shape[] {
  const { content, number, format, words } = frame
  const { t } = words
  const palette = PAGE_PALETTES[frame.palette]
  const body = BODY[format]
  const { height } = PAGE_SIZE[format]
  const { small } = TYPE[format]
  const top = height - FOOT_CODE - 16
  const first = [t('briefing.number', { number }), t('briefing.dataTime', { time: stampText(content.at, content.zone) })]
  const second = [
    ...(content.storm ? [t('briefing.stormTime', { storm: say(words, content.storm.name), time: stampText(content.storm.at, content.zone), agency: content.storm.agency })] : []),
    ...(content.drill ? [t('drill.mark')] : []),
    ...(content.demonstration ? [t('briefing.demonstration')] : []),
  ]
  const right = body.x + body.w - FOOT_CODE - 12
  return [
    { kind: 'path', d: box({ x: body.x, y: top - 4, w: body.w - FOOT_CODE - 12, h: 1 }), fill: palette.line },
    { kind: 'text', x: body.x, y: top + small * 1.7, text: first.join(' · '), size: small, fill: palette.ink },
    { kind: 'text', x: body.x, y: top + small * 3.3, text: clip(second.join(' · '), (right - body.x - 60) / small), size: small, fill: palette.quiet },
    { kind: 'text', x: right, y: top + small * 1.7, text: t('briefing.page', { page: index + 1, pages: count }), size: small, anchor: 'end', fill: palette.ink },
    ...codeShapes(frame.code, { x: body.x + body.w - FOOT_CODE, y: top - 2, w: FOOT_CODE, h: FOOT_CODE }),
  ]
}

/** The code on a white ground with its quiet zone, dark on light in both palettes: cameras want it so. */
export function codeShapes(code: PageFrame['code'], at: Rect): Shape[] {
  if (!code) return []
  const quiet = 2
  const edge = at.w / (code.length + 2 * quiet)
  const d = code.flatMap((row, y) => row.map((dark, x) => (dark ? box({ x: at.x + (x + quiet) * edge, y: at.y + (y + quiet) * edge, w: edge + 0.02, h: edge + 0.02 }) : ''))).join('')
  return [
    { kind: 'path', d: box(at), fill: '#ffffff' },
    { kind: 'path', d, fill: '#000000' },
  ]
}

function stamp(at: Rect, { content, number, code, words }: PageFrame, { palette, format }: Pen): Shape[] {
  const { t } = words
  const { label, small, text } = TYPE[format]
  const edge = Math.min(at.h, 118)
  const x = at.x + (code ? edge + 16 : 0)
  const lines: [string, number][] = [
    [t('briefing.number', { number }), text],
    [stampText(content.at, content.zone), label],
    [t('briefing.seq', { seq: content.seq }), small],
    ...(code ? ([[t('briefing.scan'), small]] as [string, number][]) : []),
  ]
  return [
    ...codeShapes(code, { x: at.x, y: at.y, w: edge, h: edge }),
    ...lines.map(([line, size], i): Shape => ({ kind: 'text', x, y: at.y + 22 + i * (edge / 4.4), text: clip(line, (at.x + at.w - x) / size), size, weight: i === 0 ? 700 : 400, fill: i === 0 ? palette.ink : palette.quiet })),
  ]
}

/** 演练 across the page: whoever sees one page of it knows. */
function drillMark({ format, palette: name, words }: PageFrame): Shape[] {
  const palette = PAGE_PALETTES[name]
  const { width, height } = PAGE_SIZE[format]
  const text = words.t('drill.mark')
  const size = Math.min(width, height) * 0.22
  return [0.3, 0.78].map((part) => ({ kind: 'text', x: width * part, y: height * (0.25 + part * 0.6), text, size, weight: 700, anchor: 'middle', turn: -28, fill: palette.ink, opacity: 0.07 }))
}
