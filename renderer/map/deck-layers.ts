import type { Layer, LayersList } from '@deck.gl/core'
import type { DeckHit, MapLayer } from './layers/layer'
import type { MarkLook } from './layers/marks'
import { LAYERS, layerOf } from './layers/registry'
import { MAP_LAYERS, type MapData, type MapLayerId, type MapObject } from './types'

/** The layer that a deck.gl layer is a drawing of: `teams` of `teams/groups`. */
export function layerIdOf(deckId: string): MapLayerId | null {
  return MAP_LAYERS.find((id) => deckId === id || deckId.startsWith(`${id}/`)) ?? null
}

/**
 * All marks, from the ground up. A layer that throws is left out and told to `onBroken`; layers in `broken` are not
 * tried again.
 */
export function deckLayers(data: MapData, look: MarkLook, broken: ReadonlyMap<MapLayerId, unknown>, onBroken: (id: MapLayerId, error: unknown) => void): LayersList {
  return LAYERS.flatMap((layer: MapLayer): Layer[] => {
    if (!layer.deck || broken.has(layer.id)) return []
    try {
      return layer.deck(data, look)
    } catch (error) {
      onBroken(layer.id, error)
      return []
    }
  })
}

interface Picked {
  readonly layer?: { readonly id: string } | null
  readonly index?: number
  readonly object?: unknown
}

/** The mark under the pointer, from what deck.gl picked. */
export function markPicked(picked: Picked | null, data: MapData): MapObject | null {
  const deckId = picked?.layer?.id
  const id = deckId === undefined ? null : layerIdOf(deckId)
  if (!picked || !id || deckId === undefined || (picked.index ?? 0) < 0) return null
  const hit: DeckHit = { part: deckId.slice(id.length + 1), index: picked.index ?? 0, object: picked.object }
  const layer = layerOf(id)
  if (layer.picked) return layer.picked(hit, data)
  const object = picked.object as { readonly id?: string } | undefined
  return object?.id !== undefined ? { layer: id, id: object.id } : null
}
