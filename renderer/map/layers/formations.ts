import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

/** Names of moving grids from here on: there are hundreds. */
const NAMED_FROM_ZOOM = 10.5

/** Formations as grids that move: the outline of the vessels that sail together. */
export const formationsLayer: MapLayer = {
  id: 'formations',
  group: 'moving',
  shown: false,
  switches: oneSwitch('formations', ({ formations }) => (formations.length === 0 ? null : formations.length)),
  legend: ({ formations }) => (formations.length === 0 ? [] : [{ kind: 'area', colour: 'var(--text-2)', text: 'map.legend.formation' }]),
  geo: [
    geoPart<'formations'>({
      from: 'formations',
      source: 'formations',
      underLabels: true,
      clickable: ['formation-area'],
      features: (formations) =>
        collection(
          formations.flatMap(({ id, outline, centre, label }): GeoJSON.Feature[] => [
            ...(outline.length < 4 ? [] : [{ type: 'Feature' as const, geometry: { type: 'Polygon' as const, coordinates: [outline as unknown as GeoJSON.Position[]] }, properties: { id, part: 'area' } }]),
            pointFeature(centre, { id, label, part: 'name' }),
          ]),
        ),
      drawings: ({ palette, lines, scale }) => [
        { id: 'formation-area', type: 'fill', filter: ['==', ['get', 'part'], 'area'], paint: { 'fill-color': palette.textQuiet, 'fill-opacity': 0.1 } },
        { id: 'formation-edge', type: 'line', filter: ['==', ['get', 'part'], 'area'], paint: { 'line-color': palette.textQuiet, 'line-width': 1 * lines, 'line-opacity': 0.7 } },
        {
          id: 'formation-name',
          type: 'symbol',
          filter: ['==', ['get', 'part'], 'name'],
          minzoom: NAMED_FROM_ZOOM,
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 11.5 * scale, 'text-anchor': 'bottom', 'text-offset': [0, -0.6] },
          paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
        },
      ],
    }),
  ],
}
