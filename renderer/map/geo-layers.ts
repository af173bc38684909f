import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl'
import { collection } from './geo'
import { closuresLayer } from './layers/closures'
import type { GeoLayer, GeoLook } from './layers/geo-layer'
import { incidentLabelsLayer } from './layers/incident-labels'
import { placesLayer } from './layers/places'
import { roadsLayer } from './layers/roads'
import { routesLayer } from './layers/routes'
import { stationCirclesLayer } from './layers/station-circles'
import { teamLabelsLayer } from './layers/team-labels'
import { FIRST_LABEL } from './style'
import type { MapData, MapObject } from './types'
import type { Visible } from './deck-layers'

/** From the ground up. A new layer is one file in `layers/` and one line here or in `deck-layers.ts`. */
export const GEO_LAYERS: readonly GeoLayer[] = [
  stationCirclesLayer,
  roadsLayer,
  closuresLayer,
  routesLayer,
  placesLayer,
  teamLabelsLayer,
  incidentLabelsLayer,
]

const idsOf = (layer: GeoLayer, look: GeoLook) => layer.drawings(look).map(({ id }) => id)

/** Adds all sources and drawings, still empty. Once, after the style is there. */
export function addGeoLayers(map: MapLibreMap, look: GeoLook): void {
  for (const layer of GEO_LAYERS) {
    map.addSource(layer.source, { type: 'geojson', data: collection([]), promoteId: 'id' })
    for (const drawing of layer.drawings(look)) {
      map.addLayer(
        { ...drawing, source: layer.source } as LayerSpecification,
        layer.underLabels ? FIRST_LABEL : undefined,
      )
    }
  }
}

/** Hands over what changed since `before`. */
export function updateGeoLayers(map: MapLibreMap, data: MapData, before: MapData | null): void {
  for (const layer of GEO_LAYERS) {
    if (before && before[layer.from] === data[layer.from]) continue
    void map.getSource<GeoJSONSource>(layer.source)?.setData(layer.features(data[layer.from]))
  }
}

export function showGeoLayers(map: MapLibreMap, visible: Visible, look: GeoLook): void {
  for (const layer of GEO_LAYERS) {
    const visibility = (visible[layer.layer] ?? true) ? 'visible' : 'none'
    for (const id of idsOf(layer, look)) {
      if (map.getLayoutProperty(id, 'visibility') !== visibility) map.setLayoutProperty(id, 'visibility', visibility)
    }
  }
}

/** The line or area at a point of the screen that answers to a click, or null. */
export function geoPicked(map: MapLibreMap, point: { readonly x: number; readonly y: number }): MapObject | null {
  const reach = 6
  for (const layer of GEO_LAYERS) {
    if (!layer.clickable) continue
    const found = map.queryRenderedFeatures(
      [
        [point.x - reach, point.y - reach],
        [point.x + reach, point.y + reach],
      ],
      { layers: [...layer.clickable] },
    )
    const id: unknown = found[0]?.properties['id']
    if (typeof id === 'string') return { layer: layer.layer, id }
  }
  return null
}
