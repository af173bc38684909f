import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import type { TeamMark } from '../types'
import { geoLayer } from './geo-layer'

function feature({ id, at, title, subtitle, label, tone }: TeamMark): GeoJSON.Feature {
  return pointFeature(at, { id, title, subtitle: subtitle ?? '', always: label === 'always', tone })
}

/** Names of teams: those that matter now at every scale, all of them from zoom 12 on. */
export const teamLabelsLayer = geoLayer<'teams'>({
  layer: 'teams',
  from: 'teams',
  source: 'team-labels',
  underLabels: false,
  features: (teams) => collection(teams.map(feature)),
  drawings: ({ palette, scale }) =>
    [true, false].map((always) => ({
      id: always ? 'team-labels-always' : 'team-labels-near',
      type: 'symbol' as const,
      ...(always ? {} : { minzoom: 12 }),
      filter: ['==', ['get', 'always'], always],
      layout: {
        'text-field': [
          'format',
          ['get', 'title'],
          {},
          ['case', ['==', ['get', 'subtitle'], ''], '', ['concat', '\n', ['get', 'subtitle']]],
          {
            'font-scale': 0.92,
            'text-color': ['match', ['get', 'tone'], 'available', palette.ok, 'acting', palette.act, palette.off],
          },
        ],
        'text-font': MAP_FONT,
        'text-size': 14 * scale,
        'text-justify': 'left' as const,
        'text-variable-anchor-offset': ['left', [1.3, 0], 'right', [-1.3, 0], 'top', [0, 1.3], 'bottom', [0, -1.3]],
        'text-allow-overlap': always,
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
    })) as never,
})
