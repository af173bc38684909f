import type { Layer } from '@deck.gl/core'
import type { DeckHit, MapLayer } from './layers/layer'
import type { MarkLook } from './layers/marks'
import { LAYERS, layerOf } from './layers/registry'
import { MAP_LAYERS, type MapData, type MapLayerId, type MapObject } from './types'

/** The layer that a deck.gl layer is a drawing of: `teams` of `teams/groups`. */
export function layerIdOf(deckId: string): MapLayerId | null {
  return MAP_LAYERS.find((id) => deckId === id || deckId.startsWith(`${id}/`)) ?? null
}

/** deck.gl's layers by the layer that they draw, from the ground up. */
export type Drawn = ReadonlyMap<MapLayerId, readonly Layer[]>

export interface Drawing {
  readonly data: MapData
  readonly look: MarkLook
  /** The ground is there, or has been waited for long enough. */
  readonly settled: boolean
  /** Layers that have failed: they are not tried again. */
  readonly broken: ReadonlyMap<MapLayerId, unknown>
  readonly onBroken: (id: MapLayerId, error: unknown) => void
}

function layersFor(layer: MapLayer, { data, look, settled, broken, onBroken }: Drawing): readonly Layer[] {
  if (!layer.deck || broken.has(layer.id) || (layer.late && !settled)) return []
  try {
    return layer.deck(data, look)
  } catch (error) {
    onBroken(layer.id, error)
    return []
  }
}

/** All marks. A layer that throws is left out and told to `onBroken`. */
export function deckLayers(drawing: Drawing): Drawn {
  return new Map(LAYERS.map((layer) => [layer.id, layersFor(layer, drawing)]))
}

/** The same with one layer made anew: deck.gl spends nothing on the others, because they are the same objects. */
export function redrawn(drawn: Drawn, id: MapLayerId, drawing: Drawing): Drawn {
  return new Map([...drawn].map(([other, layers]) => [other, other === id ? layersFor(layerOf(id), drawing) : layers]))
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
