import 'maplibre-gl/dist/maplibre-gl.css'
import type { Layer } from '@deck.gl/core'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import { AttributionControl, Map as MapLibreMap, type VectorTileSource } from 'maplibre-gl'
import { checkData } from './check'
import { deckLayers, layerIdOf, markPicked, redrawn, type Drawn } from './deck-layers'
import { forgetArchive, startEngine } from './engine'
import { addGeoLayers, geoPicked, showGeoLayers, updateGeoLayers, updateMovingNames } from './geo-layers'
import type { HeatScale } from './heat-scale'
import { buildIconAtlas } from './icons'
import type { GeoView } from './layers/geo-layer'
import type { MarkLook } from './layers/marks'
import { isVisible } from './layers/registry'
import { movingProblems, NAMED_FROM_ZOOM } from './layers/vessels'
import { PALETTES } from './palette'
import { pictureOf, printAsPicture } from './print-picture'
import { createPulses } from './pulse'
import { groundStyle, partUrl, type OwnGround } from './ground/ground-style'
import { isOwnGround, openArchives, watchGround } from './ground/ground-watch'
import { ATTRIBUTION, BASEMAP } from './style'
import { mergeStatuses } from './status'
import { EMPTY_MAP } from './types'
import type { LayerKey, LayerStatuses, MapBounds, MapCamera, MapData, MapHandle, MapLayerId, MapObject, MapPadding, MovingSource, Scheme, Visible } from './types'
import type { LonLat } from '../../shared/geo/position'
import type { Translate } from '../../shared/i18n/catalogue'

/** Half-width in pixels of the square in which a click finds a mark: a thumb is not a needle. */
const REACH = 8
/** Milliseconds until the ground is asked for again. */
const GROUND_RETRY_MS = 5_000
/** Names follow what moves so often, milliseconds. */
const NAMES_EVERY_MS = 2_000
/** So long do the layers of thousands wait for the ground, milliseconds. */
const GROUND_WAIT_MS = 4_000
/** So far does the camera lean while hexagons stand on the map, degrees. */
const LEAN = 45
/** A count whose members lie on one spot is not torn apart by going nearer. */
const NEAREST_FOR_COUNTS = 16
const NO_PADDING: MapPadding = { top: 0, right: 0, bottom: 0, left: 0 }

export interface MapOptions {
  readonly container: HTMLElement
  /** Absolute address of the PMTiles archive. */
  readonly basemapUrl: string
  /** The user's own ground, over the offline one; left out or null: that alone. */
  readonly ground?: OwnGround | null
  /** The pointer over the map, degrees WGS-84; null: it left. At most once a frame. */
  readonly onPoint?: (at: LonLat | null) => void
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
  /** The map has come to rest, and shows this. */
  readonly onMoved?: (bounds: MapBounds) => void
  /** The ground cannot be had, and why; marks are drawn all the same. Null: it came after all. */
  readonly onFailure: (reason: string | null) => void
  readonly onContextLost: () => void
  /** Age and health of every layer, whenever one changes. */
  readonly onStatuses: (statuses: LayerStatuses) => void
  /** What the colours of the heat maps on screen mean; empty: there are none. */
  readonly onScales: (scales: readonly HeatScale[]) => void
  /** The translator of the language on screen. */
  readonly words: () => Translate
  /** Interaction by mouse, touch and keys; walls have none. */
  readonly interactive: boolean
}

export interface MapInstance extends MapHandle {
  /** Draws `data`; parts that are the same arrays as before cost nothing. */
  draw(data: MapData, visible: Visible): void
  destroy(): void
}

function authorisation(key: string | null): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` }
}

/** One map on one element. Throws if the graphics context cannot be made. */
export function createMapInstance(options: MapOptions): MapInstance {
  startEngine()
  const own = options.ground ?? null
  if (own) openArchives(own)
  const { scale, textScale, scheme } = options
  const palette = PALETTES[scheme]
  const look = { palette, scale: textScale, lines: scale }
  const map = new MapLibreMap({
    container: options.container,
    style: groundStyle({ scheme, basemapUrl: options.basemapUrl, scale: textScale, own }),
    // The engine's worker asks for tiles by itself: it is given the screen's key, for the hub's grounds and nothing else.
    transformRequest: (url) => (own && url.startsWith(partUrl(own, '')) ? { url, headers: authorisation(own.key()) } : { url }),
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
  const stopPrinting = printAsPicture(map)
  const overlay = new MapLibreOverlay({
    interleaved: true,
    layers: [],
    onHover: (info) => options.onHover(markPicked(info, shown)),
    // A layer that fails while it is drawn is switched off; the others go on.
    onError: (error, layer) => {
      const id = layer && layerIdOf(layer.id)
      if (id) breakLayer(id, error)
    },
  })
  const atlas = buildIconAtlas(options.glyphs, palette)
  const pulses = createPulses(map, scale)
  let shown: MapData = EMPTY_MAP
  let drawn: MapData | null = null
  let wanted: { readonly data: MapData; readonly visible: Visible } | null = null
  let ready = false
  let floats = true

  const broken = new Map<MapLayerId, string>()
  function breakLayer(id: MapLayerId, error: unknown): void {
    if (broken.has(id)) return
    broken.set(id, error instanceof Error ? error.message : String(error))
    drawSoon()
  }

  // What asks to be drawn again from within a drawing waits for the next turn.
  let waiting: ReturnType<typeof setTimeout> | undefined
  function drawSoon(): void {
    waiting ??= setTimeout(() => {
      waiting = undefined
      drawNow()
    })
  }

  function viewNow(): { readonly zoom: number; readonly bounds: MapBounds } {
    const bounds = map.getBounds()
    return { zoom: map.getZoom(), bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] }
  }
  let view = viewNow()
  let seen = ''
  let toldStatuses = ''
  let toldScales = ''
  let geoView: GeoView | null = null
  let namedAt = 0
  const scales = new Map<string, HeatScale>()

  function drawNow(): void {
    if (!ready || !wanted) return
    const { visible } = wanted
    const { data, problems } = checkData(wanted.data)
    shown = data
    follow(data)
    const statuses = mergeStatuses(data.statuses, { ...problems, ...movingProblems(data) }, broken, floats ? [] : data.heats.map(({ id }) => `heat:${id}`))
    const isOn = (key: LayerKey) => isVisible(visible, key)
    const isFaded = (key: LayerKey) => statuses[key]?.state === 'stale'
    geoView = { ...view, isVisible: isOn, scale, t: options.words() }
    const sight = `${view.zoom} ${view.bounds.join()} ${JSON.stringify(visible)}`
    updateGeoLayers(map, data, drawn, geoView, sight !== seen, breakLayer)
    seen = sight
    showGeoLayers(map, isOn, isFaded, look)
    const marks: MarkLook = { atlas, palette, scale, textScale, view, isVisible: isOn, isFaded, floats, onScale: (step) => scales.set(step.id, step), again: drawSoon }
    markLook = marks
    drawMarks()
    lean(data.heatStyle === 'hexagons' && data.heats.some(({ id }) => isOn(`heat:${id}`)))
    if (drawn?.incidents !== data.incidents || !isOn('incidents')) pulses.set(isOn('incidents') ? data.incidents : [])
    drawn = data
    const statusText = JSON.stringify(statuses)
    if (statusText !== toldStatuses) options.onStatuses(statuses)
    toldStatuses = statusText
  }

  // Moving objects are drawn by themselves: a frame of positions touches no other layer and no component.
  let markLook: MarkLook | null = null
  const followed = new Map<MovingSource, () => void>()
  let frame = 0
  let settled = false
  function settle(): void {
    if (settled) return
    settled = true
    drawMarks()
  }
  map.once('load', settle)
  // With the ground's last tile, not a frame after it.
  map.on('sourcedata', ({ sourceId }) => {
    if (!settled && ready && sourceId === BASEMAP && map.isSourceLoaded(BASEMAP) && map.areTilesLoaded()) settle()
  })
  const settling = setTimeout(settle, GROUND_WAIT_MS)
  let deck: Drawn = new Map()
  let layers: Layer[] = []
  function handOver(next: Drawn): void {
    deck = next
    layers = [...deck.values()].flat()
    overlay.setProps({ layers })
  }
  function drawMoving(): void {
    frame = 0
    if (!ready || !markLook) return
    handOver(redrawn(deck, 'vessels', { data: shown, look: markLook, settled, broken, onBroken: breakLayer }))
    if (!geoView || view.zoom < NAMED_FROM_ZOOM || performance.now() - namedAt < NAMES_EVERY_MS) return
    namedAt = performance.now()
    updateMovingNames(map, shown, geoView)
  }
  function drawMarks(): void {
    if (!ready || !markLook) return
    scales.clear()
    handOver(deckLayers({ data: shown, look: markLook, settled, broken, onBroken: breakLayer }))
    const text = scales.size === 0 ? '' : JSON.stringify([...scales.values()])
    if (text !== toldScales) options.onScales([...scales.values()])
    toldScales = text
  }
  function follow({ vessels, movers }: MapData): void {
    const sources = new Set([...(vessels ? [vessels] : []), ...movers.map(({ source }) => source)])
    for (const [source, stop] of followed) {
      if (sources.has(source)) continue
      stop()
      followed.delete(source)
    }
    for (const source of sources) {
      if (followed.has(source)) continue
      // Several frames of positions before the next one of the screen are drawn once.
      const stop = source.subscribe(() => {
        frame ||= requestAnimationFrame(drawMoving)
      })
      followed.set(source, stop)
    }
  }

  let leaning = false
  function lean(on: boolean): void {
    if (on === leaning) return
    leaning = on
    map.easeTo({ pitch: on ? LEAN : 0, duration: 900 })
  }

  // The overlay gives its layers their places among the ground's only while no source is loading, and drawn data load
  // sources: until then marks lie over the names. So it is told again once the style is at rest.
  const groupOf = (layer: Layer) => {
    const { beforeId } = layer.props as { readonly beforeId?: string }
    return beforeId === undefined ? 'deck-maplibre-layer-group-last' : `deck-maplibre-layer-group-before:${beforeId}`
  }
  map.on('render', () => {
    if (!ready || layers.every((layer) => map.getLayer(groupOf(layer))) || !map.isStyleLoaded()) return
    setTimeout(() => ready && overlay.setProps({ layers }))
  })
  map.on('moveend', () => {
    view = viewNow()
    options.onMoved?.(view.bounds)
    drawNow()
  })
  let stopWatching = () => {}
  map.once('style.load', () => {
    if (own) stopWatching = watchGround(map, own)
    floats = canBlendFloats(map.getCanvas().getContext('webgl2'))
    addGeoLayers(map, look)
    map.addControl(overlay)
    ready = true
    view = viewNow()
    options.onMoved?.(view.bounds)
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
    if (ground || isOwnGround(event)) return
    options.onFailure(event.error.message)
    clearTimeout(retry)
    retry = setTimeout(() => {
      forgetArchive(options.basemapUrl)
      map.getSource<VectorTileSource>(BASEMAP)?.setUrl(`pmtiles://${options.basemapUrl}`)
    }, GROUND_RETRY_MS)
  })
  let pointed: LonLat | null = null
  let pointFrame = 0
  const tellPoint = (at: LonLat | null) => {
    pointed = at
    pointFrame ||= requestAnimationFrame(() => {
      pointFrame = 0
      options.onPoint?.(pointed)
    })
  }
  map.on('mousemove', ({ lngLat }) => tellPoint({ lon: lngLat.lng, lat: lngLat.lat }))
  map.on('mouseout', () => tellPoint(null))
  map.on('webglcontextlost', () => options.onContextLost())
  map.on('click', (event) => {
    const { x, y } = event.point
    const mark = ready ? markPicked(overlay.pickObject({ x, y, radius: REACH }), shown) : null
    if (mark?.cluster && goNearer(mark.cluster.bounds)) return
    options.onPick(mark ?? (ready ? geoPicked(map, event.point) : null), {
      lon: event.lngLat.lng,
      lat: event.lngLat.lat,
    })
  })

  /** Goes as near as separates what stands in one count; false if nothing would. */
  function goNearer([west, south, east, north]: MapBounds): boolean {
    if (map.getZoom() >= NEAREST_FOR_COUNTS || (east - west < 2e-4 && north - south < 2e-4)) return false
    map.fitBounds([[west, south], [east, north]], { maxZoom: NEAREST_FOR_COUNTS, padding: 80, duration: 600 })
    return true
  }

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
    jumpTo({ center, zoom }) {
      map.jumpTo({ center: [center.lon, center.lat], zoom })
    },
    async drawShape(drawing) {
      // A drawing library is needed by the few who draw.
      const { startDrawing } = await import('./drawing')
      return ready ? startDrawing(map, { ...drawing, colour: palette.act }) : null
    },
    picture: () => pictureOf(map),
    view() {
      const { lng, lat } = map.getCenter()
      return { center: { lon: lng, lat }, zoom: map.getZoom() }
    },
    destroy() {
      stopWatching()
      cancelAnimationFrame(pointFrame)
      clearTimeout(retry)
      clearTimeout(waiting)
      clearTimeout(settling)
      cancelAnimationFrame(frame)
      for (const stop of followed.values()) stop()
      followed.clear()
      resolution?.removeEventListener('change', followResolution)
      ready = false
      stopPrinting()
      map.remove()
    },
  }
}

/** True if this machine can add up weights in a float texture, which the smooth heat map needs. */
function canBlendFloats(context: WebGL2RenderingContext | null): boolean {
  return Boolean(context?.getExtension('EXT_color_buffer_float') && context.getExtension('EXT_float_blend'))
}
