import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

const NAMED_FROM_ZOOM = 9.5

/** Vessels at sea that have not been heard for too long: a broken ring where they were last, with how long ago. */
export const silentVesselsLayer: MapLayer = {
  id: 'silent-vessels',
  group: 'now',
  shown: true,
  switches: oneSwitch('silent-vessels', ({ silentVessels }) => silentVessels.length),
  legend: ({ silentVessels }) => (silentVessels.length === 0 ? [] : [{ kind: 'dot', colour: 'var(--off)', text: 'map.legend.silentVessel' }]),
  geo: [
    geoPart<'silentVessels'>({
      from: 'silentVessels',
      source: 'silent-vessels',
      underLabels: false,
      clickable: ['silent-vessel'],
      features: (silent) => collection(silent.map(({ id, at, label }) => pointFeature(at, { id, label }))),
      drawings: ({ palette, lines, scale }) => [
        {
          id: 'silent-vessel',
          type: 'circle',
          paint: { 'circle-radius': 9 * lines, 'circle-color': palette.halo, 'circle-opacity': 0.6, 'circle-stroke-color': palette.off, 'circle-stroke-width': 2.5 * lines },
        },
        {
          id: 'silent-vessel-sign',
          type: 'symbol',
          layout: { 'text-field': '?', 'text-font': MAP_FONT, 'text-size': 13 * scale, 'text-allow-overlap': true },
          paint: { 'text-color': palette.text },
        },
        {
          id: 'silent-vessel-label',
          type: 'symbol',
          minzoom: NAMED_FROM_ZOOM,
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 12 * scale, 'text-anchor': 'left', 'text-offset': [1, 0], 'text-optional': true },
          paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
        },
      ],
      picked: ({ id }) => (typeof id === 'string' ? { layer: 'vessels', id } : null),
    }),
  ],
}
