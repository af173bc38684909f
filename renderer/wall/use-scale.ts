import { useEffect, useMemo, useState, type CSSProperties } from 'react'
import { wallScale, ZONES_FROM_ASPECT, type Seat, type Viewport, type WallScale } from './legibility'

export interface WallLayout extends WallScale, Viewport {
  /** Panels beside the map, not over it. */
  readonly zones: boolean
}

const measure = (): Viewport => ({ width: window.innerWidth, height: window.innerHeight })

/** Size of everything for this window and seat, again whenever the window changes. */
export function useWallLayout(seat: Seat): WallLayout {
  const [viewport, setViewport] = useState(measure)
  useEffect(() => {
    const changed = () => setViewport(measure())
    window.addEventListener('resize', changed)
    return () => window.removeEventListener('resize', changed)
  }, [])
  return useMemo(
    () => ({ ...wallScale(viewport, seat), ...viewport, zones: viewport.width / viewport.height >= ZONES_FROM_ASPECT }),
    [viewport, seat],
  )
}

/** Everything on the wall is a multiple of its least text size. */
export function scaleStyle({ unitPx }: WallLayout): CSSProperties {
  return { fontSize: unitPx, ['--u' as string]: `${unitPx}px` }
}

/** Height in pixels of an element's inside, followed. */
export function useInnerHeight(element: HTMLElement | null): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    setHeight(element.clientHeight)
    return () => observer.disconnect()
  }, [element])
  return height
}
