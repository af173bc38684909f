import { ANNOTATION_CLASSES } from '../../../shared/domain/annotation/state'
import { collection, middleOf, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import type { ShapeMark } from '../drawn-types'
import { geoPart, type GeoDrawing, type GeoLook } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'
import { SHAPE_LOOKS } from './shape-looks'

/** What officers draw: areas, ways, notes, each class with its colour and its line. Cyan only while it is being drawn or is selected. */
export const shapesLayer: MapLayer = {
  id: 'shapes',
  group: 'areas',
  shown: true,
  switches: oneSwitch('shapes', ({ shapes }) => shapes.length),
  legend: ({ shapes }) => {
    const present = new Set(shapes.filter(({ selected }) => !selected).map(({ of }) => of))
    return ANNOTATION_CLASSES.filter((one) => present.has(one)).map((one) => {
      const { css, dash, double } = SHAPE_LOOKS[one]
      // In the legend's own pixels: its line is four wide.
      return { kind: 'line', colour: css, text: `map.drawing.${one}`, ...(dash ? { dash: dash.map((part) => part * 3).join(' ') } : {}), ...(double ? { double } : {}) }
    })
  },
  geo: [
    geoPart<'shapes'>({
      from: 'shapes',
      source: 'shapes',
      underLabels: true,
      clickable: ['shape-area', ...ANNOTATION_CLASSES.map((one) => `shape-line-${one}`), 'shape-point'],
      features: (shapes, { t }) =>
        collection(
          shapes.flatMap(({ id, geometry, label, of, selected }): GeoJSON.Feature[] => {
            const common = { id, of, active: of === 'draft' || selected === true, glyph: of === 'draft' ? '' : t(`map.drawing.glyph.${of}`) }
            const drawn = { type: 'Feature' as const, geometry: geometry as unknown as GeoJSON.Geometry }
            if (geometry.type === 'Point') return [{ ...drawn, properties: { ...common, label } }]
            // One name in its middle: the engine would write one in each of the tiles that an area lies in.
            return [{ ...drawn, properties: common }, pointFeature(middleOf(geometry), { ...common, label, caption: true })]
          }),
        ),
      drawings,
    }),
  ],
}

function drawings({ palette, lines, scale }: GeoLook): GeoDrawing[] {
  const classColour = ANNOTATION_CLASSES.flatMap((one) => [one, palette[SHAPE_LOOKS[one].colour]])
  const colour = ['case', ['get', 'active'], palette.act, ['match', ['get', 'of'], ...classColour, palette.act]] as never
  const isPoint = ['all', ['==', ['geometry-type'], 'Point'], ['!', ['has', 'caption']]] as never
  const lineOf = (one: Exclude<ShapeMark['of'], 'draft'>): GeoDrawing => {
    const { dash, double } = SHAPE_LOOKS[one]
    return {
      id: `shape-line-${one}`,
      type: 'line',
      filter: ['all', ['!=', ['geometry-type'], 'Point'], ['==', ['get', 'of'], one]],
      paint: {
        'line-color': colour,
        'line-width': (double ? 1.6 : 3) * lines,
        ...(double ? { 'line-gap-width': 2.4 * lines } : {}),
        ...(dash ? { 'line-dasharray': [...dash] } : {}),
      },
    }
  }
  return [
    { id: 'shape-area', type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour, 'fill-opacity': 0.14 } },
    ...ANNOTATION_CLASSES.map(lineOf),
    {
      id: 'shape-point',
      type: 'circle',
      filter: isPoint,
      paint: { 'circle-radius': 10 * scale, 'circle-color': palette.plate, 'circle-stroke-color': colour, 'circle-stroke-width': 2.5 * lines },
    },
    {
      id: 'shape-glyphs',
      type: 'symbol',
      filter: isPoint,
      layout: { 'text-field': ['get', 'glyph'], 'text-font': MAP_FONT, 'text-size': 12 * scale, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': colour },
    },
    {
      id: 'shape-labels',
      type: 'symbol',
      filter: ['has', 'label'],
      layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 13 * scale, 'text-max-width': 14, 'text-variable-anchor-offset': ['top', [0, 1], 'bottom', [0, -1], 'left', [1, 0], 'right', [-1, 0]] },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
    },
  ]
}
