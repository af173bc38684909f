import { useEffect, type RefObject } from 'react'
import type { MapHandle } from '../../map/types'
import { onTrackGroup, trackOf } from '../../state/tracks'
import { stopFollowing, useFollow } from './follow'

/** The object has moved less than this: the map stays as it is. Degrees. */
const STILL = 1e-6

/** Keeps the map on what is followed, at the officer's own scale; a hand on the map ends it. */
export function useFollowing(map: RefObject<MapHandle | null>, frame: RefObject<HTMLElement | null>): void {
  const id = useFollow((state) => state.id)
  useEffect(() => {
    const element = frame.current
    if (id === null || !element) return
    let last = { lon: NaN, lat: NaN }
    const center = () => {
      const at = trackOf(id)
      const view = map.current?.view()
      if (!at || !view || (Math.abs(at.lon - last.lon) < STILL && Math.abs(at.lat - last.lat) < STILL)) return
      last = { lon: at.lon, lat: at.lat }
      map.current?.jumpTo({ center: last, zoom: view.zoom })
    }
    const hand = (event: Event) => {
      // Buttons and lists over the map are not the map.
      if (event.target instanceof Element && event.target.closest('.maplibregl-canvas')) stopFollowing()
    }
    center()
    const stop = onTrackGroup(id.slice(0, id.indexOf(':')), center)
    element.addEventListener('pointerdown', hand, true)
    element.addEventListener('wheel', hand, { capture: true, passive: true })
    element.addEventListener('keydown', hand, true)
    return () => {
      stop()
      element.removeEventListener('pointerdown', hand, true)
      element.removeEventListener('wheel', hand, true)
      element.removeEventListener('keydown', hand, true)
    }
  }, [id, map, frame])
}
