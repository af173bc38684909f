import { collection } from '../geo'
import { MAP_FONT } from '../palette'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

/** Vessels that come too close: a line between both, with the time to the closest point running and how near it is. */
export const seaWarningsLayer: MapLayer = {
  id: 'sea-warnings',
  group: 'now',
  shown: true,
  switches: oneSwitch('sea-warnings', ({ approaches }) => approaches.length),
  legend: ({ approaches }) => (approaches.length === 0 ? [] : [{ kind: 'line', colour: 'var(--text)', dash: '2 2', text: 'map.legend.seaWarning' }]),
  geo: [
    geoPart<'approaches'>({
      from: 'approaches',
      source: 'sea-warnings',
      underLabels: false,
      clickable: ['sea-warning-line'],
      features: (approaches) =>
        collection(
          approaches.map(({ id, a, b, label }) => ({
            type: 'Feature',
            geometry: { type: 'LineString', coordinates: [[a.lon, a.lat], [b.lon, b.lat]] },
            properties: { id, label },
          })),
        ),
      drawings: ({ palette, lines, scale }) => [
        { id: 'sea-warning-halo', type: 'line', paint: { 'line-color': palette.halo, 'line-width': 6 * lines } },
        { id: 'sea-warning-line', type: 'line', paint: { 'line-color': palette.text, 'line-width': 3 * lines, 'line-dasharray': [1.2, 0.8] } },
        {
          id: 'sea-warning-ends',
          type: 'circle',
          paint: { 'circle-radius': 7 * lines, 'circle-color': 'rgba(0, 0, 0, 0)', 'circle-stroke-color': palette.text, 'circle-stroke-width': 2 * lines },
        },
        {
          id: 'sea-warning-label',
          type: 'symbol',
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 13 * scale, 'symbol-placement': 'line-center', 'text-rotation-alignment': 'viewport', 'text-offset': [0, -1.2] },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2.2 },
        },
      ],
    }),
  ],
}
