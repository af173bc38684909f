import { collection } from '../geo'
import type { ClosureMark } from '../types'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'
import { markLayers } from './marks'

/** Where the mark of a closure stands: the middle corner of its line, or the middle of its outline's box. */
export function closurePoint({ geometry }: ClosureMark): [number, number] {
  if (geometry.type === 'LineString') {
    const [lon, lat] = geometry.coordinates[Math.floor(geometry.coordinates.length / 2)] ?? [0, 0]
    return [lon, lat]
  }
  const ring = geometry.coordinates[0] ?? []
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]
}

/** Closed roads and areas: a barred line, and the no-entry mark in its middle. */
export const closuresLayer: MapLayer = {
  id: 'closures',
  group: 'now',
  shown: true,
  switches: oneSwitch('closures', ({ closures }) => closures.length),
  deck: ({ closures }, look) =>
    markLayers<ClosureMark>({ id: 'closures', key: 'closures', data: closures, at: middle, icon: () => 'closure', size: 26, underIncidents: true }, look),
  legend: () => [{ kind: 'icon', icon: 'closure', text: 'map.legend.closed' }],
  geo: [
    geoPart<'closures'>({
      from: 'closures',
      source: 'closures',
      underLabels: true,
      clickable: ['closure-line', 'closure-area'],
      features: (closures) =>
        collection(
          closures.map(({ id, geometry }) => ({
            type: 'Feature',
            geometry: geometry as unknown as GeoJSON.LineString | GeoJSON.Polygon,
            properties: { id },
          })),
        ),
      drawings: ({ palette, lines }) => [
        {
          id: 'closure-area',
          type: 'fill',
          filter: ['==', ['geometry-type'], 'Polygon'],
          paint: { 'fill-color': palette.closed, 'fill-opacity': 0.12 },
        },
        {
          id: 'closure-line',
          type: 'line',
          paint: { 'line-color': palette.closed, 'line-width': 3 * lines, 'line-dasharray': [1, 0.8] },
        },
      ],
    }),
  ],
}

function middle(closure: ClosureMark): { readonly lon: number; readonly lat: number } {
  const [lon, lat] = closurePoint(closure)
  return { lon, lat }
}
