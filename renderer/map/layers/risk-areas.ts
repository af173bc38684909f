import { collection } from '../geo'
import { MAP_FONT, SEVERITY_FILL } from '../palette'
import type { RiskAreaMark } from '../types'
import { geoPart, type GeoDrawing, type GeoLook } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'
import { markLayers } from './marks'
import { readingIconOf } from './reading-marks'

/** Nearer than this every watched area has its name. */
const NAMES_FROM_ZOOM = 10.5

/**
 * Areas of risk by state, each by its line as well as its words: dotted and grey where nothing is watched, a whole line
 * where the level in force has it watched, and a double one in the colour of the alert with its shape and the number of
 * people where somebody is in it.
 */
export const riskAreasLayer: MapLayer = {
  id: 'risk-areas',
  group: 'areas',
  shown: true,
  switches: oneSwitch('risk-areas', ({ riskAreas }) => riskAreas.length),
  deck: ({ riskAreas }, look) =>
    markLayers<RiskAreaMark>(
      { id: 'risk-areas', key: 'risk-areas', data: entered(riskAreas), at: ({ at }) => at, icon: ({ alert }) => readingIconOf(alert?.severity ?? 'yellow'), size: 30 },
      look,
    ),
  legend: ({ riskAreas }) => {
    const present = new Set(riskAreas.map(({ state }) => state))
    return [
      ...(present.has('entered') ? [{ kind: 'icon', icon: readingIconOf('orange'), text: 'map.legend.risk.entered' } as const] : []),
      ...(present.has('watched') ? [{ kind: 'area', colour: 'var(--text)', text: 'map.legend.risk.watched' } as const] : []),
      ...(present.has('idle') ? [{ kind: 'area', colour: 'var(--stale)', dash: '2 3', text: 'map.legend.risk.idle' } as const] : []),
    ]
  },
  geo: [
    geoPart<'riskAreas'>({
      from: 'riskAreas',
      source: 'risk-areas',
      underLabels: true,
      clickable: ['risk-area'],
      features: (areas) =>
        collection(
          // A name belongs to its mark, which stands inside; the map engine's own middle of a bent strip may not.
          areas.flatMap(({ id, at, geometry, state, alert, label }) => {
            const properties = { id, state, severity: alert?.severity ?? '', label }
            return [
              { type: 'Feature', geometry: geometry as unknown as GeoJSON.MultiPolygon, properties },
              { type: 'Feature', geometry: { type: 'Point', coordinates: [at.lon, at.lat] }, properties },
            ]
          }),
        ),
      drawings,
    }),
  ],
}

const lists = new WeakMap<readonly RiskAreaMark[], RiskAreaMark[]>()
/** The same list for the same areas: deck.gl tells a change by another object. */
function entered(areas: readonly RiskAreaMark[]): RiskAreaMark[] {
  let known = lists.get(areas)
  if (!known) lists.set(areas, (known = areas.filter(({ alert }) => alert !== null)))
  return known
}

function drawings({ palette, lines, scale }: GeoLook): GeoDrawing[] {
  const is = (state: RiskAreaMark['state']) => ['==', ['get', 'state'], state] as never
  const severity = ['match', ['get', 'severity'], ...Object.entries(SEVERITY_FILL).flat(), palette.off] as never
  const label = (id: string, state: RiskAreaMark['state'], size: number, minzoom: number): GeoDrawing => ({
    id,
    type: 'symbol',
    filter: ['all', ['==', ['geometry-type'], 'Point'], is(state)] as never,
    minzoom,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': MAP_FONT,
      'text-size': size * scale,
      'text-anchor': 'top',
      'text-offset': [0, state === 'entered' ? 1.3 : 0],
      'text-optional': true,
    },
    paint: { 'text-color': state === 'idle' ? palette.textQuiet : palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
  })
  return [
    { id: 'risk-area', type: 'fill', paint: { 'fill-color': ['match', ['get', 'state'], 'entered', severity, 'watched', palette.text, palette.off], 'fill-opacity': ['match', ['get', 'state'], 'entered', 0.22, 'watched', 0.08, 0.03] } },
    { id: 'risk-area-idle', type: 'line', filter: is('idle'), paint: { 'line-color': palette.off, 'line-width': 1.2 * lines, 'line-dasharray': [1, 2.5] } },
    { id: 'risk-area-watched', type: 'line', filter: is('watched'), paint: { 'line-color': palette.text, 'line-width': 1.6 * lines, 'line-opacity': 0.85 } },
    { id: 'risk-area-entered', type: 'line', filter: is('entered'), paint: { 'line-color': severity, 'line-width': 1.8 * lines, 'line-gap-width': 2.4 * lines } },
    label('risk-area-name-watched', 'watched', 12, NAMES_FROM_ZOOM + 1),
    label('risk-area-name-entered', 'entered', 14, NAMES_FROM_ZOOM - 2),
  ]
}
