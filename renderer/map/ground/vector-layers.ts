import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { MAP_FONT, PALETTES } from '../palette'
import type { Scheme } from '../types'

interface Shapes {
  readonly shapes: LayerSpecification[]
  readonly names: LayerSpecification[]
}

/** Quiet colours of what only vector maps of the user's own have. */
const EXTRA: Readonly<Record<Scheme, { readonly green: string; readonly built: string; readonly building: string; readonly roadEdge: string }>> = {
  dark: { green: '#182c33', built: '#1e2d3d', building: '#26374a', roadEdge: '#2b3c4e' },
  light: { green: '#e2eee0', built: '#e9ebea', building: '#d9dddf', roadEdge: '#d5dade' },
}

/** Chinese, else what the place calls itself. */
const NAME: ExpressionSpecification = ['coalesce', ['get', 'name:zh-Hans'], ['get', 'name:zh'], ['get', 'name']]

const roadWidth = (scale: number, near: number, far: number): ExpressionSpecification => ['interpolate', ['exponential', 1.4], ['zoom'], 8, 0.5 * scale, 12, near * scale, 17, far * scale]

/** Names of settlements, as both schemas rank them: the smaller the number, the sooner it is written. */
function settlements(source: string, layer: string, scheme: Scheme, scale: number, filter: ExpressionSpecification, rank: ExpressionSpecification): LayerSpecification {
  const palette = PALETTES[scheme]
  return {
    id: 'ground-settlements',
    type: 'symbol',
    source,
    'source-layer': layer,
    filter,
    layout: {
      'text-field': NAME,
      'text-font': MAP_FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 6, 10 * scale, 14, 13 * scale],
      'symbol-sort-key': rank,
      'text-padding': 6,
    },
    paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.2, 'text-opacity': 0.9 },
  }
}

function roadNames(source: string, layer: string, scheme: Scheme, scale: number): LayerSpecification {
  const palette = PALETTES[scheme]
  return {
    id: 'ground-road-names',
    type: 'symbol',
    source,
    'source-layer': layer,
    minzoom: 13,
    layout: { 'symbol-placement': 'line', 'text-field': NAME, 'text-font': MAP_FONT, 'text-size': 11 * scale, 'symbol-spacing': 400 },
    paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.2, 'text-opacity': 0.8 },
  }
}

/** OpenMapTiles 3.x: water, waterway, landcover, landuse, park, transportation, building, boundary, place. */
export function openMapTilesLayers(source: string, scheme: Scheme, scale: number): Shapes {
  const palette = PALETTES[scheme]
  const extra = EXTRA[scheme]
  const from = (layer: string) => ({ source, 'source-layer': layer })
  const road = (id: string, classes: readonly string[], near: number, far: number, color: string): LayerSpecification => ({
    id,
    type: 'line',
    ...from('transportation'),
    filter: ['match', ['get', 'class'], [...classes], true, false],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': color, 'line-width': roadWidth(scale, near, far) },
  })
  return {
    shapes: [
      { id: 'ground-green', type: 'fill', ...from('landcover'), filter: ['match', ['get', 'class'], ['wood', 'grass', 'wetland'], true, false], paint: { 'fill-color': extra.green, 'fill-antialias': false } },
      { id: 'ground-built', type: 'fill', ...from('landuse'), filter: ['match', ['get', 'class'], ['residential', 'commercial', 'industrial', 'suburb', 'neighbourhood'], true, false], paint: { 'fill-color': extra.built, 'fill-antialias': false } },
      { id: 'ground-water', type: 'fill', ...from('water'), paint: { 'fill-color': ['match', ['get', 'class'], 'ocean', palette.sea, palette.water] } },
      { id: 'ground-waterway', type: 'line', ...from('waterway'), paint: { 'line-color': palette.river, 'line-width': roadWidth(scale, 1, 3) } },
      { id: 'ground-building', type: 'fill', ...from('building'), minzoom: 14, paint: { 'fill-color': extra.building } },
      road('ground-road-minor', ['minor', 'service', 'track', 'path'], 0.5, 5, extra.roadEdge),
      road('ground-road-mid', ['secondary', 'tertiary'], 1, 8, palette.road),
      road('ground-road-main', ['motorway', 'trunk', 'primary'], 1.8, 11, palette.road),
      { id: 'ground-rail', type: 'line', ...from('transportation'), filter: ['==', ['get', 'class'], 'rail'], paint: { 'line-color': palette.admin, 'line-width': 1 * scale, 'line-dasharray': [4, 3] } },
      { id: 'admin-ground', type: 'line', ...from('boundary'), filter: ['all', ['<=', ['get', 'admin_level'], 6], ['!=', ['get', 'maritime'], 1]], paint: { 'line-color': palette.admin, 'line-width': 1 * scale, 'line-dasharray': [3, 3] } },
    ],
    names: [
      roadNames(source, 'transportation_name', scheme, scale),
      settlements(
        source,
        'place',
        scheme,
        scale,
        ['match', ['get', 'class'], ['city', 'town', 'village', 'suburb', 'hamlet', 'island'], true, false],
        ['coalesce', ['get', 'rank'], 20],
      ),
    ],
  }
}

/** Protomaps basemap 4 (and 2, 3): earth, water, landuse, landcover, roads, buildings, boundaries, places. */
export function protomapsLayers(source: string, scheme: Scheme, scale: number): Shapes {
  const palette = PALETTES[scheme]
  const extra = EXTRA[scheme]
  const from = (layer: string) => ({ source, 'source-layer': layer })
  // Version 4 has `kind`, the older ones `pmap:kind`.
  const kind: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'pmap:kind'], '']
  const of = (kinds: readonly string[]): ExpressionSpecification => ['match', kind, [...kinds], true, false]
  const road = (id: string, kinds: readonly string[], near: number, far: number, color: string): LayerSpecification => ({
    id,
    type: 'line',
    ...from('roads'),
    filter: of(kinds),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': color, 'line-width': roadWidth(scale, near, far) },
  })
  return {
    shapes: [
      { id: 'ground-sea', type: 'fill', ...from('earth'), filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': palette.land, 'fill-antialias': false } },
      { id: 'ground-green', type: 'fill', ...from('landuse'), filter: of(['forest', 'wood', 'grass', 'park', 'nature_reserve', 'wetland']), paint: { 'fill-color': extra.green, 'fill-antialias': false } },
      { id: 'ground-built', type: 'fill', ...from('landuse'), filter: of(['residential', 'commercial', 'industrial', 'neighbourhood']), paint: { 'fill-color': extra.built, 'fill-antialias': false } },
      { id: 'ground-water', type: 'fill', ...from('water'), filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ['match', kind, ['ocean', 'sea'], palette.sea, palette.water] } },
      { id: 'ground-waterway', type: 'line', ...from('water'), filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': palette.river, 'line-width': roadWidth(scale, 1, 3) } },
      { id: 'ground-building', type: 'fill', ...from('buildings'), minzoom: 14, paint: { 'fill-color': extra.building } },
      road('ground-road-minor', ['minor_road', 'path', 'other'], 0.5, 5, extra.roadEdge),
      road('ground-road-mid', ['medium_road'], 1, 8, palette.road),
      road('ground-road-main', ['highway', 'major_road'], 1.8, 11, palette.road),
      { id: 'ground-rail', type: 'line', ...from('roads'), filter: of(['rail']), paint: { 'line-color': palette.admin, 'line-width': 1 * scale, 'line-dasharray': [4, 3] } },
      { id: 'admin-ground', type: 'line', ...from('boundaries'), paint: { 'line-color': palette.admin, 'line-width': 1 * scale, 'line-dasharray': [3, 3] } },
    ],
    names: [
      roadNames(source, 'roads', scheme, scale),
      settlements(source, 'places', scheme, scale, of(['locality', 'city', 'town', 'village', 'neighbourhood']), ['coalesce', ['get', 'min_zoom'], ['get', 'pmap:min_zoom'], 20]),
    ],
  }
}
