import { ScatterplotLayer } from '@deck.gl/layers'
import { collection } from '../geo'
import { MAP_FONT, rgba } from '../palette'
import type { SurroundingsMark } from '../drawn-types'
import { geoPart } from './geo-layer'
import type { MapLayer } from './layer'
import { FLAT } from './marks'

const found = new WeakMap<SurroundingsMark, object>()
function columnsOf(mark: SurroundingsMark): object {
  let known = found.get(mark)
  if (!known) found.set(mark, (known = { length: mark.found.length / 2, attributes: { getPosition: { value: mark.found, size: 2 } } }))
  return known
}

/** 周边分析: its outline, and a ring round each object found in it. */
export const surroundingsLayer: MapLayer = {
  id: 'surroundings',
  group: 'areas',
  shown: true,
  switches: ({ surroundings }) => [{ key: 'surroundings', count: surroundings ? surroundings.found.length / 2 : 0 }],
  deck: ({ surroundings }, { palette, scale, isVisible }) =>
    surroundings && surroundings.found.length > 0 && isVisible('surroundings')
      ? [
          new ScatterplotLayer({
            id: 'surroundings/found',
            data: columnsOf(surroundings) as never,
            filled: false,
            stroked: true,
            radiusUnits: 'pixels',
            getRadius: 15 * scale,
            lineWidthUnits: 'pixels',
            getLineWidth: 2 * scale,
            getLineColor: rgba(palette.act),
            parameters: FLAT,
          }),
        ]
      : [],
  geo: [
    geoPart<'surroundings'>({
      from: 'surroundings',
      source: 'surroundings',
      underLabels: true,
      features: (mark) =>
        collection(
          mark
            ? [
                { type: 'Feature', geometry: mark.outline as unknown as GeoJSON.MultiPolygon, properties: { id: 'outline', label: mark.label, estimated: mark.estimated } },
                { type: 'Feature', geometry: { type: 'Point', coordinates: [mark.at.lon, mark.at.lat] }, properties: { id: 'at', label: '', estimated: false } },
              ]
            : [],
        ),
      drawings: ({ palette, lines, scale }) => [
        { id: 'surroundings-area', type: 'fill', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'fill-color': palette.act, 'fill-opacity': 0.08 } },
        { id: 'surroundings-edge', type: 'line', filter: ['!', ['get', 'estimated']], paint: { 'line-color': palette.act, 'line-width': 2 * lines } },
        { id: 'surroundings-edge-estimated', type: 'line', filter: ['get', 'estimated'], paint: { 'line-color': palette.act, 'line-width': 2 * lines, 'line-dasharray': [4, 3] } },
        {
          id: 'surroundings-label',
          type: 'symbol',
          filter: ['!=', ['geometry-type'], 'Point'],
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 13 * scale, 'symbol-placement': 'line', 'symbol-spacing': 600 },
          paint: { 'text-color': palette.act, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
        },
        { id: 'surroundings-at', type: 'circle', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 5 * lines, 'circle-color': palette.act, 'circle-stroke-color': palette.halo, 'circle-stroke-width': 2 } },
      ],
    }),
  ],
}
