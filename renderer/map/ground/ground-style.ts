import type { HillshadeLayerSpecification, LayerSpecification, RasterLayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { BasemapPart, BasemapView } from '../../../shared/pack/basemap'
import { PALETTES } from '../palette'
import { baseStyle, FIRST_LABEL, groundShapes } from '../style'
import type { Scheme } from '../types'
import { openMapTilesLayers, protomapsLayers } from './vector-layers'

/** Sources of the user's own ground: its shapes or pictures, its names, its heights. */
export const GROUND_SOURCES: Readonly<Record<BasemapPart, string>> = { base: 'ground', names: 'ground-names', dem: 'ground-dem' }

/** Under the user's shapes: the land of what they cover, so that the offline coast does not shine through. */
const PLATE = 'ground-plate'

/** `loading`: not one tile yet; `partial`: some tiles come and some do not; `failed`: none comes. */
export interface GroundState {
  readonly state: 'loading' | 'there' | 'partial' | 'failed'
  /** Why, as the hub or the browser says; empty where all is well. */
  readonly reason: string
}

/** A ground of the user's, and how it is had. */
export interface OwnGround {
  readonly view: BasemapView
  /** Absolute address of the hub, which serves it. */
  readonly hub: string
  /** The screen's key for the hub; null: it has none. */
  readonly key: () => string | null
  /** Whether it comes. */
  readonly onState: (state: GroundState) => void
}

export interface GroundStyleOptions {
  readonly scheme: Scheme
  /** Absolute address of the offline archive. */
  readonly basemapUrl: string
  /** Enlarges names (walls). */
  readonly scale: number
  /** Null: the offline ground alone. */
  readonly own: OwnGround | null
}

/** Where the tiles of a part are asked for: always the hub. */
export function partUrl({ hub, view }: OwnGround, part: BasemapPart | ''): string {
  return new URL(`/api/v1/basemaps/${encodeURIComponent(view.id)}/${part}`, hub).href
}

/** Tile addresses of a part, as its source takes them. */
export function partTiles(own: OwnGround, part: BasemapPart): string[] {
  const kind = part === 'dem' ? own.view.dem?.source : own.view.source
  const url = partUrl(own, part)
  return [kind === 'file' ? `pmtiles://${url}/{z}/{x}/{y}` : `${url}/{z}/{x}/{y}`]
}

/** The map engine takes credits for HTML; they are text. */
function asText(credits: string): string {
  return credits.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/**
 * The offline ground, and over it the user's own: where that has no tile, or fails, the offline one is seen. All layers
 * of the user's lie under `FIRST_LABEL`, its names after it.
 */
export function groundStyle({ scheme, basemapUrl, scale, own }: GroundStyleOptions): StyleSpecification {
  const style = baseStyle(scheme, basemapUrl, scale)
  if (!own) return style
  const ground = own.view
  const tiles = (part: BasemapPart) => ({ tiles: partTiles(own, part) })
  const box = ground.bounds ? { bounds: [...ground.bounds] as [number, number, number, number] } : {}
  const base = { ...tiles('base'), ...box, minzoom: ground.minzoom, maxzoom: ground.maxzoom, attribution: asText(ground.attribution) }
  const sources: Record<string, SourceSpecification> = { ...style.sources }
  const under: LayerSpecification[] = []
  const over: LayerSpecification[] = []

  if (ground.content === 'picture') {
    sources[GROUND_SOURCES.base] = { type: 'raster', tileSize: ground.tileSize, ...base }
    under.push(pictureLayer('ground', GROUND_SOURCES.base, ground, scheme))
    if (ground.names) {
      const { attribution: _, ...quiet } = base
      sources[GROUND_SOURCES.names] = { type: 'raster', tileSize: ground.tileSize, ...quiet, ...tiles('names') }
      under.push(pictureLayer('ground-names', GROUND_SOURCES.names, ground, scheme))
    }
  } else {
    sources[GROUND_SOURCES.base] = { type: 'vector', ...base }
    sources[PLATE] = { type: 'geojson', data: plate(ground.bounds) }
    const { shapes, names } = shapesOf(ground, scheme, scale)
    const land = PALETTES[scheme][ground.content === 'dinghai' ? 'sea' : 'land']
    under.push({ id: PLATE, type: 'fill', source: PLATE, layout: { visibility: 'none' }, paint: { 'fill-color': land, 'fill-antialias': false } }, ...shapes)
    over.push(...names)
  }
  if (ground.dem) {
    sources[GROUND_SOURCES.dem] = { type: 'raster-dem', ...tiles('dem'), ...box, encoding: ground.dem.encoding, tileSize: ground.dem.tileSize, maxzoom: ground.dem.maxzoom }
    under.push(hillshade(scheme))
  }
  const at = style.layers.findIndex(({ id }) => id === FIRST_LABEL)
  return { ...style, sources, layers: [...style.layers.slice(0, at), ...under, ...style.layers.slice(at, at + 1), ...over, ...style.layers.slice(at + 1)] }
}

/** What is shown only while the user's ground is there, and only while it is not. */
export function groundVisibility(ground: BasemapView, there: boolean): ReadonlyMap<string, 'visible' | 'none'> {
  const own = there ? 'visible' : 'none'
  const offline = there ? 'none' : 'visible'
  return new Map<string, 'visible' | 'none'>([...(ground.content === 'picture' ? [] : [[PLATE, own] as const]), [FIRST_LABEL, offline]])
}

function shapesOf(ground: BasemapView, scheme: Scheme, scale: number): { shapes: LayerSpecification[]; names: LayerSpecification[] } {
  const source = GROUND_SOURCES.base
  if (ground.content === 'openmaptiles') return openMapTilesLayers(source, scheme, scale)
  if (ground.content === 'protomaps') return protomapsLayers(source, scheme, scale)
  const own = groundShapes(source, scheme, scale, (id) => (id === 'admin' ? 'admin-ground' : `ground-${id}`))
  return { shapes: own.filter(({ type }) => type !== 'symbol'), names: own.filter(({ type }) => type === 'symbol') }
}

const DARK: Readonly<Record<BasemapView['dark'], RasterLayerSpecification['paint']>> = {
  none: {},
  dim: { 'raster-brightness-max': 0.55, 'raster-saturation': -0.35 },
  // Turned over, and the hues turned back: white paper becomes night, water stays blue.
  invert: { 'raster-brightness-min': 0.86, 'raster-brightness-max': 0.06, 'raster-hue-rotate': 180, 'raster-saturation': -0.35 },
}

function pictureLayer(id: string, source: string, ground: BasemapView, scheme: Scheme): LayerSpecification {
  return { id, type: 'raster', source, paint: { 'raster-fade-duration': 0, ...(scheme === 'dark' ? DARK[ground.dark] : {}) } }
}

function hillshade(scheme: Scheme): HillshadeLayerSpecification {
  const dark = scheme === 'dark'
  return {
    id: 'ground-dem',
    type: 'hillshade',
    source: GROUND_SOURCES.dem,
    paint: {
      'hillshade-exaggeration': dark ? 0.45 : 0.35,
      'hillshade-shadow-color': dark ? '#05090f' : '#5c6c78',
      'hillshade-highlight-color': dark ? '#5a7288' : '#ffffff',
      'hillshade-accent-color': dark ? '#0b1420' : '#8b9aa5',
    },
  }
}

const WORLD = [-180, -85.06, 180, 85.06] as const

function plate(bounds: BasemapView['bounds']): GeoJSON.Feature {
  const [west, south, east, north] = bounds ?? WORLD
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }
}
