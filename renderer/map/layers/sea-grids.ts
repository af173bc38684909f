import { collection } from '../geo'
import { MAP_FONT } from '../palette'
import type { SeaGridKind } from '../../../shared/pack/sea'
import { geoPart, type GeoDrawing, type GeoLook } from './geo-layer'
import type { MapLayer } from './layer'

/** Told apart by the line: whole, dashed, dotted. */
const DASH: Readonly<Record<SeaGridKind, readonly [number, number] | null>> = { static: null, control: [3, 2], cruise: [0.5, 2] }

function edge(kind: SeaGridKind, { palette, lines }: GeoLook): GeoDrawing {
  const dash = DASH[kind]
  return {
    id: `sea-grid-${kind}`,
    type: 'line',
    filter: ['==', ['get', 'kind'], kind],
    paint: {
      'line-color': kind === 'control' ? palette.text : palette.point,
      'line-width': (kind === 'control' ? 2 : 1.2) * lines,
      'line-opacity': 0.8,
      ...(dash ? { 'line-dasharray': [...dash] } : {}),
    },
  }
}

/** The fixed areas of the sea with the number of vessels in each. */
export const seaGridsLayer: MapLayer = {
  id: 'sea-grids',
  group: 'areas',
  shown: false,
  switches: ({ seaGrids }) => [{ key: 'sea-grids', count: seaGrids.length }],
  legend: ({ seaGrids }) =>
    seaGrids.length === 0
      ? []
      : [
          { kind: 'line', colour: 'var(--text-2)', text: 'map.legend.seaGrid.static' },
          { kind: 'line', colour: 'var(--text)', dash: '6 4', text: 'map.legend.seaGrid.control' },
          { kind: 'line', colour: 'var(--text-2)', dash: '1 4', text: 'map.legend.seaGrid.cruise' },
        ],
  geo: [
    geoPart<'seaGrids'>({
      from: 'seaGrids',
      source: 'sea-grids',
      underLabels: true,
      clickable: ['sea-grid-area'],
      features: (grids) =>
        collection(
          grids.map(({ id, kind, rings, label }) => ({
            type: 'Feature',
            geometry: { type: 'Polygon', coordinates: rings as unknown as GeoJSON.Position[][] },
            properties: { id, kind, label },
          })),
        ),
      drawings: (look) => [
        { id: 'sea-grid-area', type: 'fill', paint: { 'fill-color': look.palette.point, 'fill-opacity': 0.03 } },
        edge('static', look),
        edge('cruise', look),
        edge('control', look),
        {
          id: 'sea-grid-label',
          type: 'symbol',
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 12 * look.scale, 'text-max-width': 7 },
          paint: { 'text-color': look.palette.textQuiet, 'text-halo-color': look.palette.halo, 'text-halo-width': 1.8 },
        },
      ],
    }),
  ],
}
