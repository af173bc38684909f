import type { Layer } from '@deck.gl/core'
import type { MessageKey, Placeholders, zh } from '../../../shared/i18n/catalogue'
import type { LayerKey, MapData, MapLayerId, MapObject } from '../types'
import type { GeoPart } from './geo-layer'
import type { MarkLook } from './marks'

/** Headings of the list of layers, in its order. */
export const LAYER_GROUPS = ['now', 'moving', 'places', 'points', 'areas', 'heat', 'ground'] as const
export type LayerGroup = (typeof LAYER_GROUPS)[number]

/** A row of the list of layers. */
export interface LayerSwitch {
  readonly key: LayerKey
  /** In the officer's language; left out: the layer's own name (`map.layer.ID`). */
  readonly name?: string
  /** How many objects it has; null: it is not counted. */
  readonly count: number | null
}

/** A message without values. */
type PlainKey = { [K in MessageKey]: [Placeholders<(typeof zh)[K]>] extends [never] ? K : never }[MessageKey]

/** What a mark or a line means. `icon` is a picture of `icons.ts`; `ramp` has its numbers from the drawn data. */
export type LegendEntry = {
  readonly text: PlainKey
} & (
  | { readonly kind: 'line'; readonly colour: string; readonly dash?: string; readonly double?: boolean }
  | { readonly kind: 'area'; readonly colour: string; readonly dash?: string }
  | { readonly kind: 'dot'; readonly colour: string }
  | { readonly kind: 'icon'; readonly icon: string }
)

/** What deck.gl found under the pointer. */
export interface DeckHit {
  /** Name of the drawing within the layer: `SET` or `part` of `layer/part`. */
  readonly part: string
  readonly index: number
  readonly object: unknown
}

/**
 * One layer of the map: which data it draws and how, what a click on it means, what its marks mean. One file each in
 * this folder, named in `registry.ts`.
 */
export interface MapLayer {
  readonly id: MapLayerId
  readonly group: LayerGroup
  /** Drawn unless it is switched off. */
  readonly shown: boolean
  /** Drawn when the ground is there: thousands of marks are not to be drawn again with each of its first tiles. */
  readonly late?: boolean
  readonly geo?: readonly GeoPart[]
  /** deck.gl layers, whose ids begin with the layer's (`teams`, `teams/groups`). */
  readonly deck?: (data: MapData, look: MarkLook) => Layer[]
  /** Default: the object's `id`. */
  readonly picked?: (hit: DeckHit, data: MapData) => MapObject | null
  /** The rows of the list of layers: one, or one for each set. */
  readonly switches: (data: MapData) => readonly LayerSwitch[]
  /** `isOn` tells which of several switches are on. */
  readonly legend?: (data: MapData, isOn: (key: LayerKey) => boolean) => readonly LegendEntry[]
}

/** One switch, counted. */
export const oneSwitch =
  (id: MapLayerId, count: (data: MapData) => number | null): MapLayer['switches'] =>
  (data) => [{ key: id, count: count(data) }]
