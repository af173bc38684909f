import { circleRing, collection } from '../geo'
import { PLATE_LETTER } from '../icons'
import type { StationMark } from '../types'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'
import { markLayers } from './marks'

/**
 * Rescue stations. What they reach in time is `areas.ts`; a circle is drawn only where there are no road data, dashed,
 * and the legend says that it is a distance and no time.
 */
export const stationsLayer: MapLayer = {
  id: 'stations',
  group: 'places',
  shown: false,
  switches: oneSwitch('stations', ({ stations }) => stations.length),
  deck: ({ stations }, look) =>
    markLayers<StationMark>({ id: 'stations', key: 'stations', data: stations, at: ({ at }) => at, icon: () => 'station', size: 22, letter: PLATE_LETTER, underLabels: true }, look),
  legend: ({ stations }) => [
    { kind: 'icon', icon: 'station', text: 'map.layer.stations' },
    ...(stations.some(({ circleM }) => circleM > 0) ? ([{ kind: 'area', colour: 'var(--ok)', dash: '4 3', text: 'map.legend.stationCircle' }] as const) : []),
  ],
  geo: [
    geoPart<'stations'>({
      from: 'stations',
      source: 'station-circles',
      underLabels: true,
      features: (stations) =>
        collection(
          stations.flatMap(({ id, at, circleM }) =>
            circleM <= 0
              ? []
              : [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [circleRing(at, circleM)] }, properties: { id } }],
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
    }),
  ],
}
