import { collection } from '../geo'
import { MAP_FONT } from '../palette'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

const is = (...types: string[]) => ['in', ['geometry-type'], ['literal', types]] as never

/** Features of files that were dropped on this screen: dotted and hollow, so that nobody takes them for the record. */
export const importedLayer: MapLayer = {
  id: 'imported',
  group: 'areas',
  shown: true,
  switches: oneSwitch('imported', ({ imported }) => imported.length),
  geo: [
    geoPart<'imported'>({
      from: 'imported',
      source: 'imported',
      underLabels: true,
      features: (imported) => collection(imported.map(({ id, geometry, label }) => ({ type: 'Feature', geometry, properties: { id, label } }))),
      drawings: ({ palette, lines, scale }) => [
        { id: 'imported-area', type: 'fill', filter: is('Polygon', 'MultiPolygon'), paint: { 'fill-color': palette.point2, 'fill-opacity': 0.1 } },
        {
          id: 'imported-line',
          type: 'line',
          filter: is('LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'),
          paint: { 'line-color': palette.point2, 'line-width': 2.5 * lines, 'line-dasharray': [1, 1.4] },
        },
        {
          id: 'imported-point',
          type: 'circle',
          filter: is('Point', 'MultiPoint'),
          paint: { 'circle-radius': 5 * lines, 'circle-color': palette.plate, 'circle-stroke-color': palette.point2, 'circle-stroke-width': 2 * lines },
        },
        {
          id: 'imported-labels',
          type: 'symbol',
          filter: ['!=', ['get', 'label'], ''],
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 12 * scale, 'text-offset': [0, 1.1], 'text-anchor': 'top', 'text-optional': true },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
        },
      ],
    }),
  ],
}
