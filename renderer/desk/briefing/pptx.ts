import PptxGenJs from 'pptxgenjs'
import { PAGE_SIZE, TYPE, type Block, type Cell, type Page, type Rect } from '../../../shared/briefing/page'
import { pagesOf } from '../../../shared/briefing/pages'
import { say, stampText } from '../../../shared/briefing/words'
import type { Edition } from '../../../shared/domain/briefing/state'
import { codeShapes, type PageFrame } from '../../panels/briefing/draw/page'
import { mapShapes } from '../../panels/briefing/draw/map'
import { PAGE_PALETTES } from '../../panels/briefing/draw/palette'
import type { Shape } from '../../panels/briefing/draw/shape'
import { pictureOf } from './picture'

type Slide = ReturnType<PptxGenJs['addSlide']>
type Frame = Pick<PageFrame, 'content' | 'number' | 'words' | 'land' | 'code'>

const palette = PAGE_PALETTES.paper
const FACE = 'Microsoft YaHei'
const hex = (colour: string): string => colour.slice(1).toUpperCase()
/** CSS pixels as inches, and as points of text. */
const inches = (px: number): number => px / 96
const points = (px: number): number => Math.round(px * 0.75 * 10) / 10
const box = ({ x, y, w, h }: Rect) => ({ x: inches(x), y: inches(y), w: inches(w), h: inches(h) })

/**
 * The briefing as slides: words as text, tables as tables, charts as charts with their numbers, so that all of it can be
 * edited; maps and the code as pictures. The presenter's notes go with them.
 */
export async function slidesOf(frame: Frame, edition: Edition): Promise<Blob> {
  const { content, words } = frame
  const deck = new PptxGenJs()
  deck.defineLayout({ name: 'WIDE', width: inches(PAGE_SIZE.wide.width), height: inches(PAGE_SIZE.wide.height) })
  deck.layout = 'WIDE'
  deck.title = edition.title
  deck.company = say(words, content.organisation)
  deck.theme = { headFontFace: FACE, bodyFontFace: FACE }
  const code = frame.code && (await picture(codeShapes(frame.code, { x: 0, y: 0, w: 240, h: 240 }), 240, 240, 2))
  const pages = pagesOf(content, edition, 'wide', words)
  for (const [index, page] of pages.entries()) {
    const slide = deck.addSlide()
    slide.background = { color: hex(palette.ground) }
    if (!(page.section === 'cover' && page.part === 1)) head(slide, page, frame)
    for (const { block, at } of page.blocks) await put(deck, slide, block, at, frame, code)
    foot(slide, index, pages.length, frame, code)
    if (content.drill) drill(slide, frame)
    const note = edition.notes[page.section]?.trim()
    if (note) slide.addNotes(note)
  }
  const file = await deck.write({ outputType: 'blob' })
  if (!(file instanceof Blob)) throw new Error('the slides could not be made')
  return file
}

/** A PNG as a data address. */
async function picture(shapes: readonly Shape[], width: number, height: number, scale: number): Promise<string> {
  const blob = await pictureOf(shapes, width, height, scale)
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the picture could not be read')))
    reader.readAsDataURL(blob)
  })
}

function head(slide: Slide, page: Page, { content, words }: Frame): void {
  const parts = page.parts > 1 ? ` (${page.part}/${page.parts})` : ''
  slide.addText(page.title + parts, { ...box({ x: 40, y: 22, w: 900, h: 48 }), fontFace: FACE, fontSize: points(TYPE.wide.title), bold: true, color: hex(palette.ink), margin: 0, valign: 'middle' })
  slide.addText(say(words, content.organisation), { ...box({ x: 932, y: 30, w: 300, h: 36 }), fontFace: FACE, fontSize: points(TYPE.wide.label), color: hex(palette.quiet), align: 'right', margin: 0 })
  slide.addShape('line', { ...box({ x: 48, y: 74, w: 1184, h: 0 }), line: { color: hex(palette.line), width: 1 } })
}

/** Number, data time, storm time and the code on every slide: a slide that is taken out still says what it is. */
function foot(slide: Slide, index: number, count: number, { content, number, words }: Frame, code: string | null): void {
  const { t } = words
  const lines = [
    [t('briefing.number', { number }), t('briefing.dataTime', { time: stampText(content.at, content.zone) })],
    [
      ...(content.storm ? [t('briefing.stormTime', { storm: say(words, content.storm.name), time: stampText(content.storm.at, content.zone), agency: content.storm.agency })] : []),
      ...(content.drill ? [t('drill.mark')] : []),
      ...(content.demonstration ? [t('briefing.demonstration')] : []),
    ],
  ]
  slide.addText(lines.map((line) => line.join(' · ')).join('\n'), { ...box({ x: 48, y: 648, w: 900, h: 56 }), fontFace: FACE, fontSize: points(TYPE.wide.small), color: hex(palette.quiet), margin: 0, valign: 'middle' })
  slide.addText(t('briefing.page', { page: index + 1, pages: count }), { ...box({ x: 1040, y: 648, w: 120, h: 28 }), fontFace: FACE, fontSize: points(TYPE.wide.small), color: hex(palette.quiet), align: 'right', margin: 0 })
  if (code) slide.addImage({ data: code, ...box({ x: 1176, y: 648, w: 56, h: 56 }) })
}

function drill(slide: Slide, { words }: Frame): void {
  slide.addText(words.t('drill.mark'), { ...box({ x: 340, y: 240, w: 600, h: 240 }), fontFace: FACE, fontSize: 120, bold: true, rotate: 332, align: 'center', valign: 'middle', color: hex(palette.ink), transparency: 90 })
}

async function put(deck: PptxGenJs, slide: Slide, block: Block, at: Rect, frame: Frame, code: string | null): Promise<void> {
  const { content, words } = frame
  const text = { fontFace: FACE, color: hex(palette.ink), margin: 0 }
  switch (block.kind) {
    case 'title':
      slide.addText(block.title, { ...box({ ...at, x: at.x + 16, w: at.w - 16, h: at.h * 0.52 }), ...text, fontSize: points(TYPE.wide.title * 1.4), bold: true, valign: 'middle' })
      slide.addText(block.sub.join('\n'), { ...box({ ...at, x: at.x + 16, w: at.w - 16, y: at.y + at.h * 0.54, h: at.h * 0.46 }), ...text, fontSize: points(TYPE.wide.text * 0.95), color: hex(palette.quiet), valign: 'top' })
      return
    case 'stamp':
      if (code) slide.addImage({ data: code, ...box({ ...at, w: at.h, h: at.h }) })
      slide.addText([words.t('briefing.number', { number: frame.number }), stampText(content.at, content.zone), words.t('briefing.seq', { seq: content.seq }), words.t('briefing.scan')].join('\n'), {
        ...box({ ...at, x: at.x + at.h + 16, w: at.w - at.h - 16 }),
        ...text,
        fontSize: points(TYPE.wide.label),
        color: hex(palette.quiet),
        valign: 'middle',
      })
      return
    case 'figures': {
      const columns = Math.max(1, Math.min(block.items.length, Math.floor(at.w / 178)))
      const rows = Math.ceil(block.items.length / columns)
      const across = Math.ceil(block.items.length / Math.max(1, rows))
      const height = Math.min((at.h - 10 * (rows - 1)) / Math.max(1, rows), 97)
      block.items.forEach(({ label, value, note }, i) => {
        const width = (at.w - 10 * (across - 1)) / across
        const place = { x: at.x + (i % across) * (width + 10), y: at.y + Math.floor(i / across) * (height + 10), w: width, h: height }
        slide.addText(
          [
            { text: label, options: { fontSize: points(TYPE.wide.label), color: hex(palette.quiet), breakLine: true } },
            { text: value, options: { fontSize: points(value.length > 9 ? 20 : TYPE.wide.value), bold: true, color: hex(palette.ink), ...(note === undefined ? {} : { breakLine: true }) } },
            ...(note === undefined ? [] : [{ text: note, options: { fontSize: points(TYPE.wide.small), color: hex(palette.quiet) } }]),
          ],
          { ...box(place), fontFace: FACE, fill: { color: hex(palette.panel) }, margin: [2, 8, 2, 8], valign: 'middle', fit: 'shrink' },
        )
      })
      return
    }
    case 'text':
      if (block.title !== null) slide.addText(block.title, { ...box({ ...at, h: 28 }), ...text, fontSize: points(TYPE.wide.text), bold: true, color: hex(palette.accent) })
      slide.addText(paragraphs(block), { ...box({ ...at, y: at.y + 36, h: at.h - 36 }), ...text, fontSize: points(block.size), valign: 'top', lineSpacingMultiple: 1.25 })
      return
    case 'table': {
      const sum = block.columns.reduce((total, { share }) => total + share, 0)
      const size = points(Math.min(TYPE.wide.table, block.row * 0.56))
      const cell = (value: Cell, align: 'left' | 'right', bold: boolean) => ({ text: cellText(value, frame), options: { align, bold, fontSize: size, color: hex(palette.ink), fontFace: FACE, valign: 'middle' as const } })
      slide.addTable(
        [
          block.columns.map(({ title, align }) => ({ text: title, options: { align, bold: true, fontSize: size, color: hex(palette.quiet), fontFace: FACE, fill: { color: hex(palette.panel) }, valign: 'middle' as const } })),
          ...block.rows.map((row) => row.map((value, i) => cell(value, block.columns[i]?.align ?? 'left', i === 0))),
        ],
        { x: inches(at.x), y: inches(at.y), w: inches(at.w), colW: block.columns.map(({ share }) => inches((at.w * share) / sum)), rowH: inches(block.row), margin: [0, 0.06, 0, 0.06], border: { type: 'solid', pt: 0.5, color: hex(palette.line) } },
      )
      return
    }
    case 'chart':
      slide.addChart(
        deck.ChartType.line,
        block.series.map(({ name, values }) => ({ name, labels: [...block.labels], values: values.map((value) => value ?? 0) })),
        { ...box(at), showTitle: true, title: block.title, titleFontSize: 11, titleFontFace: FACE, titleColor: hex(palette.ink), showLegend: true, legendPos: 'b', legendFontSize: 9, legendFontFace: FACE, catAxisLabelFontSize: 8, valAxisLabelFontSize: 8, catAxisLabelFontFace: FACE, valAxisLabelFontFace: FACE, lineDataSymbol: 'none', chartColors: [hex(palette.accent), hex(palette.ink), hex(palette.quiet)], valAxisLabelFormatCode: '#,##0', valGridLine: { color: hex(palette.line), size: 0.5 } },
      )
      return
    case 'map': {
      const own: Rect = { x: 0, y: 0, w: at.w, h: at.h }
      const shapes = mapShapes(block.scope, content, frame.land, own, { palette, format: 'wide', severity: (severity) => words.t(`severity.${severity}`) }, words)
      slide.addImage({ data: await picture(shapes, at.w, at.h, 3), ...box(at), altText: words.t('briefing.section.map') })
      return
    }
    case 'message':
      slide.addText(block.text, { ...box(at), ...text, fontSize: points(TYPE.wide.text), color: hex(palette.quiet), align: 'center', valign: 'middle', fill: { color: hex(palette.panel) } })
  }
}

/** Paragraphs as they were written: the slide breaks them anew when they are edited. */
function paragraphs({ lines, ends }: Extract<Block, { kind: 'text' }>): string {
  return lines.reduce((text, line, i) => {
    if (i === 0) return line
    if (ends[i - 1]) return `${text}\n${line}`
    return /[\w.,;:]$/.test(text) && /^\w/.test(line) ? `${text} ${line}` : text + line
  }, '')
}

function cellText(value: Cell, { words }: Frame): string {
  return typeof value === 'string' ? value : `${words.t(`severity.${value.severity}`)} ${value.text}`
}
