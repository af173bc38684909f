import type { Position } from '../../../shared/dispatch/travel'
import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import type { TyphoonMark } from '../types'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'

/** GeoJSON's types know no readonly arrays. */
const positions = (way: readonly Position[]) => way as unknown as GeoJSON.Position[]

const line = (way: readonly Position[], properties: object): GeoJSON.Feature[] =>
  way.length < 2 ? [] : [{ type: 'Feature', geometry: { type: 'LineString', coordinates: positions(way) }, properties }]
const area = (ring: readonly Position[], properties: object): GeoJSON.Feature[] =>
  ring.length < 4 ? [] : [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [positions(ring)] }, properties }]
const point = ([lon, lat]: Position, properties: Record<string, string | boolean>): GeoJSON.Feature =>
  pointFeature({ lon, lat }, properties)

/** Stronger winds are drawn stronger: 12 over 10 over 7, 64 and 50 knots over 30. */
const STRENGTH = { b7: 0, kt30: 0, b10: 1, kt50: 1, b12: 2, kt64: 2 } as const

function features(typhoons: readonly TyphoonMark[]): GeoJSON.FeatureCollection {
  return collection(
    typhoons.flatMap(({ id, observed, forecast, cone, fixes, centre, circles }) => [
      ...area(cone, { id, part: 'cone' }),
      ...circles
        .toSorted((a, b) => STRENGTH[a.force] - STRENGTH[b.force])
        .flatMap(({ force, ring, label }) => area(ring, { id, part: 'circle', strength: STRENGTH[force], label })),
      ...line(observed, { id, part: 'observed' }),
      ...line(forecast, { id, part: 'forecast' }),
      ...fixes.map(({ at, label, forecast: ahead }) => point(at, { id, part: 'fix', label, ahead })),
      ...(centre ? [point(centre.at, { id, part: 'centre', label: centre.label })] : []),
    ]),
  )
}

const part = (name: string) => ['==', ['get', 'part'], name] as never

/**
 * Storms: the way that was observed, the one that is forecast with the cone of its error, and the wind circles at the
 * moment of the time axis. In the colours of text, because the colours of severity mean severity; how strong the wind is
 * says the label, and the weight of the line.
 */
export const typhoonLayer: MapLayer = {
  id: 'typhoon',
  group: 'now',
  shown: true,
  switches: oneSwitch('typhoon', ({ typhoons }) => typhoons.length),
  legend: ({ typhoons }) =>
    typhoons.length === 0
      ? []
      : [
          { kind: 'line', colour: 'var(--text)', text: 'map.legend.typhoon.observed' },
          { kind: 'line', colour: 'var(--text)', dash: '6 4', text: 'map.legend.typhoon.forecast' },
          { kind: 'area', colour: 'var(--text)', dash: '2 3', text: 'map.legend.typhoon.cone' },
        ],
  geo: [
    geoPart<'typhoons'>({
      from: 'typhoons',
      source: 'typhoon',
      underLabels: false,
      clickable: ['typhoon-centre', 'typhoon-fix', 'typhoon-observed', 'typhoon-forecast'],
      features,
      drawings: ({ palette, lines, scale }) => [
        { id: 'typhoon-cone', type: 'fill', filter: part('cone'), paint: { 'fill-color': palette.text, 'fill-opacity': 0.06 } },
        {
          id: 'typhoon-cone-edge',
          type: 'line',
          filter: part('cone'),
          paint: { 'line-color': palette.textQuiet, 'line-width': 1 * lines, 'line-dasharray': [2, 3] },
        },
        { id: 'typhoon-circle', type: 'fill', filter: part('circle'), paint: { 'fill-color': palette.text, 'fill-opacity': 0.07 } },
        {
          id: 'typhoon-circle-edge',
          type: 'line',
          filter: part('circle'),
          paint: { 'line-color': palette.text, 'line-width': ['+', 1 * lines, ['*', lines, ['get', 'strength']]], 'line-opacity': 0.85 },
        },
        {
          id: 'typhoon-circle-label',
          type: 'symbol',
          filter: part('circle'),
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 13 * scale, 'symbol-placement': 'line', 'symbol-spacing': 600 },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
        },
        { id: 'typhoon-observed', type: 'line', filter: part('observed'), paint: { 'line-color': palette.text, 'line-width': 2.5 * lines } },
        {
          id: 'typhoon-forecast',
          type: 'line',
          filter: part('forecast'),
          paint: { 'line-color': palette.text, 'line-width': 2.5 * lines, 'line-dasharray': [2, 1.5] },
        },
        {
          id: 'typhoon-fix',
          type: 'circle',
          filter: part('fix'),
          paint: {
            'circle-radius': 3.5 * lines,
            'circle-color': ['case', ['get', 'ahead'], palette.land, palette.text],
            'circle-stroke-color': palette.text,
            'circle-stroke-width': 1.5 * lines,
          },
        },
        {
          id: 'typhoon-fix-label',
          type: 'symbol',
          filter: part('fix'),
          minzoom: 5.5,
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 11 * scale, 'text-anchor': 'left', 'text-offset': [0.8, 0], 'text-optional': true },
          paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
        },
        {
          id: 'typhoon-centre',
          type: 'circle',
          filter: part('centre'),
          paint: { 'circle-radius': 9 * lines, 'circle-color': palette.text, 'circle-stroke-color': palette.halo, 'circle-stroke-width': 3 * lines },
        },
        {
          id: 'typhoon-centre-label',
          type: 'symbol',
          filter: part('centre'),
          layout: { 'text-field': ['get', 'label'], 'text-font': MAP_FONT, 'text-size': 15 * scale, 'text-anchor': 'bottom', 'text-offset': [0, -1], 'text-allow-overlap': true },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2.2 },
        },
      ],
    }),
  ],
}
