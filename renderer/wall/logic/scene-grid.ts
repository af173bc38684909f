import type { PanelPlace, Scene, SceneGrid } from '../../../shared/pack/scene'
import type { Rect, Size } from '../../../shared/wall/canvas'

/** From this ratio of width to height on, a scene's `wide` arrangement is used. */
export const WIDE_FROM_ASPECT = 2.4

/** Head, foot, edges and gaps of a wall in units of its least text (the same figures stand in `wall.module.css`). */
export const FRAME = { head: 3.3, foot: 2.9, side: 0.6, gap: 0.4 } as const

/** The arrangement of a scene for a canvas of that shape. */
export function gridFor(scene: Scene, { width, height }: Size): SceneGrid {
  return width / height >= WIDE_FROM_ASPECT && scene.wide ? scene.wide : scene.grid
}

/** Where panels may stand: between head and foot. Pixels of the canvas. */
export function bodyOf({ width, height }: Size, unitPx: number): Rect {
  const side = FRAME.side * unitPx
  const top = FRAME.head * unitPx
  return { left: side, top, width: width - 2 * side, height: height - top - FRAME.foot * unitPx }
}

type Cells = Pick<PanelPlace, 'column' | 'row' | 'width' | 'height'>

/** The rectangle of some cells of a grid that is laid over `body`. */
export function cellRect({ columns, rows }: Pick<SceneGrid, 'columns' | 'rows'>, cells: Cells, body: Rect, gap: number): Rect {
  const across = (body.width - gap * (columns - 1)) / columns
  const down = (body.height - gap * (rows - 1)) / rows
  return {
    left: body.left + cells.column * (across + gap),
    top: body.top + cells.row * (down + gap),
    width: cells.width * across + (cells.width - 1) * gap,
    height: cells.height * down + (cells.height - 1) * gap,
  }
}

/** The largest block of cells in which no panel stands: what the map must be seen in. The whole grid if there is none. */
export function freeCells({ columns, rows, panels }: SceneGrid): Cells {
  let best: Cells = { column: 0, row: 0, width: columns, height: rows }
  let most = 0
  const isFree = (column: number, row: number): boolean =>
    !panels.some((panel) => column >= panel.column && column < panel.column + panel.width && row >= panel.row && row < panel.row + panel.height)
  // Height of the free column above each cell of the row that is looked at.
  const above = new Array<number>(columns).fill(0)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) above[column] = isFree(column, row) ? (above[column] ?? 0) + 1 : 0
    for (let first = 0; first < columns; first++) {
      let height = Infinity
      for (let last = first; last < columns; last++) {
        height = Math.min(height, above[last] ?? 0)
        if (height === 0) break
        const area = height * (last - first + 1)
        if (area > most) {
          most = area
          best = { column: first, row: row - height + 1, width: last - first + 1, height }
        }
      }
    }
  }
  return best
}

export interface MapPlace {
  /** The map on the canvas of the whole wall. */
  readonly rect: Rect
  /** The part of it that no panel covers, from the map's own upper left corner. */
  readonly free: Rect
}

/** Where a scene's map stands: in its own cells, or behind all panels. */
export function mapPlace(grid: SceneGrid, canvas: Size, unitPx: number): MapPlace {
  const body = bodyOf(canvas, unitPx)
  const gap = FRAME.gap * unitPx
  // Marks and names stand round their places: they need some room too.
  const margin = (rect: Rect, x: number, y: number): Rect => {
    const dx = Math.min(x * unitPx, rect.width * 0.3)
    const dy = Math.min(y * unitPx, rect.height * 0.3)
    return { left: rect.left + dx, top: rect.top + dy, width: rect.width - 2 * dx, height: rect.height - 2 * dy }
  }
  if (grid.map) {
    const rect = cellRect(grid, grid.map, body, gap)
    return { rect, free: margin({ left: 0, top: 0, width: rect.width, height: rect.height }, 5, 4.2) }
  }
  return { rect: { left: 0, top: 0, ...canvas }, free: margin(cellRect(grid, freeCells(grid), body, gap), 3, 4.2) }
}
