import type { LayersList } from '@deck.gl/core'
import type { IconAtlas } from './icons'
import { closureMarkLayers } from './layers/closure-marks'
import { hazardLayers } from './layers/hazards'
import { incidentLayers } from './layers/incidents'
import type { MarkLook } from './layers/marks'
import { shelterLayers } from './layers/shelters'
import { stationLayers } from './layers/stations'
import { teamLayers } from './layers/teams'
import { MAP_LAYERS, type MapData, type MapLayerId, type MapObject } from './types'

export type Visible = Readonly<Partial<Record<MapLayerId, boolean>>>

/** All marks, from the ground up. */
export function deckLayers(data: MapData, visible: Visible, atlas: IconAtlas, scale: number): LayersList {
  const look = (layer: MapLayerId): MarkLook => ({ atlas, scale, visible: visible[layer] ?? true })
  return [
    ...hazardLayers(data.hazards, look('hazards')),
    ...shelterLayers(data.shelters, look('shelters')),
    ...stationLayers(data.stations, look('stations')),
    ...closureMarkLayers(data.closures, look('closures')),
    ...teamLayers(data.teams, look('teams')),
    ...incidentLayers(data.incidents, look('incidents')),
  ]
}

/** The mark under the pointer, from what deck.gl picked. */
export function markPicked(
  picked: { readonly layer?: { readonly id: string } | null; readonly object?: unknown } | null,
): MapObject | null {
  const layer = MAP_LAYERS.find((id) => id === picked?.layer?.id)
  const object = picked?.object as { readonly id?: string } | undefined
  return layer && object?.id !== undefined ? { layer, id: object.id } : null
}
