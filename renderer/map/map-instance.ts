import 'maplibre-gl/dist/maplibre-gl.css'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import { AttributionControl, Map as MapLibreMap, type VectorTileSource } from 'maplibre-gl'
import { deckLayers, markPicked, type Visible } from './deck-layers'
import { forgetArchive, startEngine } from './engine'
import { addGeoLayers, geoPicked, showGeoLayers, updateGeoLayers } from './geo-layers'
import { buildIconAtlas } from './icons'
import { PALETTES } from './palette'
import { createPulses } from './pulse'
import { ATTRIBUTION, BASEMAP, baseStyle } from './style'
import type { MapCamera, MapData, MapHandle, MapObject, MapPadding, Scheme } from './types'
import type { LonLat } from '../../shared/geo/position'

/** Half-width in pixels of the square in which a click finds a mark: a thumb is not a needle. */
const REACH = 8
/** Milliseconds until the ground is asked for again. */
const GROUND_RETRY_MS = 5_000
const NO_PADDING: MapPadding = { top: 0, right: 0, bottom: 0, left: 0 }

export interface MapOptions {
  readonly container: HTMLElement
  /** Absolute address of the PMTiles archive. */
  readonly basemapUrl: string
  readonly scheme: Scheme
  /** Enlarges marks and lines. */
  readonly scale: number
  /** Enlarges names. */
  readonly textScale: number
  readonly camera: MapCamera
  /** Characters of all kinds of incidents. */
  readonly glyphs: readonly string[]
  readonly onPick: (object: MapObject | null, at: LonLat) => void
  readonly onHover: (object: MapObject | null) => void
  /** The ground cannot be had, and why; marks are drawn all the same. Null: it came after all. */
  readonly onFailure: (reason: string | null) => void
  readonly onContextLost: () => void
  /** Interaction by mouse, touch and keys; walls have none. */
  readonly interactive: boolean
}

export interface MapInstance extends MapHandle {
  /** Draws `data`; parts that are the same arrays as before cost nothing. */
  draw(data: MapData, visible: Visible): void
  destroy(): void
}

/** One map on one element. Throws if the graphics context cannot be made. */
export function createMapInstance(options: MapOptions): MapInstance {
  startEngine()
  const { scale, textScale, scheme } = options
  const palette = PALETTES[scheme]
  const look = { palette, scale: textScale, lines: scale }
  const map = new MapLibreMap({
    container: options.container,
    style: baseStyle(scheme, options.basemapUrl, textScale),
    center: options.camera.center,
    zoom: options.camera.zoom,
    minZoom: 5,
    maxZoom: 18,
    interactive: options.interactive,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    attributionControl: false,
    // Finer than 2 nobody sees; a video wall is wider than the engine's own limit of 4096.
    pixelRatio: Math.min(window.devicePixelRatio, 2),
    maxCanvasSize: [16_384, 8_192],
    fadeDuration: 0,
    // Beside the archive there is only sea.
    renderWorldCopies: false,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new AttributionControl({ compact: false, customAttribution: ATTRIBUTION }), 'bottom-right')
  const overlay = new MapLibreOverlay({
    interleaved: true,
    layers: [],
    onHover: (info) => options.onHover(markPicked(info)),
  })
  const atlas = buildIconAtlas(options.glyphs, palette)
  const pulses = createPulses(map, scale)
  let drawn: MapData | null = null
  let wanted: { readonly data: MapData; readonly visible: Visible } | null = null
  let ready = false

  function drawNow(): void {
    if (!ready || !wanted) return
    const { data, visible } = wanted
    updateGeoLayers(map, data, drawn)
    showGeoLayers(map, visible, look)
    overlay.setProps({ layers: deckLayers(data, visible, atlas, scale) })
    if (drawn?.incidents !== data.incidents || visible.incidents === false)
      pulses.set(visible.incidents === false ? [] : data.incidents)
    drawn = data
  }

  map.once('style.load', () => {
    addGeoLayers(map, look)
    map.addControl(overlay)
    ready = true
    drawNow()
  })
  // A tile that fails is a hole in the ground, not the end of the map; without the archive's head there is no ground.
  let ground = false
  let retry: ReturnType<typeof setTimeout> | undefined
  map.on('sourcedata', (event) => {
    if (ground || event.sourceId !== BASEMAP || event.sourceDataType !== 'metadata') return
    ground = true
    options.onFailure(null)
  })
  map.on('error', (event) => {
    if (ground) return
    options.onFailure(event.error.message)
    clearTimeout(retry)
    retry = setTimeout(() => {
      forgetArchive(options.basemapUrl)
      map.getSource<VectorTileSource>(BASEMAP)?.setUrl(`pmtiles://${options.basemapUrl}`)
    }, GROUND_RETRY_MS)
  })
  map.on('webglcontextlost', () => options.onContextLost())
  map.on('click', (event) => {
    const { x, y } = event.point
    const mark = ready ? markPicked(overlay.pickObject({ x, y, radius: REACH })) : null
    options.onPick(mark ?? (ready ? geoPicked(map, event.point) : null), {
      lon: event.lngLat.lng,
      lat: event.lngLat.lat,
    })
  })

  // Dragged to another display, or zoomed by the browser: the element keeps its size, its pixels do not.
  let resolution: MediaQueryList | null = null
  function followResolution(): void {
    map.setPixelRatio(Math.min(window.devicePixelRatio, 2))
    resolution?.removeEventListener('change', followResolution)
    resolution = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    resolution.addEventListener('change', followResolution)
  }
  followResolution()

  return {
    draw(data, visible) {
      wanted = { data, visible }
      drawNow()
    },
    fitTo([west, south, east, north], { maxZoom = 14, padding = NO_PADDING } = {}) {
      map.fitBounds(
        [
          [west, south],
          [east, north],
        ],
        { maxZoom, padding: { ...padding }, duration: 900 },
      )
    },
    flyTo({ lon, lat }, zoom) {
      map.easeTo({ center: [lon, lat], duration: 900, ...(zoom === undefined ? {} : { zoom }) })
    },
    zoomBy(steps) {
      map.easeTo({ zoom: map.getZoom() + steps, duration: 250 })
    },
    view() {
      const { lng, lat } = map.getCenter()
      return { center: { lon: lng, lat }, zoom: map.getZoom() }
    },
    destroy() {
      clearTimeout(retry)
      resolution?.removeEventListener('change', followResolution)
      map.remove()
    },
  }
}
