import { collection, pointFeature } from '../geo'
import { SHELTER_LETTER } from '../icons'
import { occupancyStep, shelterIcon } from '../occupancy'
import { MAP_FONT } from '../palette'
import { clusterLayers } from './cluster-marks'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'
import { clusterMarks, clusterPicked } from './mark-clusters'

/** Figures stand beside shelters from here on. */
const FIGURES_FROM_ZOOM = 11.5
/** Shelters (避灾点): the ring is as full as the house, the number beside it says how many; a full one says 满. */
export const sheltersLayer: MapLayer = {
  id: 'shelters',
  group: 'places',
  shown: false,
  switches: oneSwitch('shelters', ({ shelters }) => shelters.length),
  deck: ({ shelters }, look) =>
    clusterLayers(
      {
        id: 'shelters',
        key: 'shelters',
        clusters: clusterMarks(shelters, look),
        colour: look.palette.second,
        icon: (row) => {
          const shelter = shelters[row]
          return shelter ? shelterIcon(occupancyStep(shelter), (shelter.stale ?? false) || look.isFaded('shelters')) : 'shelter'
        },
        size: 24,
        letter: SHELTER_LETTER,
      },
      look,
    ),
  picked: (hit, { shelters }) => clusterPicked('shelters', hit, shelters),
  legend: ({ shelters }) => [
    { kind: 'icon', icon: 'shelter', text: 'map.layer.shelters' },
    ...(shelters.some(({ occupied }) => occupied !== undefined) ? ([{ kind: 'icon', icon: shelterIcon(4, false), text: 'map.legend.occupancy' }] as const) : []),
  ],
  geo: [
    geoPart<'shelters'>({
      from: 'shelters',
      source: 'shelter-figures',
      underLabels: false,
      features: (shelters) =>
        collection(
          shelters.flatMap(({ id, at, occupied, capacity }) =>
            occupied === undefined || !capacity ? [] : [pointFeature(at, { id, figure: `${occupied}/${capacity}` })],
          ),
        ),
      drawings: ({ palette, scale }) => [
        {
          id: 'shelter-figures',
          type: 'symbol',
          minzoom: FIGURES_FROM_ZOOM,
          layout: {
            'text-field': ['get', 'figure'],
            'text-font': MAP_FONT,
            'text-size': 12 * scale,
            'text-variable-anchor-offset': ['left', [1.3, 0], 'right', [-1.3, 0], 'bottom', [0, -1.3], 'top', [0, 1.3]],
          },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
        },
      ],
    }),
  ],
}
