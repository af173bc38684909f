import { ScatterplotLayer } from '@deck.gl/layers'
import { SEVERITIES, severityRank } from '../../../shared/domain/incident/kind'
import { collection, pointFeature } from '../geo'
import { incidentIcon, SEVERITY_LETTER } from '../icons'
import { MAP_FONT, rgba, SEVERITY_FILL } from '../palette'
import type { IncidentMark } from '../types'
import { geoPart } from './geo-layer'
import { oneSwitch, type MapLayer } from './layer'
import { FLAT, INCIDENT_NAMES, markLayers, type MarkLook } from './marks'
import { readingIconOf } from './reading-marks'

const sorted = new WeakMap<readonly IncidentMark[], readonly IncidentMark[]>()
/** Least serious first, so that the most serious is drawn on top. */
function inOrder(incidents: readonly IncidentMark[]): readonly IncidentMark[] {
  let known = sorted.get(incidents)
  if (!known) sorted.set(incidents, (known = incidents.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity))))
  return known
}

const ring = (id: string, data: readonly IncidentMark[], radius: number, alpha: number, { scale }: MarkLook) =>
  new ScatterplotLayer<IncidentMark>({
    id,
    data: data as IncidentMark[],
    filled: false,
    stroked: true,
    getPosition: ({ at }) => [at.lon, at.lat],
    radiusUnits: 'pixels',
    billboard: true,
    getRadius: radius * scale,
    lineWidthUnits: 'pixels',
    getLineWidth: 2 * scale,
    getLineColor: ({ severity, dimmed }) => rgba(SEVERITY_FILL[severity], dimmed ? alpha / 2 : alpha),
    parameters: FLAT,
  })

/** Incidents: severity by colour, shape and ring, the kind's character inside. The pulse is `pulse.ts`. */
export const incidentsLayer: MapLayer = {
  id: 'incidents',
  group: 'now',
  shown: true,
  switches: oneSwitch('incidents', ({ incidents }) => incidents.length),
  deck: ({ incidents }, look) => {
    if (incidents.length === 0 || !look.isVisible('incidents')) return []
    const data = inOrder(incidents)
    return [
      ring('incidents/ring-outer', data, 42, 110, look),
      ring('incidents/ring-inner', data, 29, 190, look),
      ...markLayers<IncidentMark>(
        {
          id: 'incidents',
          key: 'incidents',
          data,
          at: ({ at }) => at,
          icon: ({ severity, glyph }) => incidentIcon(severity, glyph),
          size: 40,
          letter: SEVERITY_LETTER,
          alpha: ({ dimmed }) => (dimmed ? 150 : 255),
        },
        look,
      ),
    ]
  },
  legend: () => SEVERITIES.map((severity) => ({ kind: 'icon', icon: readingIconOf(severity), text: `severityName.${severity}` })),
  geo: [
    geoPart<'incidents'>({
      from: 'incidents',
      source: 'incident-labels',
      underLabels: false,
      // Names under the marks; where they collide the more serious one is named.
      features: (incidents) =>
        collection(
          incidents.map(({ id, at, label, severity, dimmed }) =>
            pointFeature(at, { id, label, order: severityRank(severity), dimmed: dimmed ?? false }),
          ),
        ),
      drawings: ({ palette, scale }) => [
        {
          id: INCIDENT_NAMES,
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
    }),
  ],
}
