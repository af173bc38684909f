import type { MapData } from '../types'
import { markLayer, type MarkLook } from './marks'

/** Flash-flood and geological hazard points; their level is in the list and on the card, not in the colour. */
export function hazardLayers(hazards: MapData['hazards'], look: MarkLook) {
  return [
    markLayer(
      {
        id: 'hazards',
        data: hazards,
        at: ({ at }) => at,
        icon: ({ kind }) => `hazard-${kind}`,
        size: 20,
        underLabels: true,
      },
      look,
    ),
  ]
}
