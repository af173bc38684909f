import { collection } from '../geo'
import { MAP_FONT } from '../palette'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

/** What officers draw: areas, patrol routes, notes. Cyan only while it is being drawn or is selected. */
export const shapesLayer: MapLayer = {
  id: 'shapes',
  group: 'areas',
  shown: true,
  switches: oneSwitch('shapes', ({ shapes }) => shapes.length),
  geo: [
    geoPart<'shapes'>({
      from: 'shapes',
      source: 'shapes',
      underLabels: true,
      clickable: ['shape-area', 'shape-line', 'shape-patrol', 'shape-point'],
      features: (shapes) =>
        collection(
          shapes.map(({ id, geometry, label, of, selected }) => ({
            type: 'Feature',
            geometry: geometry as unknown as GeoJSON.Geometry,
            properties: { id, label, of, active: of === 'draft' || selected === true },
          })),
        ),
      drawings: ({ palette, lines, scale }) => {
        const colour = ['case', ['get', 'active'], palette.act, palette.point2] as never
        return [
          { id: 'shape-area', type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour, 'fill-opacity': 0.14 } },
          { id: 'shape-line', type: 'line', filter: ['all', ['!=', ['geometry-type'], 'Point'], ['!=', ['get', 'of'], 'patrol']], paint: { 'line-color': colour, 'line-width': 2.5 * lines } },
          { id: 'shape-patrol', type: 'line', filter: ['==', ['get', 'of'], 'patrol'], paint: { 'line-color': colour, 'line-width': 3 * lines, 'line-dasharray': [3, 1.5] } },
          {
            id: 'shape-point',
            type: 'circle',
            filter: ['==', ['geometry-type'], 'Point'],
            paint: { 'circle-radius': 6 * lines, 'circle-color': palette.plate, 'circle-stroke-color': colour, 'circle-stroke-width': 3 * lines },
          },
          {
            id: 'shape-labels',
            type: 'symbol',
            layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 13 * scale, 'text-variable-anchor-offset': ['top', [0, 1], 'bottom', [0, -1], 'left', [1, 0], 'right', [-1, 0]] },
            paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
          },
        ]
      },
    }),
  ],
}
