import { widthEm } from '../../../../shared/briefing/measure'
import type { Box, Shape } from './shape'

type Text = Extract<Shape, { kind: 'text' }>

/** Sides of a mark at which its words may stand, the best one first. */
export type Side = 'right' | 'left' | 'above' | 'below'

/** Finds room for words on a map: they cover neither each other nor the marks, and do not reach over the edge. */
export interface Labels {
  /** Nothing is written here. */
  block(x: number, y: number, radius: number): void
  /** The words beside a mark of a radius, or nothing where there is no room. */
  put(x: number, y: number, radius: number, words: Pick<Text, 'text' | 'size' | 'fill' | 'halo' | 'weight'>, sides?: readonly Side[]): Text[]
}

const SIDES: readonly Side[] = ['right', 'left', 'below', 'above']

export function createLabels(edge: Box): Labels {
  const taken: Box[] = []
  const isFree = (box: Box): boolean =>
    box.x >= edge.x + 2 &&
    box.y >= edge.y + 2 &&
    box.x + box.w <= edge.x + edge.w - 2 &&
    box.y + box.h <= edge.y + edge.h - 2 &&
    taken.every((other) => box.x >= other.x + other.w || other.x >= box.x + box.w || box.y >= other.y + other.h || other.y >= box.y + box.h)
  return {
    block: (x, y, radius) => void taken.push({ x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius }),
    put(x, y, radius, words, sides = SIDES) {
      const { size } = words
      const w = widthEm(words.text) * size * (words.weight === 700 ? 1.05 : 1)
      const h = size * 1.15
      const gap = radius + 3
      const at: Readonly<Record<Side, readonly [number, number]>> = {
        right: [x + gap, y - h / 2],
        left: [x - gap - w, y - h / 2],
        above: [x - w / 2, y - gap - h],
        below: [x - w / 2, y + gap],
      }
      for (const side of sides) {
        const box = { x: at[side][0], y: at[side][1], w, h }
        if (!isFree(box)) continue
        taken.push(box)
        return [{ kind: 'text', x: box.x, y: box.y + size * 0.95, ...words }]
      }
      return []
    },
  }
}
