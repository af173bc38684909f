import type { MapData } from '../types'
import { markLayer, type MarkLook } from './marks'

/** Shelters (避灾点). */
export function shelterLayers(shelters: MapData['shelters'], look: MarkLook) {
  return [
    markLayer(
      { id: 'shelters', data: shelters, at: ({ at }) => at, icon: () => 'shelter', size: 20, underLabels: true },
      look,
    ),
  ]
}
