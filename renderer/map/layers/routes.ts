import { collection } from '../geo'
import { MAP_FONT } from '../palette'
import type { GeoDrawing, GeoLook } from './geo-layer'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

function drawing({ palette, lines }: GeoLook, rank: 'recommended' | 'second', estimated: boolean): GeoDrawing {
  const first = rank === 'recommended'
  return {
    id: `route-${rank}${estimated ? '-estimated' : ''}`,
    type: 'line',
    filter: ['all', ['==', ['get', 'rank'], rank], ['==', ['get', 'estimated'], estimated]],
    layout: { 'line-join': 'round', 'line-cap': estimated ? 'butt' : 'round' },
    paint: {
      'line-color': first ? palette.act : palette.second,
      'line-width': (first ? 5 : 4) * lines,
      ...(estimated ? { 'line-dasharray': [2, 1.6] } : {}),
    },
  }
}

/** Ways of teams: the recommended one cyan, others grey, each with what is left of it; what is not searched on roads is dashed. */
export const routesLayer: MapLayer = {
  id: 'routes',
  group: 'now',
  shown: true,
  switches: oneSwitch('routes', ({ routes }) => routes.length),
  legend: () => [
    { kind: 'line', colour: 'var(--act)', text: 'map.legend.recommended' },
    { kind: 'line', colour: 'var(--text-3)', text: 'map.legend.second' },
    { kind: 'line', colour: 'var(--act)', dash: '6 4', text: 'map.legend.estimated' },
  ],
  geo: [
    geoPart<'routes'>({
      from: 'routes',
      source: 'routes',
      underLabels: true,
      features: (routes) =>
        collection(
          routes.map(({ id, geometry, rank, estimated, label }) => ({
            type: 'Feature',
            geometry: { type: 'LineString', coordinates: geometry.map(([lon, lat]) => [lon, lat]) },
            properties: { id, rank, estimated, label: label ?? '' },
          })),
        ),
      drawings: (look) => [
        drawing(look, 'second', true),
        drawing(look, 'second', false),
        drawing(look, 'recommended', true),
        drawing(look, 'recommended', false),
        {
          id: 'route-labels',
          type: 'symbol',
          filter: ['!=', ['get', 'label'], ''],
          layout: {
            'text-field': ['get', 'label'],
            'text-font': MAP_FONT,
            'text-size': 14 * look.scale,
            'symbol-placement': 'line-center',
            'text-rotation-alignment': 'viewport',
            'text-padding': 4,
            'symbol-sort-key': ['match', ['get', 'rank'], 'recommended', 0, 1],
          },
          paint: {
            'text-color': ['match', ['get', 'rank'], 'recommended', look.palette.act, look.palette.textQuiet],
            'text-halo-color': look.palette.halo,
            'text-halo-width': 2.4,
          },
        },
      ],
    }),
  ],
}
