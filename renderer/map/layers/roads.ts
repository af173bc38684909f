import { collection } from '../geo'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

/** The network that travel times are searched on. A hand-drawn one must be marked 示意 by the screen (`MapLegend`). */
export const roadsLayer: MapLayer = {
  id: 'roads',
  group: 'ground',
  shown: true,
  switches: oneSwitch('roads', () => null),
  geo: [
    geoPart<'roads'>({
      from: 'roads',
      source: 'roads',
      underLabels: true,
      features: (roads) => roads ?? collection([]),
      drawings: ({ palette, lines }) => [
        {
          id: 'roads',
          type: 'line',
          layout: { 'line-join': 'round', 'line-cap': 'round' },
          paint: {
            'line-color': palette.road,
            'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8 * lines, 12, 2.2 * lines, 16, 5 * lines],
            'line-opacity': 0.9,
          },
        },
      ],
    }),
  ],
}
