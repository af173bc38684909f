import { collection } from '../geo'
import type { GeoDrawing, GeoLook } from './geo-layer'
import { geoLayer } from './geo-layer'

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

/** Ways of teams: the recommended one cyan, others grey; what is not searched on roads is dashed. */
export const routesLayer = geoLayer<'routes'>({
  layer: 'routes',
  from: 'routes',
  source: 'routes',
  underLabels: true,
  features: (routes) =>
    collection(
      routes.map(({ id, geometry, rank, estimated }) => ({
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: geometry.map(([lon, lat]) => [lon, lat]) },
        properties: { id, rank, estimated },
      })),
    ),
  drawings: (look) => [
    drawing(look, 'second', true),
    drawing(look, 'second', false),
    drawing(look, 'recommended', true),
    drawing(look, 'recommended', false),
  ],
})
