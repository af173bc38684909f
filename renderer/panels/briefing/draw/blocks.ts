import { clip, widthEm } from '../../../../shared/briefing/measure'
import { lineHeight, split, TYPE, type Block, type Cell, type Format, type PageFigure, type Rect } from '../../../../shared/briefing/page'
import { figureHeight } from '../../../../shared/briefing/pages-text'
import { SEVERITY_SHAPES } from '../../../ui/severity-shapes'
import { SEVERITY_FILLS, SEVERITY_INK, type PagePalette } from './palette'
import { box, type Shape } from './shape'

/** What all blocks are drawn with. */
export interface Pen {
  readonly palette: PagePalette
  readonly format: Format
  /** 红橙黄蓝. */
  readonly severity: (severity: keyof typeof SEVERITY_FILLS) => string
}

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

export function titleShapes({ title, sub }: Of<'title'>, at: Rect, { palette, format }: Pen): Shape[] {
  const size = TYPE[format].title * (format === 'wide' ? 1.4 : 1.25)
  const line = TYPE[format].text * 0.95
  return [
    { kind: 'path', d: box({ x: at.x, y: at.y + 4, w: 6, h: size * 1.1 }), fill: palette.accent },
    { kind: 'text', x: at.x + 22, y: at.y + size * 0.98, text: clip(title, (at.w - 22) / size), size, weight: 700, fill: palette.ink },
    ...sub.map((text, i): Shape => ({ kind: 'text', x: at.x + 22, y: at.y + size * 1.35 + line * (1 + i * 1.5), text: clip(text, (at.w - 22) / line), size: line, fill: palette.quiet })),
  ]
}

/** No figure is narrower than this, CSS pixels. */
const NARROWEST = { wide: 168, a4: 150 } as const

/** Figures side by side in as many rows as they need, each with its name over it and a note under it. */
export function figuresShapes({ items }: Of<'figures'>, at: Rect, pen: Pen): Shape[] {
  const { format } = pen
  if (items.length === 0) return []
  const gap = 10
  const across = Math.max(1, Math.floor((at.w + gap) / (NARROWEST[format] + gap)))
  const rows = Math.ceil(items.length / Math.min(across, items.length))
  // As many in each row as there are rows for: five are three and two, not four and one.
  const columns = Math.ceil(items.length / rows)
  const height = Math.min((at.h - gap * (rows - 1)) / rows, figureHeight(format) * 1.15)
  return items.flatMap((item, i) => {
    const line = { ...at, y: at.y + Math.floor(i / columns) * (height + gap), h: height }
    const cell = split(line, 'x', Array.from({ length: columns }, () => 1), gap)[i % columns]
    return cell ? figure(item, cell, pen) : []
  })
}

function figure({ label, value, note }: PageFigure, at: Rect, { palette, format }: Pen): Shape[] {
  const type = TYPE[format]
  const pad = format === 'wide' ? 14 : 10
  const room = at.w - 2 * pad
  // A long value is made smaller before it is cut.
  const size = Math.max(type.value * 0.55, Math.min(type.value, room / Math.max(1, widthEm(value))))
  const noteSize = note === undefined ? type.small : Math.max(type.small * 0.8, Math.min(type.small, room / widthEm(note)))
  const top = at.y + at.h / 2 - (type.label + type.value + type.small) * 0.62
  return [
    { kind: 'path', d: box(at, 4), fill: palette.panel },
    { kind: 'text', x: at.x + pad, y: top + type.label, text: clip(label, room / type.label), size: type.label, fill: palette.quiet },
    { kind: 'text', x: at.x + pad, y: top + type.label + type.value * 1.12, text: clip(value, room / size), size, weight: 700, fill: palette.ink },
    ...(note === undefined
      ? []
      : [{ kind: 'text', x: at.x + pad, y: top + type.label + type.value * 1.12 + type.small * 1.6, text: clip(note, room / noteSize), size: noteSize, fill: palette.quiet } as const]),
  ]
}

export function textShapes({ title, lines, size }: Of<'text'>, at: Rect, { palette, format }: Pen): Shape[] {
  const head = TYPE[format].text
  const top = title === null ? at.y : at.y + lineHeight(head) * 1.3
  return [
    ...(title === null
      ? []
      : ([
          { kind: 'text', x: at.x, y: at.y + head, text: title, size: head, weight: 700, fill: palette.accent },
          { kind: 'path', d: box({ x: at.x, y: at.y + head * 1.45, w: at.w, h: 1 }), fill: palette.line },
        ] as const)),
    ...lines.map((text, i): Shape => ({ kind: 'text', x: at.x, y: top + i * lineHeight(size) + size, text, size, fill: palette.ink })),
  ]
}

export function tableShapes({ columns, rows, row }: Of<'table'>, at: Rect, pen: Pen): Shape[] {
  const { palette } = pen
  const size = tableSize(row, pen)
  const pad = size * 0.5
  const cells = split({ ...at, h: row }, 'x', columns.map(({ share }) => share), 0)
  const middle = (index: number) => at.y + index * row + row / 2 + size * 0.36
  const shapes: Shape[] = [{ kind: 'path', d: box({ ...at, h: row }), fill: palette.panel }]
  columns.forEach(({ title, align }, i) => {
    const cell = cells[i]
    if (cell) shapes.push(words(title, cell, middle(0), size * 0.92, align, palette.quiet, pad, 700))
  })
  rows.forEach((line, r) => {
    shapes.push({ kind: 'path', d: box({ x: at.x, y: at.y + (r + 2) * row - 0.5, w: at.w, h: 0.75 }), fill: palette.line, opacity: 0.7 })
    line.forEach((value, i) => {
      const cell = cells[i]
      const column = columns[i]
      if (cell && column) shapes.push(...cellShapes(value, cell, middle(r + 1), at.y + (r + 1) * row, column.align, pad, pen, i === 0, row))
    })
  })
  return shapes
}

/** Text follows the height of the rows, which are closer where that saves a page. */
const tableSize = (row: number, { format }: Pen): number => TYPE[format].table * Math.min(1, 0.15 + (0.85 * row) / TYPE[format].row)

function cellShapes(value: Cell, cell: Rect, base: number, top: number, align: 'left' | 'right', pad: number, pen: Pen, first: boolean, row: number): Shape[] {
  const { palette, severity } = pen
  const size = tableSize(row, pen)
  if (typeof value === 'string') return [words(value, cell, base, size, align, palette.ink, pad, first ? 700 : 400)]
  const edge = row * 0.72
  const x = cell.x + pad
  const y = top + (row - edge) / 2
  const { path, glyphY, glyphSize } = SEVERITY_SHAPES[value.severity]
  return [
    { kind: 'path', d: path, move: { x, y, scale: edge / 100 }, fill: SEVERITY_FILLS[value.severity] },
    { kind: 'text', x: x + edge / 2, y: y + (edge * (glyphY + glyphSize * 0.36)) / 100, text: severity(value.severity), size: (edge * glyphSize) / 100, weight: 700, anchor: 'middle', fill: SEVERITY_INK },
    words(value.text, { ...cell, x: cell.x + edge + pad * 0.6, w: cell.w - edge - pad * 0.6 }, base, size, 'left', palette.ink, pad, 400),
  ]
}

function words(text: string, cell: Rect, y: number, size: number, align: 'left' | 'right', fill: string, pad: number, weight: 400 | 700): Shape {
  const room = cell.w - 2 * pad
  const fits = widthEm(text) * size <= room ? size : Math.max(size * 0.8, room / widthEm(text))
  return { kind: 'text', x: align === 'left' ? cell.x + pad : cell.x + cell.w - pad, y, text: clip(text, room / fits), size: fits, weight, fill, ...(align === 'right' ? { anchor: 'end' as const } : {}) }
}

export function messageShapes({ text }: Of<'message'>, at: Rect, { palette, format }: Pen): Shape[] {
  const size = TYPE[format].text * 1.1
  return [
    { kind: 'path', d: box(at, 6), fill: palette.panel },
    { kind: 'text', x: at.x + at.w / 2, y: at.y + at.h / 2, text: clip(text, (at.w - 40) / size), size, anchor: 'middle', fill: palette.quiet },
  ]
}
