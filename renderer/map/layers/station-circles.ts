import { circleRing, collection } from '../geo'
import { geoLayer } from './geo-layer'

/** Simple circles round rescue stations. They say how far it is, not how long it takes: the screen's legend says so. */
export const stationCirclesLayer = geoLayer<'stations'>({
  layer: 'stations',
  from: 'stations',
  source: 'station-circles',
  underLabels: true,
  features: (stations) =>
    collection(
      stations.flatMap(({ id, at, circleM }) =>
        circleM <= 0
          ? []
          : [
              {
                type: 'Feature',
                geometry: { type: 'Polygon', coordinates: [circleRing(at, circleM)] },
                properties: { id },
              },
            ],
      ),
    ),
  drawings: ({ palette, lines }) => [
    { id: 'station-circle', type: 'fill', paint: { 'fill-color': palette.ok, 'fill-opacity': 0.07 } },
    {
      id: 'station-circle-edge',
      type: 'line',
      paint: { 'line-color': palette.ok, 'line-opacity': 0.45, 'line-width': 1 * lines, 'line-dasharray': [4, 4] },
    },
  ],
})
