import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

/** Names from the pack: townships at every scale, places when near. */
export const placesLayer: MapLayer = {
  id: 'places',
  group: 'ground',
  shown: true,
  switches: oneSwitch('places', ({ places }) => places.length),
  geo: [
    geoPart<'places'>({
      from: 'places',
      source: 'places',
      underLabels: false,
      features: (places) => collection(places.map(({ id, name, at, rank }) => pointFeature(at, { id, name, rank }))),
      drawings: ({ palette, scale }) => [
        {
          id: 'places',
          type: 'symbol',
          filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 11, 1, 13, 2]],
          layout: {
            'text-field': ['get', 'name'],
            'text-font': MAP_FONT,
            'text-size': ['match', ['get', 'rank'], 0, 14 * scale, 12 * scale],
            'symbol-sort-key': ['get', 'rank'],
            'text-padding': 4,
            // Teams have their bases in towns: the name stands beside their marks, not under them.
            'text-variable-anchor-offset': [
              'bottom',
              [0, -1.3],
              'top',
              [0, 1.3],
              'left',
              [1.4, 0],
              'right',
              [-1.4, 0],
              'center',
              [0, 0],
            ],
          },
          paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
        },
      ],
    }),
  ],
}
