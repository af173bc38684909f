import type { StationMark } from '../types'
import { markLayer, type MarkLook } from './marks'

/** Rescue stations; their circles are `station-circles.ts`. */
export function stationLayers(stations: readonly StationMark[], look: MarkLook) {
  return [
    markLayer<StationMark>(
      { id: 'stations', data: stations, at: ({ at }) => at, icon: () => 'station', size: 22, underLabels: true },
      look,
    ),
  ]
}
