import 'maplibre-gl/dist/maplibre-gl.css'
import type { Layer } from '@deck.gl/core'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import { AttributionControl, Map as MapLibreMap } from 'maplibre-gl'
import { checkData } from './check'
import { deckLayers, layerIdOf, markPicked, redrawn, type Drawn } from './deck-layers'
import { startEngine } from './engine'
import { followSources } from './follow-sources'
import { addGeoLayers, geoPicked, showGeoLayers, updateGeoLayers, updateMovingNames } from './geo-layers'
import type { HeatScale } from './heat-scale'
import { buildIconAtlas } from './icons'
import { markLetters } from './mark-letters'
import type { GeoView } from './layers/geo-layer'
import type { MarkLook } from './layers/marks'
import { isVisible } from './layers/registry'
import { plateScale, withLeastText } from './least-text'
import { movingProblems, movingTrouble, NAMED_FROM_ZOOM } from './layers/vessels'
import { mapMoves } from './map-moves'
import type { MapInstance, MapOptions } from './map-options'
import { followResolution, pixelRatio, tellPointer, watchArchive } from './map-watch'
import { PALETTES } from './palette'
import { pictureOf, printAsPicture } from './print-picture'
import { createPulses } from './pulse'
import { groundStyle, partUrl } from './ground/ground-style'
import { openArchives, watchGround } from './ground/ground-watch'
import { ATTRIBUTION, BASEMAP } from './style'
import { mergeStatuses } from './status'
import { EMPTY_MAP } from './types'
import type { LayerKey, MapBounds, MapData, MapLayerId, Visible } from './types'

/** Half-width in pixels of the square in which a click finds a mark: a thumb is not a needle. */
const REACH = 8
/** Names follow what moves so often, milliseconds. */
const NAMES_EVERY_MS = 2_000
/** So long do the layers of thousands wait for the ground, milliseconds. */
const GROUND_WAIT_MS = 4_000

function authorisation(key: string | null): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` }
}

/** One map on one element. Throws if the graphics context cannot be made. */
export function createMapInstance(options: MapOptions): MapInstance {
  startEngine()
  const own = options.ground ?? null
  if (own) openArchives(own)
  const { scale, textScale, scheme, leastText: least } = options
  const palette = PALETTES[scheme]
  const look = { palette, scale: textScale, lines: scale, least }
  const plates = plateScale(scale, textScale, least)
  const style = groundStyle({ scheme, basemapUrl: options.basemapUrl, scale: textScale, own })
  const map = new MapLibreMap({
    container: options.container,
    style: { ...style, layers: style.layers.map((layer) => withLeastText(layer, least)) },
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
    pixelRatio: pixelRatio(),
    // A video wall is wider than the engine's own limit of 4096.
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
  const atlas = buildIconAtlas(options.glyphs, palette, markLetters(options.words(), options.language))
  const pulses = createPulses(map, scale)
  const moves = mapMoves(map)
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
  let toldTrouble = ''
  let geoView: GeoView | null = null
  let namedAt = 0
  const scales = new Map<string, HeatScale>()

  function drawNow(): void {
    if (!ready || !wanted) return
    const { visible } = wanted
    const { data, problems } = checkData(wanted.data)
    shown = data
    following.follow(data)
    toldTrouble = movingTrouble(data)
    const statuses = mergeStatuses(data.statuses, { ...problems, ...movingProblems(data) }, broken, floats ? [] : data.heats.map(({ id }) => `heat:${id}`))
    const isOn = (key: LayerKey) => isVisible(visible, key)
    const isFaded = (key: LayerKey) => statuses[key]?.state === 'stale'
    geoView = { ...view, isVisible: isOn, scale, plates, t: options.words() }
    const sight = `${view.zoom} ${view.bounds.join()} ${JSON.stringify(visible)}`
    updateGeoLayers(map, data, drawn, geoView, sight !== seen, breakLayer)
    seen = sight
    showGeoLayers(map, isOn, isFaded, look)
    const marks: MarkLook = { atlas, palette, scale, plates, least, view, isVisible: isOn, isFaded, floats, onScale: (step) => scales.set(step.id, step), again: drawSoon }
    markLook = marks
    drawMarks()
    moves.lean(data.heatStyle === 'hexagons' && data.heats.some(({ id }) => isOn(`heat:${id}`)))
    if (drawn?.incidents !== data.incidents || !isOn('incidents')) pulses.set(isOn('incidents') ? data.incidents : [])
    drawn = data
    const statusText = JSON.stringify(statuses)
    if (statusText !== toldStatuses) options.onStatuses(statuses)
    toldStatuses = statusText
  }

  // Moving objects are drawn by themselves: a frame of positions touches no other layer and no component.
  let markLook: MarkLook | null = null
  // Several frames of positions before the next one of the screen are drawn once.
  const following = followSources(() => {
    frame ||= requestAnimationFrame(drawMoving)
  })
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
    // What moves is looked at while it is handed over: what was found then is told in the next turn.
    if (movingTrouble(shown) !== toldTrouble) drawSoon()
  }
  function drawMoving(): void {
    frame = 0
    if (!ready || !markLook) return
    handOver(redrawn(deck, 'vessels', { data: shown, look: markLook, settled, broken, onBroken: breakLayer }))
    if (!geoView || view.zoom < NAMED_FROM_ZOOM || performance.now() - namedAt < NAMES_EVERY_MS) return
    namedAt = performance.now()
    updateMovingNames(map, shown, geoView, look)
  }
  function drawMarks(): void {
    if (!ready || !markLook) return
    scales.clear()
    handOver(deckLayers({ data: shown, look: markLook, settled, broken, onBroken: breakLayer }))
    const text = scales.size === 0 ? '' : JSON.stringify([...scales.values()])
    if (text !== toldScales) options.onScales([...scales.values()])
    toldScales = text
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
  const stops = [watchArchive(map, options.basemapUrl, options.onFailure), tellPointer(map, options.onPoint), followResolution(map)]
  map.on('webglcontextlost', () => options.onContextLost())
  map.on('click', (event) => {
    const { x, y } = event.point
    const mark = ready ? markPicked(overlay.pickObject({ x, y, radius: REACH }), shown) : null
    if (mark?.cluster && moves.goNearer(mark.cluster.bounds)) return
    options.onPick(mark ?? (ready ? geoPicked(map, event.point) : null), {
      lon: event.lngLat.lng,
      lat: event.lngLat.lat,
    })
  })

  return {
    draw(data, visible) {
      wanted = { data, visible }
      drawNow()
    },
    ...moves.handle,
    async drawShape(drawing) {
      // A drawing library is needed by the few who draw.
      const { startDrawing } = await import('./drawing')
      return ready ? startDrawing(map, { ...drawing, colour: palette.act }) : null
    },
    picture: () => pictureOf(map),
    destroy() {
      stopWatching()
      for (const stop of stops) stop()
      clearTimeout(waiting)
      clearTimeout(settling)
      cancelAnimationFrame(frame)
      following.stop()
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
