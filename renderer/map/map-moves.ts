import type { Map as MapLibreMap } from 'maplibre-gl'
import type { MapBounds, MapHandle, MapPadding } from './types'

/** So far does the camera lean while hexagons stand on the map, degrees. */
const LEAN = 45
/** A count whose members lie on one spot is not torn apart by going nearer. */
const NEAREST_FOR_COUNTS = 16
const NO_PADDING: MapPadding = { top: 0, right: 0, bottom: 0, left: 0 }

/** How the camera of a map moves. */
export interface MapMoves {
  readonly handle: Pick<MapHandle, 'fitTo' | 'flyTo' | 'zoomBy' | 'jumpTo' | 'view'>
  /** Leans or stands upright again. */
  lean(on: boolean): void
  /** Goes as near as separates what stands in one count; false if nothing would. */
  goNearer(bounds: MapBounds): boolean
}

export function mapMoves(map: MapLibreMap): MapMoves {
  let leaning = false
  return {
    handle: {
      fitTo([west, south, east, north], { maxZoom = 14, padding = NO_PADDING } = {}) {
        map.fitBounds([[west, south], [east, north]], { maxZoom, padding: { ...padding }, duration: 900 })
      },
      flyTo({ lon, lat }, zoom) {
        map.easeTo({ center: [lon, lat], duration: 900, ...(zoom === undefined ? {} : { zoom }) })
      },
      zoomBy(steps) {
        map.easeTo({ zoom: map.getZoom() + steps, duration: 250 })
      },
      jumpTo({ center, zoom }) {
        map.jumpTo({ center: [center.lon, center.lat], zoom })
      },
      view() {
        const { lng, lat } = map.getCenter()
        return { center: { lon: lng, lat }, zoom: map.getZoom() }
      },
    },
    lean(on) {
      if (on === leaning) return
      leaning = on
      map.easeTo({ pitch: on ? LEAN : 0, duration: 900 })
    },
    goNearer([west, south, east, north]) {
      if (map.getZoom() >= NEAREST_FOR_COUNTS || (east - west < 2e-4 && north - south < 2e-4)) return false
      map.fitBounds([[west, south], [east, north]], { maxZoom: NEAREST_FOR_COUNTS, padding: 80, duration: 600 })
      return true
    },
  }
}
