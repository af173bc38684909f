import { collection } from '../geo'
import { MAP_FONT, type MapPalette } from '../palette'
import type { AreaMark } from '../types'
import { geoPart, type GeoDrawing, type GeoLook } from './geo-layer'
import type { MapLayer } from './layer'

type AreaOf = AreaMark['of']

/** What is lost is hatched by its dashes and named: grey, because nobody is there. */
const colourOf = (of: AreaOf, palette: MapPalette) => ({ stations: palette.ok, teams: palette.act, lost: palette.closed })[of]

function drawings(of: AreaOf, { palette, lines, scale }: GeoLook): GeoDrawing[] {
  const colour = colourOf(of, palette)
  const edge = (estimated: boolean): GeoDrawing => ({
    id: `${of}-area-edge${estimated ? '-estimated' : ''}`,
    type: 'line',
    filter: ['==', ['get', 'estimated'], estimated],
    paint: {
      'line-color': colour,
      'line-width': (of === 'lost' ? 2.5 : 1.5) * lines,
      'line-opacity': 0.8,
      ...(estimated ? { 'line-dasharray': [4, 3] } : of === 'lost' ? { 'line-dasharray': [1.5, 1] } : {}),
    },
  })
  return [
    { id: `${of}-area`, type: 'fill', paint: { 'fill-color': colour, 'fill-opacity': of === 'lost' ? 0.18 : 0.1 } },
    edge(false),
    edge(true),
    {
      id: `${of}-area-label`,
      type: 'symbol',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': MAP_FONT,
        'text-size': 13 * scale,
        'symbol-placement': 'line',
        'symbol-spacing': 500,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
    },
  ]
}

/** What is reached in time by road, or no longer: outlines as the hub has worked them out. */
function areaLayer(id: 'station-areas' | 'team-areas' | 'lost-areas', of: AreaOf): MapLayer {
  return {
    id,
    group: 'areas',
    shown: true,
    switches: ({ areas }) => [{ key: id, count: areas.filter((area) => area.of === of).length }],
    legend: ({ areas }) =>
      areas.some((area) => area.of === of)
        ? [{ kind: 'area', colour: { stations: 'var(--ok)', teams: 'var(--act)', lost: 'var(--text)' }[of], text: `map.legend.area.${of}`, ...(of === 'lost' ? { dash: '3 2' } : {}) }]
        : [],
    geo: [
      geoPart<'areas'>({
        from: 'areas',
        source: `${of}-areas`,
        underLabels: true,
        clickable: [`${of}-area`],
        features: (areas) =>
          collection(
            areas
              .filter((area) => area.of === of)
              .map(({ id: area, geometry, estimated, label }) => ({
                type: 'Feature',
                geometry: geometry as unknown as GeoJSON.MultiPolygon,
                properties: { id: area, estimated, label },
              })),
          ),
        drawings: (look) => drawings(of, look),
      }),
    ],
  }
}

export const stationAreasLayer = areaLayer('station-areas', 'stations')
export const teamAreasLayer = areaLayer('team-areas', 'teams')
export const lostAreasLayer = areaLayer('lost-areas', 'lost')
