import type { Position } from '../../../shared/dispatch/travel'
import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

const area = (ring: readonly Position[], properties: object): GeoJSON.Feature => ({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring as unknown as GeoJSON.Position[]] }, properties })
const line = (a: Position, b: Position, properties: object): GeoJSON.Feature => ({ type: 'Feature', geometry: { type: 'LineString', coordinates: [a, b] as unknown as GeoJSON.Position[] }, properties })
const part = (name: string) => ['==', ['get', 'part'], name] as never

/** Where what was lost at sea may be: areas that hold half and nine tenths of the likelihood, and the ways there. */
export const driftLayer: MapLayer = {
  id: 'drift',
  group: 'now',
  shown: true,
  switches: oneSwitch('drift', ({ drifts }) => drifts.length),
  legend: ({ drifts }) =>
    drifts.length === 0
      ? []
      : [
          { kind: 'area', colour: 'var(--act)', text: 'map.legend.drift.half' },
          { kind: 'area', colour: 'var(--act)', dash: '4 3', text: 'map.legend.drift.most' },
        ],
  geo: [
    geoPart<'drifts'>({
      from: 'drifts',
      source: 'drift',
      underLabels: true,
      features: (drifts) =>
        collection(
          drifts.flatMap(({ id, from, right, left, half, most, label }) => [
            area(most, { id, part: 'most', label }),
            area(half, { id, part: 'half' }),
            line([from.lon, from.lat], right, { id, part: 'way' }),
            line([from.lon, from.lat], left, { id, part: 'way' }),
            pointFeature(from, { id, part: 'from' }),
          ]),
        ),
      drawings: ({ palette, lines, scale }) => [
        { id: 'drift-most', type: 'fill', filter: part('most'), paint: { 'fill-color': palette.act, 'fill-opacity': 0.06 } },
        { id: 'drift-most-edge', type: 'line', filter: part('most'), paint: { 'line-color': palette.act, 'line-width': 2 * lines, 'line-dasharray': [3, 2] } },
        { id: 'drift-half', type: 'fill', filter: part('half'), paint: { 'fill-color': palette.act, 'fill-opacity': 0.1 } },
        { id: 'drift-half-edge', type: 'line', filter: part('half'), paint: { 'line-color': palette.act, 'line-width': 2 * lines } },
        { id: 'drift-way', type: 'line', filter: part('way'), paint: { 'line-color': palette.act, 'line-width': 1.5 * lines, 'line-dasharray': [1, 1.5] } },
        { id: 'drift-from', type: 'circle', filter: part('from'), paint: { 'circle-radius': 5 * lines, 'circle-color': palette.halo, 'circle-stroke-color': palette.act, 'circle-stroke-width': 2.5 * lines } },
        {
          id: 'drift-label',
          type: 'symbol',
          filter: part('most'),
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 13 * scale, 'symbol-placement': 'line', 'symbol-spacing': 700 },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
        },
      ],
    }),
  ],
}
