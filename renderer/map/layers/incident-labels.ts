import { severityRank } from '../../../shared/domain/incident/kind'
import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import { geoLayer } from './geo-layer'

/** Names of incidents, under their marks; where they collide the more serious one is named. */
export const incidentLabelsLayer = geoLayer<'incidents'>({
  layer: 'incidents',
  from: 'incidents',
  source: 'incident-labels',
  underLabels: false,
  features: (incidents) =>
    collection(
      incidents.map(({ id, at, label, severity, dimmed }) =>
        pointFeature(at, { id, label, order: severityRank(severity), dimmed: dimmed ?? false }),
      ),
    ),
  drawings: ({ palette, scale }) => [
    {
      id: 'incident-labels',
      type: 'symbol',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': MAP_FONT,
        'text-size': 17 * scale,
        'text-anchor': 'top',
        'text-offset': [0, 2],
        'symbol-sort-key': ['get', 'order'],
        'text-optional': true,
        'text-max-width': 12,
      },
      paint: {
        'text-color': palette.text,
        'text-halo-color': palette.halo,
        'text-halo-width': 2.2,
        'text-opacity': ['case', ['get', 'dimmed'], 0.55, 1],
      },
    },
  ],
})
