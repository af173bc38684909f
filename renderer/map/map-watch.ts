import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl'
import type { LonLat } from '../../shared/geo/position'
import { forgetArchive } from './engine'
import { isOwnGround } from './ground/ground-watch'
import { BASEMAP } from './style'

/** Milliseconds until the ground is asked for again. */
const GROUND_RETRY_MS = 5_000

/** Ends what was begun. */
type Stop = () => void

/**
 * Tells why the offline ground cannot be had, and null when it came after all. A tile that fails is a hole in the ground,
 * not the end of the map; without the archive's head there is no ground, and it is asked for again.
 */
export function watchArchive(map: MapLibreMap, basemapUrl: string, tell: (reason: string | null) => void): Stop {
  let ground = false
  let retry: ReturnType<typeof setTimeout> | undefined
  map.on('sourcedata', (event) => {
    if (ground || event.sourceId !== BASEMAP || event.sourceDataType !== 'metadata') return
    ground = true
    tell(null)
  })
  map.on('error', (event) => {
    if (ground || isOwnGround(event)) return
    tell(event.error.message)
    clearTimeout(retry)
    retry = setTimeout(() => {
      forgetArchive(basemapUrl)
      map.getSource<VectorTileSource>(BASEMAP)?.setUrl(`pmtiles://${basemapUrl}`)
    }, GROUND_RETRY_MS)
  })
  return () => clearTimeout(retry)
}

/** Tells where the pointer is over the map, at most once a frame; null: it left. */
export function tellPointer(map: MapLibreMap, tell: ((at: LonLat | null) => void) | undefined): Stop {
  let pointed: LonLat | null = null
  let frame = 0
  const soon = (at: LonLat | null): void => {
    pointed = at
    frame ||= requestAnimationFrame(() => {
      frame = 0
      tell?.(pointed)
    })
  }
  map.on('mousemove', ({ lngLat }) => soon({ lon: lngLat.lng, lat: lngLat.lat }))
  map.on('mouseout', () => soon(null))
  return () => cancelAnimationFrame(frame)
}

/** Pixels of the display for each of the page's that are drawn: finer than 2 nobody sees. */
export const pixelRatio = (): number => Math.min(window.devicePixelRatio, 2)

/** Dragged to another display, or zoomed by the browser: the element keeps its size, its pixels do not. */
export function followResolution(map: MapLibreMap): Stop {
  let resolution: MediaQueryList | null = null
  const follow = (): void => {
    map.setPixelRatio(pixelRatio())
    resolution?.removeEventListener('change', follow)
    resolution = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    resolution.addEventListener('change', follow)
  }
  follow()
  return () => resolution?.removeEventListener('change', follow)
}
