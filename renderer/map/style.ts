import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { MAP_FONT, PALETTES } from './palette'
import type { Scheme } from './types'

/** Layers that stand on the ground go before this one, so that names stay readable over them. */
export const FIRST_LABEL = 'base-places'

/** The source of the ground. */
export const BASEMAP = 'basemap'

/** Credits of the offline ground, required by its licences. */
export const ATTRIBUTION = 'GSHHG, OSM, GeoNames'

/**
 * The ground: land, coast, waters, county lines and names from one PMTiles archive. `basemapUrl` is an absolute
 * address; `scale` enlarges the names (walls).
 */
export function baseStyle(scheme: Scheme, basemapUrl: string, scale: number): StyleSpecification {
  const sea: LayerSpecification = { id: 'sea', type: 'background', paint: { 'background-color': PALETTES[scheme].sea } }
  return {
    version: 8,
    sources: { [BASEMAP]: { type: 'vector', url: `pmtiles://${basemapUrl}` } },
    layers: [sea, ...groundShapes(BASEMAP, scheme, scale, (id) => id)],
  }
}

/** Drawings of an archive with the product's own layers; `idOf` keeps those of two archives apart. */
export function groundShapes(source: string, scheme: Scheme, scale: number, idOf: (id: string) => string): LayerSpecification[] {
  const palette = PALETTES[scheme]
  return [
    {
      id: idOf('land'),
      type: 'fill',
      source,
      'source-layer': 'land',
      paint: { 'fill-color': palette.land, 'fill-antialias': false },
    },
    { id: idOf('water'), type: 'fill', source, 'source-layer': 'water', paint: { 'fill-color': palette.water } },
    {
      id: idOf('river'),
      type: 'line',
      source,
      'source-layer': 'river',
      paint: { 'line-color': palette.river, 'line-width': 1 * scale },
    },
    {
      id: idOf('admin'),
      type: 'line',
      source,
      'source-layer': 'admin',
      paint: { 'line-color': palette.admin, 'line-width': 1 * scale, 'line-dasharray': [3, 3], 'line-opacity': 0.8 },
    },
    {
      id: idOf('coast'),
      type: 'line',
      source,
      'source-layer': 'coast',
      paint: {
        'line-color': palette.coast,
        'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6 * scale, 10, 1.2 * scale],
      },
    },
    {
      id: idOf(FIRST_LABEL),
      type: 'symbol',
      source,
      'source-layer': 'place',
      // Names without a Chinese form are foreign to the officer; seats of counties come first.
      filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 8, 2, 10, 3]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': MAP_FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 6, 10 * scale, 11, 12 * scale],
        'symbol-sort-key': ['get', 'rank'],
        'text-padding': 6,
      },
      paint: {
        'text-color': palette.textQuiet,
        'text-halo-color': palette.halo,
        'text-halo-width': 1.2,
        'text-opacity': 0.85,
      },
    },
  ]
}
