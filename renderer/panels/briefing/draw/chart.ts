import { clip, widthEm } from '../../../../shared/briefing/measure'
import { TYPE, type Block, type Rect } from '../../../../shared/briefing/page'
import { numberText } from '../../../../shared/briefing/words'
import type { Pen } from './blocks'
import { box, circle, polyline, type Shape } from './shape'

type Chart = Extract<Block, { kind: 'chart' }>

/** Lines of a chart are told apart by their strokes, as colours mean grades. */
const STROKES = [undefined, '7 4', '2 3', '9 3 2 3'] as const

/** Least "round" number that is not smaller: 1, 2, 5 times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const times = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10
  return times * power
}

/** Lines over hours, with the briefing's own moment marked. A value that nobody knows leaves a gap. */
export function chartShapes({ title, labels, mark, series }: Chart, at: Rect, { palette, format }: Pen): Shape[] {
  const type = TYPE[format]
  const small = type.small
  const top = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const highest = roundUp(top)
  const axis = Math.max(widthEm(numberText(highest)), 2) * small + 8
  const plot: Rect = { x: at.x + axis, y: at.y + type.label * 2.1, w: at.w - axis - 6, h: at.h - type.label * 2.1 - small * 1.9 }
  const x = (index: number) => plot.x + (labels.length < 2 ? 0 : (index / (labels.length - 1)) * plot.w)
  const y = (value: number) => plot.y + plot.h - (value / highest) * plot.h
  const shapes: Shape[] = [{ kind: 'text', x: at.x, y: at.y + type.label * 1.1, text: clip(title, (at.w * 0.4) / type.label), size: type.label, weight: 700, fill: palette.ink }]
  for (const part of highest < 2 ? [0, 1] : [0, 0.5, 1]) {
    shapes.push(
      { kind: 'path', d: box({ x: plot.x, y: y(highest * part) - 0.5, w: plot.w, h: 1 }), fill: palette.line, opacity: part === 0 ? 1 : 0.6 },
      { kind: 'text', x: plot.x - 6, y: y(highest * part) + small * 0.36, text: numberText(highest * part), size: small, anchor: 'end', fill: palette.quiet },
    )
  }
  let free = -Infinity
  labels.forEach((label, i) => {
    const width = widthEm(label) * small
    const middle = Math.min(Math.max(x(i), at.x + width / 2), at.x + at.w - width / 2)
    if (middle - width / 2 < free) return
    free = middle + width / 2 + small * 1.2
    shapes.push({ kind: 'text', x: middle, y: plot.y + plot.h + small * 1.4, text: label, size: small, anchor: 'middle', fill: palette.quiet })
  })
  if (mark !== null) shapes.push({ kind: 'path', d: box({ x: x(mark) - 0.75, y: plot.y - 2, w: 1.5, h: plot.h + 2 }), fill: palette.accent })
  series.forEach(({ values }, i) => {
    for (const run of runs(values)) {
      const points = run.map(([index, value]) => [x(index), y(value)] as const)
      const [only] = points
      if (points.length === 1 && only) shapes.push({ kind: 'path', d: circle(only[0], only[1], 2.2), fill: palette.ink })
      else shapes.push({ kind: 'path', d: polyline(points), stroke: palette.ink, width: i === 0 ? 2.2 : 1.8, ...dashOf(i) })
    }
  })
  return [...shapes, ...legend(series.map(({ name }) => name), at, type.label, small, palette.ink)]
}

const dashOf = (i: number): { dash?: string } => {
  const dash = STROKES[i % STROKES.length]
  return dash === undefined ? {} : { dash }
}

/** From the right end of the title's line leftwards. */
function legend(names: readonly string[], at: Rect, label: number, small: number, ink: string): Shape[] {
  const shapes: Shape[] = []
  let right = at.x + at.w
  for (const [i, name] of [...names.entries()].toReversed()) {
    const width = widthEm(name) * small
    shapes.push(
      { kind: 'text', x: right, y: at.y + label * 1.1, text: name, size: small, anchor: 'end', fill: ink },
      { kind: 'path', d: polyline([[right - width - 30, at.y + label * 0.75], [right - width - 5, at.y + label * 0.75]]), stroke: ink, width: i === 0 ? 2.2 : 1.8, ...dashOf(i) },
    )
    right -= width + 42
  }
  return shapes
}

/** Pieces between gaps, as [index, value]. */
function runs(values: readonly (number | null)[]): (readonly [number, number])[][] {
  const found: (readonly [number, number])[][] = []
  let open: (readonly [number, number])[] | null = null
  values.forEach((value, index) => {
    if (value === null) open = null
    else if (open) open.push([index, value])
    else found.push((open = [[index, value]]))
  })
  return found
}
