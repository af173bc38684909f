import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl'
import { collection } from './geo'
import type { GeoDrawing, GeoLook, GeoPart, GeoView } from './layers/geo-layer'
import { LAYERS } from './layers/registry'
import { withLeastText } from './least-text'
import { FIRST_LABEL } from './style'
import type { LayerKey, MapData, MapLayerId, MapObject } from './types'

interface OwnedPart {
  readonly layer: MapLayerId
  readonly part: GeoPart
}

/** What the map engine draws, from the ground up, with the layer that it belongs to. */
export const GEO_PARTS: readonly OwnedPart[] = LAYERS.flatMap(({ id, geo }) => (geo ?? []).map((part) => ({ layer: id, part })))

const made = new WeakMap<GeoLook, Map<GeoPart, readonly GeoDrawing[]>>()
/** The drawings of a part, made once for each look. */
function drawingsOf(part: GeoPart, look: GeoLook): readonly GeoDrawing[] {
  let known = made.get(look)
  if (!known) made.set(look, (known = new Map()))
  let drawings = known.get(part)
  if (!drawings) known.set(part, (drawings = part.drawings(look).map((drawing) => withLeastText(drawing, look.least))))
  return drawings
}

/** What `addGeoLayers` and its fellows ask of the map engine. */
export type GeoMap = Pick<MapLibreMap, 'addSource' | 'getSource' | 'addLayer' | 'getLayer' | 'getLayersOrder' | 'getLayoutProperty' | 'setLayoutProperty' | 'setPaintProperty'>

/** Adds all sources and drawings, still empty and hidden. Once, after the style is there. */
export function addGeoLayers(map: GeoMap, look: GeoLook): void {
  for (const { part } of GEO_PARTS) {
    map.addSource(part.source, { type: 'geojson', data: collection([]), promoteId: 'id' })
    for (const drawing of drawingsOf(part, look)) {
      const hidden = { ...drawing, source: part.source, layout: { ...drawing.layout, visibility: 'none' } }
      map.addLayer(hidden as LayerSpecification, part.underLabels ? FIRST_LABEL : undefined)
    }
  }
}

const filled = new WeakMap<GeoMap, Set<GeoPart>>()
/** The parts that have something to draw. */
function filledOf(map: GeoMap): Set<GeoPart> {
  let parts = filled.get(map)
  if (!parts) filled.set(map, (parts = new Set()))
  return parts
}

/** Hands features over; what was empty and stays so is left alone. */
function fill(map: GeoMap, part: GeoPart, features: GeoJSON.FeatureCollection): void {
  const parts = filledOf(map)
  if (features.features.length > 0) parts.add(part)
  else if (!parts.delete(part)) return
  void map.getSource<GeoJSONSource>(part.source)?.setData(features)
}

/**
 * Hands over what changed since `before`; names of what is near also when `moved`. A part that throws is told to
 * `onBroken` and left empty.
 */
export function updateGeoLayers(
  map: GeoMap,
  data: MapData,
  before: MapData | null,
  view: GeoView,
  moved: boolean,
  onBroken: (layer: MapLayerId, error: unknown) => void,
): void {
  for (const { layer, part } of GEO_PARTS) {
    const same = before && before[part.from] === data[part.from]
    if (same && !(moved && part.byView)) continue
    try {
      fill(map, part, part.features(data[part.from], view))
    } catch (error) {
      fill(map, part, collection([]))
      onBroken(layer, error)
    }
  }
}

/** Names that go with what moves by itself: asked for every few seconds, not with every position. */
export function updateMovingNames(map: GeoMap, data: MapData, view: GeoView, look: GeoLook): void {
  for (const owned of GEO_PARTS) {
    if (!owned.part.moving) continue
    fill(map, owned.part, owned.part.features(data[owned.part.from], view))
    showPart(map, owned, view.isVisible, look)
  }
}

/** Drawings of the ground that a switch of ours rules: lines of counties and towns. */
const isAdmin = (id: string) => id === 'admin' || id.startsWith('admin-')

function show(map: GeoMap, id: string, shown: boolean): void {
  const visibility = shown ? 'visible' : 'none'
  if ((map.getLayoutProperty(id, 'visibility') ?? 'visible') !== visibility) map.setLayoutProperty(id, 'visibility', visibility)
}

const keyOf = ({ layer, part }: OwnedPart, drawing: string): LayerKey => part.switchOf?.(drawing) ?? layer

/** What is empty is hidden too: the engine goes through every source that is shown in each frame, whatever it holds. */
function showPart(map: GeoMap, owned: OwnedPart, isVisible: (key: LayerKey) => boolean, look: GeoLook): void {
  const full = filledOf(map).has(owned.part)
  for (const { id } of drawingsOf(owned.part, look)) if (map.getLayer(id)) show(map, id, full && isVisible(keyOf(owned, id)))
}

/** Shows and hides by switches, and takes the colour from what is past its limit. */
export function showGeoLayers(map: GeoMap, isVisible: (key: LayerKey) => boolean, isFaded: (key: LayerKey) => boolean, look: GeoLook): void {
  for (const owned of GEO_PARTS) {
    showPart(map, owned, isVisible, look)
    for (const drawing of drawingsOf(owned.part, look)) if (map.getLayer(drawing.id)) fade(map, drawing, isFaded(keyOf(owned, drawing.id)), look)
  }
  for (const id of map.getLayersOrder()) if (isAdmin(id)) show(map, id, isVisible('admin'))
}

const COLOURS: Readonly<Record<string, readonly string[]>> = {
  line: ['line-color'],
  fill: ['fill-color'],
  symbol: ['text-color'],
  circle: ['circle-color', 'circle-stroke-color'],
}
const faded = new WeakMap<GeoMap, Set<string>>()

function fade(map: GeoMap, drawing: GeoDrawing, wanted: boolean, { palette }: GeoLook): void {
  let done = faded.get(map)
  if (!done) faded.set(map, (done = new Set()))
  if (done.has(drawing.id) === wanted) return
  const paint = (drawing.paint ?? {}) as Record<string, unknown>
  for (const property of COLOURS[drawing.type] ?? []) {
    if (paint[property] !== undefined) map.setPaintProperty(drawing.id, property as never, (wanted ? palette.off : paint[property]) as never)
  }
  const opacity = { line: 'line-opacity', fill: 'fill-opacity', symbol: 'text-opacity', circle: 'circle-opacity' }[drawing.type as string]
  if (opacity) {
    const own = paint[opacity]
    map.setPaintProperty(drawing.id, opacity as never, (wanted ? (typeof own === 'number' ? own / 2 : 0.5) : (own ?? 1)) as never)
  }
  if (wanted) done.add(drawing.id)
  else done.delete(drawing.id)
}

/** The line or area at a point of the screen that answers to a click, or null; what lies on top first. */
export function geoPicked(map: MapLibreMap, point: { readonly x: number; readonly y: number }): MapObject | null {
  const reach = 6
  for (const { layer, part } of GEO_PARTS.toReversed()) {
    if (!part.clickable) continue
    const found = map.queryRenderedFeatures(
      [
        [point.x - reach, point.y - reach],
        [point.x + reach, point.y + reach],
      ],
      { layers: [...part.clickable] },
    )
    const properties = found[0]?.properties
    if (!properties) continue
    if (part.picked) return part.picked(properties)
    const id: unknown = properties['id']
    if (typeof id === 'string') return { layer, id }
  }
  return null
}
