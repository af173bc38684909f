import { useEffect, useMemo, useState, type CSSProperties } from 'react'
import { canvasSize, windowOf, type Rect, type Size } from '../../shared/wall/canvas'
import { WHOLE_WALL, type WallPart } from '../../shared/domain/wall/state'
import { wallScale, type Seat, type WallScale } from './legibility'
import { WIDE_FROM_ASPECT } from './logic/scene-grid'

export interface WallLayout extends WallScale {
  /** This screen. */
  readonly screen: Size
  /** All screens of the wall together. */
  readonly canvas: Size
  /** What this screen shows of the canvas. */
  readonly window: Rect
  /** The canvas is so wide that panels stand beside the map, not over it. */
  readonly zones: boolean
}

const measure = (): Size => ({ width: window.innerWidth, height: window.innerHeight })

/** Size of everything for this window, seat and part of a wall, again whenever the window changes. */
export function useWallLayout(seat: Seat, part: WallPart = WHOLE_WALL): WallLayout {
  const [screen, setScreen] = useState(measure)
  useEffect(() => {
    const changed = () => setScreen(measure())
    window.addEventListener('resize', changed)
    return () => window.removeEventListener('resize', changed)
  }, [])
  return useMemo(() => {
    const canvas = canvasSize(screen, part)
    // The seat's height is that of one screen: the canvas is as many times as high.
    const scale = wallScale(canvas, { ...seat, screenHeightM: seat.screenHeightM * part.rows })
    return { ...scale, screen, canvas, window: windowOf(screen, part), zones: canvas.width / canvas.height >= WIDE_FROM_ASPECT }
  }, [screen, seat, part])
}

/** Everything on the wall is a multiple of its least text size. */
export function scaleStyle({ unitPx }: WallLayout): CSSProperties {
  return { fontSize: unitPx, ['--u' as string]: `${unitPx}px` }
}

/** Puts the canvas of the whole wall so that this screen shows its part of it. */
export function canvasStyle({ canvas, window: part }: WallLayout): CSSProperties {
  return { left: -part.left, top: -part.top, width: canvas.width, height: canvas.height }
}

/** Height in pixels of an element's inside, followed. */
export function useInnerHeight(element: HTMLElement | null): number {
  return useInnerSize(element).height
}

const NOTHING: Size = { width: 0, height: 0 }

/** Inner size of an element in pixels, followed. */
export function useInnerSize(element: HTMLElement | null): Size {
  const [size, setSize] = useState(NOTHING)
  useEffect(() => {
    if (!element) return
    const changed = () =>
      setSize((before) =>
        before.width === element.clientWidth && before.height === element.clientHeight ? before : { width: element.clientWidth, height: element.clientHeight },
      )
    const observer = new ResizeObserver(changed)
    observer.observe(element)
    changed()
    return () => observer.disconnect()
  }, [element])
  return size
}
