import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_WALL } from '../../../shared/wall/default-scenes'
import { MAP_LAYERS } from '../../map/types'
import { SCENE_LAYERS } from '../../../shared/wall/scene-layers'
import { bodyOf, cellRect, FRAME, freeCells, gridFor, mapPlace } from './scene-grid'

const canvas = { width: 1920, height: 1080 }
const panel = (column: number, row: number, width: number, height: number) => ({ panel: 'figures' as const, column, row, width, height })

describe('the grid of a scene', () => {
  it('covers what is between head and foot, without overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }), (columns, rows) => {
        const body = bodyOf(canvas, 30)
        const gap = FRAME.gap * 30
        const last = cellRect({ columns, rows }, { column: columns - 1, row: rows - 1, width: 1, height: 1 }, body, gap)
        expect(last.left + last.width).toBeCloseTo(body.left + body.width, 6)
        expect(last.top + last.height).toBeCloseTo(body.top + body.height, 6)
        const whole = cellRect({ columns, rows }, { column: 0, row: 0, width: columns, height: rows }, body, gap)
        expect(whole.width).toBeCloseTo(body.width, 6)
        if (columns > 1) {
          const first = cellRect({ columns, rows }, { column: 0, row: 0, width: 1, height: 1 }, body, gap)
          const next = cellRect({ columns, rows }, { column: 1, row: 0, width: 1, height: 1 }, body, gap)
          expect(next.left - (first.left + first.width)).toBeCloseTo(gap, 6)
        }
      }),
    )
  })

  it('leaves the map the largest part that no panel covers', () => {
    expect(freeCells({ columns: 12, rows: 12, panels: [panel(0, 0, 4, 12), panel(9, 0, 3, 12)] })).toEqual({ column: 4, row: 0, width: 5, height: 12 })
    expect(freeCells({ columns: 4, rows: 4, panels: [] })).toEqual({ column: 0, row: 0, width: 4, height: 4 })
    expect(freeCells({ columns: 2, rows: 2, panels: [panel(0, 0, 2, 2)] })).toEqual({ column: 0, row: 0, width: 2, height: 2 })
    expect(freeCells({ columns: 6, rows: 4, panels: [panel(0, 0, 2, 2), panel(0, 3, 6, 1)] })).toEqual({ column: 2, row: 0, width: 4, height: 3 })
  })

  it('has its other arrangement on wide walls', () => {
    const [overview] = DEFAULT_WALL.scenes
    if (!overview) throw new Error('no scene')
    const wide = { ...overview, wide: { columns: 24, rows: 12, panels: [] } }
    expect(gridFor(wide, { width: 5760, height: 1080 }).columns).toBe(24)
    expect(gridFor(wide, canvas).columns).toBe(12)
    expect(gridFor(overview, { width: 5760, height: 1080 }).columns).toBe(12)
  })

  it('puts the map behind the panels or into its own cells, and knows where it is free', () => {
    const over = mapPlace({ columns: 12, rows: 12, panels: [panel(0, 0, 4, 12)] }, canvas, 30)
    expect(over.rect).toEqual({ left: 0, top: 0, ...canvas })
    expect(over.free.left).toBeGreaterThan(canvas.width / 3)
    const beside = mapPlace({ columns: 12, rows: 12, map: { column: 4, row: 0, width: 8, height: 12 }, panels: [panel(0, 0, 4, 12)] }, canvas, 30)
    expect(beside.rect.left).toBeGreaterThan(canvas.width / 3 - 30)
    expect(beside.free.left + beside.free.width).toBeLessThan(beside.rect.width)
  })

  it('names layers that the map has', () => {
    expect(SCENE_LAYERS.filter((layer) => !MAP_LAYERS.includes(layer))).toEqual([])
  })
})
