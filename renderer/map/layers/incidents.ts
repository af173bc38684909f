import { ScatterplotLayer } from '@deck.gl/layers'
import { incidentIcon } from '../icons'
import { rgba, SEVERITY_FILL } from '../palette'
import type { IncidentMark } from '../types'
import { markLayer, type MarkLook } from './marks'

/** Least serious first, so that the most serious is drawn on top. */
const ORDER = { blue: 0, yellow: 1, orange: 2, red: 3 } as const

const ring = (id: string, data: readonly IncidentMark[], radius: number, alpha: number, { scale, visible }: MarkLook) =>
  new ScatterplotLayer<IncidentMark>({
    id,
    data: data as IncidentMark[],
    visible,
    filled: false,
    stroked: true,
    getPosition: ({ at }) => [at.lon, at.lat],
    radiusUnits: 'pixels',
    getRadius: radius * scale,
    lineWidthUnits: 'pixels',
    getLineWidth: 2 * scale,
    getLineColor: ({ severity, dimmed }) => rgba(SEVERITY_FILL[severity], dimmed ? alpha / 2 : alpha),
    parameters: { depthCompare: 'always', depthWriteEnabled: false },
  })

/** Incidents: severity by colour, shape and ring, the kind's character inside. The pulse is `pulse.ts`. */
export function incidentLayers(incidents: readonly IncidentMark[], look: MarkLook) {
  const data = incidents.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
  return [
    ring('incident-ring-outer', data, 42, 110, look),
    ring('incident-ring-inner', data, 29, 190, look),
    markLayer<IncidentMark>(
      {
        id: 'incidents',
        data,
        at: ({ at }) => at,
        icon: ({ severity, glyph }) => incidentIcon(severity, glyph),
        size: 40,
        alpha: ({ dimmed }) => (dimmed ? 150 : 255),
      },
      look,
    ),
  ]
}
