import { collection } from '../geo'
import { MAP_FONT } from '../palette'
import type { MeasureMark } from '../drawn-types'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

function features({ points, closed, labels }: MeasureMark): GeoJSON.Feature[] {
  const line = points.map(([lon, lat]) => [lon, lat])
  const first = line[0]
  const shape: GeoJSON.Feature[] =
    line.length < 2 || !first
      ? []
      : [
          closed && line.length > 2
            ? { type: 'Feature', geometry: { type: 'Polygon', coordinates: [[...line, first]] }, properties: { id: 'measure' } }
            : { type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties: { id: 'measure' } },
        ]
  return [
    ...shape,
    ...line.map((at, i): GeoJSON.Feature => ({ type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties: { id: String(i), label: labels[i] ?? '' } })),
  ]
}

/** A measured line or area with its figures. */
export const measureLayer: MapLayer = {
  id: 'measure',
  group: 'areas',
  shown: true,
  switches: oneSwitch('measure', ({ measure }) => (measure ? 1 : 0)),
  geo: [
    geoPart<'measure'>({
      from: 'measure',
      source: 'measure',
      underLabels: false,
      features: (mark) => collection(mark ? features(mark) : []),
      drawings: ({ palette, lines, scale }) => [
        { id: 'measure-area', type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': palette.act, 'fill-opacity': 0.12 } },
        { id: 'measure-line', type: 'line', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': palette.act, 'line-width': 2.5 * lines } },
        { id: 'measure-points', type: 'circle', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 4 * lines, 'circle-color': palette.halo, 'circle-stroke-color': palette.act, 'circle-stroke-width': 2 * lines } },
        {
          id: 'measure-labels',
          type: 'symbol',
          filter: ['==', ['geometry-type'], 'Point'],
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 13 * scale, 'text-anchor': 'left', 'text-offset': [0.8, 0], 'text-allow-overlap': true },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
        },
      ],
    }),
  ],
}
